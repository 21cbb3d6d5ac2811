"""Risk and flags of a case: what was signed, lists on their way, the watch; raising, looking at and ending a flag."""

import json

from PySide6.QtWidgets import QWidget

from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.marac import MaracCriterion
from advocate_desk.domain.risk_drift import CriterionMet
from advocate_desk.domain.users import Role
from advocate_desk.services.ports import CaseloadFilter
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.dialogs.decide_not_now import DecideNotNow
from advocate_desk.ui.dialogs.flag_sheets import EndFlagSheet, FlagSheet
from advocate_desk.ui.exhibits.exhibit import Exhibit, first_case, frame, in_frame, subject
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screens.case import CaseScreen
from advocate_desk.ui.screens.case_risk import RiskSection

_HALF_ANSWERED = json.dumps(
    {
        "instrument": "checklist-24",
        "answers": {"injury": "yes", "frightened": "yes", "feared_harm": "not_known", "isolation": "no"},
        "sources": {"injury": "Police report of 3 November"},
        "notes": {"injury": "A cut above the eye, seen by a doctor."},
        "occasion": "new_incident",
        "judgement": "high",
        "reason": "He was seen outside the school twice.",
    }
)


def _risk(desk: DeskContext) -> Place:
    return Place(CaseScreen.key, first_case(desk).subject, RiskSection.part)


def _questions(desk: DeskContext) -> QWidget:
    shell = frame(desk, _risk(desk))
    for section in shell.findChildren(RiskSection):
        section.begin()
        if section.questions is not None:
            section.questions.show_text(_HALF_ANSWERED)
    return shell


def _screening(desk: DeskContext) -> QWidget:
    shell = frame(desk, _risk(desk))
    for section in shell.findChildren(RiskSection):
        section.others[0].click()
    return shell


def _answers(desk: DeskContext) -> QWidget:
    shell = frame(desk, _risk(desk))
    for section in shell.findChildren(RiskSection):
        section.cards[0].turn.click()
    return shell


def _watched(desk: DeskContext) -> Place:
    """Return the risk of a case about which the watch speaks, or of the first."""
    rows = desk.caseload.page(CaseloadFilter(), 0, 50).rows
    found = desk.safety.watch.watched([row.case_id for row in rows])
    return Place(CaseScreen.key, found[-1].case_id if found else first_case(desk).subject, RiskSection.part)


def _decide(desk: DeskContext) -> QWidget:
    case_id = subject(_watched(desk))
    moment = desk.clock.now()
    met = CriterionMet(
        criterion=MaracCriterion.PROFESSIONAL_JUDGEMENT,
        sentence="High risk by professional judgement on 20 November 2026, and no MARAC referral answers it.",
        rests_on=(new_id(moment),),
        newest_at=moment,
        since=desk.clock.today(),
    )
    return DecideNotNow(None, desk, case_id, met)


def _raise_flag(desk: DeskContext) -> QWidget:
    case_id = subject(first_case(desk))
    return FlagSheet(None, desk, case_id, desk.safety.flags.view(case_id).owners, None)


def _look_again(desk: DeskContext) -> QWidget:
    case_id = subject(first_case(desk))
    view = desk.safety.flags.view(case_id)
    return FlagSheet(None, desk, case_id, view.owners, view.up[0].flag if view.up else None)


def _end_flag(desk: DeskContext) -> QWidget:
    case_id = subject(first_case(desk))
    return EndFlagSheet(None, desk, desk.safety.flags.view(case_id).up[0].flag)


RISK: tuple[Exhibit, ...] = (
    in_frame("case-risk", RiskSection, _risk),
    Exhibit("risk-questions", RiskSection, _questions),
    Exhibit("risk-screening", RiskSection, _screening),
    Exhibit("risk-answers", RiskSection, _answers),
    in_frame("risk-watch", RiskSection, _watched),
    in_frame("risk-watch-supervisor", RiskSection, _watched, Role.SUPERVISOR),
    Exhibit("decide-not-now", DecideNotNow, _decide, Role.SUPERVISOR),
    Exhibit("raise-flag", FlagSheet, _raise_flag),
    Exhibit("flag-again", FlagSheet, _look_again),
    Exhibit("end-flag", EndFlagSheet, _end_flag),
)
