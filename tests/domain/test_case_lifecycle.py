"""Where an episode may go: every pair of states, and every reason against a move."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocate_desk.domain.attempts import AttemptsNow, AttemptState
from advocate_desk.domain.case_lifecycle import (
    BEFORE_SUPPORT,
    MoveFacts,
    Need,
    contacting_since,
    label,
    may_move,
    must_carry,
    needs_signature,
)
from advocate_desk.domain.case_moves import CaseClosing, CaseMove, ClosureReason, ReferralTrouble
from advocate_desk.domain.cases import CaseStatus
from advocate_desk.domain.risk import RiskLevel
from tests.support.records import ADVOCATE, CASE, NOW, SUPERVISOR, numbered

S = CaseStatus
TABLE = {
    S.RECEIVED: {S.TRIAGE},
    S.TRIAGE: {S.CONTACTING, S.REJECTED, S.REDIRECTED, S.CONFLICT_HOLD},
    S.CONFLICT_HOLD: {S.TRIAGE, S.REDIRECTED},
    S.CONTACTING: {S.ENGAGED, S.UNABLE_TO_CONTACT, S.DECLINED},
    S.UNABLE_TO_CONTACT: {S.CLOSED, S.CONTACTING},
    S.DECLINED: {S.CLOSED},
    S.ENGAGED: {S.OPEN},
    S.OPEN: {S.ON_HOLD, S.CLOSING, S.TRANSFERRED},
    S.ON_HOLD: {S.OPEN, S.CLOSING},
    S.CLOSING: {S.CLOSED, S.OPEN},
    S.CLOSED: set(),
    S.TRANSFERRED: {S.CLOSED},
    S.REJECTED: {S.CLOSED},
    S.REDIRECTED: {S.CLOSED},
}
"""Written from the field's own table, not from the program's."""

ENOUGH = AttemptsNow(state=AttemptState.ENOUGH, made=3, wanted=3, within_days=7)
ONE_MADE = AttemptsNow(state=AttemptState.AGAIN, made=1, wanted=3, within_days=7)
ENDING = CaseClosing(
    id=numbered(300),
    stream_id=CASE,
    case_id=CASE,
    closure=ClosureReason.NEEDS_MET,
    outcomes={"safer": "yes"},
    made_at=NOW,
    made_by=ADVOCATE,
    exit_assessment_id=numbered(301),
)
WHOLE = MoveFacts(
    reason="The court sits in May.",
    sent_to="Elsewhere Example",
    closure=ClosureReason.DECLINED,
    decided_by=SUPERVISOR,
    holder=ADVOCATE,
    level=RiskLevel.MEDIUM,
    agreed=True,
    attempts=ENOUGH,
    closing=ENDING,
    exit_level=RiskLevel.STANDARD,
)
"""Nothing is missing."""


@pytest.mark.parametrize("current", S)
@pytest.mark.parametrize("target", S)
def test_only_the_moves_of_the_table_are_made(current: S, target: S) -> None:
    assert (may_move(current, target, WHOLE) == ()) is (target in TABLE[current])


def test_a_closed_episode_never_opens_again() -> None:
    for target in S:
        (why,) = may_move(S.CLOSED, target, WHOLE)
        assert "Begin a new episode" in why


@pytest.mark.parametrize(
    ("current", "target", "changes", "says"),
    [
        (S.OPEN, S.ON_HOLD, {"reason": "  "}, "Give the reason"),
        (S.CLOSING, S.OPEN, {"reason": ""}, "Give the reason"),
        (S.OPEN, S.TRANSFERRED, {"sent_to": ""}, "to whom"),
        (S.TRIAGE, S.REJECTED, {"reason": ""}, "Give the reason"),
        (S.TRIAGE, S.REJECTED, {"sent_to": " "}, "to whom"),
        (S.TRIAGE, S.REDIRECTED, {"sent_to": ""}, "to whom"),
        (S.TRIAGE, S.CONFLICT_HOLD, {"reason": ""}, "Give the reason"),
        (S.CONFLICT_HOLD, S.TRIAGE, {"decided_by": None}, "supervisor decides"),
        (S.CONFLICT_HOLD, S.REDIRECTED, {"decided_by": None}, "supervisor decides"),
        (S.CONFLICT_HOLD, S.TRIAGE, {"decided_by": ADVOCATE}, "case of their own"),
        (S.TRIAGE, S.CONTACTING, {"troubles": {ReferralTrouble.NO_SAFE_NUMBER}}, "No safe way of contact"),
        (S.TRIAGE, S.CONTACTING, {"troubles": {ReferralTrouble.NO_WAY_TO_REACH}}, "No safe way of contact"),
        (S.CONTACTING, S.ENGAGED, {"agreed": False}, "support was agreed to"),
        (S.CONTACTING, S.UNABLE_TO_CONTACT, {"attempts": ONE_MADE}, "1 attempt made. The standard asks for 3"),
        (S.CONTACTING, S.UNABLE_TO_CONTACT, {"attempts": None}, "No attempt"),
        (S.CONTACTING, S.UNABLE_TO_CONTACT, {"level": RiskLevel.HIGH, "decided_by": None}, "Risk is high"),
        (S.CONTACTING, S.UNABLE_TO_CONTACT, {"level": None, "decided_by": None}, "counts as high"),
        (S.CONTACTING, S.UNABLE_TO_CONTACT, {"level": RiskLevel.HIGH, "decided_by": ADVOCATE}, "of their own"),
        (S.UNABLE_TO_CONTACT, S.CLOSED, {"level": None, "decided_by": None}, "counts as high"),
        (S.UNABLE_TO_CONTACT, S.CONTACTING, {"reason": ""}, "Give the reason"),
        (S.DECLINED, S.CLOSED, {"closure": None}, "why the episode ends"),
        (S.DECLINED, S.CLOSED, {"level": RiskLevel.HIGH, "decided_by": None}, "Risk is high"),
        (S.REJECTED, S.CLOSED, {"open_referrals": {numbered(1)}}, "One referral is still open"),
        (S.CLOSING, S.CLOSED, {"closing": None}, "Write down first how the episode ends"),
        (S.TRANSFERRED, S.CLOSED, {"closing": None}, "Write down first how the episode ends"),
        (S.CLOSING, S.CLOSED, {"exit_level": None}, "no exit assessment"),
        (S.CLOSING, S.CLOSED, {"closing": replace(ENDING, outcomes={})}, "No outcome"),
        (S.CLOSING, S.CLOSED, {"open_referrals": {numbered(1), numbered(2)}}, "2 referrals are still open"),
        (S.CLOSING, S.CLOSED, {"level": RiskLevel.HIGH}, "Say why the episode ends all the same"),
        (S.CLOSING, S.CLOSED, {"exit_level": RiskLevel.HIGH}, "A supervisor who did not write this"),
        (
            S.CLOSING,
            S.CLOSED,
            {"closing": replace(ENDING, signed_by=ADVOCATE, high_risk_reason="Safe abroad."), "level": RiskLevel.HIGH},
            "A supervisor who did not write this",
        ),
        (S.CLOSING, S.CLOSED, {"closing": replace(ENDING, closure=ClosureReason.DIED)}, "The person has died"),
    ],
)
def test_what_a_move_lacks_is_said(current: S, target: S, changes: dict[str, object], says: str) -> None:
    against = may_move(current, target, replace(WHOLE, **changes))  # type: ignore[arg-type]  # facts by name
    assert any(says in reason for reason in against), against


@pytest.mark.parametrize(
    ("current", "target", "changes"),
    [
        (S.CONTACTING, S.UNABLE_TO_CONTACT, {"level": RiskLevel.STANDARD, "decided_by": None}),
        (S.CONTACTING, S.DECLINED, {"reason": "", "agreed": False}),
        (S.TRIAGE, S.CONTACTING, {"troubles": {ReferralTrouble.WRONG_FORM}}),
        (S.DECLINED, S.CLOSED, {"decided_by": None}),
        (S.CONFLICT_HOLD, S.TRIAGE, {"holder": None}),
        (
            S.CLOSING,
            S.CLOSED,
            {"closing": replace(ENDING, carried_over=(numbered(1),)), "open_referrals": {numbered(1)}},
        ),
        (
            S.CLOSING,
            S.CLOSED,
            {"closing": replace(ENDING, signed_by=SUPERVISOR, high_risk_reason="Abroad."), "level": RiskLevel.HIGH},
        ),
        # Nobody who has died is assessed once more, or asked what came of it.
        (
            S.CLOSING,
            S.CLOSED,
            {
                "closing": replace(ENDING, closure=ClosureReason.DIED, outcomes={}, signed_by=SUPERVISOR),
                "exit_level": None,
            },
        ),
    ],
)
def test_a_move_that_has_what_it_needs_is_made(current: S, target: S, changes: dict[str, object]) -> None:
    assert may_move(current, target, replace(WHOLE, **changes)) == ()  # type: ignore[arg-type]  # facts by name


def test_all_reasons_are_told_at_once() -> None:
    against = may_move(S.CLOSING, S.CLOSED, replace(WHOLE, closing=replace(ENDING, outcomes={}), exit_level=None))
    assert len(against) == 2


def test_a_form_knows_what_to_ask_for() -> None:
    assert must_carry(S.TRIAGE, S.REJECTED) == {Need.REASON, Need.SENT_TO}
    assert must_carry(S.DECLINED, S.CLOSED) == {Need.CLOSURE}
    assert must_carry(S.CLOSING, S.CLOSED) == frozenset()
    assert must_carry(S.CLOSED, S.OPEN) == frozenset()


def test_a_signature_is_wanted_while_risk_is_high_and_when_she_has_died() -> None:
    assert not needs_signature(WHOLE)
    assert needs_signature(replace(WHOLE, level=RiskLevel.HIGH))
    assert needs_signature(replace(WHOLE, exit_level=RiskLevel.HIGH))
    assert needs_signature(replace(WHOLE, closing=replace(ENDING, closure=ClosureReason.DIED)))


def test_every_state_has_words_and_a_way_to_the_end() -> None:
    assert len({label(status) for status in S}) == len(S)
    for status in S:
        reached, front = {status}, {status}
        while front:
            front = {target for one in front for target in TABLE[one]} - reached
            reached |= front
        assert S.CLOSED in reached


def moved(to: S, hours: int) -> CaseMove:
    when = NOW + timedelta(hours=hours)
    return CaseMove(
        id=numbered(400 + hours),
        stream_id=CASE,
        case_id=CASE,
        to_status=to,
        happened_at=when,
        recorded_at=when,
        actor_id=ADVOCATE,
    )


def test_the_time_to_an_attempt_runs_anew_when_contacting_begins_again() -> None:
    came = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
    first = [moved(S.TRIAGE, 1), moved(S.CONTACTING, 2)]
    assert contacting_since(came, []) == came
    assert contacting_since(came, first) == came
    assert contacting_since(None, first) is None
    again = [*first, moved(S.UNABLE_TO_CONTACT, 3), moved(S.CONTACTING, 4)]
    assert contacting_since(came, again) == NOW + timedelta(hours=4)
    assert set(BEFORE_SUPPORT) == {S.RECEIVED, S.TRIAGE, S.CONTACTING}


LEVELS = st.none() | st.sampled_from(RiskLevel)
PEOPLE = st.sampled_from([None, ADVOCATE, SUPERVISOR])
CLOSINGS = st.none() | st.builds(
    replace,
    st.just(ENDING),
    closure=st.sampled_from(ClosureReason),
    outcomes=st.sampled_from([{}, {"safer": "yes"}]),
    carried_over=st.sampled_from([(), (numbered(1),)]),
    high_risk_reason=st.sampled_from(["", "Safe abroad."]),
    signed_by=PEOPLE,
)
FACTS = st.builds(
    MoveFacts,
    reason=st.sampled_from(["", "Why."]),
    sent_to=st.sampled_from(["", "Elsewhere Example"]),
    closure=st.none() | st.sampled_from(ClosureReason),
    decided_by=PEOPLE,
    holder=PEOPLE,
    level=LEVELS,
    agreed=st.booleans(),
    attempts=st.sampled_from([None, ONE_MADE, ENOUGH]),
    troubles=st.sets(st.sampled_from(ReferralTrouble)),
    closing=CLOSINGS,
    exit_level=LEVELS,
    open_referrals=st.sets(st.sampled_from([numbered(1), numbered(2)])),
)


@given(st.sampled_from(S), FACTS)
def test_whatever_is_known_nothing_is_closed_without_what_closing_needs(current: S, facts: MoveFacts) -> None:
    if may_move(current, S.CLOSED, facts):
        return
    high = RiskLevel.HIGH in (facts.level, facts.exit_level)
    carried = set(facts.closing.carried_over) if facts.closing else set()
    assert set(facts.open_referrals) <= carried
    if current in {S.CLOSING, S.TRANSFERRED}:
        assert facts.closing is not None
        died = facts.closing.closure is ClosureReason.DIED
        assert died or (facts.closing.outcomes and facts.exit_level)
        assert not high or facts.closing.high_risk_reason
        assert not (high or died) or facts.closing.signed_by == SUPERVISOR
    else:
        assert facts.closure is not None
        unknown = current is S.UNABLE_TO_CONTACT and facts.level is None
        assert not (high or unknown) or facts.decided_by not in {None, facts.holder}
