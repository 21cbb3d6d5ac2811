"""Pictures somebody brought, unpacked in memory to be looked at. May be called on any thread."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from advocate_desk.domain.attachments import MediaType
from advocate_desk.domain.errors import Unreadable

LONGEST_SIDE = 4000
"""Dots of a picture as it is shown: enough for four times the width of a page on the screen."""
GLIMPSE = 10
"""Dots of a glimpse: colours and light, and nothing that could be recognised."""
_BEFORE_GLIMPSE = 160
_CANNOT_DRAW = "This picture cannot be shown here. It is kept as it was; export it for a reason to open it elsewhere."
_FORMATS = {MediaType.JPEG: b"jpeg", MediaType.PNG: b"png"}


def unpacked(content: bytes, media_type: MediaType) -> QImage:
    """Return a picture the right way up, no larger than can be shown.

    Raises:
        Unreadable: nothing can be drawn of it.
    """
    return _read(content, media_type, LONGEST_SIDE)


def glimpse(content: bytes, media_type: MediaType) -> QImage:
    """Return so few dots of a picture that nobody can tell what is in it, however far they are blown up.

    Raises:
        Unreadable: as in `unpacked`.
    """
    ways = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    small = _read(content, media_type, _BEFORE_GLIMPSE).scaled(GLIMPSE, GLIMPSE, *ways)
    # A smooth enlargement fades at the edges: the widget that blows it up needs no more than these dots.
    return small.convertToFormat(QImage.Format.Format_RGB32)


def _read(content: bytes, media_type: MediaType, longest: int) -> QImage:
    held = QBuffer()
    held.setData(QByteArray(content))
    held.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(held, QByteArray(_FORMATS.get(media_type, b"png")))
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > longest:
        reader.setScaledSize(size.scaled(QSize(longest, longest), Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        raise Unreadable(_CANNOT_DRAW)
    return image
