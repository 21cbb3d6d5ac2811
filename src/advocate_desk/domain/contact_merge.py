"""Two versions of one safe-contact plan, and the one that holds until a person decides: the more protective.

The order of the two never matters, and nothing anybody wrote is lost.
"""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.contact_rules import counts_from
from advocate_desk.domain.contact_windows import agreed_times, both_hold, write_exception, write_window
from advocate_desk.domain.errors import EntryRefused
from advocate_desk.domain.safe_contact import SafeContactPlan

ALL_OF_THESE = "keep to all of these:"

_STRICTEST_FIRST = (
    Answer.NO,
    Answer.PREFER_NOT_TO_SAY,
    Answer.NOT_KNOWN,
    Answer.NOT_ASKED,
    Answer.YES,
)


def strictest(one: SafeContactPlan, other: SafeContactPlan) -> SafeContactPlan:
    """Return the plan that allows only what both allow.

    Words of both are kept, line by line. Windows and exceptions are those within both; where one cannot be read, the
    lines of both stand, and no time is safe until somebody writes them again.

    Never checked wins over checked, the earlier day over the later,
    and a first way stands only where both name the same.

    Raises:
        ValueError: the plans are not of the same person in the same case.
    """
    if (one.case_id, one.person_id) != (other.case_id, other.person_id):
        raise ValueError("two people's plans are never merged")
    checked_on, checked_at, checked_by = _earlier_check(one, other)
    windows, exceptions = _both_windows(one, other)
    return replace(
        one,
        id=min(one.id, other.id),
        version=one.version if one.version == other.version else None,
        deleted_at=min((at for at in (one.deleted_at, other.deleted_at) if at is not None), default=None),
        call=stricter_answer(one.call, other.call),
        text=stricter_answer(one.text, other.text),
        email=stricter_answer(one.email, other.email),
        post=stricter_answer(one.post, other.post),
        voicemail=stricter_answer(one.voicemail, other.voicemail),
        via_professional=stricter_answer(one.via_professional, other.via_professional),
        in_person=stricter_answer(one.in_person, other.in_person),
        first_method=one.first_method if one.first_method is other.first_method else None,
        times=_both_times(one.times, other.times),
        if_someone_else_answers=_both(one.if_someone_else_answers, other.if_someone_else_answers),
        who_may_answer=_both(one.who_may_answer, other.who_may_answer),
        never=_both(one.never, other.never),
        windows=windows,
        exceptions=exceptions,
        identity=_both(one.identity, other.identity),
        text_wording=_both(one.text_wording, other.text_wording),
        professional=_both(one.professional, other.professional),
        emergency=_both(one.emergency, other.emergency),
        checked_on=checked_on,
        checked_at=checked_at,
        checked_by=checked_by,
        check_again_by=_earlier_day(one.check_again_by, other.check_again_by),
    )


def stricter_answer(one: Answer, other: Answer) -> Answer:
    """Return the answer that allows less; a no in anybody's words stays visible as a no."""
    return min(one, other, key=_STRICTEST_FIRST.index)


def _both(one: str, other: str) -> str:
    """Keep every line of both, in an order that does not depend on which came first."""
    return one if one == other else "\n".join(sorted({*one.splitlines(), *other.splitlines()} - {""}))


def _both_times(one: str, other: str) -> str:
    """Two windows read one after the other would allow either, so say that both hold."""
    lines = [line for line in _both(one, other).splitlines() if line != ALL_OF_THESE]
    return one if one == other else "\n".join([ALL_OF_THESE, *lines] if len(lines) > 1 else lines)


def _earlier_day(one: date | None, other: date | None) -> date | None:
    return None if one is None or other is None else min(one, other)


def _both_windows(one: SafeContactPlan, other: SafeContactPlan) -> tuple[tuple[str, ...], tuple[str, ...]]:
    if (one.windows, one.exceptions) == (other.windows, other.exceptions):
        return one.windows, one.exceptions
    try:
        times = both_hold(agreed_times(one.windows, one.exceptions), agreed_times(other.windows, other.exceptions))
    except EntryRefused:
        lines = (sorted({*one.windows, *other.windows}), sorted({*one.exceptions, *other.exceptions}))
        return tuple(lines[0]), tuple(lines[1])
    return tuple(map(write_window, times.windows)), tuple(map(write_exception, times.exceptions))


def _earlier_check(one: SafeContactPlan, other: SafeContactPlan) -> tuple[date | None, datetime | None, UUID | None]:
    """The check that proves less: none at all, then the earlier, then by no named person."""

    def strength(plan: SafeContactPlan) -> tuple[object, ...]:
        return (
            plan.checked_on is not None,
            str(plan.checked_on),
            counts_from(plan),
            plan.checked_at is not None,
            str(plan.checked_at),
            plan.checked_by is not None,
            str(plan.checked_by),
        )

    weaker = min(one, other, key=strength)
    return weaker.checked_on, weaker.checked_at, weaker.checked_by
