"""How a case lives: the section, and the sheets over it, in the states that matter."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from advocate_desk.domain.cases import CaseStatus
from advocate_desk.domain.users import Role
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.dialogs.close_case import ClosingSheet
from advocate_desk.ui.dialogs.move_case import MoveSheet
from advocate_desk.ui.dialogs.origin import ChangeOriginSheet, NewEpisodeSheet
from advocate_desk.ui.dialogs.referral_problem import ProblemStepSheet, RaiseProblemSheet, answering, telling
from advocate_desk.ui.exhibits.exhibit import Exhibit, first_case, in_frame, subject
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screens.case import CaseScreen
from advocate_desk.ui.screens.case_status import StatusSection


def _status_of(name: str) -> Callable[[DeskContext], Place]:
    """Return a finder of the section of one of the sample's lives."""

    def find(desk: DeskContext) -> Place:
        found = desk.caseload.find(name).rows
        place = Place(CaseScreen.key, found[0].case_id) if found else first_case(desk)
        return replace(place, part=StatusSection.part)

    return find


NEW, TRIED, ENDING, ENDED = "Alba Example", "Bryn Placeholder", "Dee Fiction", "Efa Imaginary"


def _move(desk: DeskContext) -> QWidget:
    case_id = subject(first_case(desk))
    view = desk.safety.life.view(case_id)
    choice = next(one for one in view.choices if one.to_status is CaseStatus.TRANSFERRED)
    return MoveSheet(None, desk, case_id, view.status, choice)


def _move_problems(desk: DeskContext) -> QWidget:
    sheet = _move(desk)
    assert isinstance(sheet, MoveSheet)
    sheet.when.edit.setText("31/2")
    sheet.record()
    return sheet


def _closing(desk: DeskContext) -> QWidget:
    case_id = subject(_status_of(ENDING)(desk))
    view = desk.safety.closing.view(case_id)
    return ClosingSheet(None, desk, case_id, view, {one: "Counselling, Invented Trust" for one in view.open_referrals})


def _origin(desk: DeskContext) -> QWidget:
    return ChangeOriginSheet(None, desk, desk.safety.referrer.view(subject(_status_of(NEW)(desk))))


def _new_episode(desk: DeskContext) -> QWidget:
    return NewEpisodeSheet(None, desk, subject(_status_of(ENDED)(desk)))


def _raise(desk: DeskContext) -> QWidget:
    return RaiseProblemSheet(None, desk, subject(_status_of(NEW)(desk)))


def _told(desk: DeskContext) -> QWidget:
    return telling(None, desk, desk.safety.mending.view(subject(_status_of(NEW)(desk)))[0])


def _answered(desk: DeskContext) -> QWidget:
    return answering(None, desk, desk.safety.mending.view(subject(_status_of(NEW)(desk)))[0])


LIVES: tuple[Exhibit, ...] = (
    in_frame("case-status", StatusSection, _status_of("Ceri Sample")),
    in_frame("case-status-received", StatusSection, _status_of(NEW)),
    in_frame("case-status-contacting", StatusSection, _status_of(TRIED)),
    in_frame("case-status-closing", StatusSection, _status_of(ENDING), Role.SUPERVISOR),
    in_frame("case-status-closed", StatusSection, _status_of(ENDED)),
    Exhibit("move-case", MoveSheet, _move),
    Exhibit("move-case-problems", MoveSheet, _move_problems),
    Exhibit("close-case", ClosingSheet, _closing),
    Exhibit("referral-origin", ChangeOriginSheet, _origin),
    Exhibit("new-episode", NewEpisodeSheet, _new_episode),
    Exhibit("referral-problem", RaiseProblemSheet, _raise),
    Exhibit("referral-told", ProblemStepSheet, _told),
    Exhibit("referral-answered", ProblemStepSheet, _answered),
)
