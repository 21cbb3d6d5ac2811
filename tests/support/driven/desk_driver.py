"""Lets a journey type into the window of a real desk; `tests.support.journey` writes the lines that are read here.

Each process reads a pipe of its own, named after its number, so that what was typed into one desk never passes
through another.
"""

import json
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6 import QtPrintSupport
from PySide6.QtCore import QAbstractTableModel, QKeyCombination, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QMainWindow,
    QPlainTextEdit,
    QWidget,
)

FOLDER = Path(os.environ.get("DESK_DRIVEN_FROM", ""))
TRAY = os.environ.get("DESK_PRINTS_INTO", "")
"""A folder that takes what is printed, as there is no printer; "" for none."""
ROWS = 20
"""Of a long list no more than these are told."""
ROUNDS = 30
"""How often Tab goes round before what is not there is given up."""
_run_loop = QApplication.exec

Say = Callable[[dict[str, object]], None]


class Driver(QObject):
    """Does on the interface's thread what the journey asks, one thing after the other."""

    asked = Signal(str)

    def __init__(self, say: Say) -> None:
        super().__init__()
        self._say = say
        self._waiting: list[dict[str, Any]] = []
        self._doing = False
        self._turn = QTimer(self, interval=10)
        self._turn.timeout.connect(self._do_next)
        self.asked.connect(self._take)

    @Slot(str)
    def _take(self, line: str) -> None:
        asked = json.loads(line)
        if "tell" in asked:
            front = window_in_front()
            self._say({"focus": name_of_focus(), "shows": words_on(front) if front else "no window in front"})
            return
        self._waiting.append(asked)
        self._turn.start()

    def _do_next(self) -> None:
        """Do what was asked first, as soon as there is a window to do it in and it shows what is waited for."""
        if self._doing:
            return  # a key that is pressed may itself let events happen, and so this timer's
        self._doing = True
        try:
            window = window_in_front()
            if self._waiting and window is not None and self._do(self._waiting[0], window):
                self._waiting.pop(0)
        finally:
            self._doing = False
        if not self._waiting:
            self._turn.stop()

    def _do(self, asked: dict[str, Any], window: QWidget) -> bool:
        if "await" in asked:
            if not (window.windowTitle().startswith(asked["await"]) and shows(window, asked["words"])):
                return False
            self._say(seen(window))
        elif "sleep" in asked:
            sleep(asked["sleep"])
        elif "reach" in asked:
            return self._reach(asked)
        elif "type" in asked:
            strike(window, asked["type"][0])
            asked["type"] = asked["type"][1:]
            return not asked["type"]  # the rest in further turns: the desk may answer each letter
        else:
            key: QKeyCombination = QKeySequence(asked["press"])[0]  # type: ignore[index]
            strike(window, key.key(), key.keyboardModifiers())
        return True

    def _reach(self, asked: dict[str, Any]) -> bool:
        """Tab to what is asked for; where it is not there yet, the screen may still be reading."""
        came_to = tab_to(asked["reach"])
        asked["rounds"] = asked.get("rounds", 0) + 1
        if not str(came_to["focus"]).startswith(asked["reach"]) and asked["rounds"] < ROUNDS:
            return False
        self._say(came_to)
        return True


class TestPrintDialog(QPrintDialog):
    """The system's dialog, where the one printer is a file."""

    def __init__(self, printer: QPrinter, parent: QWidget) -> None:
        printer.setOutputFileName(str(Path(TRAY) / f"{printer.docName()}.pdf"))
        super().__init__(printer, parent)

    def setOption(self, *_option: object) -> None:
        """Keep offering to print into a file, for there is no other printer."""


def strike(window: QWidget, key: Any, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:  # noqa: ANN401 - as Qt takes it, a key or a letter
    """Press a key by the way of one that somebody presses: to an open menu or list, or else to the window itself."""
    popup = QApplication.activePopupWidget()
    handle = window.windowHandle()
    if popup is not None:
        QTest.keyClick(popup, key, modifiers)
    elif handle is not None:
        QTest.keyClick(handle, key, modifiers)


def shows(window: QWidget, words: list[str]) -> bool:
    """Say whether all these words can be seen."""
    seen_words = words_on(window) if words else ""
    return all(each in seen_words for each in words)


def window_in_front() -> QWidget | None:
    """Return the active window. The offscreen platform has nobody who turns to the window that is left: that is we."""
    window = QApplication.activeWindow()
    if window is None:
        shown = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
        left = QApplication.activeModalWidget() or next((each for each in shown if isinstance(each, QMainWindow)), None)
        if left is not None:
            left.activateWindow()
    return window


def words_on(window: QWidget) -> str:
    """Return every label, note and cell that can be seen and every button that can be pressed, each on its line."""
    labels = [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
    buttons = [each for each in window.findChildren(QAbstractButton) if each.isVisible() and each.isEnabled()]
    notes = [note.toPlainText() for note in window.findChildren(QPlainTextEdit) if note.isVisible()]
    return "\n".join(labels + notes + cells_on(window) + [button.text() for button in buttons])


def cells_on(window: QWidget) -> list[str]:
    """Return the first cells of every table and list that can be seen, one that has just opened over all too."""
    popup = QApplication.activePopupWidget()
    views = [view for view in window.findChildren(QAbstractItemView) if view.isVisible()]
    models = [view.model() for view in (*views, *([popup] if isinstance(popup, QAbstractItemView) else []))]
    return [
        str(model.index(row, column).data())
        for model in models
        for row in range(min(model.rowCount(), ROWS))
        for column in range(model.columnCount() if isinstance(model, QAbstractTableModel) else 1)
    ]


def name_of_focus() -> str:
    """Return the name of what has the keyboard."""
    holder = QApplication.focusWidget()
    if holder is None:
        return ""
    seen_by_readers = QAccessible.queryAccessibleInterface(holder)
    return seen_by_readers.text(QAccessible.Text.Name).replace("&", "") if seen_by_readers is not None else ""


def tab_to(name: str) -> dict[str, object]:
    """Press Tab until a control whose name begins so has the keyboard; return what has it and how often it took."""
    presses = 0
    while presses < 80 and not name_of_focus().startswith(name):
        holder = QApplication.focusWidget()
        if holder is None:
            break
        QTest.keyClick(holder, Qt.Key.Key_Tab)
        presses += 1
    return {"focus": name_of_focus(), "presses": presses}


def seen(window: QWidget) -> dict[str, object]:
    """Return what a journey may ask about ``window``."""
    screen = window.screen_in_front() if hasattr(window, "screen_in_front") else None
    return {
        "title": window.windowTitle(),
        "place": screen.place().to_text() if screen is not None else "",
        "shows": words_on(window),
        "focus": name_of_focus(),
        "message": window.unlock.message.accessibleName() if hasattr(window, "unlock") else "",
    }


def sleep(seconds: float) -> None:
    """Set the clock that counts sleep on, as if the computer had slept."""
    before = time.clock_gettime
    time.clock_gettime = lambda clock: before(clock) + (seconds if clock == time.CLOCK_BOOTTIME else 0.0)


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
    if TRAY:
        QtPrintSupport.QPrintDialog = TestPrintDialog  # type: ignore[misc, assignment]
