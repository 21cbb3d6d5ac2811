"""Each colleague says whose case they must not work on, and whoever comes is asked about."""

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from advocate_desk.services.own_circle import LONGEST_LINE
from advocate_desk.ui.exhibits.exhibit import frame
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screens.settings_close_to import CloseToCard
from tests.services.desk import ADVOCATE, LETTERS, SUPERVISOR, Office
from tests.support.seat import Seat

SitDown = Callable[[str], Seat]


def card_of(seat: Seat, qtbot: QtBot) -> CloseToCard:
    shell = frame(seat.desk, Place("settings"))
    qtbot.addWidget(shell)
    shell.show()
    (card,) = shell.findChildren(CloseToCard)
    return card


@pytest.mark.parametrize("who", [ADVOCATE, LETTERS])
def test_ones_own_lines_are_kept_and_taken_back(sit_down: SitDown, qtbot: QtBot, who: str) -> None:
    seat = sit_down(who)
    card = card_of(seat, qtbot)
    card.edit.setPlainText("Dana Example, my sister\n\n  Bo Pretend ")
    card.save.click()
    assert seat.desk.safety.circle.lines() == ("Dana Example, my sister", "Bo Pretend")
    assert card_of(seat, qtbot).edit.toPlainText() == "Dana Example, my sister\nBo Pretend"
    seat.undo[-1]()
    assert seat.desk.safety.circle.lines() == ()


def test_a_line_too_long_is_refused_in_words_and_nothing_is_kept(sit_down: SitDown, qtbot: QtBot) -> None:
    seat = sit_down(ADVOCATE)
    card = card_of(seat, qtbot)
    card.edit.setPlainText("x" * (LONGEST_LINE + 1))
    card.save.click()
    assert "Say it in fewer" in card.field.error.text()
    assert seat.desk.safety.circle.lines() == ()


def test_somebody_who_is_on_record_already_is_asked_about_at_once(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    seat = sit_down(SUPERVISOR)
    card = card_of(seat, qtbot)
    card.edit.setPlainText("Keri Sampel, my cousin")
    card.save.click()
    (question,) = seat.desk.safety.questions.waiting()
    assert (question.one.case_id, question.one.name) == (office.case_id, "Ceri Sample")
    assert question.other.name == f"Keri Sampel, close to {SUPERVISOR}"
    card.edit.setPlainText("Keri Sampel, my cousin\nKeri Sampel, 07700 900001")
    card.save.click()
    assert len(seat.desk.safety.questions.waiting()) == 1
