"""Incidents: written down as they were told, corrected by a new entry, and counted by the rules."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from advocate_desk.domain.errors import EntryRefused
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.incident_rules import (
    Escalation,
    KnownIncident,
    Repeat,
    escalation,
    known_incidents,
    repeats,
    without_day,
)
from advocate_desk.domain.incident_words import escalation_words, repeat_words, undated_words
from advocate_desk.domain.incidents import Incident, IncidentKind, ToldBy
from advocate_desk.domain.marac import MaracReferral
from advocate_desk.domain.people import Person, PersonRole
from advocate_desk.domain.plain_text import accept
from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.domain.users import Action
from advocate_desk.services.case_file import read_case_file
from advocate_desk.services.incident_lines import IncidentLine, due_checks, incident_lines
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.session import Session


@dataclass(frozen=True, kw_only=True, slots=True)
class NewIncident:
    """An incident as it is typed. Fields are those of `Incident`."""

    kinds: tuple[IncidentKind, ...]
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


@dataclass(frozen=True, kw_only=True, slots=True)
class IncidentsView:
    """A case's incidents, each as it stands now: the newest first, those without a day at the end.

    ``undated`` are those without a day, which no count by day holds. ``lines`` are the same incidents as a list shows
    them, ``people`` those of the case who may be named. ``due`` says which checks an incident made due, ``together``
    what the incidents say as a whole; each is a sentence.
    """

    incidents: tuple[KnownIncident, ...]
    undated: tuple[KnownIncident, ...]
    escalation: Escalation
    repeats: tuple[Repeat, ...]
    lines: tuple[IncidentLine, ...] = ()
    people: tuple[Person, ...] = ()
    due: tuple[str, ...] = ()
    together: tuple[str, ...] = ()


class RecordIncident:
    """Keeps incidents."""

    def __init__(self, session: Session, rules: Rulebook) -> None:
        self._session, self._rules = session, rules

    def view(self, case_id: UUID) -> IncidentsView:
        """Return the incidents of a case, and what they say together today."""
        self._session.require(Action.READ_CASES)
        today, criteria = self._session.clock.today(), self._rules.marac
        with self._session.work() as unit:
            file = read_case_file(unit, case_id)
            referrals = unit.find(MaracReferral, case_id=case_id)
        known = known_incidents(file.incidents)
        newest_first = sorted(known, key=lambda one: (one.last_day or date.min, one.known_at), reverse=True)
        worse, again = escalation(known, criteria, today), repeats(known, referrals, criteria, today)
        names = {person.id: person.name_to_use.strip() for person in file.people}
        told = (
            *(repeat_words(one, names.get(one.other_id, "") if one.other_id else "", criteria) for one in again),
            escalation_words(worse, criteria),
            undated_words(without_day(known)),
        )
        return IncidentsView(
            incidents=tuple(newest_first),
            undated=without_day(known),
            escalation=worse,
            repeats=again,
            lines=incident_lines(file, newest_first),
            people=file.people,
            due=tuple(due_checks(file, known)),
            together=tuple(words for words in told if words),
        )

    def record(self, case_id: UUID, new: NewIncident) -> Incident:
        """Keep an incident.

        Raises:
            EntryRefused: no kind is chosen, it ends before it begins, lies in the future, or names somebody who is
                not in this case, or is the client herself.
            TextRefused: a text holds what cannot be kept exactly.
        """
        return self._keep(case_id, new, None)

    def correct(self, incident_id: UUID, new: NewIncident) -> Incident:
        """Keep ``new`` in place of an incident, which stays in the history. Whatever it corrects counts once.

        Raises:
            EntryRefused, TextRefused: as `record`.
            NotFound: no such incident.
        """
        self._session.require(Action.WORK_ON_CASES)
        with self._session.work() as unit:
            case_id = unit.get(Incident, incident_id).case_id
        return self._keep(case_id, new, incident_id)

    def _keep(self, case_id: UUID, new: NewIncident, corrects_id: UUID | None) -> Incident:
        self._session.require(Action.WORK_ON_CASES)
        with self._session.work() as unit:
            kept = add_incident(unit, self._session, case_id, new, corrects_id)
            unit.commit("incident corrected" if corrects_id else "incident recorded")
        with self._session.work() as unit:
            return unit.get(Incident, kept.id)


def add_incident(
    unit: UnitOfWork, session: Session, case_id: UUID, new: NewIncident, corrects_id: UUID | None = None
) -> Incident:
    """Add an incident to a unit of work, which its caller commits.

    Raises:
        EntryRefused, TextRefused: as `RecordIncident.record`.
    """
    now, today = session.clock.now(), session.clock.today()
    before = unit.get(Incident, corrects_id) if corrects_id else None
    if why := next(_why_refused(unit, case_id, new, today, before), ""):
        raise EntryRefused(why)
    kept = Incident(
        id=new_id(now),
        stream_id=case_id,
        case_id=case_id,
        kinds=tuple(dict.fromkeys(new.kinds)),
        recorded_at=now,
        author_id=session.user.id,
        happened_on=new.happened_on,
        happened_until=new.happened_until,
        about_when=accept(new.about_when).strip(),
        by_whom=tuple(dict.fromkeys(new.by_whom)),
        by_whom_as_text=accept(new.by_whom_as_text).strip(),
        who_was_there=tuple(dict.fromkeys(new.who_was_there)),
        who_was_there_as_text=accept(new.who_was_there_as_text).strip(),
        what=accept(new.what),
        told_to=accept(new.told_to),
        police_reference=accept(new.police_reference).strip(),
        told_by=new.told_by,
        distressing=new.distressing,
        corrects_id=corrects_id,
    )
    unit.add(kept)
    return kept


def _why_refused(
    unit: UnitOfWork, case_id: UUID, new: NewIncident, today: date, before: Incident | None
) -> Iterator[str]:
    """Yield what is wrong. Whom the entry ``before`` named may be named again, removed from the case or not."""
    if not new.kinds:
        yield "Choose at least one kind. “Something else” is one."
    if new.happened_on and new.happened_until and new.happened_until < new.happened_on:
        yield "This ends before it begins. Check both days."
    if any(day is not None and day > today for day in (new.happened_on, new.happened_until)):
        yield "That day is still to come. Check it; what is feared belongs in a note or the risk assessment."
    people = {person.id: person for person in unit.find(Person, case_id=case_id)}
    named = {*before.by_whom, *before.who_was_there} if before else set()
    if not people.keys() | named >= {*new.by_whom, *new.who_was_there}:
        yield "Somebody named here is not among the people of this case. Add them there first."
    if any(one in people and people[one].role is PersonRole.CLIENT for one in new.by_whom):
        yield "This is the record of what was done to the client. Choose who did it, or leave it open."
