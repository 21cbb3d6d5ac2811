"""One's own dates as a calendar file, from Settings."""

from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screens.settings import SettingsScreen
from advocate_desk.ui.screens.settings_calendar import CalendarCard
from tests.services.desk import ADVOCATE, LETTERS
from tests.support.seat import Seat

SitDown = Callable[[str], Seat]


def card_of(seat: Seat, qtbot: QtBot) -> CalendarCard:
    screen = SettingsScreen(seat.desk, Place("settings"))
    qtbot.addWidget(screen)
    screen.show()
    return screen.calendar


def test_dates_are_saved_without_references_and_a_file_that_is_there_stays(
    sit_down: SitDown, qtbot: QtBot, tmp_path: Path
) -> None:
    seat = sit_down(ADVOCATE)
    card = card_of(seat, qtbot)
    seat.prompts.chooses = tmp_path / "dates.ics"
    assert (card.references.isChecked(), card.places.isChecked()) == (False, False)
    card.save.click()
    assert seat.said[-1].endswith("in the file.")
    kept = seat.prompts.chooses.read_bytes()
    assert kept.startswith(b"BEGIN:VCALENDAR")
    card.save.click()
    assert card.message.headline.text()
    assert seat.prompts.chooses.read_bytes() == kept


def test_whoever_has_no_cases_of_their_own_is_not_offered_it(sit_down: SitDown, qtbot: QtBot) -> None:
    assert card_of(sit_down(LETTERS), qtbot).isHidden()
