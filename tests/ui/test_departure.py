"""From Lock to the lock: covered at once, drafts kept, today's backup made where there is time, gone in any case."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from advocate_desk.domain.errors import DiskFull
from advocate_desk.services.ports import Progress
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.frame import departure
from advocate_desk.ui.frame.departure import Why
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screen import Screen
from advocate_desk.ui.shell import Shell
from advocate_desk.ui.tasks import Lanes
from advocate_desk.ui.theme import Theme
from tests.support.desk import RecordedLock, make_desk


class PlainScreen(Screen):
    key, title, rail_icon = "caseload", "Caseload", "folders"


class KeepsNothing(PlainScreen):
    def keep_draft(self, then: Callable[[], None]) -> None:
        """A disk that hangs: ``then`` is never called."""


@dataclass
class Backups:
    """`KeepBackups`, as far as a lock asks it."""

    due: bool = True
    fails: bool = False
    made: list[str] = field(default_factory=list)
    shows: Callable[[], object] = lambda: None

    def due_today(self) -> bool:
        return self.due

    def back_up_daily(self, progress: Progress | None = None) -> None:
        assert progress is not None
        assert progress(1, 2)
        self.made.append("begun")
        self.shows()
        if self.fails:
            raise DiskFull
        self.made.append("ended")


class HangingBackups(Backups):
    """A share that does not answer until it is told to stop."""

    def __init__(self) -> None:
        super().__init__()
        self.hangs, self.stopped, self.test_over = (threading.Event() for _each in range(3))

    def back_up_daily(self, progress: Progress | None = None) -> None:
        assert progress is not None
        self.hangs.set()
        while progress(1, 2):
            if self.test_over.wait(0.01):
                return
        self.stopped.set()


def make_shell(qtbot: QtBot, desk: DeskContext, lock: RecordedLock, screen: type[Screen] = PlainScreen) -> Shell:
    shell = Shell(desk, {screen.key: screen}, lock)
    qtbot.addWidget(shell)
    shell.go(Place(screen.key))
    with qtbot.waitExposed(shell):
        shell.show()
    return shell


@pytest.fixture
def lock() -> RecordedLock:
    return RecordedLock()


@pytest.mark.parametrize("why", [Why.ASKED, Why.IDLE])
def test_the_first_lock_of_a_day_makes_the_backup_then_locks(
    why: Why, qtbot: QtBot, qapp: QApplication, theme: Theme, lock: RecordedLock
) -> None:
    backups = Backups()
    shell = make_shell(qtbot, make_desk(qapp, theme, backups=backups), lock)
    seen: list[object] = []
    backups.shows = lambda: seen.extend((shell.cover.isVisible(), shell.cover.words.text(), tuple(lock.places)))
    shell.lock(why)
    assert backups.made == ["begun", "ended"]
    assert seen == [True, "Making today's backup, then locking.", ()]
    assert lock.places == [Place("caseload")]


def test_a_later_lock_of_the_day_makes_none(qtbot: QtBot, qapp: QApplication, theme: Theme, lock: RecordedLock) -> None:
    backups = Backups(due=False)
    make_shell(qtbot, make_desk(qapp, theme, backups=backups), lock).lock()
    assert (backups.made, len(lock.places)) == ([], 1)


@pytest.mark.parametrize("why", [Why.ASLEEP, Why.COMPUTER_LOCKED, Why.HIDDEN])
def test_a_computer_that_falls_asleep_is_not_kept_waiting(
    why: Why, qtbot: QtBot, qapp: QApplication, theme: Theme, lock: RecordedLock
) -> None:
    backups = Backups()
    make_shell(qtbot, make_desk(qapp, theme, backups=backups), lock).lock(why)
    assert (backups.made, len(lock.places), lock.out_of_sight) == ([], 1, [True])


def test_a_backup_that_fails_does_not_keep_the_desk_open(
    qtbot: QtBot, qapp: QApplication, theme: Theme, lock: RecordedLock
) -> None:
    backups = Backups(fails=True)
    make_shell(qtbot, make_desk(qapp, theme, backups=backups), lock).lock()
    assert (backups.made, len(lock.places)) == (["begun"], 1)


@pytest.mark.parametrize("by", ["the button", "sleep"])
def test_a_backup_that_hangs_is_stopped_by_hand_or_by_sleep(
    by: str, qtbot: QtBot, qapp: QApplication, theme: Theme, lock: RecordedLock
) -> None:
    backups, lanes = HangingBackups(), Lanes(lambda _bug: None)
    try:
        shell = make_shell(qtbot, make_desk(qapp, theme, backups=backups, tasks=lanes), lock)
        shell.lock()
        qtbot.waitUntil(backups.hangs.is_set)
        assert shell.cover.skip_button.isVisible()
        assert lock.places == []
        if by == "sleep":
            shell.lock(Why.ASLEEP)
        else:
            shell.cover.skip_button.click()
        assert len(lock.places) == 1
        assert backups.stopped.wait(5)
    finally:
        backups.test_over.set()
        lanes.close()


def test_drafts_that_cannot_be_kept_do_not_keep_the_desk_open(
    qtbot: QtBot, qapp: QApplication, theme: Theme, lock: RecordedLock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(departure, "DRAFTS_MS", 10)
    shell = make_shell(qtbot, make_desk(qapp, theme, backups=Backups(due=False)), lock, KeepsNothing)
    shell.lock()
    assert shell.cover.isVisible()
    qtbot.waitUntil(lambda: len(lock.places) == 1)


def test_locking_twice_locks_once_and_offers_no_way_back(
    qtbot: QtBot, qapp: QApplication, theme: Theme, lock: RecordedLock
) -> None:
    shell = make_shell(qtbot, make_desk(qapp, theme, backups=Backups(due=False)), lock)
    shell.lock()
    shell.lock(Why.ASLEEP)
    assert len(lock.places) == 1
    assert not shell.cover.show_button.isVisible()
