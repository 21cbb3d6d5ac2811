"""A calendar file of one's own dates: it names nobody, is private, and any calendar program reads it."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar

from advocate_desk.app.bootstrap import calendar_writer
from advocate_desk.domain.appointments import Appointment, AppointmentKind
from advocate_desk.domain.cases import Case
from advocate_desk.domain.errors import EntryRefused, FileExists
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.people import ContactPoint, Person
from advocate_desk.services.export_calendar import ExportCalendar
from advocate_desk.services.session import Session
from tests.services.desk import ADVOCATE, SUPERVISOR, Office

PLACE = "Sample Court House, ZZ99 9ZZ"
WORDS = "Trial against Dana Example about the stalking"


def with_appointments(session: Session, office: Office) -> date:
    """Keep a hearing at half past ten and a visit to a doctor on a day without a time; return the day of both."""
    now = session.clock.now()
    at = now.replace(hour=10, minute=30, second=0, microsecond=0) + timedelta(days=3)
    hearing = Appointment(
        id=new_id(now),
        stream_id=office.case_id,
        case_id=office.case_id,
        kind=AppointmentKind.HEARING,
        on=at.date(),
        what=WORDS,
        recorded_at=now,
        recorded_by=session.user.id,
        starts_at=at,
        minutes=90,
        place=PLACE,
        goes="Dana Example",
    )
    doctor = replace(
        hearing, id=new_id(now), kind=AppointmentKind.HEALTH, what="Sexual health clinic", starts_at=None, minutes=None
    )
    past = replace(doctor, id=new_id(now), on=session.clock.today() - timedelta(days=1))
    with session.work() as unit:
        for one in (hearing, doctor, past):
            unit.add(one)
        unit.commit("appointments for a test")
    return at.date()


def dates(session: Session, office: Office) -> ExportCalendar:
    return ExportCalendar(session, office.rules, calendar_writer())


def protected(session: Session) -> set[str]:
    """Return every name, number, address and reference the vault holds, with what an appointment says."""
    with session.work() as unit:
        people, points, cases = unit.find(Person), unit.find(ContactPoint), unit.find(Case)
    names = {word for one in people for word in (one.legal_name, *one.name_to_use.split()) if word}
    return {*names, *(one.value for one in points), *(one.reference for one in cases), PLACE, WORDS, "clinic", "Dana"}


def test_the_file_holds_the_times_and_not_one_word_about_anybody(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "dates.ics"
    with office.as_user(ADVOCATE) as session:
        day = with_appointments(session, office)
        count = dates(session, office).export(file)
        secrets = protected(session)
    text = file.read_text(encoding="utf-8").replace("\r\n ", "")
    assert len(secrets) > 10
    assert [one for one in secrets if one.casefold() in text.casefold()] == []
    events = Calendar.from_ical(text).walk("VEVENT")
    assert len(events) == count
    told = {str(one["summary"]): one for one in events}
    assert told["Hearing"].decoded("dtstart").date() == day
    assert told["Hearing"].decoded("dtend") - told["Hearing"].decoded("dtstart") == timedelta(minutes=90)
    assert told["Appointment"].decoded("dtstart") == day
    assert set(told) <= {"Hearing", "Appointment", "Due date"}
    assert {str(one["class"]) for one in events} == {"PRIVATE"}
    assert not any(one.subcomponents or "location" in one or "description" in one for one in events)


def test_a_reference_and_a_place_are_there_only_where_somebody_asked_for_them(office: Office, tmp_path: Path) -> None:
    with office.as_user(ADVOCATE) as session:
        with_appointments(session, office)
        with session.work() as unit:
            reference = unit.get(Case, office.case_id).reference
        dates(session, office).export(tmp_path / "a.ics", with_reference=True)
        dates(session, office).export(tmp_path / "b.ics", with_place=True)
    with_reference = Calendar.from_ical((tmp_path / "a.ics").read_bytes()).walk("VEVENT")
    assert f"Hearing {reference}" in {str(one["summary"]) for one in with_reference}
    assert not any("location" in one for one in with_reference)
    with_place = Calendar.from_ical((tmp_path / "b.ics").read_bytes()).walk("VEVENT")
    assert PLACE in {str(one.get("location")) for one in with_place}
    assert reference not in (tmp_path / "b.ics").read_text(encoding="utf-8")


def test_nobody_gets_the_dates_of_somebody_elses_cases(office: Office, tmp_path: Path) -> None:
    with office.as_user(ADVOCATE) as session:
        with_appointments(session, office)
    with office.as_user(SUPERVISOR) as session:
        assert dates(session, office).export(tmp_path / "dates.ics") == 0


def test_a_file_that_is_there_stays_and_none_is_put_into_the_vault(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "dates.ics"
    file.write_text("mine", encoding="utf-8")
    with office.as_user(ADVOCATE) as session:
        with pytest.raises(FileExists):
            dates(session, office).export(file)
        with pytest.raises(EntryRefused, match="outside the vault"):
            dates(session, office).export(office.folder / "dates.ics")
    assert file.read_text(encoding="utf-8") == "mine"
