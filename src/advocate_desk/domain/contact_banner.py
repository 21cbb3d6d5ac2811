"""The words of the safe-contact banner: how, when, never, what to say, when checked and when again."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.contact_rules import (
    agreed_methods,
    agreed_when,
    ask_first,
    incident_since,
    is_stale,
    lines_as_one,
    may_reach,
    opens_in_words,
)
from advocate_desk.domain.dates_in_words import in_london, near_date
from advocate_desk.domain.incidents import Incident
from advocate_desk.domain.never_use import SAID_NO
from advocate_desk.domain.people import ContactPoint
from advocate_desk.domain.pronouns import THEY, Pronouns, joined
from advocate_desk.domain.safe_contact import TO_A_POINT, Method, SafeContactPlan
from advocate_desk.domain.sentences import sentence_start

_VERBS = {Method.CALL: "call", Method.TEXT: "text", Method.EMAIL: "email", Method.POST: "write"}
_NEVER = {
    Method.CALL: "No calls.",
    Method.TEXT: "No texts.",
    Method.EMAIL: "No email.",
    Method.POST: "No post.",
    Method.VOICEMAIL: "No voicemail.",
}
_NOUNS = {
    Method.CALL: "calls",
    Method.TEXT: "texts",
    Method.EMAIL: "email",
    Method.POST: "post",
    Method.VOICEMAIL: "voicemail",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class ContactBanner:
    """The banner over a case. ``may_show_number`` is False where no number is safe to call or text now.

    ``headline`` says how and when; ``never`` what must not be done; ``detail`` who to say is calling,
    what to say to somebody else and when the plan was checked. No number and no address is in any of them but in words
    of hers.
    ``opens`` is when a call or a text would be allowed, where only the time stands against both.
    """

    recorded: bool
    headline: str
    never: str
    detail: str
    stale: bool
    may_show_number: bool
    opens: datetime | None = None


def banner(
    plan: SafeContactPlan | None,
    points: Sequence[ContactPoint],
    incidents: Sequence[Incident],
    now: datetime,
    person: Pronouns = THEY,
    others: Collection[UUID] = (),
) -> ContactBanner:
    """Return the banner's words for now; the arguments are those of `may_reach`."""
    if plan is None or plan.deleted_at is not None:
        return ContactBanner(
            recorded=False, headline=ask_first(person), never="", detail="", stale=True, may_show_number=False
        )
    today = in_london(now).date()
    stale = is_stale(plan, incidents, today)
    how = how_and_when(plan, points, today, others)
    ways = (Method.CALL, Method.TEXT)
    verdicts = [may_reach(plan, points, incidents, method, now, None, person, others) for method in ways]
    may_show = any(verdict.allowed for verdict in verdicts)
    opens = None if may_show else min((verdict.opens for verdict in verdicts if verdict.opens), default=None)
    checked = _checked(plan, incidents, today, stale)
    closed = f"Not a safe time, opens {opens_in_words(opens, now)}. " if opens else ""
    return ContactBanner(
        recorded=True,
        headline=closed + _headline(plan, how, stale, person),
        never=never_words(plan, points, others),
        detail=" ".join(part for part in (_who_calls(plan), if_someone_else_answers(plan), checked) if part),
        stale=stale,
        may_show_number=may_show,
        opens=opens,
    )


def how_and_when(
    plan: SafeContactPlan, points: Sequence[ContactPoint], today: date, others: Collection[UUID] = ()
) -> str:
    """Return ``Text first, then call. Monday to Friday, 10am to 2pm.``, or "" where no way is agreed."""
    methods = agreed_methods(plan, points, others)
    ways = [_VERBS[method] for method in methods if method is not Method.VOICEMAIL]
    if not ways:
        return ""
    if len(ways) == 1:
        how = f"{ways[0]} only"
    elif methods[0] is plan.first_method:
        how = f"{ways[0]} first, then {joined(ways[1:], 'or')}"
    else:
        how = joined(ways, "or")
    agreed = agreed_when(plan, today)
    when = f", {agreed}" if agreed else ""
    voicemail = " A voicemail is safe." if Method.VOICEMAIL in methods else ""
    return f"{sentence_start(how)}{when}.{voicemail}"


def never_words(plan: SafeContactPlan, points: Sequence[ContactPoint], others: Collection[UUID] = ()) -> str:
    """Return what must not be done: what was refused, what nobody asked about, what has no safe number."""
    refused = [_NEVER[method] for method in TO_A_POINT if plan.answer(method) in SAID_NO]
    not_asked = [_NOUNS[method] for method in TO_A_POINT if plan.answer(method) is Answer.NOT_ASKED]
    not_known = [_NOUNS[method] for method in TO_A_POINT if plan.answer(method) is Answer.NOT_KNOWN]
    agreed = agreed_methods(plan, points, others)
    homeless = [_NOUNS[method] for method in TO_A_POINT if plan.answer(method) is Answer.YES and method not in agreed]
    own_words = f"{lines_as_one(plan.never)}." if plan.never.strip() else ""
    parts = [
        own_words,
        *refused,
        f"Not asked, so not safe: {joined(not_asked)}." if not_asked else "",
        f"Not known, so not safe: {joined(not_known)}." if not_known else "",
        f"Agreed, but nothing is marked safe for: {joined(homeless)}." if homeless else "",
    ]
    return " ".join(part for part in parts if part)


def _who_calls(plan: SafeContactPlan) -> str:
    return f"Say who calls: {lines_as_one(plan.identity)}." if plan.identity.strip() else ""


def if_someone_else_answers(plan: SafeContactPlan) -> str:
    """Return what was agreed to say to anybody else; where nothing was, say nothing about the service."""
    if plan.if_someone_else_answers.strip():
        return f"If someone else answers: {lines_as_one(plan.if_someone_else_answers)}."
    return "If someone else answers: nothing is agreed, so do not say who you are or why you ring."


def _headline(plan: SafeContactPlan, how: str, stale: bool, person: Pronouns) -> str:
    if not how:
        return f"No way is recorded as safe. {ask_first(person)}"
    if not stale:
        return how
    said = "Last agreed" if plan.checked_on is not None else "Written down but never checked"
    return f"{ask_first(person)} {said}: {how[0].lower()}{how[1:]}"


def _checked(plan: SafeContactPlan, incidents: Sequence[Incident], today: date, stale: bool) -> str:
    if plan.checked_on is None:
        return "Not checked yet."
    checked = f"Checked {near_date(plan.checked_on, today)}."
    if incident_since(plan, incidents):
        return f"{checked} An incident was recorded since, so check it again."
    if plan.check_again_by is None:
        return f"{checked} No day is set to check again."
    when = near_date(plan.check_again_by, today)
    return f"{checked} It was to be checked again by {when}." if stale else f"{checked} Check again by {when}."
