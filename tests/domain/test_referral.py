"""The two machines of a referral: every pair of states, every guard, and any sequence of moves."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from advocate_desk.domain.errors import MoveRefused
from advocate_desk.domain.referral import (
    END_STATES,
    OUTCOMES,
    PROGRESS_MOVES,
    REASONS,
    Machine,
    ProgressState,
    ReferralMove,
    ReviewState,
    closed_from,
    guard_progress,
    guard_review,
    label,
    must_carry,
    progress_choices,
    progress_state,
    review_state,
)
from tests.support.records import ADVOCATE, NOW, SUPERVISOR, move, numbered

R, P = ReviewState, ProgressState

_REVIEW = {
    R.DRAFT: {R.AWAITING_REVIEW},
    R.AWAITING_REVIEW: {R.APPROVED, R.RETURNED, R.DRAFT},
    R.RETURNED: {R.DRAFT, R.AWAITING_REVIEW},
    R.APPROVED: {R.APPROVAL_LAPSED},
    R.APPROVAL_LAPSED: {R.DRAFT, R.AWAITING_REVIEW},
    R.BEFORE_IMPORT: set(),
}

_PROGRESS = {
    P.NOT_SENT: {P.SENT, P.WITHDRAWN},
    P.SENT: {
        P.ACKNOWLEDGED,
        P.MORE_INFORMATION_ASKED,
        P.ACCEPTED,
        P.WAITING_LIST,
        P.DECLINED,
        P.REROUTED,
        P.WITHDRAWN,
        P.NO_RESPONSE,
        P.NOT_KNOWN,
    },
    P.ACKNOWLEDGED: {
        P.MORE_INFORMATION_ASKED,
        P.ACCEPTED,
        P.WAITING_LIST,
        P.DECLINED,
        P.REROUTED,
        P.WITHDRAWN,
        P.NOT_KNOWN,
    },
    P.MORE_INFORMATION_ASKED: {P.SENT, P.ACKNOWLEDGED, P.WITHDRAWN, P.NOT_KNOWN},
    P.ACCEPTED: {
        P.WAITING_LIST,
        P.IN_PROGRESS,
        P.WITHDRAWN,
        P.NOT_TAKEN_UP,
        P.DID_NOT_ATTEND,
        P.NOT_KNOWN,
        P.COMPLETED,
    },
    P.WAITING_LIST: {P.ACCEPTED, P.WAITING_LIST, P.DECLINED, P.WITHDRAWN, P.NOT_KNOWN},
    P.IN_PROGRESS: {P.WITHDRAWN, P.NOT_TAKEN_UP, P.DID_NOT_ATTEND, P.NOT_KNOWN, P.COMPLETED},
    P.DECLINED: set(),
    P.REROUTED: set(),
    P.WITHDRAWN: set(),
    P.NO_RESPONSE: {
        P.ACKNOWLEDGED,
        P.MORE_INFORMATION_ASKED,
        P.ACCEPTED,
        P.WAITING_LIST,
        P.DECLINED,
        P.REROUTED,
        P.NOT_KNOWN,
    },
    P.NOT_TAKEN_UP: set(),
    P.DID_NOT_ATTEND: {P.IN_PROGRESS},
    P.NOT_KNOWN: set(),
    P.COMPLETED: set(),
    P.ENTERED_IN_ERROR: set(),
}

_LETTER = numbered(65)


def _progress(current: ProgressState, target: ProgressState, **fields: object) -> ReferralMove:
    """Return a move that carries all that any state asks for, but for ``fields``."""
    everything: dict[str, object] = {
        "reason": REASONS.get(target, ("It was.",))[0],
        "note": "Rang twice.",
        "told_by": "Duty officer",
        "method": "post",
        "letter_id": _LETTER,
        "expected_on": date(2026, 12, 1),
        "review_on": date(2026, 11, 30),
        "outcome": "met",
    }
    return move(Machine.PROGRESS, current, target, **{**everything, **fields})


def _decide(current: ReviewState, target: ReviewState, **given: object) -> None:
    question = {"author_id": ADVOCATE, "actor_id": SUPERVISOR, "may_approve": True, "reason": "Give a time.", **given}
    guard_review(current, target, **question)  # type: ignore[arg-type]


@pytest.mark.parametrize("current", list(R))
@pytest.mark.parametrize("target", list(R))
def test_every_pair_of_review_states_is_allowed_or_refused_as_the_table_says(
    current: ReviewState, target: ReviewState
) -> None:
    if target in _REVIEW[current]:
        _decide(current, target)
    else:
        with pytest.raises(MoveRefused) as refused:
            _decide(current, target)
        assert str(refused.value).endswith(".")


@pytest.mark.parametrize("current", list(P))
@pytest.mark.parametrize("target", list(P))
def test_every_pair_of_progress_states_is_allowed_or_refused_as_the_table_says(
    current: ProgressState, target: ProgressState
) -> None:
    any_but_itself = {P.ENTERED_IN_ERROR} - {current}
    asked = _progress(current, target)
    if target in _PROGRESS[current] | any_but_itself:
        guard_progress(current, asked, is_supervisor=True, review=R.APPROVED)
    else:
        with pytest.raises(MoveRefused, match=r"cannot become"):
            guard_progress(current, asked, is_supervisor=True, review=R.APPROVED)


def test_nobody_approves_their_own_not_even_a_supervisor() -> None:
    with pytest.raises(MoveRefused, match="Nobody approves their own"):
        _decide(R.AWAITING_REVIEW, R.APPROVED, author_id=SUPERVISOR)


@pytest.mark.parametrize("target", [R.APPROVED, R.RETURNED])
def test_only_a_supervisor_decides_a_review(target: ReviewState) -> None:
    with pytest.raises(MoveRefused, match="Only a supervisor"):
        _decide(R.AWAITING_REVIEW, target, may_approve=False)


def test_sending_back_says_what_should_change() -> None:
    with pytest.raises(MoveRefused, match="what should change"):
        _decide(R.AWAITING_REVIEW, R.RETURNED, reason=" ")


@pytest.mark.parametrize("progress", sorted(END_STATES))
def test_a_closed_referral_is_neither_sent_for_review_nor_approved(progress: ProgressState) -> None:
    for current, target in ((R.DRAFT, R.AWAITING_REVIEW), (R.AWAITING_REVIEW, R.APPROVED)):
        _decide(current, target)
        with pytest.raises(MoveRefused, match="closed"):
            _decide(current, target, progress=progress)
    _decide(R.AWAITING_REVIEW, R.DRAFT, progress=progress)


def test_a_referral_from_before_the_import_is_never_reviewed_or_sent() -> None:
    imported = [move(Machine.REVIEW, R.DRAFT, R.BEFORE_IMPORT), move(Machine.PROGRESS, P.NOT_SENT, P.SENT)]
    assert review_state(imported) is R.BEFORE_IMPORT
    assert progress_state(imported) is P.SENT
    for target in R:
        with pytest.raises(MoveRefused):
            _decide(R.BEFORE_IMPORT, target)
    for current in (P.NOT_SENT, P.MORE_INFORMATION_ASKED):
        with pytest.raises(MoveRefused, match="Only an approved letter"):
            guard_progress(current, _progress(current, P.SENT), is_supervisor=True, review=R.BEFORE_IMPORT)


@pytest.mark.parametrize("review", [None, *(state for state in R if state is not R.APPROVED)])
def test_nothing_is_sent_but_what_is_approved_now(review: ReviewState | None) -> None:
    with pytest.raises(MoveRefused, match="Only an approved letter"):
        guard_progress(P.NOT_SENT, _progress(P.NOT_SENT, P.SENT), is_supervisor=True, review=review)


def test_more_information_goes_out_as_a_new_version_through_review() -> None:
    again = _progress(P.MORE_INFORMATION_ASKED, P.SENT)
    with pytest.raises(MoveRefused, match="Only an approved letter"):
        guard_progress(P.MORE_INFORMATION_ASKED, again, is_supervisor=False, review=R.APPROVAL_LAPSED)
    guard_progress(P.MORE_INFORMATION_ASKED, again, is_supervisor=False, review=R.APPROVED)


@pytest.mark.parametrize(
    ("current", "target", "field", "sentence"),
    [
        (P.NOT_SENT, P.SENT, "method", "how the letter was sent"),
        (P.NOT_SENT, P.SENT, "letter_id", "no approved letter"),
        (P.SENT, P.ACKNOWLEDGED, "told_by", "who told us"),
        (P.SENT, P.ACCEPTED, "told_by", "who at the agency"),
        (P.SENT, P.MORE_INFORMATION_ASKED, "note", "what they asked for"),
        (P.SENT, P.WAITING_LIST, "expected_on", "expect a place"),
        (P.SENT, P.WAITING_LIST, "review_on", "ask again"),
        (P.SENT, P.DECLINED, "reason", "Give the reason"),
        (P.SENT, P.REROUTED, "note", "to whom"),
        (P.SENT, P.WITHDRAWN, "reason", "Give the reason"),
        (P.SENT, P.WITHDRAWN, "note", "called back"),
        (P.SENT, P.NO_RESPONSE, "note", "chased"),
        (P.SENT, P.NOT_KNOWN, "note", "chased"),
        (P.ACCEPTED, P.NOT_TAKEN_UP, "reason", "Give the reason"),
        (P.ACCEPTED, P.COMPLETED, "outcome", "met, partly met or not met"),
        (P.SENT, P.ENTERED_IN_ERROR, "reason", "Give the reason"),
        (P.SENT, P.ENTERED_IN_ERROR, "note", "called back"),
    ],
)
def test_a_move_without_what_it_must_carry_says_what_is_missing(
    current: ProgressState, target: ProgressState, field: str, sentence: str
) -> None:
    for nothing in (None,) if field in {"letter_id", "expected_on", "review_on"} else ("", "  "):
        with pytest.raises(MoveRefused, match=sentence):
            guard_progress(
                current, _progress(current, target, **{field: nothing}), is_supervisor=True, review=R.APPROVED
            )


@pytest.mark.parametrize("target", [P.WITHDRAWN, P.ENTERED_IN_ERROR])
def test_what_was_never_sent_needs_no_calling_back(target: ProgressState) -> None:
    guard_progress(P.NOT_SENT, _progress(P.NOT_SENT, target, note=""), is_supervisor=True)


@pytest.mark.parametrize(("current", "target"), [(P.SENT, P.DECLINED), (P.SENT, P.WITHDRAWN)])
def test_a_reason_is_one_of_those_the_field_counts(current: ProgressState, target: ProgressState) -> None:
    for reason in REASONS[target]:
        guard_progress(current, _progress(current, target, reason=reason), is_supervisor=False)
    with pytest.raises(MoveRefused, match="Choose one of the reasons"):
        guard_progress(current, _progress(current, target, reason="because"), is_supervisor=False)


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_a_referral_is_completed_only_with_one_of_three_outcomes(outcome: str) -> None:
    guard_progress(P.ACCEPTED, _progress(P.ACCEPTED, P.COMPLETED, outcome=outcome), is_supervisor=False)


@pytest.mark.parametrize("target", [P.NO_RESPONSE, P.ENTERED_IN_ERROR])
def test_some_ends_are_a_supervisors_to_record(target: ProgressState) -> None:
    with pytest.raises(MoveRefused, match="Only a supervisor can record"):
        guard_progress(P.SENT, _progress(P.SENT, target), is_supervisor=False)


@pytest.mark.parametrize(
    "target",
    [P.ACKNOWLEDGED, P.MORE_INFORMATION_ASKED, P.ACCEPTED, P.WAITING_LIST, P.DECLINED, P.REROUTED],
)
def test_a_late_reply_moves_on_from_no_response_without_a_supervisor(target: ProgressState) -> None:
    guard_progress(P.NO_RESPONSE, _progress(P.NO_RESPONSE, target), is_supervisor=False)


def test_somebody_who_did_not_attend_may_still_begin() -> None:
    guard_progress(P.DID_NOT_ATTEND, _progress(P.DID_NOT_ATTEND, P.IN_PROGRESS), is_supervisor=False)


@pytest.mark.parametrize(
    ("before", "end"), [(before, end) for before, ends in _PROGRESS.items() for end in ends & END_STATES]
)
def test_a_supervisor_reopens_a_closed_referral_to_where_it_was_with_a_reason(
    before: ProgressState, end: ProgressState
) -> None:
    moves = [move(Machine.PROGRESS, P.NOT_SENT, before), move(Machine.PROGRESS, before, end)]
    assert closed_from(moves) is before
    assert before in progress_choices(moves, is_supervisor=True)
    reopen = move(Machine.PROGRESS, end, before, reason="It was the wrong one.")
    guard_progress(end, reopen, is_supervisor=True, before=before)
    if before in _PROGRESS[end]:
        return
    assert before not in progress_choices(moves, is_supervisor=False)
    with pytest.raises(MoveRefused, match="Only a supervisor can reopen"):
        guard_progress(end, reopen, is_supervisor=False, before=before)
    with pytest.raises(MoveRefused, match="reason for reopening"):
        guard_progress(end, move(Machine.PROGRESS, end, before), is_supervisor=True, before=before)
    with pytest.raises(MoveRefused, match="cannot become"):
        guard_progress(end, reopen, is_supervisor=True)


def test_reopening_what_was_withdrawn_unsent_never_makes_it_sent() -> None:
    moves = [move(Machine.PROGRESS, P.NOT_SENT, P.WITHDRAWN)]
    assert closed_from(moves) is P.NOT_SENT
    with pytest.raises(MoveRefused):
        guard_progress(P.WITHDRAWN, _progress(P.WITHDRAWN, P.SENT), is_supervisor=True, before=P.NOT_SENT)


def test_an_error_taken_back_leaves_the_referral_closed_as_it_was() -> None:
    moves = [
        move(Machine.PROGRESS, P.NOT_SENT, P.SENT),
        move(Machine.PROGRESS, P.SENT, P.DECLINED),
        move(Machine.PROGRESS, P.DECLINED, P.ENTERED_IN_ERROR),
        move(Machine.PROGRESS, P.ENTERED_IN_ERROR, P.DECLINED),
    ]
    assert closed_from(moves[:3]) is P.DECLINED
    assert closed_from(moves) is P.SENT
    assert closed_from(moves[:1]) is None


def test_a_move_is_refused_when_the_referral_has_moved_on_or_the_moment_lies_ahead() -> None:
    with pytest.raises(MoveRefused, match="moved on since you looked"):
        guard_progress(P.ACKNOWLEDGED, _progress(P.SENT, P.ACCEPTED), is_supervisor=True)
    late = _progress(P.SENT, P.ACCEPTED, happened_at=NOW + timedelta(minutes=1))
    with pytest.raises(MoveRefused, match="still to come"):
        guard_progress(P.SENT, late, is_supervisor=True)


def test_a_refused_move_names_both_states_and_what_can_be_recorded() -> None:
    with pytest.raises(MoveRefused) as refused:
        guard_progress(P.NOT_SENT, _progress(P.NOT_SENT, P.ACCEPTED), is_supervisor=False)
    assert str(refused.value) == (
        "A referral that is “Not sent” cannot become “Accepted”. "
        "It can become “Sent”, “Withdrawn” or “Recorded in error”."
    )


def test_every_state_has_words_of_its_own() -> None:
    assert len({label(state) for state in (*R, *P)}) == len(R) + len(P)


_NOTHING: dict[str, object] = {
    **dict.fromkeys(("reason", "note", "told_by", "method", "outcome"), ""),
    **dict.fromkeys(("letter_id", "expected_on", "review_on"), None),
}


class AnyMoves(RuleBasedStateMachine):
    """Two users make any moves the guards let through; what they reach must always be well earned."""

    def __init__(self) -> None:
        super().__init__()
        self.moves: list[ReferralMove] = []
        self.chased_to = set[int]()

    @rule(to=st.sampled_from(R), actor=st.sampled_from([ADVOCATE, SUPERVISOR]))
    def review(self, to: ReviewState, actor: UUID) -> None:
        current = review_state(self.moves)
        try:
            guard_review(
                current,
                to,
                author_id=ADVOCATE,
                actor_id=actor,
                may_approve=True,
                reason="Give a time.",
                progress=progress_state(self.moves),
            )
        except MoveRefused:
            return
        self.moves.append(move(Machine.REVIEW, current, to, actor_id=actor))

    @rule(
        to=st.sampled_from(P),
        is_supervisor=st.booleans(),
        lacks=st.sampled_from(["", *sorted(_NOTHING)]),
        chased=st.booleans(),
    )
    def progress(self, to: ProgressState, is_supervisor: bool, lacks: str, chased: bool) -> None:
        current = progress_state(self.moves)
        asked = _progress(current, to, **({lacks: _NOTHING[lacks]} if lacks else {}))
        offered = to in progress_choices(self.moves, is_supervisor=is_supervisor)
        try:
            guard_progress(
                current,
                asked,
                is_supervisor=is_supervisor,
                review=review_state(self.moves),
                before=closed_from(self.moves),
                chased=chased,
            )
        except MoveRefused:
            assert not offered or to is P.SENT or lacks in must_carry(current, to, chased=chased)
            return
        assert offered
        assert lacks not in must_carry(current, to, chased=chased)
        if chased:
            self.chased_to.add(len(self.moves))
        self.moves.append(asked)

    @rule()
    @precondition(lambda self: review_state(self.moves) is R.APPROVED)
    def the_letter_changes(self) -> None:
        self.moves.append(move(Machine.REVIEW, R.APPROVED, R.APPROVAL_LAPSED))

    @invariant()
    def every_approval_was_asked_for_and_given_by_another(self) -> None:
        for place, made in enumerate(self.moves):
            if made.to_state == R.APPROVED:
                assert review_state(self.moves[:place]) is R.AWAITING_REVIEW
                assert made.actor_id != ADVOCATE

    @invariant()
    def every_letter_that_left_was_approved_when_it_left(self) -> None:
        for place, made in enumerate(self.moves):
            if made.to_state == P.SENT and made.from_state in {P.NOT_SENT, P.MORE_INFORMATION_ASKED}:
                assert review_state(self.moves[:place]) is R.APPROVED

    @invariant()
    def nothing_happened_at_the_agency_before_the_letter_was_sent(self) -> None:
        reached = {made.to_state for made in self.moves if made.machine is Machine.PROGRESS}
        if reached - {P.NOT_SENT, P.WITHDRAWN, P.ENTERED_IN_ERROR}:
            assert P.SENT in reached

    @invariant()
    def replaying_the_moves_gives_the_state_each_was_made_from(self) -> None:
        for place, made in enumerate(self.moves):
            of_review = made.machine is Machine.REVIEW
            stood = review_state(self.moves[:place]) if of_review else progress_state(self.moves[:place])
            assert stood == made.from_state

    @invariant()
    def nobody_gave_up_on_an_agency_that_was_not_chased(self) -> None:
        for place, made in enumerate(self.moves):
            if made.to_state in {P.NO_RESPONSE, P.NOT_KNOWN} and made.to_state in PROGRESS_MOVES[P(made.from_state)]:
                assert made.note or place in self.chased_to

    @invariant()
    def nothing_becomes_an_import(self) -> None:
        assert review_state(self.moves) is not R.BEFORE_IMPORT

    @invariant()
    def what_is_closed_knows_where_it_was(self) -> None:
        state = progress_state(self.moves)
        assert (closed_from(self.moves) is not None) is (state in END_STATES)


TestAnyMoves = AnyMoves.TestCase
