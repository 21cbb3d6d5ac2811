"""Contact points as every screen shows them: what kind, and whether it is safe to use. Never the value itself."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.contact_rules import Verdict, may_reach
from advocate_desk.domain.incidents import Incident
from advocate_desk.domain.never_use import is_barred
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
    ``version`` is the state it was read in, for a form that changes it.
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
    safety, warning = _plan_words(point, owner, plan, points, incidents, now, others)
    protected = point.disclosure is Disclosure.DO_NOT_DISCLOSE and point.kind is not PointKind.PHONE
    parts = (KIND_WORDS[point.kind], safety, "do not disclose" if protected else "")
    return HiddenPoint(
        point_id=point.id,
        person_id=point.person_id,
        kind=point.kind,
        words=", ".join(part for part in parts if part),
        warning=warning,
        disclosure=point.disclosure,
        safe=point.safe,
        safe_for_voicemail=point.safe_for_voicemail,
        note=point.note,
        version=point.version,
    )


def _plan_words(
    point: ContactPoint,
    owner: Person,
    plan: SafeContactPlan | None,
    points: Sequence[ContactPoint],
    incidents: Sequence[Incident],
    now: datetime,
    others: Collection[UUID],
) -> tuple[str, str]:
    """Return how safe it is to use, and what stands against it."""
    if owner.role is PersonRole.OTHER_PERSON:
        return "", _NEVER_FROM_HERE
    if point.safe is not Answer.YES or is_barred(point, points, others):
        return _NOT_SAFE.get(point.safe, "never to be used"), _NOBODY_SAID if point.safe in _NOT_SAFE else _BARRED
    methods = _METHODS.get(point.kind, ())
    if owner.role is not PersonRole.CLIENT or not methods:
        return "marked safe", ""
    person = pronouns(owner.pronouns)
    verdicts = {method: may_reach(plan, points, incidents, method, now, point, person, others) for method in methods}
    return _verdict_words(verdicts)


def _verdict_words(verdicts: Mapping[Method, Verdict]) -> tuple[str, str]:
    open_ways = [_SAFE_TO[method] for method, verdict in verdicts.items() if verdict.allowed]
    if open_ways:
        return f"safe to {joined(open_ways)}", ""
    later = next((verdict for verdict in verdicts.values() if verdict.opens), None)
    if later:
        return "marked safe, but not at this time", later.why
    return "marked safe, but not in the plan today", next(iter(verdicts.values())).why
