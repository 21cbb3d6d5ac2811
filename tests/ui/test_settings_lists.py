"""The lists of risk questions in Settings."""

from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screens.settings import SettingsScreen
from advocate_desk.ui.screens.settings_lists import ListsCard
from advocate_desk.ui.widgets.words import Words
from tests.services.desk import ADVOCATE, LETTERS, SUPERVISOR
from tests.support.seat import Seat

SitDown = Callable[[str], Seat]


def card_of(seat: Seat, qtbot: QtBot) -> ListsCard:
    screen = SettingsScreen(seat.desk, Place("settings"))
    qtbot.addWidget(screen)
    screen.refresh()
    screen.show()
    return screen.lists


def words_on(card: ListsCard) -> str:
    return "\n".join(label.text() for label in card.findChildren(Words))


def test_a_list_is_made_after_the_saved_template_added_asked_and_asked_no_more(
    sit_down: SitDown, qtbot: QtBot, tmp_path: Path
) -> None:
    seat = sit_down(SUPERVISOR)
    card = card_of(seat, qtbot)
    seat.prompts.chooses = tmp_path / "own-instrument.toml"
    card.template.click()
    card.add.click()
    assert seat.said[-2:] == ["The template is saved.", "Short name, for tables is asked from now on."]
    assert "2 questions, edition 1. High from 2, medium from 1, as its file says." in words_on(card)
    assert "Numbers: Who decided on these numbers. Checked 23 November 2026." in words_on(card)
    card.ends[0].click()
    assert seat.prompts.asked[-1] == "Ask Short name, for tables no more?"
    qtbot.waitUntil(lambda: not card.ends)


def test_a_mistake_in_the_file_is_told_with_its_line_and_nothing_changes(
    sit_down: SitDown, qtbot: QtBot, tmp_path: Path
) -> None:
    seat = sit_down(SUPERVISOR)
    card = card_of(seat, qtbot)
    seat.prompts.chooses = tmp_path / "own-instrument.toml"
    card.template.click()
    text = seat.prompts.chooses.read_text(encoding="utf-8")
    seat.prompts.chooses.write_text(text.replace("yes_answers", "points"), encoding="utf-8")
    card.add.click()
    assert "own-instrument.toml, line 17, cannot be used: thresholds.unit" in card.message.headline.text()
    assert card.ends == ()


def test_an_advocate_reads_the_lists_and_whoever_sees_no_cases_does_not(sit_down: SitDown, qtbot: QtBot) -> None:
    card = card_of(sit_down(ADVOCATE), qtbot)
    assert "Risk checklist, 24 questions" in words_on(card)
    assert card.add.isHidden()


def test_letters_staff_see_no_lists(sit_down: SitDown, qtbot: QtBot) -> None:
    assert card_of(sit_down(LETTERS), qtbot).isHidden()
