"""Run as a process of its own: the program itself, with somebody's keys pressed in it, and what they wait for timed.

`python -m tools.bench.at_the_desk SCRIPT` reads the vault, the name and the passphrase from `SEAT`, a variable of the
environment, and prints one JSON object a process: when what was seen, in seconds on the clock that all processes share,
and figures of other units. Nothing of the program is loaded here that it does not load by itself.

What is waited for counts as seen once its window was painted again, so each figure holds one painting too many rather
than one too few.
"""

import json
import os
import runpy
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from time import perf_counter

from PySide6.QtCore import QCoreApplication, QKeyCombination, QObject, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QMainWindow, QTableView, QWidget

SEAT = "ADVOCATE_DESK_BENCH_SEAT"
"""Names the variable: a JSON object of vault, name and passphrase."""
PATIENCE_SECONDS = 120
_TURN_MS = 3
_AT_EASE_SECONDS = 1.0
"""Whoever types a passphrase or looks at a page gives the program at least this long."""
_PAGES_ON, _PLACES_IN_LIST = 60, 400

_REFERENCE = "AD-"

Steps = Iterator[Callable[[], object]]
"""Each is asked again and again until it answers; the answer is what its `yield` returns."""


class Hand(QObject):
    """Goes through ``steps`` on the interface's thread, and ends the process after the last."""

    def __init__(self, steps: Steps) -> None:
        super().__init__()
        self._steps = steps
        self._wait = next(steps)
        self._ends = perf_counter() + PATIENCE_SECONDS
        self._turn = QTimer(self, interval=_TURN_MS, timerType=Qt.TimerType.PreciseTimer)
        self._turn.timeout.connect(self._look)
        self._turn.start()

    def _look(self) -> None:
        if perf_counter() > self._ends:
            print(f"what was waited for did not come: {self._wait.__qualname__}", file=sys.stderr, flush=True)
            os._exit(1)
        self._turn.stop()  # a key that is pressed may let events happen, and so this timer's
        if self._wait():
            self._ends = perf_counter() + PATIENCE_SECONDS
            try:
                self._wait = next(self._steps)
            except StopIteration:
                # Nothing of the program's ending belongs to what was timed.
                os._exit(0)
        self._turn.start()


class Seen:
    """What was seen, by name."""

    def __init__(self) -> None:
        self._figures: dict[str, float] = {}

    def note(self, name: str) -> None:
        """Note this moment."""
        self._figures[name] = perf_counter()

    def figure(self, name: str, figure: float) -> None:
        """Note a figure."""
        self._figures[name] = figure

    def say(self) -> None:
        """Print it all."""
        print(json.dumps(self._figures), flush=True)


def till_today(seat: Mapping[str, str], seen: Seen) -> Steps:
    """From the last key of the passphrase to the first row of Today."""
    yield from _sign_in(seat, seen)
    yield painted(_row_of_today)
    seen.note("today")
    seen.say()


def lock_at_a_case(seat: Mapping[str, str], seen: Seen) -> Steps:
    """From the key that locks; `back_at_the_case` goes on in the fresh process."""
    _let_the_fresh_one_be_driven()
    yield from _sign_in(seat, seen)
    yield painted(_row_of_today)
    yield from press("Ctrl+2")
    yield painted(_full_table)
    yield from press("Ctrl+Return")
    yield painted(_case_on_screen)
    yield after(_AT_EASE_SECONDS)
    yield in_front
    seen.note("lock")
    seen.say()
    yield from press("Ctrl+L")
    yield lambda: False


def back_at_the_case(seat: Mapping[str, str], seen: Seen) -> Steps:
    """From the fresh process's unlock screen to the case that was in front when it was locked."""
    yield from _sign_in(seat, seen)
    yield painted(_case_on_screen)
    seen.note("place")
    seen.say()


