"""Orders and appointments of the sample month, each standing at least once: resources/sample/court.toml."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.appointments import Appointment, AppointmentKind, AppointmentState, Granted, Wish
from advocate_desk.domain.court import CourtOrder, OrderEventKind
from advocate_desk.domain.pathway import PathwayStep
from advocate_desk.domain.people import ContactPoint, Person, PersonRole, PointKind
from advocate_desk.services.keep_appointments import AppointmentForm, KeepAppointments, OutcomeForm, WishesForm
from advocate_desk.services.keep_orders import EventForm, KeepOrders, OrderForm
from advocate_desk.services.keep_pathway import KeepPathway, MarkForm, NewStep
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.sample_content import MonthClock, Table, sample_words
from advocate_desk.services.sample_moves import RECORDED_DAYS_AGO, follow
from advocate_desk.services.sample_referral_story import Sittings
from advocate_desk.services.sample_story import CaseStory, Entry
from advocate_desk.services.session import Session


def court_entries(ceri: CaseStory, own: Sequence[CaseStory], sittings: Sittings) -> Iterator[Entry]:
    """Return everything about courts, each at its moment; of a case that is not there, nothing."""
    words, clock = sample_words("court"), ceri.setting.clock
    at = clock.moment(RECORDED_DAYS_AGO, 16)
    for number, order in enumerate(words["order"]):
        if (story := _story(order["whose"], ceri, own)) is not None:
            when = at + timedelta(minutes=2 * number)
            yield Entry(sitting=sittings.author, at=when, act=partial(_order, story, order))
    for number, one in enumerate(words["appointment"]):
        if (story := _story(one["whose"], ceri, own)) is not None:
            when = at + timedelta(minutes=40 + 2 * number)
            yield Entry(sitting=sittings.author, at=when, act=partial(_appointment, story, one))
    for suspect in words["suspect"]:
        if (story := _story(suspect["whose"], ceri, own)) is not None:
            when = at + timedelta(minutes=70)
            yield Entry(sitting=sittings.author, at=when, act=partial(_suspect, story, suspect))


def _story(whose: str | int, ceri: CaseStory, own: Sequence[CaseStory]) -> CaseStory | None:
    if isinstance(whose, str):
        return ceri
    return own[whose % len(own)] if own else None


def _order(story: CaseStory, words: Table, session: Session) -> None:
    orders, clock, case_id = KeepOrders(session, story.setting.rules), story.setting.clock, story.case.case_id
    with session.work() as unit:
        form = _order_form(unit, case_id, words, clock)
    kept = orders.add(case_id, form)
    for event in words.get("event", ()):
        orders.record(
            kept.id,
            EventForm(
                kind=OrderEventKind(event["kind"]),
                happened_on=clock.day(event["days_ago"]),
                what=event.get("what", ""),
                told_by=event.get("told_by", ""),
                proof=event.get("proof", ""),
                new_end=clock.day(-event["new_end_in"]) if "new_end_in" in event else None,
                police_told=Answer(event.get("police_told", Answer.NOT_ASKED)),
                police_reference=event.get("police_reference", ""),
            ),
        )


def _order_form(unit: UnitOfWork, case_id: UUID, words: Table, clock: MonthClock) -> OrderForm:
    others = unit.find(Person, case_id=case_id, role=PersonRole.OTHER_PERSON, order_by=("id",))
    steps = unit.find(PathwayStep, case_id=case_id, code=words.get("step", ""), order_by=("position",))
    days = {
        name: clock.day(words[f"{key}_days_ago"])
        for name, key in (
            ("made_on", "made"),
            ("served_on", "served"),
            ("with_police_on", "with_police"),
            ("ended_on", "settled"),
        )
        if f"{key}_days_ago" in words
    }
    ahead = {f"{key}s_on": clock.day(-words[f"{key}s_in"]) for key in ("begin", "end") if f"{key}s_in" in words}
    return OrderForm(
        kind=words["kind"],
        is_undertaking=words.get("is_undertaking", False),
        step_id=steps[0].id if steps else None,
        against_id=others[0].id if others else None,
        court=words["court"],
        case_number=words.get("case_number", ""),
        until_further_order=words.get("until_further_order", False),
        terms=tuple(words.get("terms", ())),
        power_of_arrest=Answer(words.get("power_of_arrest", Answer.NOT_ASKED)),
        with_police=Answer(words.get("with_police", Answer.NOT_ASKED)),
        protected_points=_her_addresses(unit, case_id) if words.get("protects") else (),
        note=words.get("note", ""),
        ended_because=words.get("settled_because", ""),
        **days,
        **ahead,
    )


def _her_addresses(unit: UnitOfWork, case_id: UUID) -> tuple[UUID, ...]:
    clients = {one.id for one in unit.find(Person, case_id=case_id, role=PersonRole.CLIENT)}
    points = unit.find(ContactPoint, case_id=case_id, kind=PointKind.ADDRESS, order_by=("id",))
    return tuple(one.id for one in points if one.person_id in clients)


def _appointment(story: CaseStory, words: Table, session: Session) -> None:
    appointments = KeepAppointments(session, story.setting.rules)
    case_id, clock = story.case.case_id, story.setting.clock
    with session.work() as unit:
        orders = unit.find(CourtOrder, case_id=case_id, kind=words.get("about", ""))
    form = AppointmentForm(
        kind=AppointmentKind(words["kind"]),
        on=clock.day(-words["in_days"]),
        what=words.get("what", ""),
        starts_at=_at(words, words["in_days"], clock),
        minutes=words.get("minutes"),
        place=words.get("place", ""),
        order_id=orders[0].id if orders else None,
        hearing=words.get("hearing", ""),
        goes="" if words.get("goes") == "me" else words.get("goes", ""),
        goes_id=session.user.id if words.get("goes") == "me" else None,
        told_by=words.get("told_by", ""),
    )
    kept = appointments.add(case_id, form)
    if "wishes" in words:
        granted = {code: Granted(said) for code, said in words.get("granted", {}).items()}
        wishes = {code: Wish(wish) for code, wish in words["wishes"].items()}
        kept = appointments.wish(kept, WishesForm(wishes=wishes, granted=granted))
    if "moved_after_days" in words:
        kept = _moved(appointments, kept, form, words, clock)
    if "then" in words:
        appointments.record(kept, OutcomeForm(state=AppointmentState(words["then"]), outcome=words["outcome"]))


def _moved(
    appointments: KeepAppointments, kept: Appointment, form: AppointmentForm, words: Table, clock: MonthClock
) -> Appointment:
    in_days = words["in_days"] + words["moved_after_days"]
    later = replace(form, on=clock.day(-in_days), starts_at=_at(words, in_days, clock))
    return appointments.move(kept, later, words["moved_why"])


def _suspect(story: CaseStory, words: Table, session: Session) -> None:
    """Follow one suspect and each charge in court, as far as we were told."""
    pathway, case_id, clock = KeepPathway(session, story.setting.rules), story.case.case_id, story.setting.clock
    with session.work() as unit:
        other = unit.find(Person, case_id=case_id, role=PersonRole.OTHER_PERSON, order_by=("id",))[0]
    line_id = pathway.add(case_id, NewStep(code="criminal_line", about_id=other.id))
    follow(pathway, line_id, words["move"], clock)
    for mark in words["marks"]:
        form = MarkForm(mark=mark, is_set=True, happened_on=session.clock.today(), told_by="the officer in the case")
        pathway.mark(line_id, form)
    for charge in words["charge"]:
        charge_id = pathway.add(case_id, NewStep(code="charge", about=charge["about"], part_of_id=line_id))
        follow(pathway, charge_id, charge["move"], clock)


def _at(words: Table, in_days: int, clock: MonthClock) -> datetime | None:
    return clock.moment(-in_days, *words["at"]) if "at" in words else None
