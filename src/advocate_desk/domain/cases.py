"""A case: one episode of support for one person."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from advocate_desk.domain.record import Record


class CaseStatus(StrEnum):
    """Where an episode stands."""

    OPEN = "open"
    ON_HOLD = "on_hold"
    CLOSED = "closed"


@dataclass(frozen=True, kw_only=True, slots=True)
class Case(Record):
    """One episode. Its ``stream_id`` is its own id.

    ``what_she_wants`` is in her words. ``lead_id`` is the advocate who holds the case; where a
    spreadsheet named somebody who is no user here, ``lead_as_text`` keeps that name. ``other_references``
    are other systems' numbers for her, such as the import's client id and the police crime reference.
    ``row_fingerprint`` is a digest of the imported row, to know it again; ``import_id`` the import that brought it.
    """

    reference: str
    client_id: UUID
    status: CaseStatus = CaseStatus.OPEN
    lead_id: UUID | None = None
    lead_as_text: str = ""
    referred_on: date | None = None
    referred_by: str = ""
    opened_on: date | None = None
    closed_on: date | None = None
    what_she_wants: str = ""
    kinds_of_abuse: tuple[str, ...] = ()
    marac_on: date | None = None
    reported_to_police: str = ""
    crime_reference: str = ""
    client_number: str = ""
    row_fingerprint: str = ""
    import_id: UUID | None = None


class LinkKind(StrEnum):
    """Why two cases point at one another."""

    POSSIBLE_DUPLICATE = "possible_duplicate"


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseLink(Record):
    """A link between two cases. It lies in the shared stream: no row of one case points into another."""

    kind: LinkKind
    from_case_id: UUID
    to_case_id: UUID
    why: str = ""
