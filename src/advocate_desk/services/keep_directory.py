"""The directory of agencies: what they take, and when their details were last checked."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any
from uuid import UUID

from advocate_desk.domain.chasing import check_ladder
from advocate_desk.domain.dates_in_words import long_date
from advocate_desk.domain.directory import Agency, Service, ServiceStatus
from advocate_desk.domain.errors import EntryRefused
from advocate_desk.domain.fragments import compact
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.plain_text import accept
from advocate_desk.domain.record import SHARED_STREAM
from advocate_desk.domain.users import Action
from advocate_desk.domain.working_days import read_period
from advocate_desk.services.choose_agency import details_are_old
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.reply_times import reply_times, reply_words
from advocate_desk.services.session import Session

_TAKES_NOBODY = frozenset({ServiceStatus.INACTIVE, ServiceStatus.DEFUNCT})
_DAYS_OF_A_MONTH = 30.4


@dataclass(frozen=True, kw_only=True, slots=True)
class AgencyLine:
    """One agency in the list. ``phone`` stands as published; ``checked_line`` is words, ``stale`` when they are old."""

    agency_id: UUID
    name: str
    other_name: str
    services: tuple[str, ...]
    phone: str
    checked_line: str
    stale: bool
    takes_people: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class AgencyView:
    """One agency with all it offers. The lines tell when details were checked, by the id of agency or service;
    ``reply_line`` how soon it promises to answer, and how soon it does.
    """

    agency: Agency
    services: tuple[Service, ...]
    checked_lines: Mapping[UUID, str]
    stale: bool
    reply_line: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class AgencyForm:
    """What is typed about an agency. An address may be missing on purpose: where a refuge is, nobody writes down.

    ``promised_reply`` and ``chase_after`` are as in `Agency`.
    """

    name: str
    other_name: str = ""
    description: str = ""
    phones: tuple[str, ...] = ()
    email: str = ""
    website: str = ""
    postal_address: tuple[str, ...] = ()
    promised_reply: str = ""
    chase_after: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class ServiceForm:
    """What is typed about one thing an agency offers."""

    name: str
    other_name: str = ""
    description: str = ""
    status: ServiceStatus = ServiceStatus.ACTIVE
    phones: tuple[str, ...] = ()
    email: str = ""
    website: str = ""
    postal_address: tuple[str, ...] = ()
    eligibility: str = ""
    how_to_apply: str = ""
    wait: str = ""
    alert: str = ""


Checked = Mapping[UUID, date | None]
"""When details were last checked, by the id of agency or service."""


class KeepDirectory:
    """Lists, adds and checks agencies."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def agencies(self, text: str = "") -> tuple[AgencyLine, ...]:
        """Return every agency in whose names, services or numbers all words of ``text`` occur, by name."""
        self._session.require(Action.READ_CASES)
        today = self._session.clock.today()
        with self._session.work() as unit:
            services: dict[UUID, list[Service]] = defaultdict(list)
            for service in unit.find(Service, order_by=("name",)):
                services[service.agency_id].append(service)
            agencies = unit.find(Agency)
        words = [compact(word) for word in text.split()]
        lines = (_line(one, services[one.id], today) for one in agencies if _fits(words, one, services[one.id]))
        return tuple(sorted(lines, key=lambda line: line.name.casefold()))

    def agency(self, agency_id: UUID) -> AgencyView:
        """Return one agency.

        Raises:
            NotFound: no such agency.
        """
        self._session.require(Action.READ_CASES)
        today = self._session.clock.today()
        with self._session.work() as unit:
            agency, services = _read(unit, agency_id)
            times = reply_times(unit, agency_id)
        return AgencyView(
            agency=agency,
            services=services,
            checked_lines={one.id: checked_words(one.checked_on, today) for one in _all(agency, services)},
            stale=any(is_stale(one.checked_on, today) for one in _all(agency, services)),
            reply_line=reply_words(agency, times),
        )

    def save_agency(self, form: AgencyForm, opened: Agency | None) -> UUID:
        """Keep a new agency, or what changed in the one the form was opened on, and return its id.

        Raises:
            EntryRefused, TextRefused, ChangedMeanwhile: nothing was changed.
        """
        self._session.require(Action.CHANGE_DIRECTORY)
        typed = _typed(form, "Type the agency's name.")
        _check_times(typed)
        with self._session.work() as unit:
            if opened is None:
                agency = Agency(**self._new_row(), **typed)
                unit.add(agency)
            else:
                agency = opened
                unit.change(opened, **_changes(opened, typed))
            unit.commit("agency kept")
        return agency.id

    def save_service(self, form: ServiceForm, agency_id: UUID, opened: Service | None) -> UUID:
        """Keep a new service of an agency, or what changed in the one the form was opened on, and return its id.

        Raises:
            EntryRefused, TextRefused, ChangedMeanwhile, NotFound: nothing was changed.
        """
        self._session.require(Action.CHANGE_DIRECTORY)
        typed = _typed(form, "Type the service's name.")
        with self._session.work() as unit:
            unit.get(Agency, agency_id)
            if opened is None:
                service = Service(agency_id=agency_id, **self._new_row(), **typed)
                unit.add(service)
            else:
                service = opened
                unit.change(opened, **_changes(opened, typed))
            unit.commit("service kept")
        return service.id

    def mark_checked(self, agency_id: UUID) -> Checked:
        """Record that the details of an agency and its services were checked today; return when they were before.

        A service that is closed for good is left alone.
        """
        today = self._session.clock.today()
        with self._session.work() as unit:
            agency, services = _read(unit, agency_id)
        checked = _all(agency, [one for one in services if one.status is not ServiceStatus.DEFUNCT])
        before = {one.id: one.checked_on for one in checked}
        self.set_checked(agency_id, dict.fromkeys(before, today))
        return before

    def set_checked(self, agency_id: UUID, days: Checked) -> None:
        """Put back when details were checked, as `mark_checked` returned it."""
        self._session.require(Action.CHANGE_DIRECTORY)
        with self._session.work() as unit:
            agency, services = _read(unit, agency_id)
            for one in _all(agency, services):
                if one.id in days:
                    unit.change(one, checked_on=days[one.id])
            unit.commit("details checked")

    def _new_row(self) -> dict[str, Any]:
        return {"id": new_id(self._session.clock.now()), "stream_id": SHARED_STREAM}


