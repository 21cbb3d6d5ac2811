"""What Today says beside a contact that is due: when it is safe, by the plan. It never holds a number or an address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from advocate_desk.domain.cases import Case
from advocate_desk.domain.contact_rules import may_reach, opens_in_words, safe_on
from advocate_desk.domain.dates_in_words import in_london
from advocate_desk.domain.incidents import Incident
from advocate_desk.domain.people import ContactPoint, Person, PersonRole
from advocate_desk.domain.safe_contact import Method, SafeContactPlan
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.reading import by_case

_WAYS = {Method.CALL: "call", Method.TEXT: "text", Method.EMAIL: "email"}
"""The ways an attempt is made by; a letter is bound to no time."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ReachToday:
    """When somebody may be reached, in words; ``waits`` where it is only too early or too late for it now."""

    words: str
    waits: bool


def reach_today(unit: UnitOfWork, cases: Sequence[Case], now: datetime) -> Mapping[UUID, ReachToday]:
    """Return for each case when whom it is about may be reached today. Four queries, however many cases there are."""
    ids = tuple(case.id for case in cases)
    if not ids:
        return {}
    plans, points = by_case(unit.find(SafeContactPlan, case_id=ids)), by_case(unit.find(ContactPoint, case_id=ids))
    incidents = by_case(unit.find(Incident, case_id=ids))
    others = by_case(unit.find(Person, case_id=ids, role=PersonRole.OTHER_PERSON))
    return {
        case.id: _reach(
            next((one for one in plans[case.id] if one.person_id == case.client_id), None),
            points[case.id],
            incidents[case.id],
            frozenset(one.id for one in others[case.id]),
            now,
        )
        for case in cases
    }


def _reach(
    plan: SafeContactPlan | None,
    points: Sequence[ContactPoint],
    incidents: Sequence[Incident],
    others: frozenset[UUID],
    now: datetime,
) -> ReachToday:
    if plan is None:
        return ReachToday(words="Ask first how contact is safe", waits=False)
    found = {way: may_reach(plan, points, incidents, way, now, others=others) for way in _WAYS}
    safe = [words for way, words in _WAYS.items() if found[way].allowed]
    if safe:
        first = f", {_WAYS[plan.first_method]} first" if plan.first_method in _WAYS and len(safe) > 1 else ""
        by = " or ".join(safe)
        return ReachToday(words=f"Safe {safe_on(plan, in_london(now).date())}, by {by}{first}", waits=False)
    opens = [one.opens for one in found.values() if one.opens is not None]
    if opens:
        return ReachToday(words=f"Not now: safe after {opens_in_words(min(opens), now)}", waits=True)
    return ReachToday(words="No safe way is agreed: look at safe contact first", waits=False)
