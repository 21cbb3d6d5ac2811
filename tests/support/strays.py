"""Finds widgets that became windows of their own for an instant, shown before they had a place in one."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow, QWidget


class _Shown(QObject):
    def __init__(self) -> None:
        super().__init__()
        self.strays: list[tuple[QWidget, str]] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and _is_stray(watched):
            words = getattr(watched, "text", str)()
            self.strays.append((watched, f"{type(watched).__name__} {words!r}"))
        return False


def _is_stray(widget: QWidget) -> bool:
    return (
        widget.isWindow()
        and widget.windowType() is Qt.WindowType.Window
        and not isinstance(widget, QMainWindow | QDialog)
    )


@contextmanager
def stray_windows() -> Iterator[list[tuple[QWidget, str]]]:
    """Note every window that is shown inside and is neither of the desk's two, nor a dialog, nor a menu or list."""
    application, shown = QApplication.instance(), _Shown()
    assert application is not None
    application.installEventFilter(shown)
    try:
        yield shown.strays
    finally:
        application.removeEventFilter(shown)
