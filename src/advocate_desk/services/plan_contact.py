"""Recording how it is safe to contact somebody."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.contact_banner import ContactBanner
from advocate_desk.domain.contact_history import change_in_words, override_in_words
from advocate_desk.domain.contact_merge import strictest
from advocate_desk.domain.contact_now import NowLine, lines_now
from advocate_desk.domain.contact_windows import read_exception, read_window, write_exception, write_window
from advocate_desk.domain.dates_in_words import in_london, long_date
from advocate_desk.domain.errors import EntryRefused
from advocate_desk.domain.hidden_points import HiddenPoint
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.never_use import never_used
from advocate_desk.domain.people import ContactPoint, PointKind, shown_name
from advocate_desk.domain.plain_text import accept
from advocate_desk.domain.pronouns import Pronouns, pronouns
from advocate_desk.domain.record import FieldsWritten
from advocate_desk.domain.safe_contact import ContactOverride, Method, SafeContactPlan
from advocate_desk.domain.users import Action
from advocate_desk.services.case_file import CaseFile, hidden_points, read_case_file
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.session import Session

STRICTER_KEPT = (
    "Somebody else changed this while you had it open. Where the two differ, the stricter one stands. "
    "Look at it once more."
)
_TEXTS = (
    "times",
    "if_someone_else_answers",
    "who_may_answer",
    "never",
    "identity",
    "text_wording",
    "professional",
    "emergency",
)
_LINES = ("windows", "exceptions")
_CHECK = ("checked_on", "checked_by", "check_again_by", "checked_at")


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanForm:
    """What the form asks. An answer nobody gave is not asked.

    ``windows`` and ``exceptions`` are as `contact_windows` reads them.
    """

    call: Answer = Answer.NOT_ASKED
    text: Answer = Answer.NOT_ASKED
    email: Answer = Answer.NOT_ASKED
    post: Answer = Answer.NOT_ASKED
    voicemail: Answer = Answer.NOT_ASKED
    first_method: Method | None = None
    times: str = ""
    if_someone_else_answers: str = ""
    who_may_answer: str = ""
    never: str = ""
    via_professional: Answer = Answer.NOT_ASKED
    in_person: Answer = Answer.NOT_ASKED
    windows: tuple[str, ...] = ()
    exceptions: tuple[str, ...] = ()
    identity: str = ""
    text_wording: str = ""
    professional: str = ""
    emergency: str = ""

    @classmethod
    def of(cls, plan: SafeContactPlan | None) -> "PlanForm":
        """Return what the form holds when ``plan`` is opened."""
        return cls(**{one.name: getattr(plan, one.name) for one in fields(cls)}) if plan else cls()

    @classmethod
    def from_typed(cls, typed: Mapping[str, str]) -> "PlanForm":
        """Read what `to_typed` returned; what is missing is not asked, or empty.

        Raises:
            ValueError: an answer or a way is none that there is.
        """
        answers: dict[str, Any] = {
            method.value: Answer(typed.get(method.value) or Answer.NOT_ASKED) for method in Method
        }
        first = typed.get("first_method")
        texts: dict[str, Any] = {name: typed.get(name, "") for name in _TEXTS}
        texts |= {name: tuple(typed.get(name, "").splitlines()) for name in _LINES}
        return cls(**answers, first_method=Method(first) if first else None, **texts)

    def to_typed(self) -> dict[str, str]:
        """Return the fields as text, for a draft."""
        plain = {one.name: getattr(self, one.name) or "" for one in fields(self) if one.name not in _LINES}
        return plain | {name: "\n".join(getattr(self, name)) for name in _LINES}

    def values(self) -> dict[str, Any]:
        """Return the fields by name.

        Raises:
            TextRefused: one holds what cannot be kept exactly.
            EntryRefused: a window or an exception cannot be read; the sentence says how to write it.
        """
        found = {one.name: getattr(self, one.name) for one in fields(self)}
        found["windows"] = tuple(write_window(read_window(one)) for one in self.windows)
        found["exceptions"] = tuple(write_exception(read_exception(one)) for one in self.exceptions)
        return {
            name: accept(value) if type(value) is str else value  # an answer is a string too
            for name, value in found.items()
        }

    def first_plan(self, plan_id: UUID, case_id: UUID, person_id: UUID, checked: Mapping[str, Any]) -> SafeContactPlan:
        """Return the first plan of somebody."""
        empty = SafeContactPlan(id=plan_id, stream_id=case_id, case_id=case_id, person_id=person_id)
        return replace(empty, **self.values(), **checked)


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanChange:
    """One change of the plan, for its history: when, by whom, what in words, and whether it was gone through.

    A contact that was begun against the plan stands among them.
    """

    at: datetime
    who: str
    checked: bool
    what: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class BarredPoint:
    """A number or address that is never to be used: its kind, whose it is and what is noted, never its value."""

    kind: PointKind
    whose: str
    note: str


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanView:
    """Safe contact as its section shows it. ``points`` are the client's own, without their values.

    ``lines`` say whether she may be called, texted or written to now; ``barred`` what is never used in this case.
    """

    name: str
    person: Pronouns
    plan: SafeContactPlan | None
    banner: ContactBanner
    points: tuple[HiddenPoint, ...]
    checked_by: str
    check_every_days: int
    history: tuple[PlanChange, ...]
    lines: tuple[NowLine, ...]
    barred: tuple[BarredPoint, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanSaved:
    """The plan in force after saving. ``told`` says so where two edits that did not see one another met."""

    plan: SafeContactPlan
    told: str = ""


class PlanContact:
    """Keeps safe-contact plans."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def view(self, case_id: UUID) -> PlanView:
        """Return the plan of the case's client with what stands around it.

        Raises:
            NotFound: no such case.
        """
        self._session.require(Action.READ_CASES)
        with self._session.work() as unit:
            file = read_case_file(unit, case_id)
            story = unit.story(file.plan) if file.plan else ()
            overrides = unit.find(ContactOverride, case_id=case_id)
        now = self._session.clock.now()
        history = [*(_told(one, file) for one in story), *(_told_against(one, file) for one in overrides)]
        return PlanView(
            name=shown_name(file.client),
            person=pronouns(file.client.pronouns),
            plan=file.plan,
            banner=file.banner(now),
            points=hidden_points(file, file.client, now),
            checked_by=file.name_of(file.plan.checked_by) if file.plan else "",
            check_every_days=file.settings.safe_contact_days,
            history=tuple(sorted(history, key=lambda one: one.at, reverse=True)),
            lines=lines_now({method: file.may_reach(method, now) for method in Method}, now),
            barred=tuple(_barred(point, file) for point in never_used(file.points, file.others)),
        )

    def now(self, case_id: UUID) -> tuple[NowLine, ...]:
        """Return whether she may be called, texted or written to now, and why not.

        Raises:
            NotFound: no such case.
        """
        self._session.require(Action.READ_CASES)
        now = self._session.clock.now()
        with self._session.work() as unit:
            file = read_case_file(unit, case_id)
        return lines_now({method: file.may_reach(method, now) for method in Method}, now)

    def save(
        self,
        case_id: UUID,
        form: PlanForm,
        opened_on: SafeContactPlan | None,
        *,
        gone_through: bool = False,
        check_again_by: date | None = None,
    ) -> PlanSaved:
        """Keep what changed since ``opened_on``; ``gone_through`` marks it as gone through with her today.

        ``check_again_by`` brings the day to check again forward; it is never put off.

        Two edits that did not see one another are never refused: the stricter stands, and ``told`` says so.

        Raises:
            EntryRefused: nothing was answered at all, a window or an exception cannot be read, or the day to check
                again is past, or later than it would be.
            TextRefused: a field holds what cannot be kept exactly.
        """
        self._session.require(Action.WORK_ON_CASES)
        now = self._session.clock.now()
        if opened_on is None and form == PlanForm():
            raise EntryRefused("Nothing is answered yet. Answer at least one way, or leave this as it is.")
        with self._session.work() as unit:
            file = read_case_file(unit, case_id)
            days = file.settings.safe_contact_days
            checked = plan_fields(gone_through, self._session.user.id, now, days)
            if check_again_by is not None:
                latest = checked.get("check_again_by", file.plan.check_again_by if file.plan else None)
                checked["check_again_by"] = _sooner(check_again_by, in_london(now).date(), latest)
            if file.plan is None:
                plan = form.first_plan(new_id(now), case_id, file.client.id, checked)
                unit.add(plan)
                told = ""
            else:
                plan, told = file.plan, _change(unit, file.plan, opened_on, {**form.values(), **checked})
            unit.commit("safe contact gone through" if gone_through else "safe contact written down")
        with self._session.work() as unit:
            return PlanSaved(plan=unit.get(SafeContactPlan, plan.id), told=told)


