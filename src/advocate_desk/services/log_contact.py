"""Logging a contact, or the attempt at one."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID

from advocate_desk.domain.cases import Case
from advocate_desk.domain.contact_banner import if_someone_else_answers
from advocate_desk.domain.contact_rules import method_of
from advocate_desk.domain.contacts import Contact, ContactKind, ContactResult, Direction, Note
from advocate_desk.domain.dates_in_words import in_london
from advocate_desk.domain.errors import EntryRefused
from advocate_desk.domain.flag_rules import guard_flag
from advocate_desk.domain.flags import Flag, FlagKind
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.people import ContactPoint
from advocate_desk.domain.plain_text import accept, accept_line
from advocate_desk.domain.safe_contact import SafeContactPlan
from advocate_desk.domain.settings import SERVICE_SETTINGS_ID, ServiceSettings
from advocate_desk.domain.tasks import Task
from advocate_desk.domain.users import Action
from advocate_desk.services.begin_contact import GIVE_A_REASON, against_plan, override_of
from advocate_desk.services.case_file import CaseFile, read_case_file
from advocate_desk.services.contact_points import open_points
from advocate_desk.services.plan_contact import plan_fields
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.session import Session

_CLOCKS_DIFFER = timedelta(minutes=5)
FLAG_LOOKED_AT_AGAIN = timedelta(days=7)
"""So long after it was raised beside a contact, a flag is looked at again."""


@dataclass(frozen=True, kw_only=True, slots=True)
class NewContact:
    """What the sheet asks. ``next_title`` and ``next_at`` make a task when given.

    ``held_to_plan`` is set by a form that can ask for a reason: then a contact of ours outside the plan needs one, in
    ``against_plan_because`` or typed in the minutes before (`BeginContact`). ``put_at_risk`` says what in it put her at
    risk; with ``raise_flag`` everybody who opens the case sees it as a flag. ``point_id`` is the number or address that
    was used; where it is not given and the plan leaves one alone, that one. ``said`` is what was said to whoever
    answered instead of her.
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
    against_plan_because: str = ""
    put_at_risk: str = ""
    raise_flag: bool = False
    point_id: UUID | None = None
    said: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class BeforeEntry:
    """What stands beside the sheet: whether this was or is within the plan, why not, and what to keep to.

    ``asks_why`` says that a form held to the plan needs a reason in words. ``call_again`` is the first safe moment from
    a day ahead on, None where the plan knows of none before it is to be checked again. ``points`` are the numbers or
    addresses open to it, by id, in words without their values.
    """

    allowed: bool
    why: str
    keep_to: str
    asks_why: bool
    call_again: datetime | None = None
    points: Mapping[UUID, str] = field(default_factory=dict)


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
            EntryRefused: the entry lies in the future, corrects nothing here, there is no plan to renew, a flag has no
                words, the number is of another case, or it was begun against the plan and no reason is given.
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
            corrected = unit.get(Contact, new.corrects_id) if new.corrects_id is not None else None
            if corrected is not None and corrected.case_id != new.case_id:
                raise EntryRefused("A correction belongs to an entry of the same case.")
            _refuse_point(unit, new, corrected)
            if _is_held_to_plan(new):
                file = read_case_file(unit, new.case_id)
                self._ask_for_a_reason(unit, file, new, now)
                contact = replace(contact, point_id=new.point_id or _only_point(file, new))
            unit.add(contact)
            if new.raise_flag:
                unit.add(self._flag(unit, new, now))
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

    def may_use(
        self, case_id: UUID, kind: ContactKind, result: ContactResult | None = None, at: datetime | None = None
    ) -> BeforeEntry:
        """Say whether a contact of ours of this kind is within the plan.

        Args:
            case_id: whose plan.
            kind: how it is made.
            result: what came of it, where that is known: a message left needs voicemail to be safe.
            at: when it was begun; None for now. What is past is judged by what was known then.
        """
        self._session.require(Action.READ_CASES)
        now = self._session.clock.now()
        with self._session.work() as unit:
            file = read_case_file(unit, case_id)
            against = against_plan(unit, file, kind, result, self._session.user.id, at or now)
        points = open_points(file, kind, at or now)
        again = file.may_begin(kind, now + timedelta(days=1))
        call_again = now + timedelta(days=1) if again.allowed else again.opens
        if against is not None:
            asks = not against.answered
            return BeforeEntry(
                allowed=False, why=against.why, keep_to="", asks_why=asks, call_again=call_again, points=points
            )
        verdict = file.may_begin(kind, at or now)
        if method_of(kind) is None:
            return BeforeEntry(allowed=False, why=verdict.why, keep_to="", asks_why=False)
        to_say = if_someone_else_answers(file.plan) if file.plan and kind is ContactKind.CALL else ""
        keep_to = " ".join(part for part in (verdict.keep_to, to_say) if part)
        return BeforeEntry(allowed=True, why="", keep_to=keep_to, asks_why=False, call_again=call_again, points=points)

    def _ask_for_a_reason(self, unit: UnitOfWork, file: CaseFile, new: NewContact, now: datetime) -> None:
        """Keep the reason for a contact of ours outside the plan."""
        user_id = self._session.user.id
        against = against_plan(unit, file, new.kind, new.result, user_id, new.happened_at)
        if against is None:
            return
        if new.against_plan_because.strip():
            unit.add(override_of(file, against, new.against_plan_because, user_id, now))
        elif not against.answered:
            raise EntryRefused(GIVE_A_REASON)

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
            summary=accept(_summary(new)),
            distressing=new.distressing,
            corrects_id=new.corrects_id,
            point_id=new.point_id,
            said=accept(new.said),
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

    def _flag(self, unit: UnitOfWork, new: NewContact, now: datetime) -> Flag:
        today = in_london(now).date()
        reason, again = accept(new.put_at_risk).strip(), today + FLAG_LOOKED_AT_AGAIN
        guard_flag(reason, again, today)
        return Flag(
            id=new_id(now),
            stream_id=unit.get(Case, new.case_id).id,
            case_id=new.case_id,
            kind=FlagKind.TAKE_CARE,
            reason=reason,
            owner_id=self._session.user.id,
            review_on=again,
            raised_on=today,
        )

    def _renew_plan(self, unit: UnitOfWork, case: Case, now: datetime) -> None:
        plans = unit.find(SafeContactPlan, case_id=case.id, person_id=case.client_id)
        if not plans:
            raise EntryRefused("Nobody has written down yet how contact is safe. Write that down first.")
        days = unit.get(ServiceSettings, SERVICE_SETTINGS_ID).safe_contact_days
        unit.change(plans[0], **plan_fields(True, self._session.user.id, now, days))


def _is_held_to_plan(new: NewContact) -> bool:
    return new.held_to_plan and new.direction is Direction.OUTGOING and new.corrects_id is None


def _only_point(file: CaseFile, new: NewContact) -> UUID | None:
    """Return the number or address a contact of ours must have used, where one alone was open to it."""
    points = [*open_points(file, new.kind, new.happened_at)]
    return points[0] if len(points) == 1 else None


def _refuse_point(unit: UnitOfWork, new: NewContact, corrected: Contact | None) -> None:
    """Refuse a number of another case. What the corrected entry names may have been removed since."""
    if new.point_id is None or (corrected is not None and corrected.point_id == new.point_id):
        return
    if not unit.find(ContactPoint, id=new.point_id, case_id=new.case_id):
        raise EntryRefused("This number or address is not of this case. Choose again which was used.")


def _summary(new: NewContact) -> str:
    """Return what was written down, with what put her at risk at its end."""
    at_risk = f"What put the person at risk: {new.put_at_risk.strip()}" if new.put_at_risk.strip() else ""
    return "\n\n".join(part for part in (new.summary, at_risk) if part)
