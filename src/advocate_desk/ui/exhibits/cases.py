"""Cases: the list, one case and its sections, a new case."""

from PySide6.QtWidgets import QWidget

from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.dialogs.log_contact import LogContactSheet
from advocate_desk.ui.exhibits.exhibit import Exhibit, first_case, frame, in_frame, screen_alone
from advocate_desk.ui.screens.case import CaseScreen
from advocate_desk.ui.screens.caseload import CaseloadScreen


def _log_contact(desk: DeskContext) -> QWidget:
    shell = frame(desk, first_case(desk))
    case = shell.screen_in_front()
    if isinstance(case, CaseScreen):
        case.log.click()
    return shell


CASES: tuple[Exhibit, ...] = (
    screen_alone(CaseloadScreen),
    in_frame("case", CaseScreen, first_case),
    Exhibit("log-contact", LogContactSheet, _log_contact),
)
