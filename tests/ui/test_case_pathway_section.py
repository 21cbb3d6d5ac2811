"""The pathway at the desk: one key moves a step, only what may follow is offered, and the list says the same."""

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from advocate_desk.domain.pathway import StepState
from advocate_desk.services.keep_pathway import MoveForm, NewStep
from advocate_desk.ui.dialogs.add_step import AddStepSheet
from advocate_desk.ui.dialogs.mark_step import MarkSheet
from advocate_desk.ui.dialogs.move_step import MoveSheet
from advocate_desk.ui.dialogs.step_details import StepDetails
from advocate_desk.ui.screen import Width
from advocate_desk.ui.screens.case_pathway import WITH_AND_BY, PathwaySection
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


def test_the_list_takes_the_place_of_the_board_as_high_as_its_rows_and_what_it_drops_is_said_in_the_line(
    open_pathway: Open,
) -> None:
    section, _seat = open_pathway()
    section.as_list.click()
    assert (section.board.isHidden(), section.table.isHidden()) == (True, False)
    height = section.table.height()
    section.desk.theme.changed.emit()
    assert section.table.minimumHeight() == section.table.maximumHeight() == height
    for width, hidden in ((Width.MEDIUM, True), (Width.WIDE, False)):
        section.reflow(width)
        assert [section.table.isColumnHidden(column) for column in WITH_AND_BY] == [hidden, hidden]
    section.as_list.click()
    assert (section.board.isHidden(), section.table.isHidden()) == (False, True)


def test_a_mark_keeps_who_told_us_and_what_shows_it(open_pathway: Open) -> None:
    section, seat = open_pathway()
    line = seat.desk.way.pathway.add(section.case_id, NewStep(code="criminal_line", about="The other person"))
    card = seat.desk.way.pathway.view(section.case_id).card(line)
    assert card is not None
    sheet = MarkSheet(section, seat.desk, card, card.marks[0])
    sheet.told.setText("the officer")
    sheet.proof.setText("Email of today")
    sheet.record()
    after = seat.desk.way.pathway.view(section.case_id).card(line)
    assert after is not None
    held = after.marks[0].held
    assert held is not None
    assert (held.told_by, held.proof) == ("the officer", "Email of today")


def test_a_key_opens_what_happened_with_what_may_follow_alone_and_a_day_nobody_gave_stays_unknown(
    open_pathway: Open,
) -> None:
    section, seat = open_pathway()
    tile = next(one for one in section.board.tiles if one.card.step.code == "health")
    tile.button.setFocus()
    QTest.keyClick(tile.button, Qt.Key.Key_BracketRight)
    (sheet,) = section.findChildren(MoveSheet)
    wanted = next(one for one in tile.card.next if one.state is StepState.NOT_WANTED)
    sheet.stage.choose(wanted.code)
    sheet.record()
    card = seat.desk.way.pathway.view(section.case_id).card(tile.card.step.id)
    assert card is not None
    assert card.stage == wanted.code
    (newest, *_) = (line.move for line in card.history if line.move is not None)
    assert newest.happened_on is None


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
