"""The directory: agencies, and the services they offer."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from advocate_desk.domain.record import Record


class ServiceStatus(StrEnum):
    """Whether a service takes people now (the words of HSDS 3)."""

    ACTIVE = "active"
    INACTIVE = "inactive"
    DEFUNCT = "defunct"
    TEMPORARILY_CLOSED = "temporarily closed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Agency(Record):
    """An organisation a person can be referred to. Phones stand as published, never reformatted.

    ``import_id`` is the caseload import that named it, if one did: then nobody has checked it until ``checked_on``.
    ``promised_reply`` is how soon it promises to answer, such as "5 working days", as `read_period` reads it ("" where
    it promises nothing); ``chase_after`` how long to wait before each time it is asked again, in place of what the
    service has set for all.
    """

    name: str
    other_name: str = ""
    description: str = ""
    email: str = ""
    website: str = ""
    phones: tuple[str, ...] = ()
    postal_address: tuple[str, ...] = ()
    external_id: str = ""
    checked_on: date | None = None
    import_id: UUID | None = None
    promised_reply: str = ""
    chase_after: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Service(Record):
    """One thing an agency offers. ``checked_on`` is when its details were last known to be right."""

    agency_id: UUID
    name: str
    other_name: str = ""
    description: str = ""
    status: ServiceStatus = ServiceStatus.ACTIVE
    email: str = ""
    website: str = ""
    phones: tuple[str, ...] = ()
    postal_address: tuple[str, ...] = ()
    eligibility: str = ""
    how_to_apply: str = ""
    wait: str = ""
    alert: str = ""
    external_id: str = ""
    checked_on: date | None = None
