"""One's own appointments and due dates as a calendar file that names nobody.

A calendar leaves the vault, and may lie on a phone that somebody else looks at: what stands there are a few general
words and a time, and nothing by which anybody learns whose it is.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Protocol
from uuid import UUID, uuid5

from advocate_desk.domain.appointments import Appointment, AppointmentKind, AppointmentState
from advocate_desk.domain.cases import Case
from advocate_desk.domain.duties import Owes
from advocate_desk.domain.errors import EntryRefused
from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.domain.users import Action
from advocate_desk.services.count_clocks import clocks_of_cases
from advocate_desk.services.export_file import staged_file
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.rules_in_force import rules_in_force
from advocate_desk.services.session import Session
from advocate_desk.services.watch_risk import NOT_WATCHED

SUMMARIES: Mapping[AppointmentKind, str] = {
    AppointmentKind.HEARING: "Hearing",
    AppointmentKind.COURT_VISIT: "Court visit",
}
"""What a calendar calls an appointment; any other kind would tell what somebody goes to, so it is an appointment."""
APPOINTMENT, DUE = "Appointment", "Due date"
_INSIDE = "A file inside the vault's own folder would be lost with it. Choose a place outside the vault."


@dataclass(frozen=True, kw_only=True, slots=True)
class CalendarEntry:
    """One entry. ``at`` is a moment, None where it is about the whole day; ``minutes`` how long it takes, or None."""

    uid: str
    summary: str
    on: date
    at: datetime | None = None
    minutes: int | None = None
    place: str = ""


class CalendarWriter(Protocol):
    """Writes calendars as calendar programs read them."""

    def write(self, entries: Sequence[CalendarEntry], now: datetime) -> bytes:
        """Return a calendar file of ``entries``, each of them private and none of them sounding an alarm."""
        ...


class ExportCalendar:
    """Writes what is ahead in one's own cases to a file somebody asked for."""

    def __init__(self, session: Session, rules: Rulebook, calendar: CalendarWriter) -> None:
        self._session, self._rules, self._calendar = session, rules, calendar

    def export(
        self, to: Path, *, with_reference: bool = False, with_place: bool = False, overwrite: bool = False
    ) -> int:
        """Write one's own appointments and our own due dates from today on, and return how many.

        Args:
            to: the new file. Where it is, is not kept.
            with_reference: put the reference of the case beside each, which says nothing to anybody else.
            with_place: put the place of an appointment with it.
            overwrite: whether a file that is there gives way.

        Raises:
            EntryRefused: the place is inside the vault.
            FileExists, DiskFull, NoRights, DiskFailed: nothing was written.
        """
        self._session.require(Action.WORK_ON_CASES)
        if to.resolve().is_relative_to(self._session.vault.folder.resolve()):
            raise EntryRefused(_INSIDE)
        now = self._session.clock.now()
        with self._session.work() as unit:
            found = unit.find(Case, lead_id=self._session.user.id)
            cases = [case for case in found if case.status not in NOT_WATCHED]
            references = {case.id: f" {case.reference}" if with_reference else "" for case in cases}
            entries = [
                *self._appointments(unit, references, with_place=with_place),
                *self._due_dates(unit, cases, references, now),
            ]
        entries.sort(key=lambda one: (one.on, one.uid))
        with staged_file(to, self._calendar.write(entries, now), overwrite) as staged:
            staged.put_in_place()
        return len(entries)

    def _appointments(
        self, unit: UnitOfWork, references: Mapping[UUID, str], *, with_place: bool
    ) -> Iterator[CalendarEntry]:
        if not references:
            return
        today = self._session.clock.today()
        for one in unit.find(Appointment, case_id=tuple(references), state=AppointmentState.PLANNED):
            if one.on >= today:
                yield CalendarEntry(
                    uid=str(uuid5(one.id, "calendar")),
                    summary=SUMMARIES.get(one.kind, APPOINTMENT) + references[one.case_id],
                    on=one.on,
                    at=one.starts_at,
                    minutes=one.minutes,
                    place=one.place if with_place else "",
                )

    def _due_dates(
        self, unit: UnitOfWork, cases: Sequence[Case], references: Mapping[UUID, str], now: datetime
    ) -> Iterator[CalendarEntry]:
        """Yield what our service owes from today on. What others owe is to be asked about, not a date to keep."""
        today, rules = self._session.clock.today(), rules_in_force(unit, self._rules)
        for case_id, clocks in clocks_of_cases(unit, self._session, rules, cases, now).items():
            for clock in clocks:
                if clock.is_open and clock.duty.owes is Owes.OUR_SERVICE and clock.due.on and clock.due.on >= today:
                    yield CalendarEntry(
                        uid=str(uuid5(clock.start_id, f"calendar {clock.duty.code}")),
                        summary=DUE + references[case_id],
                        on=clock.due.on,
                        at=clock.due.at,
                    )
