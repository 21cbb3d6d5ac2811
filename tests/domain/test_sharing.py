"""Sharing without agreement: never on the word of one person alone."""

import pytest

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.consent import LawfulBasis
from advocate_desk.domain.sharing import needs_supervisor, why_not_approve, why_not_share, without_agreement
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


def test_without_agreement_a_basis_and_its_reason_are_asked_for_before_the_supervisor_is() -> None:
    assert without_agreement(Answer.YES, None, "") == ()
    assert "lawful basis" in without_agreement(Answer.NO, None, "Threats to kill.")[0]
    assert "reason" in without_agreement(Answer.NO, LawfulBasis.VITAL_INTERESTS, " ")[0]
    assert without_agreement(Answer.NO, LawfulBasis.VITAL_INTERESTS, "Threats to kill.") == ()


def test_the_author_never_approves_supervisor_or_not() -> None:
    for may_approve in (True, False):
        (why,) = why_not_approve(author_id=SUPERVISOR, approver_id=SUPERVISOR, may_approve=may_approve)
        assert "their own" in why
    assert why_not_approve(author_id=ADVOCATE, approver_id=SUPERVISOR, may_approve=True) == ()
    assert "Only a supervisor" in why_not_approve(author_id=SUPERVISOR, approver_id=ADVOCATE, may_approve=False)[0]


def test_a_share_without_agreement_leaves_with_a_basis_a_reason_and_somebody_elses_approval_alone() -> None:
    whole = {
        "agrees": Answer.NO,
        "basis": LawfulBasis.VITAL_INTERESTS,
        "reason": "Threats to kill.",
        "author_id": ADVOCATE,
        "approved_by": SUPERVISOR,
        "may_approve": True,
    }
    assert why_not_share(**whole) == ()  # type: ignore[arg-type]
    for name, gone in (
        ("basis", None),
        ("reason", ""),
        ("approved_by", None),
        ("approved_by", ADVOCATE),
        ("may_approve", False),
    ):
        assert why_not_share(**{**whole, name: gone}), name  # type: ignore[arg-type]
    nobody = {"basis": None, "reason": "", "author_id": ADVOCATE, "approved_by": None, "may_approve": False}
    assert why_not_share(agrees=Answer.YES, **nobody) == ()  # type: ignore[arg-type]