def checked_words(checked_on: date | None, today: date) -> str:
    """Return when details were checked, in words that say when that is long ago."""
    if checked_on is None:
        return "Details never checked"
    if checked_on > today or not is_stale(checked_on, today):
        return f"Details checked {long_date(checked_on)}"
    months = round((today - checked_on).days / _DAYS_OF_A_MONTH)
    return f"Details checked {months} months ago"


def is_stale(checked_on: date | None, today: date) -> bool:
    """Say whether details must be checked before anybody relies on them."""
    return details_are_old(checked_on, today)


def _all(agency: Agency, services: Iterable[Service]) -> tuple[Agency | Service, ...]:
    return (agency, *services)


def _read(unit: UnitOfWork, agency_id: UUID) -> tuple[Agency, tuple[Service, ...]]:
    return unit.get(Agency, agency_id), unit.find(Service, agency_id=agency_id, order_by=("name",))


def _line(agency: Agency, services: Sequence[Service], today: date) -> AgencyLine:
    phones = (*agency.phones, *(phone for service in services for phone in service.phones))
    newest = max((one.checked_on for one in _all(agency, services) if one.checked_on), default=None)
    return AgencyLine(
        agency_id=agency.id,
        name=agency.name,
        other_name=agency.other_name,
        services=tuple(service.name for service in services),
        phone=phones[0] if phones else "",
        checked_line=checked_words(newest, today),
        stale=is_stale(newest, today),
        takes_people=not services or any(service.status not in _TAKES_NOBODY for service in services),
    )


def _fits(words: Sequence[str], agency: Agency, services: Iterable[Service]) -> bool:
    every = _all(agency, services)
    names = (text for one in every for text in (one.name, one.other_name, *one.phones))
    whole = " ".join(compact(text) for text in names)
    return all(word in whole for word in words)


def _typed(form: AgencyForm | ServiceForm, no_name: str) -> dict[str, Any]:
    """Return the fields of a form, each without what surrounds it, once all of them can be kept."""
    typed = {one.name: _tidy(getattr(form, one.name)) for one in fields(form)}
    if not typed["name"]:
        raise EntryRefused(no_name)
    return typed


def _check_times(typed: Mapping[str, Any]) -> None:
    if typed["promised_reply"] and read_period(typed["promised_reply"]) is None:
        raise EntryRefused(
            "Write what they promise as hours, days, working days or months: for example 5 working days."
        )
    if typed["chase_after"]:
        check_ladder(typed["chase_after"])


def _tidy(value: object) -> object:
    """Take away white space around lines; a phone number stays as it was published."""
    if isinstance(value, tuple):
        return tuple(line for line in (accept(str(one)).strip() for one in value) if line)
    if isinstance(value, str) and not isinstance(value, ServiceStatus):
        return accept(value).strip()
    return value


def _changes(opened: Agency | Service, typed: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in typed.items() if value != getattr(opened, name)}
