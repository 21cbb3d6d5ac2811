"""The people of a case, and the ways to reach them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.record import Record


class PersonRole(StrEnum):
    """What somebody is to the case."""

    CLIENT = "client"
    CHILD = "child"
    OTHER_PERSON = "other_person"
    SUPPORTER = "supporter"


@dataclass(frozen=True, kw_only=True, slots=True)
class Person(Record):
    """Somebody in a case.

    ``name_to_use`` is what she wants to be called. ``other_person`` is the field's neutral word for the
    one she is at risk from; that person is never a recipient of anything.

    ``interpreter_needs`` says more of the interpreter (dialect, a woman), ``never_interpreter`` who must not be one:
    family never may. ``works_at`` and ``works_at_agency_id`` tell where somebody could read or hear of the case.
    """

    case_id: UUID
    role: PersonRole
    name_to_use: str
    legal_name: str = ""
    known_as: tuple[str, ...] = ()
    pronouns: str = ""
    date_of_birth: date | None = None
    relationship: str = ""
    language: str = ""
    interpreter: Answer = Answer.NOT_ASKED
    access_needs: str = ""
    lives_with_client: Answer = Answer.NOT_ASKED
    gender: str = ""
    interpreter_needs: str = ""
    never_interpreter: str = ""
    works_at: str = ""
    works_at_agency_id: UUID | None = None
    vehicle: str = ""
    about: str = ""


NAME_NOT_KNOWN = "Name not known"
"""What stands for somebody whose name nobody knows yet. A name is never compulsory."""


def has_name(person: Person) -> bool:
    """Say whether anybody wrote down a name for ``person``."""
    return bool(person.name_to_use.strip() or person.legal_name.strip())


def shown_name(person: Person) -> str:
    """Return what screens, lists and letters call ``person``: the name to use, else the legal name, else words."""
    name = person.name_to_use if person.name_to_use.strip() else person.legal_name
    return " ".join(name.split()) or NAME_NOT_KNOWN


class PointKind(StrEnum):
    """The kinds of contact point; school and workplace are addresses that somebody could wait at."""

    PHONE = "phone"
    EMAIL = "email"
    ADDRESS = "address"
    SCHOOL = "school"
    WORKPLACE = "workplace"


class Disclosure(StrEnum):
    """Who may learn a contact point. What nobody has set is not to be disclosed."""

    DO_NOT_DISCLOSE = "do_not_disclose"
    MAY_BE_SHARED = "may_be_shared"
    FREE = "free"


@dataclass(frozen=True, kw_only=True, slots=True)
class ContactPoint(Record):
    """A number or address of a person, and what it is safe to do with it.

    ``value`` stands as it was typed (an address has one line per line). ``digits`` holds a phone number
    in E.164 digits (``447700900123``), empty for the rest. ``safe`` answers whether it is safe to use at
    all; anything but yes means no.
    """

    case_id: UUID
    person_id: UUID
    kind: PointKind
    value: str
    digits: str = ""
    disclosure: Disclosure = Disclosure.DO_NOT_DISCLOSE
    safe: Answer = Answer.NOT_ASKED
    safe_for_voicemail: Answer = Answer.NOT_ASKED
    note: str = ""
