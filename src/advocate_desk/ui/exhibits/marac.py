"""MARAC of a case: where it stands, a referral being written, what is asked on the way, the minutes."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from advocate_desk.domain.users import Role
from advocate_desk.services.marac_file import MaracFile, read_marac
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.dialogs.ask_marac import MaracSheet
from advocate_desk.ui.exhibits.exhibit import Exhibit, first_case, frame, in_frame, subject
from advocate_desk.ui.models import marac_asks as asks
from advocate_desk.ui.models.marac_asks import Ask
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screens.case import CaseScreen
from advocate_desk.ui.screens.case_marac import MaracSection
from advocate_desk.ui.widgets.minutes_row import MinutesRow


def _marac(desk: DeskContext) -> Place:
    return Place(CaseScreen.key, first_case(desk).subject, MaracSection.part)


def _write(desk: DeskContext) -> QWidget:
    shell = frame(desk, _marac(desk))
    for section in shell.findChildren(MaracSection):
        section.main.click()
    return shell


def _minutes(desk: DeskContext) -> QWidget:
    shell = frame(desk, _marac(desk))
    for row in shell.findChildren(MinutesRow)[:1]:
        row.open.click()
    return shell


def _minutes_read(desk: DeskContext) -> QWidget:
    shell = _minutes(desk)
    for row in shell.findChildren(MinutesRow)[:1]:
        row.reason.setText("To go through the action plan with her.")
        row.show_button.click()
    return shell


def _sheet(make: Callable[[DeskContext, MaracFile], Ask], desk: DeskContext) -> QWidget:
    file = read_marac(desk.safety, subject(first_case(desk)))
    return MaracSheet(None, desk, make(desk, file))


def _sheet_problems(desk: DeskContext) -> QWidget:
    sheet = _sheet(_action, desk)
    if isinstance(sheet, MaracSheet):
        sheet.record()
    return sheet


def _meeting(desk: DeskContext, file: MaracFile) -> Ask:
    return asks.change_meeting(desk.safety, file.meetings[0].meeting)


def _prepare(desk: DeskContext, file: MaracFile) -> Ask:
    return asks.prepare(desk.safety, file.meetings[0].meeting)


def _told(desk: DeskContext, file: MaracFile) -> Ask:
    return asks.told(desk.safety, file.meetings[-1].meeting, desk.clock.today())


def _action(desk: DeskContext, file: MaracFile) -> Ask:
    return asks.action(desk.safety, file.meetings[0].meeting, file.colleagues)


def _done(desk: DeskContext, file: MaracFile) -> Ask:
    return asks.done(desk.safety, file.meetings[-1].actions[-1].action, desk.clock.today())


def _hand_over(desk: DeskContext, file: MaracFile) -> Ask:
    return asks.hand_over(desk.safety, file.view.referrals[0].referral, desk.clock.today())


def _keep_minutes(desk: DeskContext, file: MaracFile) -> Ask:
    return asks.minutes(desk.safety, file.meetings[-1].meeting, desk.clock.today())


_SHEETS = {
    "marac-meeting": _meeting,
    "marac-prepare": _prepare,
    "marac-told": _told,
    "marac-action": _action,
    "marac-done": _done,
    "marac-hand-over": _hand_over,
    "marac-keep-minutes": _keep_minutes,
}

MARAC: tuple[Exhibit, ...] = (
    in_frame("case-marac", MaracSection, _marac),
    in_frame("case-marac-supervisor", MaracSection, _marac, Role.SUPERVISOR),
    Exhibit("marac-referral", MaracSection, _write),
    Exhibit("marac-minutes-asked", MaracSection, _minutes),
    Exhibit("marac-minutes-read", MaracSection, _minutes_read),
    *(Exhibit(name, MaracSheet, partial(_sheet, make)) for name, make in _SHEETS.items()),
    Exhibit("marac-action-problems", MaracSheet, _sheet_problems),
)
