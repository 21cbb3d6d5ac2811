"""A box to tick within a form that Enter leads on from."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox


class TickBox(QCheckBox):
    """Space ticks it. Enter is left to the form, also on desktops whose own boxes take it (GNOME's do)."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.ignore()
        else:
            super().keyPressEvent(event)
