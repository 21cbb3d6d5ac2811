"""What must be kept from whom, and why: written down, looked at again, lifted with a reason."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from advocate_desk.domain.agreements import Withheld
from advocate_desk.domain.cases import Case
from advocate_desk.domain.consent import Share
from advocate_desk.domain.consent_rules import SHARE_LABELS
from advocate_desk.domain.dates_in_words import due_on_words, long_date
from advocate_desk.domain.directory import Agency
from advocate_desk.domain.errors import EntryRefused
from advocate_desk.domain.hidden_points import KIND_WORDS
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.people import ContactPoint, Person, PersonRole, shown_name
from advocate_desk.domain.plain_text import accept
from advocate_desk.domain.sentences import sentence_start
from advocate_desk.domain.users import Action
from advocate_desk.domain.withholding import KeptFrom, holds_now, is_due, is_from_everybody, kept_from
from advocate_desk.services.make_referral import NO_AGENCY
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.reading import names_of
from advocate_desk.services.session import Session


@dataclass(frozen=True, kw_only=True, slots=True)
class WithheldForm:
    """What the form asks. Without an agency and a person it is withheld from everybody."""

    what: str
    why: str
    shares: tuple[Share, ...] = ()
    points: tuple[UUID, ...] = ()
    agency_id: UUID | None = None
    person_id: UUID | None = None
    from_whom: str = ""
    review_on: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class WithheldChoices:
    """What the form offers: contact points by id, in words without a number or address, and people by id."""

    points: Mapping[UUID, str]
    people: Mapping[UUID, str]


@dataclass(frozen=True, kw_only=True, slots=True)
class WithheldLine:
    """One entry. ``what`` and ``whom`` are words with no number or address in them; ``standing`` says how it holds.

    ``agency`` is the name of the agency it is withheld from, "" where it names none.
    """

    withheld: Withheld
    what: tuple[str, ...]
    whom: str
    standing: str
    holds: bool
    due: bool
    recorded_by: str
    agency: str = ""


class Withhold:
    """Keeps what must not reach somebody. Letters and share boxes obey it at once."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def view(self, case_id: UUID) -> tuple[WithheldLine, ...]:
        """Return the entries of a case: those that hold first, then the newest.

        Raises:
            NotFound: no such case.
        """
        self._session.require(Action.READ_CASES)
        today = self._session.clock.today()
        with self._session.work() as unit:
            every = unit.find(Withheld, case_id=unit.get(Case, case_id).id)
            points = {one.id: one for one in unit.find(ContactPoint, case_id=case_id)}
            people = {one.id: one for one in unit.find(Person, case_id=case_id)}
            agency_ids = tuple({one.agency_id for one in every if one.agency_id})
            agencies = {one.id: one.name for one in unit.find(Agency, id=agency_ids)} if agency_ids else {}
            staff = names_of(unit)
        ordered = sorted(every, key=lambda one: (holds_now(one), one.recorded_at), reverse=True)
        return tuple(
            WithheldLine(
                withheld=one,
                what=_what(one, points),
                whom=_whom(one, people, agencies),
                standing=_standing(one, today),
                holds=holds_now(one),
                due=is_due(one, today),
                recorded_by=staff.get(one.recorded_by, ""),
                agency=agencies.get(one.agency_id, "") if one.agency_id else "",
            )
            for one in ordered
        )

    def choices(self, case_id: UUID) -> WithheldChoices:
        """Return what an entry of a case can name. The other person's own numbers are in no letter anyway."""
        self._session.require(Action.READ_CASES)
        with self._session.work() as unit:
            case = unit.get(Case, case_id)
            people = unit.find(Person, case_id=case_id, order_by=("id",))
            points = unit.find(ContactPoint, case_id=case_id, order_by=("id",))
        names = {one.id: shown_name(one) for one in people if one.role is not PersonRole.OTHER_PERSON}
        own = sorted((one for one in points if one.person_id in names), key=lambda one: one.person_id != case.client_id)
        return WithheldChoices(
            points={one.id: _point_words(one, names[one.person_id]) for one in own},
            people={one.id: shown_name(one) for one in people if one.id != case.client_id},
        )

    def keep(self, case_id: UUID, form: WithheldForm) -> UUID:
        """Keep a new entry, and return which.

        Raises:
            EntryRefused: nothing is named, no reason is given, or something is of another case.
            TextRefused: a text holds what cannot be kept exactly.
        """
        self._session.require(Action.WORK_ON_CASES)
        now = self._session.clock.now()
        with self._session.work() as unit:
            values = self._accepted(unit, unit.get(Case, case_id).id, form, None)
            entry = Withheld(
                id=new_id(now),
                stream_id=case_id,
                case_id=case_id,
                recorded_at=now,
                recorded_by=self._session.user.id,
                **values,
            )
            unit.add(entry)
            unit.commit("withheld")
        return entry.id

    def change(self, opened: Withheld, form: WithheldForm) -> None:
        """Change what the form changed of ``opened``, the state it was opened on.

        Raises:
            ChangedMeanwhile: one of the same fields was changed since.
            EntryRefused, TextRefused: as in `keep`; or it was lifted.
        """
        self._session.require(Action.WORK_ON_CASES)
        with self._session.work() as unit:
            _refuse_lifted(unit.get(Withheld, opened.id))
            values = self._accepted(unit, opened.case_id, form, opened)
            changed = {name: value for name, value in values.items() if value != getattr(opened, name)}
            if changed:
                unit.change(opened, **changed)
                unit.commit("withheld changed")

    def lift(self, opened: Withheld, because: str) -> None:
        """Lift an entry today. It stays listed with the reason.

        Raises:
            EntryRefused: no reason, or it was lifted already.
            ChangedMeanwhile: somebody lifted it since it was opened.
        """
        self._session.require(Action.WORK_ON_CASES)
        if not because.strip():
            raise EntryRefused("Say why this need not be withheld any longer.")
        with self._session.work() as unit:
            _refuse_lifted(unit.get(Withheld, opened.id))
            unit.change(opened, lifted_on=self._session.clock.today(), lifted_because=accept(because))
            unit.commit("withheld lifted")

    def kept_from(self, case_id: UUID, agency_id: UUID | None) -> KeptFrom:
        """Return what must not reach an agency, and what must reach nobody while none is chosen."""
        self._session.require(Action.READ_CASES)
        with self._session.work() as unit:
            entries = unit.find(Withheld, case_id=unit.get(Case, case_id).id)
            return kept_from(entries, agency_id or NO_AGENCY, unit.find(Person, case_id=case_id))

    def _accepted(self, unit: UnitOfWork, case_id: UUID, form: WithheldForm, opened: Withheld | None) -> dict[str, Any]:
        if not (form.what.strip() or form.shares or form.points):
            raise EntryRefused("Say what must be withheld, or tick it.")
        if not form.why.strip():
            raise EntryRefused("Say why this must be withheld, so that nobody lifts it by mistake.")
        is_new_day = opened is None or opened.review_on != form.review_on
        if form.review_on is not None and is_new_day and form.review_on <= self._session.clock.today():
            raise EntryRefused("The day to look again must lie ahead. Choose a later one.")
        own_points = {one.id for one in unit.find(ContactPoint, case_id=case_id)}
        own_people = {one.id for one in unit.find(Person, case_id=case_id)}
        # What an entry names already may have been removed since: it stays withheld.
        known = {*own_points, *(opened.points if opened else ())}
        if not known.issuperset(form.points) or form.person_id not in {
            None,
            opened.person_id if opened else None,
            *own_people,
        }:
            raise EntryRefused("Something chosen here belongs to another case. Choose again.")
        if form.agency_id is not None:
            unit.get(Agency, form.agency_id)
        return {
            "what": accept(form.what),
            "why": accept(form.why),
            "shares": form.shares,
            "points": form.points,
            "agency_id": form.agency_id,
            "person_id": form.person_id,
            "from_whom": accept(form.from_whom),
            "review_on": form.review_on,
        }


