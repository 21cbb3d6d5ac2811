"""The risk-drift watch over records: which cases meet a MARAC criterion that nobody acted on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from advocate_desk.domain.cases import Case, CaseStatus
from advocate_desk.domain.incidents import Incident
from advocate_desk.domain.marac import MaracDecision, MaracReferral
from advocate_desk.domain.own_instruments import InstrumentFile, with_own
from advocate_desk.domain.people import Person, PersonRole, has_name, shown_name
from advocate_desk.domain.risk import RiskAssessment
from advocate_desk.domain.risk_drift import CriterionMet, DangerRecord, Watch, watch
from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.domain.users import Action
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.reading import by_case
from advocate_desk.services.session import Session

NOT_WATCHED = frozenset({CaseStatus.CLOSED, CaseStatus.TRANSFERRED, CaseStatus.REJECTED, CaseStatus.REDIRECTED})
"""Where an episode has ended here, and somebody else, or nobody, holds it."""
_AT_ONCE = 400
"""How many cases are read together."""


@dataclass(frozen=True, kw_only=True, slots=True)
class WatchedCase:
    """A case about which the watch speaks."""

    case_id: UUID
    unanswered: tuple[CriterionMet, ...]


class WatchRisk:
    """Holds the record against the criteria, whenever it is read."""

    def __init__(self, session: Session, rules: Rulebook) -> None:
        self._session, self._rules = session, rules

    def view(self, case_id: UUID) -> Watch:
        """Return what the watch says of one case, whatever its status; what a decision keeps quiet is told too."""
        self._session.require(Action.READ_CASES)
        with self._session.work() as unit:
            case = unit.get(Case, case_id)
            found = watches(unit, (case_id,), self._rules, self._session.clock.today())[case_id]
            made = any(one.referred_on for one in unit.find(MaracReferral, case_id=case_id))
        return replace(found, meeting_on=None if made else case.marac_on)

    def watched(self, case_ids: Sequence[UUID]) -> tuple[WatchedCase, ...]:
        """Return those of ``case_ids`` about which the watch speaks, in their order. An ended episode is left out."""
        self._session.require(Action.READ_CASES)
        with self._session.work() as unit:
            return watched(unit, case_ids, self._rules, self._session.clock.today())


def watched(unit: UnitOfWork, case_ids: Sequence[UUID], rules: Rulebook, today: date) -> tuple[WatchedCase, ...]:
    """Return those of ``case_ids`` about which the watch speaks, read within ``unit``."""
    found = []
    for start in range(0, len(case_ids), _AT_ONCE):
        piece = tuple(case_ids[start : start + _AT_ONCE])
        going_on = {case.id for case in unit.find(Case, id=piece) if case.status not in NOT_WATCHED}
        asked = tuple(case_id for case_id in piece if case_id in going_on)
        spoken = watches(unit, asked, rules, today) if asked else {}
        found += [
            WatchedCase(case_id=case_id, unanswered=spoken[case_id].unanswered)
            for case_id in asked
            if spoken[case_id].unanswered
        ]
    return tuple(found)


def watches(unit: UnitOfWork, case_ids: tuple[UUID, ...], rules: Rulebook, today: date) -> Mapping[UUID, Watch]:
    """Return what the watch says of each of these cases, in six queries."""
    lists = with_own(rules, unit.find(InstrumentFile))
    screenings = frozenset(one.code for one in lists.instruments if one.is_screening)
    assessments = by_case(unit.find(RiskAssessment, case_id=case_ids))
    incidents = by_case(unit.find(Incident, case_id=case_ids))
    referrals = by_case(unit.find(MaracReferral, case_id=case_ids))
    decisions = by_case(unit.find(MaracDecision, case_id=case_ids))
    others = by_case(unit.find(Person, case_id=case_ids, role=PersonRole.OTHER_PERSON))
    return {
        case_id: watch(
            DangerRecord(
                assessments=assessments[case_id],
                incidents=incidents[case_id],
                referrals=referrals[case_id],
                decisions=decisions[case_id],
                screenings=screenings,
                names={person.id: shown_name(person) for person in others[case_id] if has_name(person)},
            ),
            rules.marac,
            today,
        )
        for case_id in case_ids
    }
