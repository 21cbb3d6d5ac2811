"""Appointments: hearings above all, with what is wished for each of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from advocate_desk.domain.record import Record


class AppointmentKind(StrEnum):
    """What it is for."""

    HEARING = "hearing"
    COURT_VISIT = "court_visit"
    POLICE = "police"
    LEGAL = "legal"
    HEALTH = "health"
    HOUSING = "housing"
    SUPPORT = "support"
    OTHER = "other"


class AppointmentState(StrEnum):
    """What became of it. What nobody has told us is ``not_known``, never that it took place."""

    PLANNED = "planned"
    TOOK_PLACE = "took_place"
    MOVED = "moved"
    CANCELLED = "cancelled"
    NOT_KNOWN = "not_known"


class Wish(StrEnum):
    """What she wishes of one special measure for one hearing. None of them stands for another."""

    WANTED = "wanted"
    NOT_WANTED = "not_wanted"
    NOT_SURE = "not_sure"
    PREFER_NOT_TO_SAY = "prefer_not_to_say"
    NOT_ASKED = "not_asked"


class Granted(StrEnum):
    """What the court said to a wish."""

    ASKED_FOR = "asked_for"
    GRANTED = "granted"
    REFUSED = "refused"


@dataclass(frozen=True, kw_only=True, slots=True)
class Appointment(Record):
    """One appointment. ``starts_at`` is None where only the day is known; ``minutes`` is how long it takes.

    ``step_id`` is the line or the application a hearing belongs to, ``order_id`` the order it is about. ``wishes`` and
    ``granted`` are by the codes of resources/measures, for this hearing alone. ``goes`` is who goes with her, with
    ``goes_id`` where it is a colleague. ``moved_to_id`` is the appointment that took its place.
    """

    case_id: UUID
    kind: AppointmentKind
    on: date
    what: str
    recorded_at: datetime
    recorded_by: UUID
    starts_at: datetime | None = None
    minutes: int | None = None
    place: str = ""
    step_id: UUID | None = None
    order_id: UUID | None = None
    hearing: str = ""
    wishes: Mapping[str, Wish] = field(default_factory=dict)
    granted: Mapping[str, Granted] = field(default_factory=dict)
    goes: str = ""
    goes_id: UUID | None = None
    told_by: str = ""
    state: AppointmentState = AppointmentState.PLANNED
    outcome: str = ""
    moved_to_id: UUID | None = None
