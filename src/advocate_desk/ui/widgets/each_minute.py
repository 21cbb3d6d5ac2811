"""Asking again each minute, so that what stays on the screen does not go on saying what is over."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

MINUTE_MS = 60_000


def each_minute(widget: QWidget, ask: Callable[[], object]) -> QTimer:
    """Call ``ask`` each minute in which ``widget`` can be seen. The timer it returns ends with the widget."""
    timer = QTimer(widget, interval=MINUTE_MS)
    timer.timeout.connect(lambda: ask() if widget.isVisible() else None)
    timer.start()
    return timer
