"""Bugs: one dialog, one log without case data, and the desk goes on."""

import logging
import sys
import threading
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler

from advocate_desk.cli.bugs import describe

QT_LOG = logging.getLogger("advocate_desk.qt")
SEVERE = {QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg}


class Faults(QObject):
    """Takes note of every bug, on whatever thread it happens.

    Args:
        note: keeps a description without case data and says where.
    """

    happened = Signal(str)
    """For the first bug of a kind: what to tell the user. Delivered on the interface's thread."""

    def __init__(self, note: Callable[[str], object]) -> None:
        super().__init__()
        self._note = note
        self._told: set[str] = set()

    def install(self) -> None:
        """Catch what nobody else caught, in Python and in Qt."""
        sys.excepthook = self._uncaught
        threading.excepthook = lambda hook: self.report(hook.exc_value) if hook.exc_value else None
        qInstallMessageHandler(_note_qt)

    def report(self, bug: BaseException) -> None:
        """Take note of ``bug``; tell the user unless they were told of the same kind already."""
        told = describe(bug)
        place = self._note(told)
        if told not in self._told:
            self._told.add(told)
            where = f" What went wrong, without any case data, is in {place}." if place else ""
            self.happened.emit(
                f"That is a fault of the program, not yours. What was saved before is kept.{where} Please report it."
            )

    def _uncaught(self, _kind: type[BaseException], bug: BaseException, _trace: TracebackType | None) -> None:
        self.report(bug)


def _note_qt(kind: QtMsgType, context: QMessageLogContext, _message: str) -> None:
    """Log that Qt complained, and in which part. Its words may hold text from the screen, so they are left out."""
    level = logging.WARNING if kind in SEVERE else logging.DEBUG
    QT_LOG.log(level, "Qt reported %s in %s", kind.name, context.category or "default")
