"""A service's own rules and bank holidays in Settings."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from advocate_desk.domain.settings import Nation
from advocate_desk.ui.dialogs.change_rules import NOT_USED, BankDaySheet, ChangeClockSheet, RulesFromFileSheet
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screens.settings import SettingsScreen
from advocate_desk.ui.widgets.words import Words
from tests.services.desk import ADVOCATE, LETTERS, SUPERVISOR
from tests.support.seat import Seat

SitDown = Callable[[str], Seat]


def screen_of(seat: Seat, qtbot: QtBot) -> SettingsScreen:
    screen = SettingsScreen(seat.desk, Place("settings"))
    qtbot.addWidget(screen)
    screen.refresh()
    screen.show()
    return screen


def words_on(card: object) -> str:
    return "\n".join(label.text() for label in card.findChildren(Words))  # type: ignore[attr-defined]


def test_a_clock_is_changed_in_fields_told_of_with_who_and_why_and_taken_back(sit_down: SitDown, qtbot: QtBot) -> None:
    seat = sit_down(SUPERVISOR)
    card = screen_of(seat, qtbot).rules
    card.change.click()
    (sheet,) = card.findChildren(ChangeClockSheet)
    sheet.clock.setCurrentIndex(1)
    line = seat.desk.way.rules.view().clocks[0]
    assert line.ships is not None
    assert line.ships.limbs[0].words() in sheet.now.text()
    sheet.record()
    assert len(sheet.summary.links()) == 4
    sheet.amount.setText("9")
    sheet.source.setText("Agreed with our area")
    sheet.checked.show_text("today")
    sheet.why.setText("They do it sooner here")
    sheet.record()
    assert seat.said[-1] == "It holds from now on."
    assert "They do it sooner here" in words_on(card)
    assert SUPERVISOR in words_on(card)
    assert f"9 {line.ships.limbs[0].unit}: Agreed with our area" in words_on(card)
    now = seat.desk.way.rules.view().clocks[0].now
    assert now is not None
    assert now.limbs[0].amount == 9
    card.ends[0].click()
    assert "Nothing was changed" in words_on(card)
    seat.undo[-1]()
    assert "They do it sooner here" in words_on(card)


def test_a_clock_the_service_does_not_use_asks_only_why(sit_down: SitDown, qtbot: QtBot) -> None:
    seat = sit_down(SUPERVISOR)
    card = screen_of(seat, qtbot).rules
    card.change.click()
    (sheet,) = card.findChildren(ChangeClockSheet)
    alone = next(
        one
        for one in seat.desk.way.rules.view().clocks
        if not any(one.code == other.now.after for other in seat.desk.way.rules.view().clocks if other.now)
    )
    sheet.clock.setCurrentIndex(seat.desk.way.rules.view().clocks.index(alone) + 1)
    sheet.use.choose(NOT_USED)
    sheet.record()
    assert len(sheet.summary.links()) == 1
    sheet.why.setText("Not done in our nation")
    sheet.record()
    assert "Not used in our service. Not done in our nation" in words_on(card)


def test_a_mistake_in_a_file_is_told_with_its_line_and_the_sheet_stays(
    sit_down: SitDown, qtbot: QtBot, tmp_path: Path
) -> None:
    seat = sit_down(SUPERVISOR)
    card = screen_of(seat, qtbot).rules
    seat.prompts.chooses = tmp_path / "ours.toml"
    seat.prompts.chooses.write_text('[[gaps]]\ncode = "one"\nwords = 4\n', encoding="utf-8")
    card.from_file.click()
    (sheet,) = card.findChildren(RulesFromFileSheet)
    sheet.why.setText("Ours")
    sheet.record()
    assert "ours.toml, line" in sheet.message.headline.text()
    assert card.ends == ()


def test_a_bank_holiday_is_added_and_taken_back(sit_down: SitDown, qtbot: QtBot) -> None:
    seat = sit_down(SUPERVISOR)
    card = screen_of(seat, qtbot).bank_days
    assert "The list ends on 31 December 2028" in card.ends_on.text()
    card.add.click()
    (sheet,) = card.findChildren(BankDaySheet)
    sheet.nation.choose(Nation.WALES)
    sheet.on.show_text("4 June 2027")
    sheet.is_holiday.choose("yes")
    sheet.source.setText("gov.uk/bank-holidays")
    sheet.record()
    assert "4 June 2027, Wales" in words_on(card)
    assert date(2027, 6, 4) in seat.desk.way.bank_days.view().ahead[Nation.WALES]
    card.ends[0].click()
    assert date(2027, 6, 4) not in seat.desk.way.bank_days.view().ahead[Nation.WALES]


@pytest.mark.parametrize(("name", "hidden"), [(ADVOCATE, False), (LETTERS, True)])
def test_an_advocate_reads_them_and_whoever_sees_no_cases_does_not(
    sit_down: SitDown, qtbot: QtBot, name: str, hidden: bool
) -> None:
    screen = screen_of(sit_down(name), qtbot)
    for card in (screen.rules, screen.bank_days):
        assert card.isHidden() is hidden
    assert screen.rules.change.isHidden()
    assert screen.bank_days.add.isHidden()
