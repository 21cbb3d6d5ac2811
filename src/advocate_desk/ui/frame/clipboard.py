"""Words copied from the desk do not stay on the clipboard."""

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard

CLEARED_AFTER_MS = 30_000
HINT = "x-kde-passwordManagerHint"
"""Asks clipboard histories (KDE's, and those that follow it) to keep nothing."""
_MODES = (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection)


class ClipboardWatch(QObject):
    """Marks what the desk copies as not to be kept, and clears it after half a minute, if it is still ours.

    What another program copied is never touched.
    """

    def __init__(self, clipboard: QClipboard) -> None:
        super().__init__()
        self._clipboard = clipboard
        self._timer = QTimer(self, interval=CLEARED_AFTER_MS, singleShot=True)
        self._timer.timeout.connect(self.clear)
        clipboard.changed.connect(self._changed)

    @property
    def waits(self) -> bool:
        """Whether something of ours is there, to be cleared."""
        return self._timer.isActive()

    def clear(self) -> None:
        """Take away what is ours, now."""
        self._timer.stop()
        for mode in _MODES:
            if self._is_ours(mode):
                self._clipboard.clear(mode)

    def _is_ours(self, mode: QClipboard.Mode) -> bool:
        if mode is QClipboard.Mode.Selection and not self._clipboard.supportsSelection():
            return False
        owns = self._clipboard.ownsSelection if mode is QClipboard.Mode.Selection else self._clipboard.ownsClipboard
        return owns() and bool(self._clipboard.text(mode))

    def _changed(self, mode: QClipboard.Mode) -> None:
        if mode not in _MODES or not self._is_ours(mode):
            return
        held = self._clipboard.mimeData(mode)
        if held is not None and not held.hasFormat(HINT):
            marked = QMimeData()
            marked.setText(held.text())
            marked.setData(HINT, b"secret")
            self._clipboard.setMimeData(marked, mode)
        self._timer.start()
