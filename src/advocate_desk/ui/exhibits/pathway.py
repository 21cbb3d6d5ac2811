"""The board of somebody's way, its list, and its sheets."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from advocate_desk.domain.pathway import Lane
from advocate_desk.services.pathway_views import MarkNow, PathwayView, StepCard
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.dialogs.add_step import AddStepSheet
from advocate_desk.ui.dialogs.mark_step import MarkSheet, StepSetSheet
from advocate_desk.ui.dialogs.move_step import MoveSheet
from advocate_desk.ui.dialogs.step_details import StepActs, StepDetails
from advocate_desk.ui.exhibits.exhibit import Exhibit, first_case, frame, in_frame, subject
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screens.case_pathway import PathwaySection


def _pathway(desk: DeskContext) -> Place:
    return replace(first_case(desk), part=PathwaySection.part)


def _view(desk: DeskContext) -> PathwayView:
    return desk.way.pathway.view(subject(first_case(desk)))


def _fullest(desk: DeskContext) -> StepCard:
    return max(_view(desk).cards(), key=lambda card: (bool(card.next), len(card.history), len(card.marks)))


def _list(desk: DeskContext) -> QWidget:
    shell = frame(desk, _pathway(desk))
    (section,) = shell.findChildren(PathwaySection)
    section.as_list.click()
    return shell


def _details(desk: DeskContext) -> QWidget:
    acts = StepActs(
        move=lambda _card, _stage: None,
        mark=lambda _card, _mark: None,
        take_back=lambda _move_id: None,
        remove=lambda _step_id: None,
    )
    return StepDetails(None, desk.theme, _fullest(desk), acts)


def _mark(desk: DeskContext) -> QWidget:
    found = ((card, mark) for card in _view(desk).cards() for mark in card.marks)
    held = next(found, None)
    card, mark = held or (_fullest(desk), _ON_HOLD)
    return MarkSheet(None, desk, card, mark)


_ON_HOLD = MarkNow(code="on_hold", title="On hold", guidance="It ends nothing.", held=None)

PATHWAY: tuple[Exhibit, ...] = (
    in_frame("case-pathway", PathwaySection, _pathway),
    Exhibit("case-pathway-list", PathwaySection, _list),
    Exhibit("step-move", MoveSheet, lambda desk: MoveSheet(None, desk, _fullest(desk))),
    Exhibit("step-details", StepDetails, _details),
    Exhibit("step-add", AddStepSheet, lambda desk: AddStepSheet(None, desk, _view(desk), Lane.SUPPORT)),
    Exhibit("step-mark", MarkSheet, _mark),
    Exhibit("step-set", StepSetSheet, lambda desk: StepSetSheet(None, desk, _view(desk))),
)
