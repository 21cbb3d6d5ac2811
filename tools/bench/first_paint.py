"""Run as a process of its own: starts the program, or a bare window, and prints when its window was painted.

The moment is on the clock that all processes of a computer share (`time.perf_counter` counts from when it began).
"""

import os
import runpy
import sys
from time import perf_counter

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

_run_loop = QApplication.exec
_PATIENCE_MS = 60_000


class _FirstPaint(QObject):
    """Ends the process right after a window was painted."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and isinstance(watched, QWidget) and watched.isWindow():
            QTimer.singleShot(0, _finish)
        return False


def _finish() -> None:
    print(perf_counter(), flush=True)
    # Nothing of the program's ending belongs to its beginning.
    os._exit(0)


def _watched_loop() -> int:
    watch = _FirstPaint()
    for window in QApplication.topLevelWidgets():
        window.installEventFilter(watch)
    QTimer.singleShot(_PATIENCE_MS, lambda: os._exit(1))
    return _run_loop()


def _bare_window() -> None:
    application = QApplication(sys.argv[:1])
    window = QMainWindow()
    window.resize(1100, 720)
    window.show()
    sys.exit(application.exec())  # why: this is the loop a program's window lives in


def main() -> None:
    """Start what the command line names: ``bare``, or ``program`` and its arguments."""
    for kind in (QApplication, QCoreApplication):
        kind.exec = staticmethod(_watched_loop)  # type: ignore[method-assign]
    what, *arguments = sys.argv[1:]
    if what == "bare":
        _bare_window()
    sys.argv = ["advocate-desk", *arguments]
    runpy.run_module("advocate_desk", run_name="__main__")


if __name__ == "__main__":
    main()