def plan_fields(gone_through: bool, user_id: UUID, now: datetime, days: int) -> dict[str, Any]:
    """Return what a plan says about its check; nothing where nobody went through it with her."""
    if not gone_through:
        return {}
    today = in_london(now).date()
    again = today + timedelta(days=days)
    return {"checked_on": today, "checked_at": now, "checked_by": user_id, "check_again_by": again}


def _sooner(wanted: date, today: date, latest: date | None) -> date:
    """Return the day to check again.

    Raises:
        EntryRefused: nobody has gone through the plan yet, or the day is past or later than ``latest``.
    """
    if latest is None:
        raise EntryRefused("Go through it together first. Then the day to check again can be brought forward.")
    if wanted < today:
        raise EntryRefused("The day to check again is past. Choose one that is to come.")
    if wanted > latest:
        raise EntryRefused(f"Checking again is due by {long_date(latest)}. It can be sooner, never later.")
    return wanted


def _change(
    unit: UnitOfWork, current: SafeContactPlan, opened_on: SafeContactPlan | None, wanted: Mapping[str, Any]
) -> str:
    """Write what differs from ``opened_on``; where ``current`` moved on meanwhile, the stricter of the two."""
    seen = opened_on or SafeContactPlan(
        id=current.id, stream_id=current.stream_id, case_id=current.case_id, person_id=current.person_id
    )
    mine = {name: value for name, value in wanted.items() if getattr(seen, name) != value or name in _CHECK}
    names = (*wanted, *_CHECK)
    moved_on = any(getattr(seen, name) != getattr(current, name) for name in names)
    if not moved_on:
        unit.change(current, **mine)
        return ""
    merged = strictest(current, replace(current, **mine))
    differing = {name: getattr(merged, name) for name in mine if _both_changed(seen, current, mine, name)}
    unit.change(current, **{**mine, **differing})
    return STRICTER_KEPT


def _both_changed(seen: SafeContactPlan, current: SafeContactPlan, mine: Mapping[str, Any], name: str) -> bool:
    """Say whether both edits touched a field. A check covers only what was seen, so it never outruns the other."""
    return name in _CHECK or getattr(seen, name) != getattr(current, name)


def _barred(point: ContactPoint, file: CaseFile) -> BarredPoint:
    owner = file.person(point.person_id)
    return BarredPoint(kind=point.kind, whose=shown_name(owner) if owner else "", note=point.note.strip())


def _told(written: FieldsWritten, file: CaseFile) -> PlanChange:
    return PlanChange(
        at=written.at,
        who=file.name_of(written.actor_id),
        checked=written.fields.get("checked_on") is not None,
        what=change_in_words(written.fields),
    )


def _told_against(override: ContactOverride, file: CaseFile) -> PlanChange:
    return PlanChange(
        at=override.made_at,
        who=file.name_of(override.made_by),
        checked=False,
        what=override_in_words(override),
    )
