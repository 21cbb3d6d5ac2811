"""How far a consent reaches."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocate_desk.domain.consent import Consent, LawfulBasis, Share
from advocate_desk.domain.consent_rules import (
    basis_reasons,
    consented_points,
    covers,
    due_to_ask_again,
    holds,
    left_to_ask,
    may_share,
    standing,
)
from tests.support.records import AGENCY, NOW, TODAY, consent, numbered
from tests.support.young import agreement

_POINT = numbered(20)


def _against(given: Consent, **asked: object) -> tuple[str, ...]:
    question = {
        "agency_id": AGENCY,
        "purpose": "Emergency housing",
        "shares": (Share.RISK_SUMMARY,),
        "points": (),
        "today": TODAY,
        **asked,
    }
    return covers(given, **question)  # type: ignore[arg-type]


def test_a_consent_covers_its_recipient_purpose_and_facts() -> None:
    assert _against(consent()) == ()
    assert _against(consent(), purpose=" emergency HOUSING ") == ()
    assert _against(consent(points=(_POINT,)), points=(_POINT,)) == ()


@pytest.mark.parametrize(
    ("given", "asked", "reason"),
    [
        (consent(), {"agency_id": numbered(51)}, "The consent is for another recipient."),
        (consent(), {"purpose": "Counselling"}, "The consent is for another purpose."),
        (
            consent(),
            {"shares": (Share.RISK_SUMMARY, Share.CHILDREN, Share.OTHER_PERSON)},
            "The consent does not cover the children and the other person.",
        ),
        (
            consent(),
            {"points": (_POINT,)},
            "The consent does not cover a contact detail that is ticked for this letter.",
        ),
        (
            consent(expires_on=date(2026, 11, 22)),
            {},
            "The consent expired on 22 November 2026. Ask again.",
        ),
        (consent(withdrawn_on=TODAY), {}, "The consent was withdrawn on 23 November 2026."),
        (consent(given_on=date(2026, 11, 24)), {}, "The consent is dated in the future. Check its date."),
        (consent(deleted_at=NOW), {}, "The consent was taken out of the record."),
    ],
)
def test_a_consent_covers_nothing_more_and_says_what_is_missing(
    given: Consent, asked: dict[str, object], reason: str
) -> None:
    assert _against(given, **asked) == (reason,)


def test_a_consent_holds_to_the_end_of_the_day_it_expires() -> None:
    assert _against(consent(expires_on=TODAY)) == ()
    assert holds(consent(expires_on=TODAY), TODAY)
    assert not holds(consent(withdrawn_on=TODAY), TODAY)
    assert not holds(None, TODAY)


def test_every_reason_is_given_at_once() -> None:
    far = _against(consent(withdrawn_on=TODAY), agency_id=numbered(51), purpose="x", shares=tuple(Share))
    assert len(far) == 4


@pytest.mark.parametrize("basis", list(LawfulBasis))
@pytest.mark.parametrize("reason", ["", " \n"])
def test_a_lawful_basis_needs_its_reason(basis: LawfulBasis, reason: str) -> None:
    assert basis_reasons(basis, reason) == ("Give the reason for sharing without consent.",)
    assert basis_reasons(basis, "A child is in danger tonight.") == ()


def _sharing(given: Consent | None, basis: LawfulBasis | None, reason: str, points: tuple[object, ...] = ()) -> bool:
    return not may_share(
        given,
        basis,
        reason,
        agency_id=AGENCY,
        purpose="Emergency housing",
        shares=(Share.RISK_SUMMARY,),
        points=points,  # type: ignore[arg-type]
        today=TODAY,
    )


@pytest.mark.parametrize(
    ("given", "basis", "reason", "allowed"),
    [
        (consent(), None, "", True),
        (None, None, "", False),
        (None, LawfulBasis.VITAL_INTERESTS, "", False),
        (None, LawfulBasis.VITAL_INTERESTS, "Her life is at risk.", True),
        (consent(withdrawn_on=TODAY), None, "", False),
        (consent(withdrawn_on=TODAY), LawfulBasis.VITAL_INTERESTS, "", False),
        (consent(withdrawn_on=TODAY), LawfulBasis.VITAL_INTERESTS, "Her life is at risk.", True),
    ],
)
def test_a_letter_leaves_with_consent_or_with_a_basis_and_its_reason(
    given: Consent | None, basis: LawfulBasis | None, reason: str, allowed: bool
) -> None:
    assert _sharing(given, basis, reason) is allowed


def test_a_contact_detail_never_leaves_on_a_lawful_basis() -> None:
    assert _sharing(consent(points=(_POINT,)), None, "", (_POINT,))
    assert not _sharing(None, LawfulBasis.VITAL_INTERESTS, "Her life is at risk.", (_POINT,))
    assert not _sharing(consent(), LawfulBasis.VITAL_INTERESTS, "Her life is at risk.", (_POINT,))


def test_points_are_consented_only_for_the_recipient_and_purpose_and_while_it_holds() -> None:
    given = consent(points=(_POINT,))
    assert consented_points(given, AGENCY, "Emergency housing", TODAY) == {_POINT}
    assert not consented_points(given, numbered(51), "Emergency housing", TODAY)
    assert not consented_points(given, AGENCY, "Counselling", TODAY)
    assert not consented_points(consent(points=(_POINT,), withdrawn_on=TODAY), AGENCY, "Emergency housing", TODAY)
    assert not consented_points(None, AGENCY, "Emergency housing", TODAY)


@given(st.sets(st.sampled_from(Share)), st.sets(st.sampled_from(Share)))
def test_facts_are_covered_exactly_where_each_was_agreed(agreed: set[Share], wanted: set[Share]) -> None:
    assert (not _against(consent(shares=tuple(agreed)), shares=tuple(wanted))) == (wanted <= agreed)


DUE = consent(review_on=TODAY)
LATER = consent(id=numbered(31), given_on=date(2026, 11, 22))


@pytest.mark.parametrize(
    ("consents", "due"),
    [
        ([DUE], [DUE]),
        ([consent(review_on=date(2026, 11, 24))], []),
        ([consent()], []),
        ([consent(review_on=TODAY, withdrawn_on=TODAY)], []),
        ([consent(review_on=TODAY, expires_on=date(2026, 11, 22))], []),
        ([DUE, LATER], []),
        ([DUE, consent(id=numbered(31), given_on=date(2026, 11, 22), purpose=" emergency HOUSING ")], []),
        ([DUE, consent(id=numbered(31), given_on=date(2026, 11, 22), purpose="Counselling")], [DUE]),
        ([DUE, consent(id=numbered(31), given_on=date(2026, 11, 22), agency_id=numbered(51))], [DUE]),
        ([DUE, consent(id=numbered(31), given_on=date(2026, 11, 22), given_by_id=numbered(4))], [DUE]),
        ([DUE, consent(id=numbered(31), given_on=date(2026, 11, 19))], [DUE]),
        ([DUE, consent(id=numbered(31), given_on=date(2026, 11, 22), deleted_at=NOW)], [DUE]),
    ],
    ids=[
        "its day has come",
        "ahead",
        "no day set",
        "withdrawn",
        "expired",
        "asked since",
        "asked since, typed another way",
        "asked since for another purpose",
        "asked since for another agency",
        "somebody else was asked since",
        "asked before",
        "the newer one was taken out",
    ],
)
def test_a_consent_is_due_to_be_asked_again_until_it_was(consents: list[Consent], due: list[Consent]) -> None:
    assert list(due_to_ask_again(consents, TODAY)) == due


def test_a_day_to_ask_again_ends_nothing() -> None:
    assert holds(DUE, TODAY)
    assert _against(DUE) == ()
    assert standing(DUE, TODAY) == "Holds. No end is set. Due to be asked again since 23 November 2026."
    first = consent(id=numbered(32), review_on=date(2026, 11, 21), purpose="Counselling")
    assert due_to_ask_again([DUE, first], TODAY) == (first, DUE)


@pytest.mark.parametrize(
    ("consents", "left"),
    [
        ((consent(given_on=date(2026, 11, 1)),), 1),
        ((consent(given_on=date(2026, 11, 20)),), 0),
        ((consent(given_on=date(2026, 11, 1), withdrawn_on=date(2026, 11, 21)),), 0),
        ((consent(given_on=date(2026, 11, 1), expires_on=date(2026, 11, 22)),), 0),
        ((consent(given_on=date(2026, 11, 1)), consent(given_on=date(2026, 11, 21), purpose="emergency HOUSING ")), 0),
        ((consent(given_on=date(2026, 11, 1)), consent(given_on=date(2026, 11, 21), agency_id=numbered(51))), 1),
    ],
    ids=["still open", "given on the day", "withdrawn", "ended", "given anew", "given for another recipient"],
)
def test_each_consent_that_outlives_support_is_left_to_be_asked_about(consents: tuple[Consent, ...], left: int) -> None:
    ended = agreement(withdrawn_on=date(2026, 11, 20))
    assert len(left_to_ask(ended, consents, TODAY)) == left
    assert left_to_ask(agreement(), consents, TODAY) == ()
    assert left_to_ask(None, consents, TODAY) == ()
