"""The list of approved letters, for whoever prints them."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from advocate_desk.domain.letter import CopyMade
from advocate_desk.ui.models.letter_list import HEADINGS
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screens.letters import LettersScreen
from tests.services.desk import LETTERS, Office, approve, sent_for_review
from tests.support.seat import Seat
from tests.support.words_shown import words_shown

SitDown = Callable[[str], Seat]


def shown(seat: Seat, qtbot: QtBot) -> LettersScreen:
    screen = LettersScreen(seat.desk, Place(LettersScreen.key))
    qtbot.addWidget(screen)
    screen.show()
    screen.refresh()
    return screen


def texts(screen: LettersScreen) -> list[list[str]]:
    model = screen.model
    return [
        [model.data(model.index(row, column)) for column in range(len(HEADINGS))] for row in range(model.rowCount())
    ]


def test_whoever_prints_sees_what_waits_and_opens_it_with_one_key(
    office: Office, sit_down: SitDown, qtbot: QtBot
) -> None:
    office.referral_id = sent_for_review(office)
    approve(office)
    seat = sit_down(LETTERS)
    screen = shown(seat, qtbot)
    ((state, to, reference, when),) = texts(screen)
    assert (state, screen.count.text()) == ("Ready to print", "1 letter is ready to print.")
    assert all((to, reference, when))
    assert f"To {to}. Marking: " in screen.details.text()
    assert not any("Sample" in words for words in words_shown(screen))
    qtbot.keyClick(screen.table, Qt.Key.Key_Return)
    assert seat.went == [Place("letter", office.referral_id)]


def test_a_letter_that_was_printed_waits_to_be_sent(office: Office, sit_down: SitDown, qtbot: QtBot) -> None:
    office.referral_id = sent_for_review(office)
    approve(office)
    seat = sit_down(LETTERS)
    screen = shown(seat, qtbot)
    seat.desk.letters.release(office.referral_id, CopyMade.PRINTED)
    screen.refresh()
    assert texts(screen)[0][0] == "Printed, not sent yet"
    assert screen.count.text() == "Nothing waits to be printed, 1 is printed and not sent yet."


def test_an_empty_list_says_why_it_is_empty(sit_down: SitDown, qtbot: QtBot) -> None:
    screen = shown(sit_down(LETTERS), qtbot)
    assert screen.empty.isVisible()
    assert "No letter was approved yet" in screen.empty.sentence.text()
