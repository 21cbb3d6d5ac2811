"""Bringing in a published directory of agencies and their services, and bringing it up to date again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any, Protocol
from uuid import UUID

from advocate_desk.domain.directory import Agency, Service, ServiceStatus
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.record import SHARED_STREAM
from advocate_desk.domain.users import Action
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.session import Session


@dataclass(frozen=True, kw_only=True, slots=True)
class PublishedOrganisation:
    """An organisation as published. None means that the file says nothing about it; "" that it is blank.

    ``is_stand_in`` marks one that only a service's link names: it is kept so that the service has a home,
    and never overwrites what is known.
    """

    external_id: str
    name: str
    other_name: str | None = None
    description: str | None = None
    email: str | None = None
    website: str | None = None
    phones: tuple[str, ...] | None = None
    postal_address: tuple[str, ...] | None = None
    is_stand_in: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class PublishedService:
    """A service as published; None as in `PublishedOrganisation`. ``checked_on`` is its assured date."""

    external_id: str
    organisation_id: str
    name: str
    other_name: str | None = None
    description: str | None = None
    status: ServiceStatus | None = None
    email: str | None = None
    website: str | None = None
    phones: tuple[str, ...] | None = None
    postal_address: tuple[str, ...] | None = None
    eligibility: str | None = None
    how_to_apply: str | None = None
    wait: str | None = None
    alert: str | None = None
    checked_on: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class PublishedDirectory:
    """A whole directory. ``told`` are sentences about what is odd in it and did not stop the import."""

    organisations: tuple[PublishedOrganisation, ...]
    services: tuple[PublishedService, ...]
    told: tuple[str, ...] = ()


class DirectoryReader(Protocol):
    """Reads published directories."""

    def read(self, path: Path) -> PublishedDirectory:
        """Return the directory in a file or folder.

        Raises:
            NotFound, NoRights, Unreadable: with what to mend.
        """
        ...


@dataclass(frozen=True, kw_only=True, slots=True)
class Counts:
    """What became of the records of one kind."""

    new: int
    updated: int
    unchanged: int


@dataclass(frozen=True, kw_only=True, slots=True)
class DirectoryReport:
    """What an import of a directory did."""

    agencies: Counts
    services: Counts
    told: tuple[str, ...]


class ImportDirectory:
    """Imports directories. Records are known again by the id their publisher gave them."""

    def __init__(self, session: Session, reader: DirectoryReader) -> None:
        self._session = session
        self._reader = reader

    def run(self, path: Path) -> DirectoryReport:
        """Read and keep a directory, in one transaction.

        Raises:
            NotAllowed: the role does not include it.
            NotFound, NoRights, Unreadable, DiskFull: nothing was imported.
        """
        self._session.require(Action.CHANGE_DIRECTORY)
        published = self._reader.read(path)
        with self._session.work() as work:
            run = _Run(self._session, work)
            for organisation in published.organisations:
                run.take_organisation(organisation)
            for service in published.services:
                run.take_service(service)
            report = DirectoryReport(agencies=run.agencies, services=run.services, told=published.told)
            if run.has_changes:
                work.commit("Imported a directory of agencies")
        return report


class _Run:
    def __init__(self, session: Session, work: UnitOfWork) -> None:
        self._work, self._clock = work, session.clock
        self._agencies = {agency.external_id: agency for agency in work.find(Agency) if agency.external_id}
        self._services = {service.external_id: service for service in work.find(Service) if service.external_id}
        self._agency_ids: dict[str, UUID] = {key: agency.id for key, agency in self._agencies.items()}
        self._agency_fates: list[str] = []
        self._service_fates: list[str] = []

    @property
    def agencies(self) -> Counts:
        return _counts(self._agency_fates)

    @property
    def services(self) -> Counts:
        return _counts(self._service_fates)

    @property
    def has_changes(self) -> bool:
        return any(fate != "unchanged" for fate in (*self._agency_fates, *self._service_fates))

    def take_organisation(self, published: PublishedOrganisation) -> None:
        known = self._agencies.get(published.external_id)
        if known is None:
            agency = Agency(id=new_id(self._clock.now()), stream_id=SHARED_STREAM, **_said(published))
            self._agency_ids[published.external_id] = agency.id
            self._work.add(agency)
            self._agency_fates.append("new")
        else:
            wanted = {} if published.is_stand_in else _said(published)
            self._agency_fates.append(self._change(known, wanted))

    def take_service(self, published: PublishedService) -> None:
        wanted = {**_said(published), "agency_id": self._agency_ids[published.organisation_id]}
        known = self._services.get(published.external_id)
        if known is None:
            self._work.add(Service(id=new_id(self._clock.now()), stream_id=SHARED_STREAM, **wanted))
            self._service_fates.append("new")
        else:
            self._service_fates.append(self._change(known, wanted))

    def _change(self, known: Agency | Service, wanted: Mapping[str, object]) -> str:
        changed = {name: value for name, value in wanted.items() if getattr(known, name) != value}
        if not changed:
            return "unchanged"
        self._work.change(known, **changed)
        return "updated"


def _said(published: PublishedOrganisation | PublishedService) -> dict[str, Any]:
    """Return what the file says, by the names our records use."""
    names = [field.name for field in fields(published) if field.name not in {"is_stand_in", "organisation_id"}]
    return {name: value for name in names if (value := getattr(published, name)) is not None}


def _counts(fates: Sequence[str]) -> Counts:
    return Counts(new=fates.count("new"), updated=fates.count("updated"), unchanged=fates.count("unchanged"))
