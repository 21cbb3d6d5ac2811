"""Incidents: what was done to her, each a record of its own, corrected by a new entry and never edited."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from advocate_desk.domain.record import Record


class IncidentKind(StrEnum):
    """What happened; one incident may be several. It need not be a crime, violent, or reported to anybody."""

    PHYSICAL = "physical"
    SEXUAL = "sexual"
    THREATS = "threats"
    STRANGULATION = "strangulation"
    WEAPON = "weapon"
    CONTROLLING = "controlling"
    EMOTIONAL = "emotional"
    ECONOMIC = "economic"
    STALKING = "stalking"
    HARASSMENT = "harassment"
    ONLINE = "online"
    UNWANTED_CONTACT = "unwanted_contact"
    BREACH_OF_ORDER = "breach_of_order"
    CHILD_CONTACT = "child_contact"
    PROPERTY = "property"
    HONOUR_BASED = "honour_based"
    FORCED_MARRIAGE = "forced_marriage"
    FGM = "fgm"
    OTHER = "other"


class ToldBy(StrEnum):
    """Whom we have it from."""

    HER = "her"
    CHILD = "child"
    POLICE = "police"
    OTHER_SERVICE = "other_service"
    FAMILY_OR_FRIEND = "family_or_friend"
    SEEN_OR_HEARD = "seen_or_heard"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True, slots=True)
class Incident(Record):
    """One incident, as it was told.

    ``happened_on`` is the day where it is known, else the first day it may have been, with ``happened_until`` the
    last; ``about_when`` is when it was in words ("in the spring, before the move"). An incident without any day
    counts in no rule that reckons with days, and is shown as such. ``by_whom`` are people of this case; so are
    ``who_was_there``. ``told_to`` is who else knows ("police, her GP"). ``corrects_id`` names the entry this one
    puts right.
    """

    case_id: UUID
    kinds: tuple[IncidentKind, ...]
    recorded_at: datetime
    author_id: UUID
    happened_on: date | None = None
    happened_until: date | None = None
    about_when: str = ""
    by_whom: tuple[UUID, ...] = ()
    by_whom_as_text: str = ""
    who_was_there: tuple[UUID, ...] = ()
    who_was_there_as_text: str = ""
    what: str = ""
    told_to: str = ""
    police_reference: str = ""
    told_by: ToldBy = ToldBy.HER
    distressing: bool = False
    corrects_id: UUID | None = None
