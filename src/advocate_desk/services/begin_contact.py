"""Before a contact is begun: whether it may be, and what a worker says who begins it all the same."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from advocate_desk.domain.contact_banner import ContactBanner
from advocate_desk.domain.contact_rules import Verdict
from advocate_desk.domain.contact_then import as_known_at, methods_used
from advocate_desk.domain.contacts import ContactKind, ContactResult
from advocate_desk.domain.errors import EntryRefused, NotFound, StoppedBySafetyRule
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.never_use import NEVER_TO_BE_USED, leads_to_never_used
from advocate_desk.domain.people import ContactPoint
from advocate_desk.domain.plain_text import accept
from advocate_desk.domain.safe_contact import ContactOverride, Method
from advocate_desk.domain.users import Action
from advocate_desk.services.case_file import CaseFile, read_case_file
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.session import Session

LONGEST_REASON = 500
"""Characters of a typed reason."""
OVERRIDE_HOLDS = timedelta(minutes=30)
"""So near to when its reason was typed, a contact against the plan may be begun or written down."""
GIVE_A_REASON = "The plan does not allow this now. Say why it must be done all the same; the reason is kept."


@dataclass(frozen=True, kw_only=True, slots=True)
class BeforeContact:
    """What is shown before a contact is begun.

    ``banner`` are the words to keep to, ``override`` a reason somebody typed for the same a few minutes ago, which
    still holds. ``never`` says that no reason opens it: the number or address is never to be used.
    """

    verdict: Verdict
    banner: ContactBanner
    never: bool
    override: ContactOverride | None

    @property
    def may_begin(self) -> bool:
        """Say whether it may be begun: by the plan, or by a reason that still holds."""
        return self.verdict.allowed or (self.override is not None and not self.never)


class BeginContact:
    """Answers before a contact is begun, and keeps the reason where it is begun against the plan."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def answer(self, case_id: UUID, method: Method, point_id: UUID | None = None) -> BeforeContact:
        """Say whether the case's client may be reached by ``method`` now, on one of her points or on any.

        Raises:
            NotFound: no such case, or no such number or address in it.
        """
        self._session.require(Action.READ_CASES)
        now = self._session.clock.now()
        with self._session.work() as unit:
            file = read_case_file(unit, case_id)
            overrides = unit.find(ContactOverride, case_id=case_id)
        return _answer(file, method, _point(file, point_id), overrides, self._session.user.id, now)

    def override(self, case_id: UUID, method: Method, reason: str, point_id: UUID | None = None) -> ContactOverride:
        """Keep why a contact is begun that the plan does not allow, and with it what stood against it.

        Raises:
            EntryRefused: no reason is given, it is too long, or the plan allows the contact.
            TextRefused: the reason holds what cannot be kept exactly.
            StoppedBySafetyRule: the number or address is never to be used; no reason opens it.
            NotFound: no such case, or no such number or address in it.
        """
        self._session.require(Action.WORK_ON_CASES)
        now = self._session.clock.now()
        with self._session.work() as unit:
            file = read_case_file(unit, case_id)
            before = _answer(file, method, _point(file, point_id), (), self._session.user.id, now)
            against = AgainstPlan(method=method, why=before.verdict.why, answered=False)
            kept = override_of(file, against, reason, self._session.user.id, now, point_id)
            if before.verdict.allowed:
                raise EntryRefused("The plan allows this now, so no reason is needed. Nothing was kept.")
            if before.never:
                raise StoppedBySafetyRule([NEVER_TO_BE_USED])
            unit.add(kept)
            unit.commit("contact begun against the plan")
        return kept


@dataclass(frozen=True, kw_only=True, slots=True)
class AgainstPlan:
    """What stood against a contact of ours: the way it used, and why not. ``answered`` by a reason that still holds."""

    method: Method
    why: str
    answered: bool


def against_plan(
    unit: UnitOfWork, file: CaseFile, kind: ContactKind, result: ContactResult | None, user_id: UUID, at: datetime
) -> AgainstPlan | None:
    """Return what asks for a reason before a contact of ours, begun at ``at``, is written down, or None.

    A reason typed in the minutes before answers it, for whichever number it was typed. A kind of contact that no plan
    speaks of asks for none.
    """
    plan, incidents = as_known_at(file.plan, file.incidents, at)
    then = replace(file, plan=plan, incidents=incidents)
    for method in methods_used(kind, result):
        verdict = then.may_reach(method, at)
        if not verdict.allowed:
            overrides = unit.find(ContactOverride, case_id=file.case.id)
            answered = any(_holds(one, file, method, user_id, at) for one in overrides)
            return AgainstPlan(method=method, why=verdict.why, answered=answered)
    return None


def override_of(
    file: CaseFile, against: AgainstPlan, reason: str, user_id: UUID, now: datetime, point_id: UUID | None = None
) -> ContactOverride:
    """Return the record of a contact against the plan.

    Raises:
        EntryRefused: no reason is given, or it is too long.
        TextRefused: the reason holds what cannot be kept exactly.
    """
    return ContactOverride(
        id=new_id(now),
        stream_id=file.case.id,
        case_id=file.case.id,
        person_id=file.client.id,
        method=against.method,
        reason=_typed(reason),
        against=against.why,
        made_at=now,
        made_by=user_id,
        point_id=point_id,
    )


def _answer(
    file: CaseFile,
    method: Method,
    point: ContactPoint | None,
    overrides: Iterable[ContactOverride],
    user_id: UUID,
    now: datetime,
) -> BeforeContact:
    point_id = point.id if point else None
    holding = [one for one in overrides if _holds(one, file, method, user_id, now) and one.point_id in {None, point_id}]
    return BeforeContact(
        verdict=file.may_reach(method, now, point),
        banner=file.banner(now),
        never=point is not None and leads_to_never_used(point, file.points, file.others),
        override=max(holding, key=lambda one: one.made_at, default=None),
    )


def _holds(override: ContactOverride, file: CaseFile, method: Method, user_id: UUID, at: datetime) -> bool:
    of_this = (override.person_id, override.method, override.made_by) == (file.client.id, method, user_id)
    return of_this and abs(at - override.made_at) <= OVERRIDE_HOLDS  # a call may be written down a minute early


def _point(file: CaseFile, point_id: UUID | None) -> ContactPoint | None:
    if point_id is None:
        return None
    point = next((one for one in file.points if one.id == point_id), None)
    if point is None:
        raise NotFound
    return point


def _typed(reason: str) -> str:
    words = accept(reason).strip()
    if not words:
        raise EntryRefused(GIVE_A_REASON)
    if len(words) > LONGEST_REASON:
        raise EntryRefused(f"A reason holds {LONGEST_REASON} characters. Say it in fewer words.")
    return words
