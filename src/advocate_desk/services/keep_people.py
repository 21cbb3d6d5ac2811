"""The people of a case, and the ways to reach them."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any
from uuid import UUID

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.cases import Case
from advocate_desk.domain.directory import Agency
from advocate_desk.domain.errors import EntryRefused
from advocate_desk.domain.fragments import compact
from advocate_desk.domain.hidden_points import HiddenPoint
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.people import ContactPoint, Disclosure, Person, PersonRole, PointKind, shown_name
from advocate_desk.domain.plain_text import accept, accept_line, accept_name
from advocate_desk.domain.users import Action
from advocate_desk.services.case_file import hidden_points, read_case_file
from advocate_desk.services.find_look_alikes import Compare, ask_about
from advocate_desk.services.ports import PhoneNumbers, Resemblance, UnitOfWork
from advocate_desk.services.session import Session

LONGEST_LINE = 200
"""Characters of a name, a relationship, a language."""
LOOK_ALIKE = "You may not be the right person to open this. Ask your supervisor."
"""Said where another case has the same number or address. Never which case, and never why."""

_TELLING = 8
"""Letters and figures below which two addresses are not called the same."""
_ROLES = tuple(PersonRole)
_KNOWN_AGAIN_BY = frozenset(
    {"name_to_use", "legal_name", "known_as", "date_of_birth", "works_at", "works_at_agency_id"}
)


@dataclass(frozen=True, kw_only=True, slots=True)
class PersonForm:
    """What the form asks about somebody. Nothing in it is compulsory, the name neither.

    ``never_interpreter`` says who must not interpret, ``works_at`` where somebody could read or hear of the case.
    """

    name_to_use: str = ""
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

    @classmethod
    def of(cls, person: Person) -> "PersonForm":
        """Return the form of somebody on record."""
        return cls(**{one.name: getattr(person, one.name) for one in fields(cls)})


@dataclass(frozen=True, kw_only=True, slots=True)
class PointForm:
    """What the form asks about a contact point. ``value`` is None where a hidden one is to stay as it is."""

    kind: PointKind
    value: str | None = None
    disclosure: Disclosure = Disclosure.DO_NOT_DISCLOSE
    safe: Answer = Answer.NOT_ASKED
    safe_for_voicemail: Answer = Answer.NOT_ASKED
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class PersonView:
    """Somebody of a case, with the ways to reach them, hidden. ``person`` is the state a form is opened on.

    ``agency`` is the name of the agency they work at; "" where that is none of the directory.
    """

    person: Person
    name: str
    points: tuple[HiddenPoint, ...]
    agency: str = ""


class KeepPeople:
    """Shows, adds and changes people and contact points. No value of a hidden point leaves it.

    Every new name, birth, number or address is laid beside everybody's. It is kept either way; what is like another
    becomes a question (`decide_likeness`).
    """

    def __init__(self, session: Session, phones: PhoneNumbers, resemblance: Resemblance) -> None:
        self._session = session
        self._phones = phones
        self._compare = Compare(resemblance=resemblance, phones=phones)

    def people(self, case_id: UUID) -> tuple[PersonView, ...]:
        """Return everybody of a case: the client, the children, the other person, those who stand by her.

        Raises:
            NotFound: no such case.
        """
        self._session.require(Action.READ_CASES)
        now = self._session.clock.now()
        with self._session.work() as unit:
            file = read_case_file(unit, case_id)
            at = tuple({one.works_at_agency_id for one in file.people if one.works_at_agency_id is not None})
            agencies = {one.id: one.name for one in unit.find(Agency, id=at)} if at else {}
        ordered = sorted(file.people, key=lambda one: (_ROLES.index(one.role), one.id))
        return tuple(
            PersonView(
                person=person,
                name=shown_name(person),
                points=hidden_points(file, person, now),
                agency=agencies.get(person.works_at_agency_id, "") if person.works_at_agency_id else "",
            )
            for person in ordered
        )

    def add_person(self, case_id: UUID, role: PersonRole, form: PersonForm) -> UUID:
        """Keep somebody new, and return who.

        Raises:
            EntryRefused: a case has one client; a line is too long; a birth lies ahead; an agency nobody knows.
            TextRefused: a text holds what cannot be kept exactly.
        """
        self._session.require(Action.WORK_ON_CASES)
        if role is PersonRole.CLIENT:
            raise EntryRefused("This case has its person already. Open a new case for somebody else.")
        values, now = self._person_values(form), self._session.clock.now()
        with self._session.work() as unit:
            case = unit.get(Case, case_id)
            _refuse_unknown_agency(unit, form)
            person = Person(id=new_id(now), stream_id=case.id, case_id=case.id, role=role, **values)
            unit.add(person)
            self._ask_about(unit, person)
            unit.commit("person added")
        return person.id

    def change_person(self, opened: Person, form: PersonForm) -> None:
        """Change what the form changed of ``opened``, the state it was opened on, and nothing else.

        Raises:
            ChangedMeanwhile: one of the same fields was changed since.
            EntryRefused, TextRefused: as in `add_person`.
        """
        self._session.require(Action.WORK_ON_CASES)
        values = self._person_values(form)
        changed = {name: value for name, value in values.items() if value != getattr(opened, name)}
        if not changed:
            return
        with self._session.work() as unit:
            kept = unit.get(Person, opened.id)
            if "works_at_agency_id" in changed:
                _refuse_unknown_agency(unit, form)
            unit.change(opened, **changed)
            if _KNOWN_AGAIN_BY & set(changed):
                self._ask_about(unit, replace(kept, **changed))
            unit.commit("person changed")

    def remove_person(self, person_id: UUID) -> None:
        """Take somebody away, with the ways to reach them. `restore_person` takes that back.

        Raises:
            EntryRefused: the person whose case it is stays.
        """
        self._session.require(Action.WORK_ON_CASES)
        now = self._session.clock.now()
        with self._session.work() as unit:
            person = unit.get(Person, person_id)
            if person.role is PersonRole.CLIENT:
                raise EntryRefused("This is the person whose case it is. Close the case instead.")
            for point in unit.find(ContactPoint, case_id=person.case_id, person_id=person.id):
                unit.change(point, deleted_at=now)
            unit.change(person, deleted_at=now)
            unit.commit("person removed")

    def restore_person(self, person_id: UUID, point_ids: tuple[UUID, ...] = ()) -> None:
        """Bring back somebody removed, and the contact points named that went with them."""
        self._session.require(Action.WORK_ON_CASES)
        with self._session.work() as unit:
            unit.change(unit.get_removed(Person, person_id), deleted_at=None)
            for point_id in point_ids:
                unit.change(unit.get_removed(ContactPoint, point_id), deleted_at=None)
            unit.commit("person brought back")

    def add_point(self, person_id: UUID, form: PointForm) -> str:
        """Keep a new contact point.

        Returns:
            "", or `LOOK_ALIKE` where another case has the same number or address. It is kept either way.

        Raises:
            EntryRefused: nothing is typed.
            TextRefused: a text holds what cannot be kept exactly.
        """
        self._session.require(Action.WORK_ON_CASES)
        value, now = _typed_value(form), self._session.clock.now()
        digits = self._digits(form.kind, value)
        with self._session.work() as unit:
            person = unit.get(Person, person_id)
            point = ContactPoint(
                id=new_id(now),
                stream_id=person.stream_id,
                case_id=person.case_id,
                person_id=person.id,
                kind=form.kind,
                value=value,
                digits=digits,
                disclosure=form.disclosure,
                safe=form.safe,
                safe_for_voicemail=form.safe_for_voicemail,
                note=accept(form.note),
            )
            warning = LOOK_ALIKE if _has_look_alike(unit, point) else ""
            unit.add(point)
            self._ask_about(unit, person, point)
            unit.commit("contact detail added")
        return warning

    def change_point(self, opened: HiddenPoint, form: PointForm) -> str:
        """Change what the form changed; a value of None keeps the one nobody saw. Returns as `add_point` does.

        Raises:
            ChangedMeanwhile: one of the same fields was changed since.
            EntryRefused, TextRefused: as in `add_point`.
        """
        self._session.require(Action.WORK_ON_CASES)
        wanted: dict[str, Any] = {
            "kind": form.kind,
            "disclosure": form.disclosure,
            "safe": form.safe,
            "safe_for_voicemail": form.safe_for_voicemail,
            "note": accept(form.note),
        }
        changed = {name: value for name, value in wanted.items() if value != getattr(opened, name)}
        if form.value is not None:
            value = _typed_value(form)
            changed |= {"value": value, "digits": self._digits(form.kind, value)}
        elif "kind" in changed:
            raise EntryRefused("Type the number or address again to change what kind it is.")
        if not changed:
            return ""
        with self._session.work() as unit:
            point = _as_opened(unit.get(ContactPoint, opened.point_id), opened)
            unit.change(point, **changed)
            alike = "value" in changed and _has_look_alike(unit, replace(point, **changed))
            if "value" in changed:
                self._ask_about(unit, unit.get(Person, point.person_id), replace(point, **changed))
            unit.commit("contact detail changed")
        return LOOK_ALIKE if alike else ""

    def remove_point(self, point_id: UUID) -> None:
        """Take a contact point away. `restore_point` takes that back."""
        self._session.require(Action.WORK_ON_CASES)
        with self._session.work() as unit:
            unit.change(unit.get(ContactPoint, point_id), deleted_at=self._session.clock.now())
            unit.commit("contact detail removed")

    def restore_point(self, point_id: UUID) -> None:
        """Bring back a contact point that was removed."""
        self._session.require(Action.WORK_ON_CASES)
        with self._session.work() as unit:
            unit.change(unit.get_removed(ContactPoint, point_id), deleted_at=None)
            unit.commit("contact detail brought back")

    def _person_values(self, form: PersonForm) -> dict[str, Any]:
        """Return what a form sets of a person, every line of ours one line."""
        if form.date_of_birth is not None and form.date_of_birth > self._session.clock.today():
            raise EntryRefused("This date of birth is still to come. Check the year.")
        return {
            "name_to_use": _name(form.name_to_use),
            "legal_name": _name(form.legal_name),
            "known_as": tuple(name for name in map(_line, form.known_as) if name),
            "pronouns": _line(form.pronouns),
            "date_of_birth": form.date_of_birth,
            "relationship": _line(form.relationship),
            "language": _line(form.language),
            "interpreter": form.interpreter,
            "access_needs": accept(form.access_needs),
            "lives_with_client": form.lives_with_client,
            "gender": _line(form.gender),
            "interpreter_needs": accept(form.interpreter_needs),
            "never_interpreter": accept(form.never_interpreter),
            "works_at": _line(form.works_at),
            "works_at_agency_id": form.works_at_agency_id,
            "vehicle": _line(form.vehicle),
            "about": accept(form.about),
        }

    def _ask_about(self, unit: UnitOfWork, person: Person, *changed: ContactPoint) -> None:
        """Keep the questions about somebody as they are now: with ``changed`` in the place of what stood there."""
        points = {one.id: one for one in unit.find(ContactPoint, case_id=person.case_id, person_id=person.id)}
        points |= {one.id: one for one in changed}
        ask_about(self._session, unit, person, tuple(points.values()), self._compare)

    def _digits(self, kind: PointKind, value: str) -> str:
        return self._phones.digits(value) if kind is PointKind.PHONE else ""


def _refuse_unknown_agency(unit: UnitOfWork, form: PersonForm) -> None:
    if form.works_at_agency_id is not None and not unit.find(Agency, id=form.works_at_agency_id):
        raise EntryRefused("That agency is not in the directory. Choose another, or write where in words.")


def _line(text: str) -> str:
    return _short(accept_line(text))


def _name(text: str) -> str:
    return _short(accept_name(text))


def _short(line: str) -> str:
    if len(line) > LONGEST_LINE:
        raise EntryRefused(f"This has {len(line):,} characters, and a line holds {LONGEST_LINE}. Say it in fewer.")
    return line


def _typed_value(form: PointForm) -> str:
    value = accept(form.value or "").strip()
    if not value:
        raise EntryRefused("Type the number or address, or leave without saving.")
    if form.kind in {PointKind.PHONE, PointKind.EMAIL}:
        return _line(value)
    return value


def _as_opened(point: ContactPoint, opened: HiddenPoint) -> ContactPoint:
    """Return the point as the form saw it: `UnitOfWork.change` asks what was written since then."""
    return replace(point, version=opened.version)


def _has_look_alike(unit: UnitOfWork, point: ContactPoint) -> bool:
    """Say whether another case keeps the same number or address."""
    return any(_same_place(point, found) for found in _elsewhere(unit, point))


def _elsewhere(unit: UnitOfWork, point: ContactPoint) -> Iterator[ContactPoint]:
    return (found for found in unit.points_in(point.value) if found.case_id != point.case_id)


def _same_place(one: ContactPoint, other: ContactPoint) -> bool:
    """Say whether two points are the same, however they were typed. A postcode in common is not enough."""
    if PointKind.PHONE in {one.kind, other.kind}:
        return one.kind is other.kind and bool(one.digits) and one.digits == other.digits
    mine, theirs = compact(one.value), compact(other.value)
    shorter, longer = sorted((mine, theirs), key=len)
    return len(shorter) >= _TELLING and shorter in longer
