"""A consent as it is typed, looked through before it is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from advocate_desk.domain.agreements import ParentalResponsibility
from advocate_desk.domain.cases import Case
from advocate_desk.domain.consent import Consent, Share
from advocate_desk.domain.directory import Agency
from advocate_desk.domain.errors import EntryRefused
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.interpreting import why_never_interpreter
from advocate_desk.domain.people import ContactPoint, Person, PersonRole, shown_name
from advocate_desk.domain.plain_text import accept
from advocate_desk.domain.under_eighteen import is_under_eighteen, safe_to_tell
from advocate_desk.services.ports import UnitOfWork


@dataclass(frozen=True, kw_only=True, slots=True)
class NewConsent:
    """Her consent as recorded. ``given_by_id`` is who gave it where that was a holder of parental responsibility."""

    case_id: UUID
    agency_id: UUID
    purpose: str
    shares: tuple[Share, ...]
    points: tuple[UUID, ...]
    given_on: date
    how: str
    interpreter: str = ""
    expires_on: date | None = None
    review_on: date | None = None
    given_by_id: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Giver:
    """Somebody who may give a consent in place of a person under eighteen."""

    person_id: UUID
    name: str


def givers_for(
    person: Person, responsibilities: Sequence[ParentalResponsibility], people: Sequence[Person], today: date
) -> tuple[Giver, ...]:
    """Return who else may give a consent for somebody: nobody for a person of age."""
    if not is_under_eighteen(person, today):
        return ()
    safe = {one.holder_id for one in safe_to_tell(person.id, responsibilities, people)}
    return tuple(Giver(person_id=one.id, name=shown_name(one)) for one in people if one.id in safe)


def consent_of(unit: UnitOfWork, new: NewConsent, *, now: datetime, today: date, recorded_by: UUID) -> Consent:
    """Return the consent to keep.

    Raises:
        EntryRefused: a day cannot be, the way is missing, family would have interpreted, whoever gave it cannot give
            it, or something is of another case.
        TextRefused: a text holds what cannot be kept exactly.
    """
    _refuse_days(new, today)
    if not new.how.strip():
        raise EntryRefused("Say how consent was given, such as in person or on the phone.")
    unit.get(Agency, new.agency_id)
    refuse_strange_points(unit, new.case_id, new.points)
    case_id = unit.get(Case, new.case_id).id
    people = unit.find(Person, case_id=case_id)
    if against := why_never_interpreter(new.interpreter, people):
        raise EntryRefused(against)
    _refuse_giver(new.given_by_id, people)
    return Consent(
        id=new_id(now),
        stream_id=case_id,
        case_id=case_id,
        agency_id=new.agency_id,
        purpose=accept(new.purpose),
        shares=new.shares,
        points=new.points,
        given_on=new.given_on,
        how=accept(new.how),
        interpreter=accept(new.interpreter),
        expires_on=new.expires_on,
        recorded_at=now,
        recorded_by=recorded_by,
        review_on=new.review_on,
        given_by_id=new.given_by_id,
    )


def refuse_strange_points(unit: UnitOfWork, case_id: UUID, points: Sequence[UUID]) -> None:
    """Refuse contact points of another case.

    Raises:
        EntryRefused: one of them is.
    """
    own = {point.id for point in unit.find(ContactPoint, case_id=case_id)} if points else set()
    if not own.issuperset(points):
        raise EntryRefused("A contact detail ticked here belongs to another case. Choose again.")


def _refuse_days(new: NewConsent, today: date) -> None:
    if new.given_on > today:
        raise EntryRefused("The day of consent lies in the future. Give the day it was given.")
    if new.expires_on is not None and new.expires_on < new.given_on:
        raise EntryRefused("Consent cannot end before it was given. Check both days.")
    if new.review_on is not None and new.review_on <= new.given_on:
        raise EntryRefused("The day to ask again comes after the day of consent. Check both days.")


def _refuse_giver(given_by_id: UUID | None, people: Sequence[Person]) -> None:
    if given_by_id is None:
        return
    giver = next((one for one in people if one.id == given_by_id), None)
    if giver is None:
        raise EntryRefused("Whoever gave this consent belongs to another case. Choose again.")
    if giver.role is PersonRole.OTHER_PERSON:
        raise EntryRefused("The other person is never asked and never consents for anybody here. Choose who did.")
