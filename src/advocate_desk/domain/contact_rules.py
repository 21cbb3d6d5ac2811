"""What may be done to reach somebody, and the words that say so. Nobody asked means no.

`may_reach` is the one place that answers it: whatever shows a number, begins a contact or addresses a letter asks here.
The record of what was said is in `safe_contact`; here it is read the strict way: every answer but yes is a no, the
strictest of plan and contact point wins, what is never to be used anywhere in the case is never used, and a plan that
nobody has checked lately, or since an incident, allows nothing.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from uuid import UUID

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.contact_windows import AgreedTimes, agreed_times, day_in_words, opens_next, times_in_words
from advocate_desk.domain.contacts import ContactKind
from advocate_desk.domain.dates_in_words import LONDON, clock_time, in_london, long_date, weekday_date
from advocate_desk.domain.errors import EntryRefused
from advocate_desk.domain.incidents import Incident
from advocate_desk.domain.never_use import is_barred, leads_to_never_used
from advocate_desk.domain.people import ContactPoint, PointKind
from advocate_desk.domain.pronouns import THEY, Pronouns
from advocate_desk.domain.safe_contact import TO_A_POINT, Method, SafeContactPlan


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """Whether somebody may be reached in a way now.

    ``why`` is what stands against it, "" where nothing does. ``opens`` is the moment from which it would be allowed,
    in UTC, where only the time stands against it and the plan still holds then. ``keep_to`` is what else was agreed,
    where it is allowed: what comes first, when, who to say is calling, which words.
    """

    allowed: bool
    why: str = ""
    opens: datetime | None = None
    keep_to: str = ""


_POINT_FOR = {
    Method.CALL: PointKind.PHONE,
    Method.TEXT: PointKind.PHONE,
    Method.VOICEMAIL: PointKind.PHONE,
    Method.EMAIL: PointKind.EMAIL,
    Method.POST: PointKind.ADDRESS,
}
_PLACES = frozenset({PointKind.ADDRESS, PointKind.SCHOOL, PointKind.WORKPLACE})
_DOING = {
    Method.CALL: "Calling",
    Method.TEXT: "Texting",
    Method.EMAIL: "Email",
    Method.POST: "Post",
    Method.VOICEMAIL: "Leaving a voicemail",
    Method.VIA_PROFESSIONAL: "Going through a professional",
    Method.IN_PERSON: "Meeting in person",
}
_POINT_WORDS = {
    PointKind.PHONE: "phone number",
    PointKind.EMAIL: "email address",
    PointKind.ADDRESS: "address",
    PointKind.SCHOOL: "school",
    PointKind.WORKPLACE: "workplace",
}
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
_UNREADABLE = "The times that were agreed cannot be read, so no time is safe. Write them down again."


def ask_first(person: Pronouns = THEY) -> str:
    """Return what to do where nothing is recorded."""
    return f"Ask how it is safe to contact {person.them} before you call."


def is_stale(plan: SafeContactPlan, incidents: Sequence[Incident], today: date) -> bool:
    """Say whether the plan must be gone through again before anybody relies on it.

    It must where it was never checked, where no day was set to check it again or that day is past, where it was
    checked on a day still to come, for then a clock is wrong, and where an incident came to be known since.
    """
    if plan.checked_on is None or plan.check_again_by is None:
        return True
    return today > plan.check_again_by or plan.checked_on > today or incident_since(plan, incidents)


def incident_since(plan: SafeContactPlan, incidents: Sequence[Incident]) -> bool:
    """Say whether an incident happened, or was written down, after the plan was checked; a correction counts as one."""
    checked = plan.checked_on
    if checked is None:
        return True
    since = counts_from(plan)
    return any(
        one.deleted_at is None
        and (one.recorded_at >= since or max(one.happened_on or date.min, one.happened_until or date.min) > checked)
        for one in incidents
    )


def counts_from(plan: SafeContactPlan) -> datetime:
    """Return the moment from which an incident is new: where nobody knows when on the day it was checked, its start."""
    day = plan.checked_on or date.min
    if plan.checked_at is not None and in_london(plan.checked_at).date() == day:
        return plan.checked_at
    return datetime.combine(day, time(), UTC if day == date.min else LONDON).astimezone(UTC)


def may_reach(
    plan: SafeContactPlan | None,
    points: Sequence[ContactPoint],
    incidents: Sequence[Incident],
    method: Method,
    moment: datetime,
    point: ContactPoint | None = None,
    person: Pronouns = THEY,
    others: Collection[UUID] = (),
) -> Verdict:
    """Say whether somebody may be reached by ``method`` now. Without a yes to everything, nobody may.

    A letter is bound to no time of day, for nobody knows when post is opened; every other way is. Where the plan has
    free words for the times and no windows, no time can be reckoned: it is allowed, with those words to keep to.

    Args:
        plan: what was said about contact; None where nobody has asked.
        points: every contact point of the case, of everybody in it.
        incidents: every incident of the case.
        method: the way to be used.
        moment: now; aware.
        point: the number or address to be used; None asks whether any of hers may be.
        person: the pronouns to write with.
        others: the ids of those she is at risk from.
    """
    if plan is None or plan.deleted_at is not None:
        return Verdict(allowed=False, why=ask_first(person))
    against = _point_against(plan, points, method, point, person, others) if point else ""
    against = against or _stands_against(plan, points, method, others)
    if against:
        return Verdict(allowed=False, why=against)
    if is_stale(plan, incidents, in_london(moment).date()):
        return Verdict(allowed=False, why=_stale_words(plan, incidents, person))
    return _at_this_time(plan, method, moment)


def may_begin(
    plan: SafeContactPlan | None,
    points: Sequence[ContactPoint],
    incidents: Sequence[Incident],
    kind: ContactKind,
    moment: datetime,
    person: Pronouns = THEY,
    others: Collection[UUID] = (),
) -> Verdict:
    """Say whether an outgoing contact of this kind may be begun. A way no plan speaks of was not agreed."""
    method = method_of(kind)
    if method is not None:
        return may_reach(plan, points, incidents, method, moment, None, person, others)
    if plan is None or plan.deleted_at is not None:
        return Verdict(allowed=False, why=ask_first(person))
    return Verdict(
        allowed=False, why=f"Nothing is recorded about this way of contact. Agree it with {person.them} first."
    )


def method_of(kind: ContactKind) -> Method | None:
    """Return the way a plan speaks of, for a kind of entry in the log."""
    return _METHOD_OF.get(kind)


def usable_points(
    plan: SafeContactPlan, points: Sequence[ContactPoint], method: Method, others: Collection[UUID] = ()
) -> tuple[ContactPoint, ...]:
    """Return the person's own points that are marked safe for ``method``, whatever the plan says of it.

    What is also written down in ``points`` as never to be used is not among them.
    """
    return tuple(point for point in _marked(plan, points, method) if not is_barred(point, points, others))


def agreed_methods(
    plan: SafeContactPlan, points: Sequence[ContactPoint], others: Collection[UUID] = ()
) -> tuple[Method, ...]:
    """Return the ways nothing stands against, the one to use first at the head. Neither staleness nor time is asked."""
    agreed = [method for method in TO_A_POINT if not _stands_against(plan, points, method, others)]
    return tuple(sorted(agreed, key=lambda method: method is not plan.first_method))


def agreed_when(plan: SafeContactPlan, today: date) -> str:
    """Return when contact was agreed for, windows and free words, on one line; "" where nothing was said."""
    times = _times_of(plan)
    reckoned = "times that cannot be read" if times is None else times_in_words(times, today)
    return "; ".join(part for part in (reckoned, lines_as_one(plan.times)) if part)


def safe_on(plan: SafeContactPlan, day: date) -> str:
    """Return the times agreed for one day: ``10am to 2pm``; where there are free words alone, those."""
    times = _times_of(plan)
    if times is None:
        return "at no time that can be read"
    if not times.windows and plan.times.strip():
        return f"at agreed times ({lines_as_one(plan.times)})"
    return day_in_words(times, day)


def opens_in_words(opens: datetime, now: datetime) -> str:
    """Return ``10am today``, ``10am tomorrow`` or ``10am on Monday 30 November 2026``."""
    local, today = in_london(opens), in_london(now).date()
    near = {0: "today", 1: "tomorrow"}.get((local.date() - today).days)
    return f"{clock_time(local.time())} {near or f'on {weekday_date(local.date())}'}"


def _marked(plan: SafeContactPlan, points: Sequence[ContactPoint], method: Method) -> list[ContactPoint]:
    return [
        point
        for point in points
        if point.person_id == plan.person_id
        and point.deleted_at is None
        and point.kind is _POINT_FOR[method]
        and point.safe is Answer.YES
        and (method is not Method.VOICEMAIL or point.safe_for_voicemail is Answer.YES)
    ]


def _stands_against(
    plan: SafeContactPlan, points: Sequence[ContactPoint], method: Method, others: Collection[UUID]
) -> str:
    needed = (Method.CALL, Method.VOICEMAIL) if method is Method.VOICEMAIL else (method,)
    for asked in needed:
        if plan.answer(asked) is not Answer.YES:
            return f"{_DOING[asked]} is not safe: {_ANSWERS[plan.answer(asked)]}."
    if method not in _POINT_FOR:
        return ""
    marked = _marked(plan, points, method)
    wanted = _POINT_WORDS[_POINT_FOR[method]]
    if not marked:
        safe = "safe for voicemail" if method is Method.VOICEMAIL else "safe"
        return f"{_DOING[method]} was agreed, but no {wanted} is marked {safe}."
    if all(is_barred(point, points, others) for point in marked):
        return f"{_DOING[method]} was agreed, but the {wanted} marked safe is also written down as never to be used."
    return ""


def _point_against(
    plan: SafeContactPlan,
    points: Sequence[ContactPoint],
    method: Method,
    point: ContactPoint,
    person: Pronouns,
    others: Collection[UUID],
) -> str:
    """Return what stands against using this very point, whatever the plan says of ``method``."""
    words = _POINT_WORDS[point.kind]
    if leads_to_never_used(point, points, others):
        return f"This {words} is never to be used: it is written down as not safe, or as the other person's."
    if point.deleted_at is not None or point.person_id != plan.person_id:
        return f"This {words} is not one to reach {person.them} on."
    fits = point.kind in _PLACES if method is Method.IN_PERSON else point.kind is _POINT_FOR.get(method)
    if not fits:
        return f"{_DOING[method]} does not go to this {words}."
    if point.safe is not Answer.YES:
        return f"Nobody has said that this {words} is safe to use."
    if method is Method.VOICEMAIL and point.safe_for_voicemail is not Answer.YES:
        return "Nobody has said that a voicemail on this phone number is safe."
    return ""


def _stale_words(plan: SafeContactPlan, incidents: Sequence[Incident], person: Pronouns) -> str:
    if plan.checked_on is None:
        return f"Nobody has checked this with {person.them}. {ask_first(person)}"
    checked = f"Last checked {long_date(plan.checked_on)}"
    if incident_since(plan, incidents):
        return f"{checked}, and an incident was recorded since. {ask_first(person)}"
    return f"{checked}, so it is due again. {ask_first(person)}"


def _at_this_time(plan: SafeContactPlan, method: Method, moment: datetime) -> Verdict:
    if method is not Method.POST:
        times = _times_of(plan)
        if times is None:
            return Verdict(allowed=False, why=_UNREADABLE)
        if not times.holds(moment):
            return _not_now(plan, times, moment)
    return Verdict(allowed=True, keep_to=_keep_to(plan, method, in_london(moment).date()))


def _not_now(plan: SafeContactPlan, times: AgreedTimes, moment: datetime) -> Verdict:
    opens = opens_next(times, moment, plan.check_again_by)
    agreed = f"Not a safe time. Agreed for {times_in_words(times, in_london(moment).date())}."
    when = f"Opens {opens_in_words(opens, moment)}." if opens else "The plan is to be checked again before it opens."
    return Verdict(allowed=False, why=f"{agreed} {when}", opens=opens)


def _times_of(plan: SafeContactPlan) -> AgreedTimes | None:
    """Return the times that can be reckoned, None where what is written cannot be read."""
    try:
        return agreed_times(plan.windows, plan.exceptions)
    except EntryRefused:
        return None


def _keep_to(plan: SafeContactPlan, method: Method, today: date) -> str:
    first, when = plan.first_method, agreed_when(plan, today)
    parts = (
        f"{_DOING[first]} comes first." if first and first is not method else "",
        f"Agreed for {when}." if when else "",
        f"Through {lines_as_one(plan.professional)}."
        if method is Method.VIA_PROFESSIONAL and plan.professional
        else "",
        f"Say who calls as agreed: {lines_as_one(plan.identity)}." if plan.identity.strip() else "",
        f"Only these words: {lines_as_one(plan.text_wording)}." if method is Method.TEXT and plan.text_wording else "",
        f"Never: {lines_as_one(plan.never)}." if plan.never.strip() else "",
    )
    return " ".join(part for part in parts if part)


def lines_as_one(text: str) -> str:
    """Return a text of several lines as one, without its last full stop."""
    return "; ".join(line.strip() for line in text.splitlines() if line.strip()).replace(":; ", ": ").rstrip(".")
