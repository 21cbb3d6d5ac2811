"""Somebody under eighteen: who holds parental responsibility, whom it is safe to tell, and whose agreement counts.

Nothing here is legal advice. That a child of sufficient understanding may decide for herself, and that parental
responsibility held by whoever is violent opens nothing, is from general knowledge; each judgement is a person's own.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from advocate_desk.domain.agreements import OwnConsent, ParentalResponsibility
from advocate_desk.domain.answer import Answer
from advocate_desk.domain.consent import Consent
from advocate_desk.domain.dates_in_words import age_on
from advocate_desk.domain.named_in_words import words_of
from advocate_desk.domain.people import Person, PersonRole

OF_AGE = 18

NOBODY_SAFE = (
    "Nobody is recorded who holds parental responsibility and is safe to tell. "
    "Record who holds it, or whether the young person can decide this."
)
NOT_JUDGED = (
    "Nobody has recorded that this young person can decide this. "
    "Judge it and say why, or ask a parent it is safe to tell."
)
CANNOT = (
    "The newest judgement is that this young person cannot decide this. Ask somebody with parental responsibility "
    "whom it is safe to tell, or choose a lawful basis and give the reason."
)
NOT_A_HOLDER = "Whoever gave this consent is not recorded as holding parental responsibility. Record it, or ask again."
NOT_SAFE = (
    "Whoever gave this consent is not recorded as safe to tell. Ask your safeguarding lead before anything leaves."
)


def is_under_eighteen(person: Person, on: date) -> bool:
    """Say whether somebody was under eighteen on a day. A child whose birth date nobody knows counts as under it."""
    if person.date_of_birth is None:
        return person.role is PersonRole.CHILD
    age = age_on(person.date_of_birth, on)
    return age is None or age < OF_AGE


def safe_to_tell(
    child_id: UUID, responsibilities: Iterable[ParentalResponsibility], people: Sequence[Person]
) -> tuple[ParentalResponsibility, ...]:
    """Return who holds parental responsibility for a child and may be told.

    The most protective reading wins: the other person never is, and where two entries about one holder differ, the
    one that says no counts.
    """
    own = [one for one in responsibilities if one.child_id == child_id and one.deleted_at is None]
    others = {one.id for one in people if one.role is PersonRole.OTHER_PERSON}
    against = {_holder(one) for one in own if not _is_safe(one) or one.holder_id in others}
    return tuple(one for one in own if _holder(one) not in against)


def can_decide(person_id: UUID, judged: Iterable[OwnConsent], on: date) -> Answer:
    """Return the newest judgement, up to a day, whether somebody under eighteen can decide for herself."""
    newest = newest_judgement(person_id, judged, on)
    return newest.able if newest else Answer.NOT_ASKED


def newest_judgement(person_id: UUID, judged: Iterable[OwnConsent], on: date) -> OwnConsent | None:
    """Return the judgement that counts on a day: the newest up to then, or None."""
    own = [one for one in judged if one.person_id == person_id and one.judged_on <= on and one.deleted_at is None]
    return max(own, key=lambda one: (one.judged_on, one.recorded_at), default=None)


def missing_to_share(
    person: Person,
    consent: Consent | None,
    responsibilities: Sequence[ParentalResponsibility],
    judged: Iterable[OwnConsent],
    people: Sequence[Person],
    on: date,
) -> tuple[str, ...]:
    """Return what is missing before a consent counts for somebody under eighteen; none means that it counts.

    It counts where she gave it and somebody judged that she can, or where a holder of parental responsibility gave
    it whom it is safe to tell. For somebody of age nothing of this is asked.

    Args:
        person: whom the facts are about.
        consent: the consent relied on; None where nobody gave any yet.
        responsibilities: who holds parental responsibility, for every child of the case.
        judged: what was judged of her own consent.
        people: everybody of the case.
        on: the day in question.
    """
    if not is_under_eighteen(person, on):
        return ()
    able = can_decide(person.id, judged, on)
    safe = safe_to_tell(person.id, responsibilities, people)
    if consent is None:
        return () if safe or able is Answer.YES else (NOBODY_SAFE,)
    if consent.given_by_id in {None, person.id}:
        return () if able is Answer.YES else (CANNOT if able is Answer.NO else NOT_JUDGED,)
    if any(one.holder_id == consent.given_by_id for one in safe):
        return ()
    holds = [one for one in responsibilities if one.child_id == person.id and one.holder_id == consent.given_by_id]
    return (NOT_SAFE if any(one.holds is Answer.YES for one in holds) else NOT_A_HOLDER,)


def without_a_holder(
    children: Iterable[Person], responsibilities: Sequence[ParentalResponsibility], on: date
) -> tuple[Person, ...]:
    """Return the children under eighteen for whom nobody has recorded who holds parental responsibility."""
    held = {one.child_id for one in responsibilities if one.holds is Answer.YES and one.deleted_at is None}
    return tuple(one for one in children if is_under_eighteen(one, on) and one.id not in held)


def _holder(one: ParentalResponsibility) -> object:
    return one.holder_id or words_of(one.holder_as_text)


def _is_safe(one: ParentalResponsibility) -> bool:
    return one.holds is Answer.YES and one.safe_to_tell is Answer.YES