def through_the_list(seat: Mapping[str, str], seen: Seen) -> Steps:
    """The list of cases: until it is there, until a page on is there, and what all of it takes of memory."""
    yield from _sign_in(seat, seen)
    yield painted(_row_of_today)
    yield after(_AT_EASE_SECONDS)
    yield in_front
    before = resident()
    seen.note("list asked")
    yield from press("Ctrl+2")
    yield painted(_full_table)
    seen.note("list")
    table = _full_table(_windows()[0])
    assert table is not None
    pages, empty = list[float](), 0
    for _page in range(_PAGES_ON):
        began = perf_counter()
        QTest.keyClick(table, Qt.Key.Key_PageDown)
        _windows()[0].repaint()
        empty += len(empty_rows(table))
        yield painted(_full_table)
        pages.append(perf_counter() - began)
    bar = table.verticalScrollBar()
    for place in range(1, _PLACES_IN_LIST + 1):
        bar.setValue(bar.maximum() * place // _PLACES_IN_LIST)
        yield painted(_full_table)
    seen.figure("page", sorted(pages)[len(pages) // 2])
    seen.figure("empty rows", empty)
    seen.figure("rows passed", _PAGES_ON * len(rows_in_sight(table)))
    seen.figure("megabytes", resident() - before)
    seen.say()


SCRIPTS: dict[str, Callable[[Mapping[str, str], Seen], Steps]] = {
    "till-today": till_today,
    "lock": lock_at_a_case,
    "back": back_at_the_case,
    "list": through_the_list,
}


def _sign_in(seat: Mapping[str, str], seen: Seen) -> Steps:
    """Type the name and the passphrase; note when the screen for it stood, and the last key."""
    yield painted(_unlock_screen)
    seen.note("unlock screen")
    yield after(_AT_EASE_SECONDS)
    yield in_front
    form = _windows()[0].unlock.form  # type: ignore[attr-defined]
    form.sign_in_name.setText(seat["name"])
    form.passphrase.setText(seat["passphrase"])
    seen.note("last key")
    QTest.keyClick(form.passphrase, Qt.Key.Key_Return)


def painted(find: Callable[[QMainWindow], object]) -> Callable[[], object]:
    """Return what waits until ``find`` finds something that can be seen in a window, and paints that window."""

    def look() -> bool:
        for window in _windows():
            if find(window) is not None:
                window.repaint()
                return True
        return False

    look.__qualname__ = f"painted({find.__name__})"
    return look


def after(seconds: float) -> Callable[[], object]:
    """Return what waits for ``seconds``, with the program at ease meanwhile."""
    until = perf_counter() + seconds
    return lambda: perf_counter() >= until


def press(keys: str) -> Steps:
    """Press keys in the window in front, as "Ctrl+L"; a window that is not active knows no shortcuts."""
    yield in_front
    key: QKeyCombination = QKeySequence(keys)[0]  # type: ignore[index]  # the stub knows no index
    QTest.keyClick(_windows()[0].windowHandle(), key.key(), key.keyboardModifiers())


def in_front() -> bool:
    """Say whether the program's only window is the active one; offscreen nobody else makes it that."""
    windows = _windows()
    if len(windows) != 1:
        return False  # one comes as the other goes
    if QApplication.activeWindow() is not windows[0]:
        windows[0].activateWindow()
    return QApplication.activeWindow() is windows[0]


def resident() -> float:
    """Return how many megabytes this process has in memory; 0 where the system does not show it so."""
    told = Path("/proc/self/statm")
    pages = int(told.read_text(encoding="ascii").split()[1]) if told.exists() else 0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6 if pages else 0.0


def _windows() -> list[QMainWindow]:
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, QMainWindow) and each.isVisible()]


def _unlock_screen(window: QMainWindow) -> QWidget | None:
    unlock: QWidget | None = getattr(window, "unlock", None)
    return unlock if unlock is not None and unlock.isVisible() else None


def _row_of_today(window: QMainWindow) -> QWidget | None:
    rows = (each for each in window.findChildren(QFrame) if type(each).__name__ == "TodayRow")
    return next((row for row in rows if row.isVisible()), None)


def _case_on_screen(window: QMainWindow) -> QWidget | None:
    """Return the label with the reference of a case on its own screen, which is empty until the case was read."""
    screens = (each for each in window.findChildren(QWidget) if type(each).__name__ == "CaseScreen")
    labels = (label for screen in screens for label in screen.findChildren(QLabel))
    return next((label for label in labels if label.isVisible() and _REFERENCE in label.text()), None)


def _full_table(window: QMainWindow) -> QTableView | None:
    tables = (table for table in window.findChildren(QTableView) if table.isVisible())
    return next((table for table in tables if rows_in_sight(table) and not empty_rows(table)), None)


def rows_in_sight(table: QTableView) -> range:
    """Return the rows that stand, wholly or in part, in the table's window."""
    first, last = table.rowAt(0), table.rowAt(table.viewport().height() - 1)
    return range(first, (last if last >= 0 else table.model().rowCount() - 1) + 1) if first >= 0 else range(0)


def empty_rows(table: QTableView) -> list[int]:
    """Return those of the rows in sight with nothing in them."""
    model = table.model()
    return [row for row in rows_in_sight(table) if not any(model.index(row, column).data() for column in range(3))]


def _let_the_fresh_one_be_driven() -> None:
    """Let the lock start this module, and so the program, as its fresh process."""
    lock = sys.modules["advocate_desk.app.lock"]  # loaded by the program itself, before its loop began

    def start(vault: Path, out_of_sight: bool = False) -> subprocess.Popen[bytes]:
        environment = {**os.environ, lock.OLD_PROCESS: str(os.getpid()), lock.OUT_OF_SIGHT: "1" if out_of_sight else ""}
        command = [sys.executable, "-m", "tools.bench.at_the_desk", "back"]
        return subprocess.Popen(command, stdin=subprocess.PIPE, env=environment)

    vars(lock)["start_fresh_desk"] = start


def main() -> None:
    """Start the program and go through the script that the command line names."""
    script, seat = SCRIPTS[sys.argv[1]], json.loads(os.environ[SEAT])
    run_loop = QApplication.exec

    def driven_loop() -> int:
        hand = Hand(script(seat, Seen()))
        try:
            return run_loop()
        finally:
            hand.deleteLater()

    for kind in (QApplication, QCoreApplication):
        kind.exec = staticmethod(driven_loop)  # type: ignore[method-assign]
    sys.argv = ["advocate-desk", "--vault", seat["vault"]]
    runpy.run_module("advocate_desk", run_name="__main__")


if __name__ == "__main__":
    main()
