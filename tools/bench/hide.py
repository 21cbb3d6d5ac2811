"""How long it takes to cover the desk, from every screen and dialog, beside a bare window that is covered.

Run as a process of its own, because it needs an application: `python -m tools.bench.hide FOLDER` prints one JSON list
of ``[exhibit, milliseconds, milliseconds for the bare window]``. Covered means painted: each side paints its window
before it returns.
"""

import gc
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QMainWindow, QVBoxLayout, QWidget

from advocate_desk.app.around import Around
from advocate_desk.app.bootstrap import make_sample
from advocate_desk.app.desk import make_desk
from advocate_desk.app.program import Program
from advocate_desk.app.screenshots import SIZE, session_as
from advocate_desk.ui.exhibits.exhibit import first_case, frame
from advocate_desk.ui.prompts import QtPrompts
from advocate_desk.ui.register import EXHIBITS
from advocate_desk.ui.shell import Shell
from advocate_desk.ui.tasks import InlineRunner
from advocate_desk.ui.theme import Theme, ThemeChoice
from tools.bench.measuring import milliseconds

CASES = 2
_LINES = 30


def covers(application: QApplication, folder: Path) -> Iterator[tuple[str, float, float]]:
    """Open everything there is, one after another, and hide it each time."""
    program = Program()
    session = make_sample(folder / "hide.advault", CASES)
    around = Around(tasks=InlineRunner(), prompts=QtPrompts(), theme=Theme(application, ThemeChoice.LIGHT))
    bare = Bare()
    for exhibit in EXHIBITS:
        desk = make_desk(program, session_as(session, exhibit.role), around, is_sample=True)
        opened = exhibit.build(desk)
        shell = opened if isinstance(opened, Shell) else frame(desk, first_case(desk))
        for window in dict.fromkeys((bare, shell, opened)):
            window.show()
        QCoreApplication.sendPostedEvents()
        yield exhibit.name, milliseconds(shell.hide_now), milliseconds(bare.hide_now)
        if not shell.cover.isVisible() or (opened is not shell and opened.isVisible()):
            raise AssertionError(f"{exhibit.name} was not covered")
        _take_away(shell, opened)
        bare.cover.hide()
    session.close()
    program.close()


class Bare(QMainWindow):
    """A window with a few words, and a cover over them."""

    def __init__(self) -> None:
        super().__init__()
        self.resize(SIZE)
        content = QWidget()
        self.setCentralWidget(content)
        words = QVBoxLayout(content)
        for number in range(_LINES):
            words.addWidget(QLabel(f"Some words {number}"))
        self.cover = QFrame(self)
        self.cover.setAutoFillBackground(True)
        self.cover.hide()

    def hide_now(self) -> None:
        """Cover the words, and get out of sight."""
        self.cover.setGeometry(self.rect())
        self.cover.show()
        self.cover.raise_()
        self.repaint()
        self.showMinimized()


def _take_away(*windows: QWidget) -> None:
    for window in windows:
        window.close()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def main() -> None:
    """Print what was found."""
    application = QApplication(["advocate-desk"])
    found = list(covers(application, Path(sys.argv[1])))
    print(json.dumps(found))
    # What Python still holds of Qt must go before the application does: afterwards it would be freed twice.
    gc.collect()


if __name__ == "__main__":
    main()
