"""Whether she agreed to be supported, whether she knew what that means, and when to ask again."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from advocate_desk.domain.agreements import SupportAgreement
from advocate_desk.domain.answer import Answer
from advocate_desk.domain.dates_in_words import long_date
from advocate_desk.domain.pronouns import Pronouns

NOBODY_ASKED = "Nobody has recorded an agreement to be supported. Ask, after the limits of confidentiality."
_LIMITS = "Explain what stays between us and what cannot, before any detail is taken."
_PRIVACY = "Explain what is kept about the person and why, and who may see it."


def newest(agreements: Iterable[SupportAgreement], person_id: UUID) -> SupportAgreement | None:
    """Return the agreement that counts for a person: the one given last, of one day the one recorded last.

    An earlier one never stands in for a later one that was withdrawn.
    """
    own = [one for one in agreements if one.person_id == person_id and one.deleted_at is None]
    return max(own, key=lambda one: (one.given_on, one.recorded_at), default=None)


def why_not_supported(agreement: SupportAgreement | None, today: date) -> tuple[str, ...]:
    """Return everything that stands against calling this an agreement to be supported; none means that it is one.

    Args:
        agreement: the one that counts (`newest`); None where nobody recorded any.
        today: the day in Europe/London. A day set to ask again is no end: a passed one makes it due.
    """
    if agreement is None:
        return (NOBODY_ASKED,)
    if agreement.deleted_at is not None:
        return ("The agreement was taken out of the record.",)
    if agreement.withdrawn_on is not None:
        return (f"The agreement was withdrawn on {long_date(agreement.withdrawn_on)}.",)
    if agreement.given_on > today:
        return ("The agreement is dated in the future. Check its date.",)
    return still_to_explain(agreement)


def still_to_explain(agreement: SupportAgreement) -> tuple[str, ...]:
    """Return what was not explained before she agreed; anything but a yes is a no."""
    asked = ((agreement.limits_explained, _LIMITS), (agreement.privacy_explained, _PRIVACY))
    return tuple(words for answer, words in asked if answer is not Answer.YES)


def standing(agreement: SupportAgreement, today: date) -> str:
    """Return in words how an agreement stands today, and when to ask again."""
    if against := why_not_supported(agreement, today):
        return " ".join(against)
    return " ".join(part for part in ("Agreed.", ask_again_words(agreement.review_on, today)) if part)


def ask_again_words(review_on: date | None, today: date) -> str:
    """Return ``Ask again on 1 December 2026.``, that it is due, or "" where no day is set."""
    if review_on is None:
        return ""
    if review_on <= today:
        return f"Due to be asked again since {long_date(review_on)}."
    return f"Ask again on {long_date(review_on)}."


def is_due(agreement: SupportAgreement | None, today: date) -> bool:
    """Say whether the agreement that counts is due to be asked again: its day has come, and it was not withdrawn."""
    if agreement is None or agreement.withdrawn_on is not None or agreement.review_on is None:
        return False
    return agreement.review_on <= today


def what_follows(person: Pronouns, open_consents: int, given_again: int = 0) -> tuple[str, ...]:
    """Return what a withdrawal of support leads to, in sentences to read out or act on.

    Args:
        person: her pronouns.
        open_consents: how many consents to share hold that nobody has asked about since.
        given_again: how many hold that were given since.
    """
    asked = {
        0: "Each consent to share that holds was given since." if given_again else "No consent to share is in force.",
        1: "1 consent to share still holds. Ask about it: ending support does not end it.",
    }.get(
        open_consents,
        f"{open_consents} consents to share still hold. Ask about each, one by one: ending support ends none of them.",
    )
    return (
        "Nothing is deleted. The record is kept as long as your service's rules say.",
        asked,
        f"Tell {person.them} how to come back, and that coming back needs no reason.",
        "Where somebody is in danger, what must be shared is shared as before: with a lawful basis and a supervisor.",
    )
