"""Lets a journey type into the window of a real desk; `tests.support.journey` writes the lines that are read here.

Each process reads a pipe of its own, named after its number, so that what was typed into one desk never passes
through another.
"""

import json
import os
import threading
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QKeyCombination, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

FOLDER = Path(os.environ.get("DESK_DRIVEN_FROM", ""))
_run_loop = QApplication.exec

Say = Callable[[dict[str, object]], None]


class Driver(QObject):
    """Does on the interface's thread what the journey asks."""

    asked = Signal(str)

    def __init__(self, say: Say) -> None:
        super().__init__()
        self._say = say
        self._title = self._words = ""
        self._watch = QTimer(self, interval=10)
        self._watch.timeout.connect(self._look)
        self.asked.connect(self.do)

    @Slot(str)
    def do(self, line: str) -> None:
        """Type, press, or wait for something to be seen."""
        asked, target = json.loads(line), QApplication.focusWidget() or QApplication.activeWindow()
        if "await" in asked:
            self._title, self._words = asked["await"], asked["words"]
            self._watch.start()
        elif target is None:
            self._say({"problem": "no window has the keyboard"})
        elif "type" in asked:
            QTest.keyClicks(target, asked["type"])
        else:
            key: QKeyCombination = QKeySequence(asked["press"])[0]  # type: ignore[index]
            QTest.keyClick(target, key.key(), key.keyboardModifiers())

    def _look(self) -> None:
        window = QApplication.activeWindow()
        if window is None:
            # The offscreen platform has no window manager, which would turn to the window that is left.
            for left in QApplication.topLevelWidgets():
                if left.isVisible():
                    left.activateWindow()
            return
        shown = {label.text() for label in window.findChildren(QLabel) if label.isVisible()}
        if window.windowTitle().startswith(self._title) and self._words in shown | {""}:
            self._watch.stop()
            self._say(seen(window))


def seen(window: QWidget) -> dict[str, object]:
    """Return what a journey may ask about ``window``."""
    screen = window.screen_in_front() if hasattr(window, "screen_in_front") else None
    return {
        "title": window.windowTitle(),
        "place": screen.place().to_text() if screen is not None else "",
        "message": window.unlock.message.accessibleName() if hasattr(window, "unlock") else "",
    }


def _watched_loop() -> int:
    answers = os.open(FOLDER / "answers", os.O_WRONLY)

    def say(words: dict[str, object]) -> None:
        os.write(answers, (json.dumps({"process": os.getpid(), **words}) + "\n").encode())

    driver, pipe = Driver(say), FOLDER / str(os.getpid())
    os.mkfifo(pipe)

    def read() -> None:
        with pipe.open(encoding="utf-8") as lines:
            for line in lines:
                driver.asked.emit(line)

    threading.Thread(target=read, daemon=True).start()
    say({"began": True})
    return _run_loop()


def drive() -> None:
    """From now on let whatever event loop begins be driven."""
    QApplication.exec = staticmethod(_watched_loop)  # type: ignore[method-assign]
