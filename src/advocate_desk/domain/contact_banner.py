"""The words of the safe-contact banner: how, when, never, what to say, when checked and when again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.contact_rules import agreed_methods, ask_first, is_stale, lines_as_one, may_use
from advocate_desk.domain.dates_in_words import near_date
from advocate_desk.domain.people import ContactPoint
from advocate_desk.domain.pronouns import THEY, Pronouns, joined
from advocate_desk.domain.safe_contact import TO_A_POINT, Method, SafeContactPlan

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
_SAID_NO = frozenset({Answer.NO, Answer.PREFER_NOT_TO_SAY})


@dataclass(frozen=True, kw_only=True, slots=True)
class ContactBanner:
    """The banner over a case. ``may_show_number`` is False where no number is safe to call or text today.

    ``headline`` says how and when; ``never`` what must not be done; ``detail`` what to say to somebody
    else and when the plan was checked. No number and no address is in any of them but in words of hers.
    """

    recorded: bool
    headline: str
    never: str
    detail: str
    stale: bool
    may_show_number: bool


def banner(
    plan: SafeContactPlan | None, points: Sequence[ContactPoint], today: date, person: Pronouns = THEY
) -> ContactBanner:
    """Return the banner's words for today."""
    if plan is None or plan.deleted_at is not None:
        return ContactBanner(
            recorded=False, headline=ask_first(person), never="", detail="", stale=True, may_show_number=False
        )
    stale = is_stale(plan, today)
    how = how_and_when(plan, points)
    return ContactBanner(
        recorded=True,
        headline=_headline(plan, how, stale, person),
        never=never_words(plan, points),
        detail=f"{if_someone_else_answers(plan)} {_checked(plan, today, stale)}",
        stale=stale,
        may_show_number=any(may_use(plan, points, method, today).allowed for method in (Method.CALL, Method.TEXT)),
    )


def how_and_when(plan: SafeContactPlan, points: Sequence[ContactPoint]) -> str:
    """Return ``Text first, then call. Monday to Friday, 10am to 2pm.``, or "" where no way is agreed."""
    methods = agreed_methods(plan, points)
    ways = [_VERBS[method] for method in methods if method is not Method.VOICEMAIL]
    if not ways:
        return ""
    if len(ways) == 1:
        how = f"{ways[0]} only"
    elif methods[0] is plan.first_method:
        how = f"{ways[0]} first, then {joined(ways[1:], 'or')}"
    else:
        how = joined(ways, "or")
    when = f", {lines_as_one(plan.times)}" if plan.times.strip() else ""
    voicemail = " A voicemail is safe." if Method.VOICEMAIL in methods else ""
    return f"{how[0].upper()}{how[1:]}{when}.{voicemail}"


def never_words(plan: SafeContactPlan, points: Sequence[ContactPoint]) -> str:
    """Return what must not be done: what was refused, what nobody asked about, what has no safe number."""
    refused = [_NEVER[method] for method in TO_A_POINT if plan.answer(method) in _SAID_NO]
    not_asked = [_NOUNS[method] for method in TO_A_POINT if plan.answer(method) is Answer.NOT_ASKED]
    not_known = [_NOUNS[method] for method in TO_A_POINT if plan.answer(method) is Answer.NOT_KNOWN]
    agreed = agreed_methods(plan, points)
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


def _checked(plan: SafeContactPlan, today: date, stale: bool) -> str:
    if plan.checked_on is None:
        return "Not checked yet."
    checked = f"Checked {near_date(plan.checked_on, today)}."
    if plan.check_again_by is None:
        return f"{checked} No day is set to check again."
    when = near_date(plan.check_again_by, today)
    return f"{checked} It was to be checked again by {when}." if stale else f"{checked} Check again by {when}."
