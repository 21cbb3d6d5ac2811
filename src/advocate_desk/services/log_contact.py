"""Logging a contact, or the attempt at one."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from advocate_desk.domain.cases import Case
from advocate_desk.domain.contacts import Contact, ContactKind, ContactResult, Direction, Note
from advocate_desk.domain.errors import EntryRefused
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.plain_text import accept, accept_line
from advocate_desk.domain.safe_contact import SafeContactPlan
from advocate_desk.domain.settings import SERVICE_SETTINGS_ID, ServiceSettings
from advocate_desk.domain.tasks import Task
from advocate_desk.domain.users import Action
from advocate_desk.services.begin_contact import why_not_log
from advocate_desk.services.case_file import read_case_file
from advocate_desk.services.plan_contact import plan_fields
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.session import Session

_CLOCKS_DIFFER = timedelta(minutes=5)


@dataclass(frozen=True, kw_only=True, slots=True)
class NewContact:
    """What the sheet asks. ``next_title`` and ``next_at`` make a task when given.

    ``held_to_plan`` is set by a form that can ask for a reason: then a contact of ours outside the plan needs one.
    """

    case_id: UUID
    kind: ContactKind
    direction: Direction
    result: ContactResult
    happened_at: datetime
    minutes: int | None = None
    summary: str = ""
    distressing: bool = False
    safe_contact_checked: bool = False
    next_title: str = ""
    next_at: datetime | None = None
    corrects_id: UUID | None = None
    held_to_plan: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class NewNote:
    """What the note form asks: a headline, which may be empty, and the words."""

    case_id: UUID
    text: str
    headline: str = ""


class LogContact:
    """Adds to the contact log. An entry is never edited; a correction is a new one."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def log(self, new: NewContact) -> UUID:
        """Keep the entry and return its id.

        ``safe_contact_checked`` renews the day the safe-contact plan was gone through with her. What was
        done outside the plan is kept like everything else: the log says what happened.

        Raises:
            TextRefused: the summary holds what cannot be kept exactly.
            EntryRefused: the entry lies in the future, corrects nothing here, there is no plan to renew, or it was
                begun against the plan and no reason was typed in the minutes before (see `BeginContact`).
        """
        self._session.require(Action.WORK_ON_CASES)
        now = self._session.clock.now()
        if new.happened_at > now + _CLOCKS_DIFFER:
            raise EntryRefused("This contact lies in the future. Check its day and time.")
        if new.minutes is not None and not 0 <= new.minutes <= 24 * 60:
            raise EntryRefused("A contact takes between no time and a day. Check the minutes.")
        contact = self._contact(new, now)
        with self._session.work() as unit:
            case = unit.get(Case, new.case_id)
            if new.corrects_id is not None and unit.get(Contact, new.corrects_id).case_id != new.case_id:
                raise EntryRefused("A correction belongs to an entry of the same case.")
            self._ask_for_a_reason(unit, new)
            unit.add(contact)
            if new.next_title.strip():
                unit.add(self._task(new, now))
            if new.safe_contact_checked:
                self._renew_plan(unit, case, now)
            unit.commit("contact logged")
        return contact.id

    def add_note(self, new: NewNote) -> UUID:
        """Keep a note of now, and return its id.

        Raises:
            EntryRefused: nothing is written.
            TextRefused: the note holds what cannot be kept exactly.
        """
        self._session.require(Action.WORK_ON_CASES)
        if not new.text.strip():
            raise EntryRefused("There is nothing in this note yet. Write it, or leave without saving.")
        now = self._session.clock.now()
        with self._session.work() as unit:
            case = unit.get(Case, new.case_id)
            note = Note(
                id=new_id(now),
                stream_id=case.id,
                case_id=case.id,
                happened_at=now,
                recorded_at=now,
                author_id=self._session.user.id,
                headline=accept_line(new.headline),
                text=accept(new.text),
            )
            unit.add(note)
            unit.commit("note added")
        return note.id

    def may_use(self, case_id: UUID, kind: ContactKind) -> tuple[bool, str]:
        """Say whether it is safe to begin a contact of this kind, and if not, why not."""
        self._session.require(Action.READ_CASES)
        with self._session.work() as unit:
            file = read_case_file(unit, case_id)
        verdict = file.may_begin(kind, self._session.clock.now())
        return verdict.allowed, verdict.why or verdict.keep_to

    def _ask_for_a_reason(self, unit: UnitOfWork, new: NewContact) -> None:
        if not new.held_to_plan or new.direction is not Direction.OUTGOING or new.corrects_id is not None:
            return
        if why := why_not_log(unit, new.case_id, new.kind, self._session.user.id, new.happened_at):
            raise EntryRefused(why)

    def _contact(self, new: NewContact, now: datetime) -> Contact:
        return Contact(
            id=new_id(now),
            stream_id=new.case_id,
            case_id=new.case_id,
            kind=new.kind,
            direction=new.direction,
            result=new.result,
            happened_at=new.happened_at,
            recorded_at=now,
            author_id=self._session.user.id,
            minutes=new.minutes,
            summary=accept(new.summary),
            distressing=new.distressing,
            corrects_id=new.corrects_id,
        )

    def _task(self, new: NewContact, now: datetime) -> Task:
        return Task(
            id=new_id(now),
            stream_id=new.case_id,
            case_id=new.case_id,
            title=accept(new.next_title),
            owner_id=self._session.user.id,
            due_at=new.next_at,
        )

    def _renew_plan(self, unit: UnitOfWork, case: Case, now: datetime) -> None:
        plans = unit.find(SafeContactPlan, case_id=case.id, person_id=case.client_id)
        if not plans:
            raise EntryRefused("Nobody has written down yet how contact is safe. Write that down first.")
        days = unit.get(ServiceSettings, SERVICE_SETTINGS_ID).safe_contact_days
        unit.change(plans[0], **plan_fields(True, self._session.user.id, now, days))
