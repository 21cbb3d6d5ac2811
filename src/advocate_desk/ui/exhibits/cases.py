"""Cases: the list, one case and its sections, a new case."""

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QWidget

from advocate_desk.domain.people import PersonRole, PointKind
from advocate_desk.domain.reveals import RevealReason
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.dialogs.log_contact import LogContactSheet
from advocate_desk.ui.exhibits.exhibit import Exhibit, first_case, frame, in_frame, screen_alone
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screens.case import CaseScreen
from advocate_desk.ui.screens.case_people import PeopleSection
from advocate_desk.ui.screens.case_summary import SummarySection
from advocate_desk.ui.screens.case_timeline import TimelineSection
from advocate_desk.ui.screens.caseload import CaseloadScreen
from advocate_desk.ui.widgets.person_card import PointRow
from advocate_desk.ui.widgets.reveal import Reveal


def _log_contact(desk: DeskContext) -> QWidget:
    shell = frame(desk, first_case(desk))
    case = shell.screen_in_front()
    if isinstance(case, CaseScreen):
        case.log.click()
    return shell


def _section(part: str, desk: DeskContext) -> Place:
    return replace(first_case(desk), part=part)


def _person_form(desk: DeskContext) -> QWidget:
    shell = frame(desk, _section("people", desk))
    for section in shell.findChildren(PeopleSection):
        section.add.click()
    return shell


def _point_form(desk: DeskContext) -> QWidget:
    shell = frame(desk, _section("people", desk))
    for section in shell.findChildren(PeopleSection):
        row = section.cards()[0].findChildren(PointRow)[0]
        row.change.click()
    return shell


def _other_person_form(desk: DeskContext) -> QWidget:
    shell = frame(desk, _section("people", desk))
    for section in shell.findChildren(PeopleSection):
        next(card for card in section.cards() if card.view.person.role is PersonRole.OTHER_PERSON).edit.click()
    return shell


def _person_problems(desk: DeskContext) -> QWidget:
    shell = _person_form(desk)
    for section in shell.findChildren(PeopleSection):
        section.person_form.born.show_texts("31", "2", "1990")
        section.person_form.save_action.trigger()
    return shell


def _address_shown(desk: DeskContext) -> QWidget:
    shell = frame(desk, _section("people", desk))
    for row in shell.findChildren(PointRow):
        if row.point.kind is PointKind.ADDRESS:
            row.reveal.button.click()
            row.reveal.reasons[RevealReason.UPDATING].click()
    return shell


def _note(desk: DeskContext) -> QWidget:
    shell = frame(desk, _section("timeline", desk))
    for section in shell.findChildren(TimelineSection):
        section.open_note()
    return shell


def _correction(desk: DeskContext) -> QWidget:
    shell = frame(desk, _section("timeline", desk))
    for section in shell.findChildren(TimelineSection):
        section.log_asked.emit(next(row.entry for row in section.rows() if row.entry.contact))
    return shell


def _asked_why(desk: DeskContext) -> QWidget:
    shell = frame(desk, first_case(desk))
    case = shell.screen_in_front()
    if isinstance(case, CaseScreen):
        case.reveal.button.click()
    return shell


def _revealed(desk: DeskContext) -> QWidget:
    shell = _asked_why(desk)
    next(iter(shell.findChildren(Reveal))).reasons[RevealReason.CALLING_NOW].click()
    return shell


CASES: tuple[Exhibit, ...] = (
    screen_alone(CaseloadScreen),
    in_frame("case", SummarySection, first_case),
    in_frame("case-timeline", TimelineSection, partial(_section, "timeline")),
    in_frame("case-people", PeopleSection, partial(_section, "people")),
    Exhibit("person-form", PeopleSection, _person_form),
    Exhibit("other-person-form", PeopleSection, _other_person_form),
    Exhibit("point-form", PeopleSection, _point_form),
    Exhibit("person-form-problems", PeopleSection, _person_problems),
    Exhibit("people-address-shown", PeopleSection, _address_shown),
    Exhibit("case-note", TimelineSection, _note),
    Exhibit("log-correction", LogContactSheet, _correction),
    Exhibit("case-reveal", CaseScreen, _asked_why),
    Exhibit("case-revealed", CaseScreen, _revealed),
    Exhibit("log-contact", LogContactSheet, _log_contact),
)
