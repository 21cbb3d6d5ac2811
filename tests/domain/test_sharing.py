"""Sharing without agreement: never on the word of one person alone."""

from functools import partial
from uuid import UUID

import pytest

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.errors import MoveRefused
from advocate_desk.domain.referral import ReviewState, guard_review
from advocate_desk.domain.sharing import is_another_hand, needs_supervisor
from tests.support.records import ADVOCATE, SUPERVISOR


@pytest.mark.parametrize(
    ("said", "needed"),
    [
        (Answer.YES, False),
        (Answer.NO, True),
        (Answer.NOT_KNOWN, True),
        (Answer.NOT_ASKED, True),
        (Answer.PREFER_NOT_TO_SAY, True),
    ],
)
def test_whatever_is_not_a_plain_yes_needs_a_supervisor(said: Answer, needed: bool) -> None:
    assert needs_supervisor(said) is needed


@pytest.mark.parametrize(
    ("approver", "writers", "another"),
    [
        (SUPERVISOR, {ADVOCATE}, True),
        (SUPERVISOR, {SUPERVISOR}, False),
        (SUPERVISOR, {ADVOCATE, SUPERVISOR}, False),
        (None, {ADVOCATE}, False),
    ],
    ids=["somebody else", "the author", "whoever changed it", "nobody"],
)
def test_whoever_wrote_any_of_it_never_approves_it(approver: UUID | None, writers: set[UUID], another: bool) -> None:
    assert is_another_hand(approver, writers) is another


def test_a_letters_author_never_approves_it_supervisor_or_not() -> None:
    asked = partial(guard_review, ReviewState.AWAITING_REVIEW, ReviewState.APPROVED, actor_id=SUPERVISOR, reason="")
    asked(author_id=ADVOCATE, may_approve=True)
    for may_approve in (True, False):
        with pytest.raises(MoveRefused, match="their own"):
            asked(author_id=SUPERVISOR, may_approve=may_approve)