def _point_words(point: ContactPoint, name: str) -> str:
    """Return whose and what kind, with what was noted beside it: ``Ceri Sample: address (a friend's)``."""
    note = " ".join(point.note.split())
    return f"{name}: {KIND_WORDS[point.kind].lower()}{f' ({note})' if note else ''}"


def _refuse_lifted(withheld: Withheld) -> None:
    if withheld.lifted_on is not None:
        raise EntryRefused("This was lifted already. Withhold it anew if it must be kept again.")


def _what(one: Withheld, points: dict[UUID, ContactPoint]) -> tuple[str, ...]:
    """Return what an entry closes, never a number or address itself."""
    shares = [SHARE_LABELS[share] for share in Share if share in one.shares]
    kinds = [KIND_WORDS[points[point].kind] if point in points else "A contact detail" for point in one.points]
    words = [" ".join(one.what.split())] if one.what.strip() else []
    return (*words, *(sentence_start(share) for share in shares), *kinds)


def _whom(one: Withheld, people: dict[UUID, Person], agencies: dict[UUID, str]) -> str:
    named = [
        agencies.get(one.agency_id, "An agency that was taken out of the directory") if one.agency_id else "",
        (shown_name(people[one.person_id]) if one.person_id in people else "Somebody who was removed")
        if one.person_id
        else "",
        "Everybody" if is_from_everybody(one) else "",
        " ".join(one.from_whom.split()),
    ]
    return ", ".join(part for part in named if part)


def _standing(one: Withheld, today: date) -> str:
    if one.lifted_on is not None:
        return f"Lifted {long_date(one.lifted_on)}: {one.lifted_because.strip()}"
    return f"Holds. Look again: {due_on_words(one.review_on, today)}." if one.review_on else "Holds until it is lifted."
