"""The pathway at the desk: one key moves a step, only what may follow is offered, and the list says the same."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from advocate_desk.domain.pathway import StepState
from advocate_desk.services.keep_pathway import MoveForm, NewStep
from advocate_desk.ui.dialogs.add_step import AddStepSheet
from advocate_desk.ui.dialogs.move_step import MoveSheet
from advocate_desk.ui.dialogs.step_details import StepDetails
from advocate_desk.ui.screens.case_pathway import PathwaySection
from tests.services.desk import ADVOCATE, Office
from tests.support.seat import Seat
from tests.support.sections import open_section

Open = Callable[[], tuple[PathwaySection, Seat]]


@pytest.fixture
def open_pathway(office: Office, sit_down: Callable[[str], Seat], qtbot: QtBot) -> Open:
    def build() -> tuple[PathwaySection, Seat]:
        seat = sit_down(ADVOCATE)
        safety = seat.desk.way.pathway.add(office.case_id, NewStep(code="safety_plan"))
        seat.desk.way.pathway.move(safety, MoveForm(stage="done", happened_on=date(2026, 11, 20)))
        seat.desk.way.pathway.add(office.case_id, NewStep(code="health"))
        return open_section(PathwaySection, seat.desk, office.case_id, qtbot), seat

    return build


def test_the_list_says_of_every_step_what_the_board_says(open_pathway: Open) -> None:
    section, _seat = open_pathway()
    shown = [(tile.card.name, tile.card.status_line) for tile in section.board.tiles]
    listed = [
        tuple(section.rows.index(row, column).data() for column in (1, 3)) for row in range(section.rows.rowCount())
    ]
    assert shown == listed
    assert len(shown) == 2


def test_a_key_opens_what_happened_with_what_may_follow_alone_and_it_is_kept(open_pathway: Open, qtbot: QtBot) -> None:
    section, seat = open_pathway()
    tile = next(one for one in section.board.tiles if one.card.step.code == "health")
    tile.button.setFocus()
    qtbot.keyClick(tile.button, Qt.Key.Key_BracketRight)
    (sheet,) = section.findChildren(MoveSheet)
    wanted = next(one for one in tile.card.next if one.state is StepState.NOT_WANTED)
    sheet.stage.choose(wanted.code)
    sheet.record()
    card = seat.desk.way.pathway.view(section.case_id).card(tile.card.step.id)
    assert card is not None
    assert card.stage == wanted.code


def test_what_a_move_lacks_is_said_in_the_sheet_and_nothing_is_kept(open_pathway: Open) -> None:
    section, seat = open_pathway()
    tile = next(one for one in section.board.tiles if one.card.step.code == "safety_plan")
    back = next(one for one in tile.card.next)
    sheet = MoveSheet(section, seat.desk, tile.card, back.code)
    sheet.on.show_day(date(2026, 11, 2))
    sheet.record()
    assert (
        "dated before what it follows" in sheet.message.accessibleName()
        or "Say who has to act" in sheet.message.accessibleName()
    )
    card = seat.desk.way.pathway.view(section.case_id).card(tile.card.step.id)
    assert card is not None
    assert card.stage == "done"


def test_a_step_opens_with_its_guidance_and_history_and_an_error_is_taken_back(open_pathway: Open) -> None:
    section, seat = open_pathway()
    tile = next(one for one in section.board.tiles if one.card.step.code == "safety_plan")
    tile.button.click()
    (details,) = section.findChildren(StepDetails)
    assert [button.text() for button in details.moves] == [one.title for one in tile.card.next]
    (move,) = (line.move for line in tile.card.history if line.move is not None)
    section._take_back(move.id)
    card = seat.desk.way.pathway.view(section.case_id).card(tile.card.step.id)
    assert card is not None
    assert card.state is StepState.NOT_STARTED


def test_each_lane_adds_its_own_steps_each_with_guidance_and_source(open_pathway: Open) -> None:
    section, _seat = open_pathway()
    section.board.adds[0].click()
    (sheet,) = section.findChildren(AddStepSheet)
    assert sheet.guidance.text()
    assert sheet.source.text().startswith("From: ")
