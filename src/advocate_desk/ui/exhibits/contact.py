"""Safe contact: the plan with its headings open, a time that cannot be read, a plan that is due, and its log."""

from dataclasses import replace
from uuid import UUID

from PySide6.QtWidgets import QWidget

from advocate_desk.domain.contacts import ContactKind, ContactResult
from advocate_desk.domain.reveals import RevealReason
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.dialogs.log_contact import LogContactSheet
from advocate_desk.ui.exhibits.exhibit import Exhibit, first_case, frame
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screens.case import CaseScreen
from advocate_desk.ui.screens.case_contact import SafeContactSection
from advocate_desk.ui.shell import Shell


def _plan(desk: DeskContext) -> Shell:
    return frame(desk, replace(first_case(desk), part=SafeContactSection.part))


def _open_plan(desk: DeskContext) -> QWidget:
    shell = _plan(desk)
    for section in shell.findChildren(SafeContactSection):
        for opening in (*section.fields.openings.values(), section.sooner_opening):
            opening.open()
    return shell


def _problems(desk: DeskContext) -> QWidget:
    shell = _plan(desk)
    for section in shell.findChildren(SafeContactSection):
        section.fields.windows.add()
        section.fields.windows.rows()[-1].edit.setText("tuesdays 9-5")
        section.save.click()
        section.draft.settle()
    return shell


def _due_case(desk: DeskContext) -> Place:
    found = desk.caseload.find("Huw Invented").rows
    return Place(CaseScreen.key, found[0].case_id, SafeContactSection.part)


def _due(desk: DeskContext) -> QWidget:
    return frame(desk, _due_case(desk))


def _asked_why(desk: DeskContext) -> QWidget:
    shell = frame(desk, replace(_due_case(desk), part=""))
    case = shell.screen_in_front()
    if isinstance(case, CaseScreen):
        case.reveal.button.click()
        case.reveal.reasons[RevealReason.CALLING_NOW].click()
    return shell


def _against_plan(desk: DeskContext) -> QWidget:
    """The sheet for a contact the plan does not allow, which put the person at risk."""
    shell = frame(desk, replace(_due_case(desk), part=""))
    case = shell.screen_in_front()
    if isinstance(case, CaseScreen):
        case.log.click()
        case.sheet.kind.choose(ContactKind.CALL)
        case.sheet.result.choose(ContactResult.SOMEONE_ELSE_ANSWERED)
        case.sheet.result.chosen.emit(ContactResult.SOMEONE_ELSE_ANSWERED)
        case.sheet.draft.settle()
    return shell


def _two_numbers(desk: DeskContext) -> QWidget:
    """The sheet where two numbers are open to a call."""
    shell = frame(desk, replace(first_case(desk), part=""))
    case = shell.screen_in_front()
    if isinstance(case, CaseScreen):
        case.log.click()
        case.sheet.used.offer({UUID(int=1): "Phone", UUID(int=2): "Phone (at work)"})
    return shell


CONTACT: tuple[Exhibit, ...] = (
    Exhibit("safe-contact-open", SafeContactSection, _open_plan),
    Exhibit("safe-contact-problems", SafeContactSection, _problems),
    Exhibit("safe-contact-due", SafeContactSection, _due),
    Exhibit("reveal-all-the-same", CaseScreen, _asked_why),
    Exhibit("log-against-plan", LogContactSheet, _against_plan),
    Exhibit("log-two-numbers", LogContactSheet, _two_numbers),
)
