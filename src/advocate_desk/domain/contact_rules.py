"""What may be done to reach somebody, and the words that say so. Nobody asked means no.

The record of what was said is in `safe_contact`; here it is read the strict way: every answer but yes is a
no, the strictest of plan and contact point wins, and a plan nobody has checked lately allows nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.contacts import ContactKind
from advocate_desk.domain.dates_in_words import long_date
from advocate_desk.domain.people import ContactPoint, PointKind
from advocate_desk.domain.pronouns import THEY, Pronouns
from advocate_desk.domain.safe_contact import TO_A_POINT, Method, SafeContactPlan


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """Whether a way of contact may be used. ``why`` is what stands against it, or what to keep to."""

    allowed: bool
    why: str


_POINT_FOR = {
    Method.CALL: PointKind.PHONE,
    Method.TEXT: PointKind.PHONE,
    Method.VOICEMAIL: PointKind.PHONE,
    Method.EMAIL: PointKind.EMAIL,
    Method.POST: PointKind.ADDRESS,
}
_DOING = {
    Method.CALL: "Calling",
    Method.TEXT: "Texting",
    Method.EMAIL: "Email",
    Method.POST: "Post",
    Method.VOICEMAIL: "Leaving a voicemail",
    Method.VIA_PROFESSIONAL: "Going through a professional",
    Method.IN_PERSON: "Meeting in person",
}
_POINT_WORDS = {PointKind.PHONE: "phone number", PointKind.EMAIL: "email address", PointKind.ADDRESS: "address"}
_METHOD_OF = {
    ContactKind.CALL: Method.CALL,
    ContactKind.TEXT: Method.TEXT,
    ContactKind.EMAIL: Method.EMAIL,
    ContactKind.LETTER: Method.POST,
    ContactKind.IN_PERSON: Method.IN_PERSON,
}
_ANSWERS = {
    Answer.NO: "the answer was no",
    Answer.NOT_KNOWN: "the answer is not known",
    Answer.NOT_ASKED: "nobody has asked yet",
    Answer.PREFER_NOT_TO_SAY: "there was no wish to say",
}


def ask_first(person: Pronouns = THEY) -> str:
    """Return what to do where nothing is recorded."""
    return f"Ask how it is safe to contact {person.them} before you call."


def is_stale(plan: SafeContactPlan, today: date) -> bool:
    """Say whether the plan must be gone through again before anybody relies on it.

    It must where it was never checked, where no day was set to check it again or that day is past, and
    where it was checked on a day still to come, for then a clock is wrong.
    """
    if plan.checked_on is None or plan.check_again_by is None:
        return True
    return today > plan.check_again_by or plan.checked_on > today


def may_use(
    plan: SafeContactPlan | None,
    points: Sequence[ContactPoint],
    method: Method,
    today: date,
    person: Pronouns = THEY,
) -> Verdict:
    """Say whether ``method`` may be used today. Without a yes to everything, it may not.

    Args:
        plan: what was said about contact; None where nobody has asked.
        points: the contact points of the case; those of other people and deleted ones do not count.
        method: the way to be used.
        today: the day in Europe/London.
        person: the pronouns to write with.
    """
    if plan is None or plan.deleted_at is not None:
        return Verdict(allowed=False, why=ask_first(person))
    against = _stands_against(plan, points, method)
    if against:
        return Verdict(allowed=False, why=against)
    if is_stale(plan, today):
        return Verdict(allowed=False, why=_stale_words(plan, person))
    return Verdict(allowed=True, why=_keep_to(plan, method))


def may_begin(
    plan: SafeContactPlan | None,
    points: Sequence[ContactPoint],
    kind: ContactKind,
    today: date,
    person: Pronouns = THEY,
) -> Verdict:
    """Say whether an outgoing contact of this kind may be begun. A way no plan speaks of was not agreed."""
    method = _METHOD_OF.get(kind)
    if method is not None:
        return may_use(plan, points, method, today, person)
    if plan is None or plan.deleted_at is not None:
        return Verdict(allowed=False, why=ask_first(person))
    return Verdict(
        allowed=False, why=f"Nothing is recorded about this way of contact. Agree it with {person.them} first."
    )


def usable_points(plan: SafeContactPlan, points: Sequence[ContactPoint], method: Method) -> tuple[ContactPoint, ...]:
    """Return the person's own points that are marked safe for ``method``, whatever the plan says of it."""
    return tuple(
        point
        for point in points
        if point.person_id == plan.person_id
        and point.deleted_at is None
        and point.kind is _POINT_FOR[method]
        and point.safe is Answer.YES
        and (method is not Method.VOICEMAIL or point.safe_for_voicemail is Answer.YES)
    )


def agreed_methods(plan: SafeContactPlan, points: Sequence[ContactPoint]) -> tuple[Method, ...]:
    """Return the ways nothing stands against, the one to use first at the head. Staleness is not asked here."""
    agreed = [method for method in TO_A_POINT if not _stands_against(plan, points, method)]
    return tuple(sorted(agreed, key=lambda method: method is not plan.first_method))


def _stands_against(plan: SafeContactPlan, points: Sequence[ContactPoint], method: Method) -> str:
    needed = (Method.CALL, Method.VOICEMAIL) if method is Method.VOICEMAIL else (method,)
    for asked in needed:
        if plan.answer(asked) is not Answer.YES:
            return f"{_DOING[asked]} is not safe: {_ANSWERS[plan.answer(asked)]}."
    if method in _POINT_FOR and not usable_points(plan, points, method):
        wanted = _POINT_WORDS[_POINT_FOR[method]]
        safe = "safe for voicemail" if method is Method.VOICEMAIL else "safe"
        return f"{_DOING[method]} was agreed, but no {wanted} is marked {safe}."
    return ""


def _stale_words(plan: SafeContactPlan, person: Pronouns) -> str:
    if plan.checked_on is None:
        return f"Nobody has checked this with {person.them}. {ask_first(person)}"
    return f"Last checked {long_date(plan.checked_on)}, so it is due again. {ask_first(person)}"


def _keep_to(plan: SafeContactPlan, method: Method) -> str:
    first = plan.first_method
    begin = f"{_DOING[first]} comes first." if first and first is not method else ""
    when = f"Agreed for {lines_as_one(plan.times)}." if plan.times.strip() else ""
    return " ".join(part for part in (begin, when) if part)


def lines_as_one(text: str) -> str:
    """Return a text of several lines as one, without its last full stop."""
    return "; ".join(line.strip() for line in text.splitlines() if line.strip()).replace(":; ", ": ").rstrip(".")
