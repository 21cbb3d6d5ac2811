"""The caseload: one line for each case, as a table or from a search."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from advocate_desk.domain.pathway import Lane
from advocate_desk.domain.risk import RiskLevel
from advocate_desk.services.ports import CaseloadFilter
from advocate_desk.services.session import Session


@dataclass(frozen=True, kw_only=True, slots=True)
class LaneCount:
    """How far a lane has come. ``wanted`` is False when every step of it was not wanted."""

    lane: Lane
    done: int
    total: int
    late: bool
    wanted: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseloadRow:
    """One case in the list. ``level`` is None while no risk assessment is signed."""

    case_id: UUID
    reference: str
    name: str
    level: RiskLevel | None
    lanes: tuple[LaneCount, LaneCount, LaneCount]
    next_step: str
    next_due: date | None
    late: bool
    last_contact_at: datetime | None
    lead_name: str
    is_open: bool
    found_by: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseloadPage:
    """A page of the list and how many cases there are in all."""

    rows: tuple[CaseloadRow, ...]
    total: int


class ListCaseload:
    """Lists cases and finds them as somebody types."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def page(self, wanted: CaseloadFilter, offset: int = 0, limit: int = 50) -> CaseloadPage:
        """Return one page of the cases ``wanted``."""
        raise NotImplementedError

    def find(self, text: str, limit: int = 50) -> CaseloadPage:
        """Return the cases that ``text`` finds, best first, each with what it was found by."""
        raise NotImplementedError
