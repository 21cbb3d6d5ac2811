"""How to reach somebody safely, as a letter tells a recipient who was given leave to know it."""

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from advocate_desk.domain.contact_rules import agreed_methods, agreed_when, is_stale, lines_as_one, usable_points
from advocate_desk.domain.incidents import Incident
from advocate_desk.domain.never_use import is_barred
from advocate_desk.domain.people import ContactPoint
from advocate_desk.domain.pronouns import joined
from advocate_desk.domain.safe_contact import TO_A_POINT, Method, SafeContactPlan

_DO = {
    Method.CALL: "call {value}",
    Method.TEXT: "text {value}",
    Method.EMAIL: "email {value}",
    Method.POST: "write to {value}",
}
_DO_NOT = {
    Method.CALL: "Do not call.",
    Method.TEXT: "Do not text.",
    Method.EMAIL: "Do not email.",
    Method.POST: "Do not write to any address you may already hold.",
    Method.VOICEMAIL: "Do not leave a voicemail.",
}
_SILENCE = "If someone else answers, end the call and say nothing about this letter."


def safe_contact_sentences(
    plan: SafeContactPlan | None,
    ticked: Sequence[ContactPoint],
    points: Sequence[ContactPoint],
    incidents: Sequence[Incident],
    today: date,
    others: Collection[UUID] = (),
) -> tuple[str, ...]:
    """Return the sentences of the safe-contact box; none where no way may be passed on today.

    Args:
        plan: what was agreed; one that is due to be checked again is not passed on.
        ticked: the contact points ticked for this letter. No other is named.
        points: every point of the case; what it says is never to be used is not named, either.
        incidents: every incident of the case; one since the plan was checked makes it due.
        today: the day in Europe/London.
        others: the ids of those she is at risk from.
    """
    if plan is None or plan.deleted_at is not None or is_stale(plan, incidents, today):
        return ()
    ticked = [point for point in ticked if not is_barred(point, points, others)]
    methods = agreed_methods(plan, ticked)
    ways = [method for method in methods if method in _DO]
    if not ways:
        return ()
    sentences = [
        _how(ways, plan, ticked),
        f"Times: {when}." if (when := agreed_when(plan, today)) else "",
        *(_DO_NOT[method] for method in TO_A_POINT if method not in methods),
        f"{lines_as_one(plan.never)}." if plan.never.strip() else "",
        _someone_else(plan) if Method.CALL in ways else "",
    ]
    return tuple(sentence for sentence in sentences if sentence)


def _how(ways: list[Method], plan: SafeContactPlan, ticked: Sequence[ContactPoint]) -> str:
    phrases = [_phrase(method, plan, ticked) for method in ways]
    first, *rest = phrases
    if len(ways) == 1:
        return f"You may {first}."
    if ways[0] is plan.first_method:
        return f"First {first}. After that you may {joined(rest, 'or')}."
    return f"You may {joined(phrases, 'or')}."


def _phrase(method: Method, plan: SafeContactPlan, ticked: Sequence[ContactPoint]) -> str:
    values = [", ".join(point.value.split("\n")).strip() for point in usable_points(plan, ticked, method)]
    return _DO[method].format(value=joined(values, "or"))


def _someone_else(plan: SafeContactPlan) -> str:
    said = lines_as_one(plan.if_someone_else_answers)
    return f"If someone else answers: {said}." if said else _SILENCE
