"""What watches over an open desk, with clocks that somebody sets and a computer that speaks when it is told to."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from uuid import UUID

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QVBoxLayout
from pytestqt.qtbot import QtBot

from advocate_desk.app.habits import Habits
from advocate_desk.app.moments import this_moment
from advocate_desk.app.senses import Senses
from advocate_desk.domain.idle import Moment
from advocate_desk.domain.settings import Nation, ServiceSettings
from advocate_desk.services.manage_users import NoticeLine
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.dialogs.notices import NoticesDialog
from advocate_desk.ui.dialogs.progress import ProgressDialog
from advocate_desk.ui.frame.watch import Watch
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screen import Screen
from advocate_desk.ui.shell import Shell
from advocate_desk.ui.theme import Theme, ThemeChoice
from advocate_desk.ui.widgets.hide_corner import HideCorner
from tests.support.desk import RecordedLock, make_desk


@dataclass
class Clocks:
    """Two clocks: one goes on during sleep."""

    with_sleep: float = 0.0
    awake: float = 0.0

    def __call__(self) -> Moment:
        return Moment(with_sleep=self.with_sleep, awake=self.awake)

    def go(self, seconds: float) -> None:
        self.with_sleep += seconds
        self.awake += seconds


class ToldComputer(QObject):
    falls_asleep = Signal()
    screen_locked = Signal()


@dataclass
class Settings:
    """`KeepSettings`, as far as anybody reads it."""

    kept: ServiceSettings = field(
        default_factory=lambda: ServiceSettings(service_name="Some Service", nation=Nation.WALES)
    )

    def read(self) -> ServiceSettings:
        return self.kept


@dataclass
class Users:
    """`ManageUsers`, as far as notices go."""

    waiting: tuple[NoticeLine, ...] = ()
    shown: list[UUID] = field(default_factory=list)

    def notices(self) -> tuple[NoticeLine, ...]:
        return self.waiting

    def seen(self, notice_id: UUID) -> None:
        self.shown.append(notice_id)


@dataclass
class NoBackupDue:
    """`KeepBackups` on a day that has its backup."""

    def due_today(self) -> bool:
        return False


class PlainScreen(Screen):
    key, title, rail_icon = "caseload", "Caseload", "folders"


@dataclass
class Office:
    """A desk somebody sits at."""

    desk: DeskContext
    shell: Shell
    lock: RecordedLock
    clocks: Clocks
    computer: ToldComputer
    habits: Habits

    def wait(self, seconds: float) -> None:
        """Let time go by, and the desk look at its clock."""
        self.clocks.go(seconds)
        self.habits.idle.look()


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    return Theme(qapp, ThemeChoice.LIGHT)


@pytest.fixture
def users() -> Users:
    return Users()


@pytest.fixture
def office(qapp: QApplication, qtbot: QtBot, theme: Theme, users: Users) -> Office:
    desk = make_desk(qapp, theme, settings=Settings(), users=users, backups=NoBackupDue())
    lock, clocks, computer = RecordedLock(), Clocks(), ToldComputer()
    shell = Shell(desk, {PlainScreen.key: PlainScreen}, lock)
    qtbot.addWidget(shell)
    shell.go(Place("caseload"))
    with qtbot.waitExposed(shell):
        shell.show()
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    watch = Watch(qapp)
    watch.setParent(shell)
    return Office(desk, shell, lock, clocks, computer, Habits(desk, shell, Senses(watch, computer, clocks)))


def press_a_key(shell: Shell) -> None:
    QTest.keyClick(shell.windowHandle(), Qt.Key.Key_A)


def test_after_two_minutes_the_desk_is_covered_then_warns_then_locks(office: Office) -> None:
    office.wait(119)
    assert not office.shell.curtain.is_drawn
    office.wait(1)
    assert office.shell.curtain.is_drawn
    office.wait(420)
    assert "60 seconds" in office.shell.cover.words.text()
    assert office.lock.places == []
    office.wait(60)
    assert office.lock.places == [Place("caseload")]


def test_any_key_during_the_warning_gives_the_whole_time_back(office: Office) -> None:
    office.wait(570)
    assert office.shell.cover.words.isVisible()
    press_a_key(office.shell)
    assert not office.shell.cover.words.isVisible()
    office.wait(100)
    assert office.lock.places == []
    office.shell.cover.show_button.click()
    assert not office.shell.curtain.is_drawn


def test_typing_and_the_mouse_count_as_use(office: Office) -> None:
    for _minute in range(20):
        office.clocks.go(60)
        press_a_key(office.shell)
        office.clocks.go(60)
        QTest.mouseMove(office.shell.windowHandle())
        QTest.mouseClick(office.shell.windowHandle(), Qt.MouseButton.LeftButton)
        office.habits.idle.look()
    assert not office.shell.curtain.is_drawn


def test_a_service_sets_other_times_while_the_desk_is_open(office: Office) -> None:
    office.desk.settings.kept = replace(office.desk.settings.kept, cover_after_minutes=1, lock_after_minutes=2)
    office.desk.navigator.tell_of_settings()
    office.wait(60)
    assert office.shell.curtain.is_drawn
    office.wait(60)
    assert len(office.lock.places) == 1


def test_the_services_nation_comes_first_among_the_numbers(office: Office) -> None:
    assert office.shell.numbers.numbers[2].nation is Nation.WALES
    office.desk.settings.kept = replace(office.desk.settings.kept, nation=Nation.SCOTLAND)
    office.desk.navigator.tell_of_settings()
    assert office.shell.numbers.numbers[2].nation is Nation.SCOTLAND


def test_hidden_by_hand_it_comes_back_within_a_minute_by_one_press(office: Office) -> None:
    office.shell.hide_now()
    office.wait(59)
    assert office.lock.places == []
    office.shell.cover.show_button.click()
    assert not office.shell.curtain.is_drawn
    office.wait(60)
    assert office.lock.places == []


def test_hidden_for_a_minute_it_locks_and_the_unlock_screen_stays_out_of_sight(office: Office) -> None:
    office.shell.hide_now()
    office.clocks.go(60)
    seen: list[str] = []
    office.shell.curtain.lifted.connect(lambda: seen.append("the desk"))
    office.shell.cover.show_button.click()
    assert seen == []
    assert len(office.lock.places) == 1
    assert office.lock.out_of_sight == [True]


@pytest.mark.parametrize("what", ["falls_asleep", "screen_locked"])
def test_it_locks_when_the_computer_sleeps_or_locks_its_own_screen_whatever_is_open(what: str, office: Office) -> None:
    dialog = QDialog(office.shell)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    QVBoxLayout(dialog).addWidget(QPlainTextEdit("half a sent"))
    dialog.open()
    getattr(office.computer, what).emit()
    assert office.lock.places == [Place("caseload")]
    assert not dialog.isVisible()
    dialog.deleteLater()


def test_a_computer_that_slept_without_a_word_wakes_up_locked(office: Office) -> None:
    office.clocks.with_sleep += 30
    press_a_key(office.shell)
    assert len(office.lock.places) == 1


def test_the_desk_is_locked_by_its_keys_over_an_open_dialog_too(office: Office, qtbot: QtBot) -> None:
    dialog = QDialog(office.shell)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)
    with qtbot.waitActive(dialog):
        dialog.open()
        dialog.activateWindow()
    QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert not dialog.isVisible()
    assert office.lock.places == [Place("caseload")]
    dialog.deleteLater()


def test_a_dialog_has_the_button_that_hides_in_its_corner(office: Office, qtbot: QtBot) -> None:
    dialog = QDialog(office.shell)
    dialog.resize(400, 300)
    dialog.open()
    dialog.activateWindow()
    qtbot.waitUntil(lambda: dialog.findChild(HideCorner) is not None)
    dialog.resize(500, 300)
    corner = dialog.findChild(HideCorner)
    assert corner.geometry().right() > 480
    corner.click()
    assert office.shell.curtain.is_drawn
    assert not dialog.isVisible()
    dialog.deleteLater()


def test_long_work_is_asked_to_stop_when_the_desk_locks(office: Office) -> None:
    progress = ProgressDialog(office.shell, office.desk.theme, "Importing")
    progress.open()
    assert progress.progress(1, 2)
    office.computer.falls_asleep.emit()
    assert not progress.progress(1, 2)


def test_what_was_copied_goes_when_the_desk_is_covered(office: Office, qapp: QApplication) -> None:
    office.habits.clipboard._owns = lambda _mode: True  # offscreen, the clipboard does not know whose it is
    qapp.clipboard().setText("07700 900123")
    office.shell.hide_now()
    assert qapp.clipboard().text() == ""


def test_this_computers_clocks_go_on(qapp: QApplication) -> None:
    first, second = this_moment(), this_moment()
    assert second.with_sleep >= first.with_sleep
    assert second.awake >= first.awake
    assert first.with_sleep >= first.awake - 1


def test_a_notice_is_shown_once_after_sign_in(qapp: QApplication, qtbot: QtBot, theme: Theme) -> None:
    line = NoticeLine(
        notice_id=UUID(int=7), sentence="The recovery sheet was used.", happened_at=datetime(2026, 11, 20, tzinfo=UTC)
    )
    users = Users(waiting=(line,))
    desk = make_desk(qapp, theme, settings=Settings(), users=users)
    shell = Shell(desk, {PlainScreen.key: PlainScreen}, RecordedLock())
    qtbot.addWidget(shell)
    shell.go(Place("caseload"))
    shell.show()
    Habits(desk, shell, Senses(Watch(qapp), ToldComputer(), Clocks()))
    dialog = shell.findChild(NoticesDialog)
    assert dialog.isVisible()
    assert users.shown == []
    dialog.accept()
    assert users.shown == [UUID(int=7)]
