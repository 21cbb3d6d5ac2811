from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from advocate_desk.domain.errors import DiskFull, KnownFailure
from advocate_desk.domain.reveals import RevealReason
from advocate_desk.services.reveal_point import Shown
from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.concealing import conceal_all
from advocate_desk.ui.widgets.reveal import Reveal
from tests.support.desk import make_desk
from tests.support.example_cases import NOW, ExampleReveals
from tests.support.records import hidden_phone, numbered

VALUE = "07700 900123"


@dataclass
class MovingClock:
    """A clock that a test puts on."""

    moment: datetime = NOW

    def now(self) -> datetime:
        return self.moment

    def later(self, seconds: int) -> None:
        self.moment += timedelta(seconds=seconds)


@dataclass
class FullDisk:
    """`RevealPoint` on a disk that has no room for the record."""

    failure: KnownFailure

    def reveal(self, point_id: object, reason: RevealReason, other_reason: str = "") -> Shown:
        raise self.failure


@dataclass
class Shelf:
    """A window with one reveal, its clock and its service."""

    window: QWidget
    reveal: Reveal
    clock: MovingClock
    reveals: ExampleReveals

    def holds_the_value(self) -> bool:
        """Say whether the value is anywhere in the tree of widgets, seen or not."""
        return any(VALUE in label.text() for label in self.window.findChildren(QLabel))

    def show_value(self) -> None:
        self.reveal.button.click()
        self.reveal.reasons[RevealReason.CALLING_NOW].click()

    def second(self) -> None:
        """Let a second pass, as the timer would tell it."""
        self.clock.later(1)
        self.reveal.timer.timeout.emit()


Make = Callable[..., Shelf]


@pytest.fixture
def make(qapp: QApplication, theme: Theme, qtbot: QtBot) -> Make:
    def build(reveals: object = None, **point: object) -> Shelf:
        clock, service = MovingClock(), reveals or ExampleReveals()
        desk = make_desk(qapp, theme, reveals=service, clock=clock)
        window = QWidget()
        qtbot.addWidget(window)
        reveal = Reveal(desk)
        column = QVBoxLayout(window)
        column.addWidget(reveal.button)
        column.addWidget(reveal)
        reveal.show_point(hidden_phone(**point))
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return Shelf(window, reveal, clock, service)  # type: ignore[arg-type]  # or one that fails

    return build


def test_the_value_is_nowhere_before_a_reason_is_given(make: Make) -> None:
    shelf = make()
    shelf.reveal.button.click()
    assert not shelf.holds_the_value()
    assert shelf.reveals.asked == []
    shelf.reveal.reasons[RevealReason.POLICE_ASKED].click()
    assert shelf.holds_the_value()
    assert shelf.reveals.asked == [(numbered(20), RevealReason.POLICE_ASKED, "")]


def test_after_half_a_minute_it_is_gone_from_the_tree_and_until_then_words_count_down(make: Make) -> None:
    shelf = make()
    shelf.show_value()
    assert shelf.reveal.timer.isActive()
    assert shelf.reveal.timer.interval() == 1000
    for _ in range(29):
        shelf.second()
    assert shelf.reveal.countdown.text() == "Hides in 1 second"
    assert shelf.holds_the_value()
    shelf.second()
    assert not shelf.holds_the_value()
    assert not shelf.reveal.timer.isActive()


def test_a_clock_put_back_does_not_lengthen_the_half_minute(make: Make) -> None:
    shelf = make()
    shelf.show_value()
    shelf.clock.later(-3600)
    for _ in range(30):
        shelf.second()
    assert not shelf.holds_the_value()


def test_a_laptop_that_slept_shows_nothing_when_it_wakes(make: Make) -> None:
    shelf = make()
    shelf.show_value()
    shelf.clock.later(600)
    shelf.second()
    assert not shelf.holds_the_value()


@pytest.mark.parametrize(
    "hide",
    [
        lambda shelf: shelf.reveal.button.click(),
        lambda shelf: shelf.window.hide(),
        lambda shelf: shelf.reveal.hide(),
        lambda shelf: conceal_all(shelf.window),
        lambda shelf: shelf.reveal.show_point(hidden_phone(point_id=numbered(21))),
    ],
    ids=["hide button", "window hidden", "section left", "locked", "another point"],
)
def test_hidden_means_gone_from_the_tree(make: Make, hide: Callable[[Shelf], None]) -> None:
    shelf = make()
    shelf.show_value()
    assert shelf.holds_the_value()
    hide(shelf)
    assert not shelf.holds_the_value()


def test_escape_hides_it(make: Make, qtbot: QtBot) -> None:
    shelf = make()
    shelf.show_value()
    qtbot.keyClick(shelf.reveal.copy, Qt.Key.Key_Escape)
    assert not shelf.holds_the_value()


def test_reading_the_case_again_does_not_hide_what_is_shown(make: Make) -> None:
    shelf = make()
    shelf.show_value()
    shelf.reveal.show_point(hidden_phone())
    assert shelf.holds_the_value()


def test_another_reason_needs_words_and_keeps_them(make: Make, qtbot: QtBot) -> None:
    shelf = make()
    shelf.reveal.button.click()
    shelf.reveal.reasons[RevealReason.OTHER].click()
    shelf.reveal.show_other.click()
    assert shelf.reveal.other_field.error.isVisible()
    assert not shelf.holds_the_value()
    qtbot.keyClicks(shelf.reveal.other, "She asked which one we have")
    qtbot.keyClick(shelf.reveal.other, Qt.Key.Key_Return)
    assert shelf.reveals.asked == [(numbered(20), RevealReason.OTHER, "She asked which one we have")]
    assert shelf.holds_the_value()


def test_outside_the_plan_the_button_says_so_and_a_warning_stands_beside_the_reasons(make: Make) -> None:
    warning = "Nobody has said that this is safe to use."
    shelf = make(warning=warning, words="Phone, not asked if safe")
    assert shelf.reveal.button.text() == "Show anyway…"
    assert warning in shelf.reveal.button.accessibleDescription()
    shelf.reveal.button.click()
    assert shelf.reveal.warning.isVisible()
    assert shelf.reveal.warning.text() == warning


def test_what_could_not_be_recorded_is_not_shown(make: Make) -> None:
    shelf = make(FullDisk(DiskFull()))
    shelf.show_value()
    assert not shelf.holds_the_value()
    assert shelf.reveal.failed.text() == str(DiskFull())


def test_a_copy_asks_clipboard_histories_to_keep_out(make: Make) -> None:
    shelf = make()
    shelf.show_value()
    shelf.reveal.copy.click()
    kept = QGuiApplication.clipboard().mimeData()
    assert kept.text() == VALUE
    assert bytes(kept.data("x-kde-passwordManagerHint").data()) == b"secret"
