"""Words copied from the desk do not stay on the clipboard."""

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard

CLEARED_AFTER_MS = 30_000
HINT = "x-kde-passwordManagerHint"
"""Asks clipboard histories (KDE's, and those that follow it) to keep nothing."""
Mode = QClipboard.Mode


class ClipboardWatch(QObject):
    """Marks what the desk copies as not to be kept, and clears it after half a minute, if it is still ours.

    What another program copied is never touched.

    Args:
        clipboard: the system's.
        owns: says whether what is there is ours; None asks the clipboard.
    """

    def __init__(self, clipboard: QClipboard, owns: Callable[[Mode], bool] | None = None) -> None:
        super().__init__()
        self._clipboard = clipboard
        self._owns = owns or self._asked
        self._modes = (Mode.Clipboard, Mode.Selection) if clipboard.supportsSelection() else (Mode.Clipboard,)
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
        for mode in self._modes:
            if self._owns(mode) and self._clipboard.text(mode):
                self._clipboard.clear(mode)

    def _asked(self, mode: Mode) -> bool:
        return self._clipboard.ownsSelection() if mode is Mode.Selection else self._clipboard.ownsClipboard()

    def _changed(self, mode: Mode) -> None:
        if mode not in self._modes or not self._owns(mode) or not self._clipboard.text(mode):
            return
        held = self._clipboard.mimeData(mode)
        if held is not None and not held.hasFormat(HINT):
            marked = QMimeData()
            marked.setText(held.text())
            marked.setData(HINT, b"secret")
            self._clipboard.setMimeData(marked, mode)
        self._timer.start()
