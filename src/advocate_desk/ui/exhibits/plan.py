"""The plan of a case, and its forms."""

from dataclasses import replace

from PySide6.QtWidgets import QWidget

from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.dialogs.signposts import HeardSheet, SignpostSheet
from advocate_desk.ui.exhibits.exhibit import Exhibit, first_case, frame, in_frame, subject
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screens.case_plan import PlanSection
from advocate_desk.ui.shell import Shell


def _plan(desk: DeskContext) -> Place:
    return replace(first_case(desk), part=PlanSection.part)


def _opened(desk: DeskContext) -> tuple[Shell, PlanSection]:
    shell = frame(desk, _plan(desk))
    (section,) = shell.findChildren(PlanSection)
    return shell, section


def _new_need(desk: DeskContext) -> QWidget:
    shell, section = _opened(desk)
    section.add.click()
    return shell


def _settled_need(desk: DeskContext) -> QWidget:
    shell, section = _opened(desk)
    section.cards()[-1].change.click()
    return shell


def _new_action(desk: DeskContext) -> QWidget:
    shell, section = _opened(desk)
    section.cards()[0].add.click()
    return shell


def _action_of_hers(desk: DeskContext) -> QWidget:
    shell, section = _opened(desk)
    next(row for card in section.cards() for row in card.rows if row.line.action.done_on is not None).change.click()
    return shell


def _review(desk: DeskContext) -> QWidget:
    shell, section = _opened(desk)
    section.go_through.click()
    return shell


def _signpost(desk: DeskContext) -> QWidget:
    case_id = subject(first_case(desk))
    needs = [line.need for line in desk.safety.plan.view(case_id).needs]
    return SignpostSheet(None, desk, case_id, needs, needs[0].id, lambda: None)


def _heard(desk: DeskContext) -> QWidget:
    lines = desk.way.signposts.view(subject(first_case(desk)))
    return HeardSheet(None, desk, lines[0].signpost, lambda: None)


PLAN: tuple[Exhibit, ...] = (
    in_frame("case-plan", PlanSection, _plan),
    Exhibit("plan-new-need", PlanSection, _new_need),
    Exhibit("plan-settled-need", PlanSection, _settled_need),
    Exhibit("plan-new-action", PlanSection, _new_action),
    Exhibit("plan-action-done", PlanSection, _action_of_hers),
    Exhibit("plan-signpost", SignpostSheet, _signpost),
    Exhibit("plan-signpost-heard", HeardSheet, _heard),
    Exhibit("plan-review", PlanSection, _review),
)
