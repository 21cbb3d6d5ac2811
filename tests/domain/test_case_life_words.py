"""The words for how a case lives: none is missing, and none blames or doubts anybody."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from advocate_desk.domain.attempts import attempt_standard
from advocate_desk.domain.case_life_words import (
    CLOSURE_WORDS,
    IN_LIST,
    SOURCE_WORDS,
    TROUBLE_WORDS,
    USUAL_CLOSURE,
    USUAL_NEXT,
    happened_words,
    move_details,
    move_words,
    next_words,
    standing_words,
)
from advocate_desk.domain.case_lifecycle import CASE_MOVES, CLOSES_WITH_RECORD, MoveFacts, Need, must_carry
from advocate_desk.domain.case_moves import CaseClosing, CaseMove, ClosureReason, ReferralTrouble
from advocate_desk.domain.cases import Case, CaseStatus, ReferralSource
from advocate_desk.domain.risk import RiskLevel
from advocate_desk.domain.settings import ServiceSettings

S = CaseStatus
SOMEBODY, OTHER = UUID(int=1), UUID(int=2)
NOW = datetime(2026, 11, 23, 10, 42, tzinfo=UTC)
DOUBTS = re.compile(r"alleg|claims|fail|refus|non-compl|engage|perpetrator|victim|disengag", re.I)


def all_words() -> list[str]:
    moves = [move_words(before, target) for before, targets in CASE_MOVES.items() for target in targets]
    return [
        *(words for move in moves for words in (move.title, move.more)),
        *(happened_words(status) for status in S),
        *(next_words(status, MoveFacts()) for status in S if status is not S.CONTACTING),
        *CLOSURE_WORDS.values(),
        *SOURCE_WORDS.values(),
        *TROUBLE_WORDS.values(),
        *IN_LIST.values(),
    ]


def test_every_place_move_reason_source_and_trouble_has_words_that_blame_nobody() -> None:
    assert set(CLOSURE_WORDS) == set(ClosureReason)
    assert set(SOURCE_WORDS) == set(ReferralSource)
    assert set(TROUBLE_WORDS) == set(ReferralTrouble)
    assert all(words.strip() for words in all_words())
    assert not [words for words in all_words() if DOUBTS.search(words)]
    assert DOUBTS.search("failed to engage"), "the look finds what it is for"


def test_what_comes_next_by_itself_is_a_move_there_is() -> None:
    assert all(target in CASE_MOVES[before] for before, target in USUAL_NEXT.items())
    asked = {before for before in S if Need.CLOSURE in must_carry(before, S.CLOSED)}
    assert asked | {S.TRANSFERRED} == set(USUAL_CLOSURE)
    assert set(IN_LIST) == set(S) - {S.OPEN, S.ON_HOLD, S.CLOSED}


def closing(**changes: object) -> CaseClosing:
    ending = CaseClosing(
        id=SOMEBODY,
        stream_id=SOMEBODY,
        case_id=SOMEBODY,
        closure=ClosureReason.NEEDS_MET,
        outcomes={"safer": "yes"},
        made_at=NOW,
        made_by=SOMEBODY,
    )
    return replace(ending, **changes)  # type: ignore[arg-type]  # fields by name


@pytest.mark.parametrize("status", CLOSES_WITH_RECORD)
def test_an_end_says_whose_turn_it_is(status: S) -> None:
    high = MoveFacts(closing=closing(), level=RiskLevel.HIGH)
    signed = MoveFacts(closing=closing(signed_by=OTHER, signed_at=NOW), level=RiskLevel.HIGH)
    assert next_words(status, MoveFacts()).startswith("Write down")
    assert next_words(status, high).startswith("A supervisor who did not write it signs")
    assert next_words(status, signed).endswith("Close the case.")
    assert next_words(status, MoveFacts(closing=closing(), level=RiskLevel.STANDARD)).endswith("Close the case.")


def test_a_move_says_whereto_why_and_who_decided() -> None:
    move = CaseMove(
        id=SOMEBODY,
        stream_id=SOMEBODY,
        case_id=SOMEBODY,
        to_status=S.REDIRECTED,
        happened_at=NOW,
        recorded_at=NOW,
        actor_id=SOMEBODY,
        reason="Lives elsewhere",
        sent_to="The next county",
    )
    assert move_details(move, "Sam") == "To The next county. Lives elsewhere. Decided by Sam."
    assert move_details(replace(move, reason="", sent_to=""), "") == ""


@pytest.mark.parametrize(
    ("case", "days", "said"),
    [
        ({"status": S.OPEN}, 12, "Open 12 days"),
        ({"status": S.OPEN}, None, ""),
        ({"status": S.CLOSED, "closed_on": date(2026, 11, 3)}, 40, "Closed 3 November"),
        ({"status": S.CLOSED}, 40, "Closed"),
        ({"status": S.ON_HOLD}, 40, "On hold"),
        ({"status": S.CONTACTING}, None, "Being contacted"),
    ],
)
def test_the_head_says_where_a_case_stands(case: dict[str, object], days: int | None, said: str) -> None:
    stands = Case(id=SOMEBODY, stream_id=SOMEBODY, reference="AD-7KQ2-9MF", client_id=OTHER, **case)  # type: ignore[arg-type]
    assert standing_words(stands, days, date(2026, 11, 23)) == said


@pytest.mark.parametrize(
    ("level", "wanted", "days", "said"),
    [
        (
            RiskLevel.STANDARD,
            3,
            7,
            "At standard risk: the first attempt within 5 working days, then 3 attempts, not all at one time of day, "
            "within 7 days.",
        ),
        (
            None,
            1,
            1,
            "Risk is not assessed, so it counts as high: the first attempt within 24 hours, then 1 attempt "
            "within 1 day.",
        ),
    ],
)
def test_the_standard_for_attempts_is_said_in_a_sentence(
    level: RiskLevel | None, wanted: int, days: int, said: str
) -> None:
    settings = ServiceSettings(service_name="N", attempts_wanted=wanted, attempts_within_days=days)
    assert attempt_standard(settings).words(level) == said
