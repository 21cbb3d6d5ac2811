"""Contact points as every screen shows them: what kind, and whether it is safe to use. Never the value itself."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.contact_rules import Verdict, may_reach
from advocate_desk.domain.incidents import Incident
from advocate_desk.domain.never_use import leads_to_never_used
from advocate_desk.domain.people import ContactPoint, Disclosure, Person, PersonRole, PointKind
from advocate_desk.domain.pronouns import joined, pronouns
from advocate_desk.domain.safe_contact import Method, SafeContactPlan

KIND_WORDS = {
    PointKind.PHONE: "Phone",
    PointKind.EMAIL: "Email",
    PointKind.ADDRESS: "Address",
    PointKind.SCHOOL: "School",
    PointKind.WORKPLACE: "Workplace",
}
_METHODS = {
    PointKind.PHONE: (Method.CALL, Method.TEXT),
    PointKind.EMAIL: (Method.EMAIL,),
    PointKind.ADDRESS: (Method.POST,),
}
_SAFE_TO = {Method.CALL: "call", Method.TEXT: "text", Method.EMAIL: "write to", Method.POST: "write to"}
_NOT_SAFE = {
    Answer.NO: "not safe to contact",
    Answer.PREFER_NOT_TO_SAY: "not safe to contact",
    Answer.NOT_KNOWN: "not known if safe",
    Answer.NOT_ASKED: "not asked if safe",
}
_NEVER_FROM_HERE = "This belongs to the other person. Nobody is contacted on it from here."
_NOBODY_SAID = "Nobody has said that this is safe to use."
_BARRED = "This is never to be used: it is also written down as not safe, or as the other person's."


@dataclass(frozen=True, kw_only=True, slots=True)
class HiddenPoint:
    """One contact point without its value.

    ``words`` name it on one line ("Phone, safe to call and text"). ``warning`` is what stands against using it
    today, "" where nothing does: where there is one, showing the value asks for a reason beside a warning.
    ``version`` is the state it was read in, for a form that changes it. ``open_ways`` may be used now; ``closed_ways``
    only for a reason in words, which stays in the history. What is in neither, no reason opens.
    """

    point_id: UUID
    person_id: UUID
    kind: PointKind
    words: str
    warning: str
    disclosure: Disclosure
    safe: Answer
    safe_for_voicemail: Answer
    note: str
    version: UUID | None
    open_ways: tuple[Method, ...] = ()
    closed_ways: tuple[Method, ...] = ()

    @property
    def masked(self) -> str:
        """Return the line that stands where the value would."""
        return f"{self.words} · hidden"


def hidden(
    point: ContactPoint,
    owner: Person,
    plan: SafeContactPlan | None,
    points: Sequence[ContactPoint],
    incidents: Sequence[Incident],
    now: datetime,
    others: Collection[UUID] = (),
) -> HiddenPoint:
    """Return ``point`` as a screen may hold it.

    Args:
        point: whose value stays behind.
        owner: whose it is.
        plan: what the client said about contact; None where nobody has asked.
        points: every point of the case, by which the plan is read.
        incidents: every incident of the case.
        now: an aware moment.
        others: the ids of those she is at risk from.
    """
    standing = _standing(point, owner, plan, points, incidents, now, others)
    protected = point.disclosure is Disclosure.DO_NOT_DISCLOSE and point.kind is not PointKind.PHONE
    parts = (KIND_WORDS[point.kind], standing.words, "do not disclose" if protected else "")
    return HiddenPoint(
        point_id=point.id,
        person_id=point.person_id,
        kind=point.kind,
        words=", ".join(part for part in parts if part),
        warning=standing.warning,
        disclosure=point.disclosure,
        safe=point.safe,
        safe_for_voicemail=point.safe_for_voicemail,
        note=point.note,
        version=point.version,
        open_ways=standing.open_ways,
        closed_ways=standing.closed_ways,
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class _Standing:
    """How safe a point is to use, what stands against it, and which ways are open or may be opened."""

    words: str
    warning: str = ""
    open_ways: tuple[Method, ...] = ()
    closed_ways: tuple[Method, ...] = ()


def _standing(
    point: ContactPoint,
    owner: Person,
    plan: SafeContactPlan | None,
    points: Sequence[ContactPoint],
    incidents: Sequence[Incident],
    now: datetime,
    others: Collection[UUID],
) -> _Standing:
    methods = _METHODS.get(point.kind, ())
    if owner.role is PersonRole.OTHER_PERSON:
        return _Standing(words="", warning=_NEVER_FROM_HERE)
    if leads_to_never_used(point, points, others):
        words = _NOT_SAFE.get(point.safe, "never to be used")
        return _Standing(words=words, warning=_NOBODY_SAID if point.safe in _NOT_SAFE else _BARRED)
    hers = owner.role is PersonRole.CLIENT
    if point.safe is not Answer.YES:
        return _Standing(words=_NOT_SAFE[point.safe], warning=_NOBODY_SAID, closed_ways=methods if hers else ())
    if not hers or not methods:
        return _Standing(words="marked safe", open_ways=methods)
    person = pronouns(owner.pronouns)
    return _by_plan(
        {method: may_reach(plan, points, incidents, method, now, point, person, others) for method in methods}
    )


def _by_plan(verdicts: Mapping[Method, Verdict]) -> _Standing:
    open_ways = tuple(method for method, verdict in verdicts.items() if verdict.allowed)
    closed = tuple(method for method in verdicts if method not in open_ways)
    if open_ways:
        words = f"safe to {joined([_SAFE_TO[method] for method in open_ways])}"
        return _Standing(words=words, open_ways=open_ways, closed_ways=closed)
    later = next((verdict for verdict in verdicts.values() if verdict.opens), None)
    if later:
        return _Standing(words="marked safe, but not at this time", warning=later.why, closed_ways=closed)
    why = next(iter(verdicts.values())).why
    return _Standing(words="marked safe, but not in the plan today", warning=why, closed_ways=closed)
