"""Whether what a window shows can be read: contrast as painted, and words that are cut off."""

from collections import Counter
from collections.abc import Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QWidget

from advocate_desk.ui.widgets.chip import Chip
from advocate_desk.ui.widgets.words import Elided

LEAST_CONTRAST = 4.5
"""Text on its ground (WCAG 2.2, 1.4.3)."""
_GLYPHS = 3
"""Pixels that must be of the text's full colour; fewer are the rim of something else."""


def contrast(one: int, other: int) -> float:
    """Return the contrast of two colours (0xRRGGBB) as WCAG 2.2 computes it, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: int) -> float:
    channels = [(colour >> shift & 0xFF) / 255 for shift in (16, 8, 0)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def faint(window: QWidget) -> list[str]:
    """Return the words that do not stand out from the ground they were painted on."""
    picture = window.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    found = []
    for widget, words in _worded(window):
        seen = _seen(widget, window)
        if seen.size() != widget.size():
            continue  # part of it is scrolled away, maybe its words
        best = _best_contrast(picture, seen)
        if best is not None and best < LEAST_CONTRAST:
            found.append(f"{type(widget).__name__} {words[:40]!r} has a contrast of {best:.1f}")
    return found


def _best_contrast(picture: QImage, area: QRect) -> float | None:
    """Return the contrast between the commonest colour and the one that stands out most; None for an even area."""
    area = area.intersected(picture.rect())
    if area.width() < 4 or area.height() < 4:
        return None
    part = picture.copy(area)
    pixels = memoryview(part.constBits()).cast("I")
    counted = Counter(pixel & 0xFFFFFF for pixel in pixels)
    ground, _ = counted.most_common(1)[0]
    others = [contrast(ground, colour) for colour, count in counted.items() if count >= _GLYPHS and colour != ground]
    return max(others, default=None)


def _worded(window: QWidget) -> Iterator[tuple[QWidget, str]]:
    for widget in window.findChildren(QWidget):
        if not widget.isVisibleTo(window) or not widget.isEnabled():
            continue
        words = _words(widget)
        if words.strip():
            yield widget, words


def _words(widget: QWidget) -> str:
    match widget:
        case QLabel() | QAbstractButton() | QLineEdit():
            return widget.text()
        case QComboBox():
            return widget.currentText()
    return ""


def _seen(widget: QWidget, window: QWidget) -> QRect:
    """Return where the widget is painted: what a scroll area hides of it is not there."""
    region = widget.visibleRegion().boundingRect()
    return region.translated(widget.mapTo(window, QPoint(0, 0)))


def cut_off(window: QWidget) -> list[str]:
    """Return the words that have less room than they need. What is shortened on purpose (`Elided`) says so itself."""
    found = []
    for widget, words in _worded(window):
        if isinstance(widget, QLabel) and not isinstance(widget, Elided):
            if not _fits(widget):
                found.append(f"label {words[:40]!r} is {widget.width()} by {widget.height()} pixels")
        elif isinstance(widget, QAbstractButton) and widget.width() + 1 < _needed(widget, words):
            found.append(f"button {words[:40]!r} is {widget.width()} pixels wide")
    return found


def _fits(label: QLabel) -> bool:
    if isinstance(label, Chip):  # paints its word itself, in letters of its own
        return label.width() >= label.sizeHint().width()
    room = label.contentsRect()
    flags = Qt.TextFlag.TextWordWrap if label.wordWrap() else Qt.TextFlag.TextExpandTabs
    if label.buddy() is not None:
        flags |= Qt.TextFlag.TextShowMnemonic
    needed = label.fontMetrics().boundingRect(QRect(0, 0, room.width(), 1 << 20), flags, label.text())
    return needed.width() <= room.width() + 2 and needed.height() <= room.height() + 2


def _needed(button: QAbstractButton, words: str) -> int:
    plain = words.replace("&", "")
    return max(button.fontMetrics().horizontalAdvance(line) for line in plain.splitlines())
