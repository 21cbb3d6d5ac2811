"""What the moves of a case are judged by, read in one unit of work."""

from collections import defaultdict
from dataclasses import dataclass, replace
from uuid import UUID

from advocate_desk.domain.agreements import SupportAgreement
from advocate_desk.domain.attempts import AttemptsNow, AttemptStandard, attempt_standard, attempts_now
from advocate_desk.domain.case_lifecycle import CLOSES_WITH_RECORD, MoveFacts, contacting_since
from advocate_desk.domain.case_moves import CaseClosing, CaseMove, ReferralProblem
from advocate_desk.domain.cases import Case
from advocate_desk.domain.contacts import Contact
from advocate_desk.domain.referral import END_STATES, Referral, ReferralMove, progress_state
from advocate_desk.domain.risk import RiskAssessment, RiskLevel, RiskOccasion
from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.domain.settings import SERVICE_SETTINGS_ID, ServiceSettings
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.reading import latest_assessment
from advocate_desk.services.rules_in_force import rules_in_force


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseLife:
    """A case, its moves in the order they were recorded, and what the rules know of it. Nothing is typed yet."""

    case: Case
    moves: tuple[CaseMove, ...]
    attempts: AttemptsNow
    standard: AttemptStandard
    facts: MoveFacts


def read_case_life(unit: UnitOfWork, rules: Rulebook, case_id: UUID) -> CaseLife:
    """Read a case in ten queries.

    Raises:
        NotFound: no such case.
    """
    case = unit.get(Case, case_id)
    moves = unit.find(CaseMove, case_id=case_id, order_by=("recorded_at", "id"))
    assessments = unit.find(RiskAssessment, case_id=case_id)
    newest = latest_assessment(assessments)
    settings = unit.get(ServiceSettings, SERVICE_SETTINGS_ID)
    standard = attempt_standard(settings)
    attempts = attempts_now(
        unit.find(Contact, case_id=case_id),
        since=contacting_since(case.received_at, moves),
        level=newest.level if newest else None,
        standard=standard,
        holidays=rules_in_force(unit, rules).holidays,
        nation=settings.nation,
    )
    closing = _closing_now(case, moves, unit.find(CaseClosing, case_id=case_id, order_by=("made_at", "id")))
    agreements = unit.find(SupportAgreement, case_id=case_id, person_id=case.client_id)
    problems = unit.find(ReferralProblem, case_id=case_id)
    facts = MoveFacts(
        holder=case.lead_id,
        level=newest.level if newest else None,
        agreed=any(one.withdrawn_on is None for one in agreements),
        attempts=attempts,
        troubles=frozenset(one.trouble for one in problems if one.answered_on is None),
        closing=closing,
        exit_level=exit_level(assessments, closing.exit_assessment_id) if closing else None,
        open_referrals=open_referrals(unit, case_id),
    )
    return CaseLife(case=case, moves=moves, attempts=attempts, standard=standard, facts=facts)


def with_typed(life: CaseLife, **typed: object) -> MoveFacts:
    """Return the facts of ``life`` with what somebody typed for a move."""
    return replace(life.facts, **typed)  # type: ignore[arg-type]  # fields of MoveFacts by name


def exit_level(assessments: tuple[RiskAssessment, ...], assessment_id: UUID | None) -> RiskLevel | None:
    """Return the level of the exit assessment with this id; None where it was not made for the end."""
    found = next((one for one in assessments if one.id == assessment_id), None)
    return found.level if found and found.occasion is RiskOccasion.EXIT else None


def open_referrals(unit: UnitOfWork, case_id: UUID) -> frozenset[UUID]:
    """Return the case's referrals that no agency has settled and nobody withdrew."""
    moves: dict[UUID, list[ReferralMove]] = defaultdict(list)
    for move in unit.find(ReferralMove, case_id=case_id, order_by=("recorded_at", "id")):
        moves[move.referral_id].append(move)
    referrals = unit.find(Referral, case_id=case_id)
    return frozenset(one.id for one in referrals if progress_state(moves[one.id]) not in END_STATES)


def _closing_now(case: Case, moves: tuple[CaseMove, ...], closings: tuple[CaseClosing, ...]) -> CaseClosing | None:
    """Return what was written since the case began to close: a case that came back is closed anew."""
    if not closings or not moves or case.status not in CLOSES_WITH_RECORD:
        return None
    return closings[-1] if closings[-1].made_at >= moves[-1].recorded_at else None
