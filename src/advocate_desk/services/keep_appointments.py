"""Appointments, hearings above all: what is wished for each, who goes, and what became of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from advocate_desk.domain.appointment_rules import (
    TO_COME,
    AppointmentStanding,
    WishLine,
    appointment_standing,
    appointment_title,
    chain_of,
    in_order,
    to_ask,
    why_appointment_refused,
    wish_lines,
)
from advocate_desk.domain.appointments import Appointment, AppointmentKind, AppointmentState, Granted, Wish
from advocate_desk.domain.cases import Case
from advocate_desk.domain.coded_words import CodedList
from advocate_desk.domain.court import CourtOrder
from advocate_desk.domain.dates_in_words import long_date
from advocate_desk.domain.errors import EntryRefused, MoveRefused
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.order_words import order_title
from advocate_desk.domain.pathway import PathwayStep
from advocate_desk.domain.plain_text import accept, accept_line
from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.domain.users import Action, User
from advocate_desk.domain.way_rules import WayRules
from advocate_desk.services.colleagues import colleagues
from advocate_desk.services.order_lines import step_names
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.reading import names_of
from advocate_desk.services.rules_in_force import rules_in_force
from advocate_desk.services.session import Session

HEARINGS = "hearings"
"""The list in resources/reasons that says which hearings there are."""


@dataclass(frozen=True, kw_only=True, slots=True)
class AppointmentForm:
    """An appointment as it is typed. Fields are those of `Appointment`."""

    kind: AppointmentKind
    on: date
    what: str = ""
    starts_at: datetime | None = None
    minutes: int | None = None
    place: str = ""
    step_id: UUID | None = None
    order_id: UUID | None = None
    hearing: str = ""
    goes: str = ""
    goes_id: UUID | None = None
    told_by: str = ""

    @classmethod
    def of(cls, one: Appointment) -> "AppointmentForm":
        """Return what a kept appointment says."""
        return cls(**{each.name: getattr(one, each.name) for each in fields(cls)})


@dataclass(frozen=True, kw_only=True, slots=True)
class WishesForm:
    """What is wished of each measure for one hearing, and what the court said; by the codes of resources/measures."""

    wishes: Mapping[str, Wish] = field(default_factory=dict)
    granted: Mapping[str, Granted] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class OutcomeForm:
    """What became of an appointment, and what came of it in words."""

    state: AppointmentState
    outcome: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class AppointmentLine:
    """One appointment and how it stands today.

    ``title`` is what it is; ``goes`` who goes with her, a colleague's name or words; ``about`` the line, application
    or order it belongs to. ``to_ask`` is what is still to do about its measures. ``moved_from`` are the days it was
    planned for before, the newest first; ``moved_to`` the day that took its place.
    """

    appointment: Appointment
    title: str
    standing: AppointmentStanding
    goes: str
    about: str
    wishes: tuple[WishLine, ...]
    to_ask: tuple[str, ...]
    moved_from: tuple[date, ...]
    moved_to: date | None
    recorded_by: str


@dataclass(frozen=True, kw_only=True, slots=True)
class AppointmentsView:
    """The appointments of a case, and what a form of one offers to choose from.

    ``ahead`` are the next first, ``passed`` those of which nobody said what became of them, ``over`` the newest first.
    """

    ahead: tuple[AppointmentLine, ...]
    passed: tuple[AppointmentLine, ...]
    over: tuple[AppointmentLine, ...]
    hearings: CodedList | None
    steps: Mapping[UUID, str]
    orders: Mapping[UUID, str]
    colleagues: Mapping[UUID, str]


class KeepAppointments:
    """Keeps appointments. Nothing took place because its day is over: somebody says so."""

    def __init__(self, session: Session, rules: Rulebook) -> None:
        self._session, self._rules = session, rules

    def view(self, case_id: UUID) -> AppointmentsView:
        """Return the appointments of a case.

        Raises:
            NotFound: no such case.
        """
        self._session.require(Action.READ_CASES)
        today = self._session.clock.today()
        with self._session.work() as unit:
            every = in_order(unit.find(Appointment, case_id=unit.get(Case, case_id).id))
            around = _around(unit, case_id, rules_in_force(unit, self._rules).way)
        lines = [_line(one, every, around, today) for one in every]
        over = [line for line in lines if line.standing not in {*TO_COME, AppointmentStanding.PASSED}]
        return AppointmentsView(
            ahead=tuple(line for line in lines if line.standing in TO_COME),
            passed=tuple(line for line in lines if line.standing is AppointmentStanding.PASSED),
            over=tuple(reversed(over)),
            hearings=around.way.reason_list(HEARINGS),
            steps=around.steps,
            orders=around.orders,
            colleagues=colleagues(self._session, around.staff),
        )

    def add(self, case_id: UUID, form: AppointmentForm) -> Appointment:
        """Keep an appointment.

        Raises:
            EntryRefused: it cannot be so, in words.
            TextRefused: a text holds what cannot be kept exactly.
        """
        self._session.require(Action.WORK_ON_CASES)
        with self._session.work() as unit:
            one = self._new(unit, unit.get(Case, case_id).id, form)
            unit.add(one)
            unit.commit("appointment recorded")
        return self._appointment(one.id)

    def change(self, opened: Appointment, form: AppointmentForm) -> Appointment:
        """Keep what the form changed of ``opened``. A hearing that was moved is told by `move`, which keeps both days.

        Raises:
            EntryRefused, TextRefused: as in `add`.
            ChangedMeanwhile: somebody changed the same after ``opened`` was read.
        """
        self._session.require(Action.WORK_ON_CASES)
        with self._session.work() as unit:
            values = self._values(unit, opened.case_id, form)
            self._keep(unit, opened, values, "appointment changed")
        return self._appointment(opened.id)

    def wish(self, opened: Appointment, form: WishesForm) -> Appointment:
        """Keep what is wished for one hearing and what the court said. It says nothing about another hearing.

        Raises:
            EntryRefused: it is no hearing.
            ChangedMeanwhile: somebody changed the same after ``opened`` was read.
        """
        self._session.require(Action.WORK_ON_CASES)
        if opened.kind is not AppointmentKind.HEARING:
            raise EntryRefused("Measures are asked for a hearing. This is none.")
        with self._session.work() as unit:
            values = {"wishes": dict(form.wishes), "granted": dict(form.granted)}
            self._keep(unit, opened, values, "wishes for a hearing recorded")
        return self._appointment(opened.id)

    def record(self, opened: Appointment, form: OutcomeForm) -> Appointment:
        """Keep what became of an appointment: it took place, was cancelled, or nobody knows. `move` moves one.

        Raises:
            EntryRefused: it cannot be so yet, or a reason is missing; in words.
            ChangedMeanwhile: somebody recorded something else after ``opened`` was read.
        """
        self._session.require(Action.WORK_ON_CASES)
        with self._session.work() as unit:
            values = {"state": form.state, "outcome": accept(form.outcome), "moved_to_id": None}
            self._keep(unit, opened, values, "outcome of an appointment recorded")
        return self._appointment(opened.id)

    def move(self, opened: Appointment, form: AppointmentForm, why: str = "") -> Appointment:
        """Keep that an appointment was moved, and return the one in its place.

        What is wished goes with it. What the court said does not: ask again whether it holds on the new day.

        Raises:
            EntryRefused: the day is the same, or it cannot be so; in words.
            MoveRefused: what became of it is recorded already.
            ChangedMeanwhile: somebody recorded something else after ``opened`` was read.
        """
        self._session.require(Action.WORK_ON_CASES)
        if (form.on, form.starts_at) == (opened.on, opened.starts_at):
            raise EntryRefused("Give the new day or time.")
        with self._session.work() as unit:
            if unit.get(Appointment, opened.id).state is not AppointmentState.PLANNED:
                raise MoveRefused("What became of this is recorded already. Take that back first.")
            new = replace(self._new(unit, opened.case_id, form), wishes=opened.wishes)
            unit.add(new)
            values = {"state": AppointmentState.MOVED, "outcome": accept(why), "moved_to_id": new.id}
            self._keep(unit, opened, values, "appointment moved")
        return self._appointment(new.id)

    def reopen(self, appointment_id: UUID) -> None:
        """Take back what was recorded to have become of an appointment. One that stood in its place is taken out.

        Raises:
            MoveRefused: something is recorded of the one in its place.
        """
        self._session.require(Action.WORK_ON_CASES)
        with self._session.work() as unit:
            one = unit.get(Appointment, appointment_id)
            for new in unit.find(Appointment, id=one.moved_to_id) if one.moved_to_id else ():
                if new.state is not AppointmentState.PLANNED:
                    raise MoveRefused("What became of the new day is recorded already. Take that back first.")
                unit.remove(new)
            unit.change(one, state=AppointmentState.PLANNED, outcome="", moved_to_id=None)
            unit.commit("outcome of an appointment taken back")

    def remove(self, appointment_id: UUID) -> None:
        """Take out an appointment that was recorded by mistake. `restore` takes that back.

        Raises:
            MoveRefused: another was moved to it.
        """
        self._session.require(Action.WORK_ON_CASES)
        with self._session.work() as unit:
            one = unit.get(Appointment, appointment_id)
            if unit.find(Appointment, case_id=one.case_id, moved_to_id=one.id, limit=1):
                raise MoveRefused("Another appointment was moved to this day. Take that back first.")
            unit.remove(one)
            unit.commit("appointment removed")

    def restore(self, appointment_id: UUID) -> None:
        """Bring back an appointment that was removed.

        Raises:
            NotFound: no such appointment, or it was not removed.
        """
        self._session.require(Action.WORK_ON_CASES)
        with self._session.work() as unit:
            unit.change(unit.get_removed(Appointment, appointment_id), deleted_at=None)
            unit.commit("appointment brought back")

    def _new(self, unit: UnitOfWork, case_id: UUID, form: AppointmentForm) -> Appointment:
        now = self._session.clock.now()
        one = Appointment(
            id=new_id(now),
            stream_id=case_id,
            case_id=case_id,
            recorded_at=now,
            recorded_by=self._session.user.id,
            **self._values(unit, case_id, form),
        )
        self._check(one)
        return one

    def _keep(self, unit: UnitOfWork, opened: Appointment, values: Mapping[str, Any], why: str) -> None:
        self._check(replace(unit.get(Appointment, opened.id), **values))
        changed = {name: value for name, value in values.items() if getattr(opened, name) != value}
        if changed:
            unit.change(opened, **changed)
            unit.commit(why)

    def _check(self, one: Appointment) -> None:
        if why := next(why_appointment_refused(one, self._session.clock.today()), ""):
            raise EntryRefused(why)

    def _values(self, unit: UnitOfWork, case_id: UUID, form: AppointmentForm) -> dict[str, Any]:
        if form.goes_id is not None and not unit.find(User, id=form.goes_id):
            raise EntryRefused("Choose a colleague who goes, or write who does.")
        if form.step_id is not None and not unit.find(PathwayStep, case_id=case_id, id=form.step_id):
            raise EntryRefused("This step is not in this case any more. Choose again.")
        if form.order_id is not None and not unit.find(CourtOrder, case_id=case_id, id=form.order_id):
            raise EntryRefused("This order is not in this case any more. Choose again.")
        hearings = rules_in_force(unit, self._rules).way.reason_list(HEARINGS)
        named = hearings.words_for(form.hearing) if hearings and form.hearing else ""
        texts = ("place", "goes", "told_by")
        return {
            **{one.name: getattr(form, one.name) for one in fields(form)},
            **{name: accept_line(getattr(form, name)) for name in texts},
            "what": accept_line(form.what) or named,
        }

    def _appointment(self, appointment_id: UUID) -> Appointment:
        with self._session.work() as unit:
            return unit.get(Appointment, appointment_id)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Around:
    """What the lines name."""

    way: WayRules
    steps: Mapping[UUID, str]
    orders: Mapping[UUID, str]
    staff: Mapping[UUID, str]


def _around(unit: UnitOfWork, case_id: UUID, way: WayRules) -> _Around:
    orders = unit.find(CourtOrder, case_id=case_id, order_by=("recorded_at", "id"))
    return _Around(
        way=way,
        steps=step_names(unit, case_id, way),
        orders={one.id: order_title(one, way.order_kind(one.kind)) for one in orders},
        staff=names_of(unit),
    )


def _line(one: Appointment, every: Sequence[Appointment], around: _Around, today: date) -> AppointmentLine:
    is_hearing = one.kind is AppointmentKind.HEARING
    step = around.steps.get(one.step_id, "") if one.step_id else ""
    order = around.orders.get(one.order_id, "") if one.order_id else ""
    new = next((other for other in every if other.id == one.moved_to_id), None)
    colleague = around.staff.get(one.goes_id, "") if one.goes_id else ""
    return AppointmentLine(
        appointment=one,
        title=appointment_title(one),
        standing=appointment_standing(one, today),
        goes=colleague or one.goes,
        about=order or step,
        wishes=wish_lines(one, around.way.measures) if is_hearing else (),
        to_ask=to_ask(one, around.way.measures),
        moved_from=tuple(before.on for before in chain_of(one, every)),
        moved_to=new.on if new else None,
        recorded_by=around.staff.get(one.recorded_by, ""),
    )


def moved_words(line: AppointmentLine) -> str:
    """Return ``Moved from 1 December 2026.`` or to which day; "" where it never was."""
    if line.moved_to is not None:
        return f"Moved to {long_date(line.moved_to)}."
    days = ", before that from ".join(map(long_date, line.moved_from))
    return f"Moved from {days}." if days else ""
