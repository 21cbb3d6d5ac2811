"""After a referral: the meeting, our research, her wishes, each agency's actions, and telling her what came of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from uuid import UUID

from advocate_desk.domain.cases import Case
from advocate_desk.domain.errors import EntryRefused, MoveRefused
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.marac import MaracAction, MaracMeeting, MaracReferral
from advocate_desk.domain.marac_duties import MaracDuty, marac_duties
from advocate_desk.domain.marac_rules import feedback_due, is_late
from advocate_desk.domain.plain_text import accept
from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.domain.settings import SERVICE_SETTINGS_ID, ServiceSettings
from advocate_desk.domain.users import Action, User
from advocate_desk.domain.working_days import Deadline
from advocate_desk.services.colleagues import colleagues
from advocate_desk.services.keep_minutes import has_minutes
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.reading import names_of
from advocate_desk.services.rules_in_force import rules_in_force
from advocate_desk.services.session import Session


@dataclass(frozen=True, kw_only=True, slots=True)
class MeetingForm:
    """A meeting as it is typed. Fields are those of `MaracMeeting`."""

    meets_on: date
    place: str = ""
    is_emergency: bool = False
    our_research: str = ""
    her_wishes: str = ""
    heard_on: date | None = None
    feedback_on: date | None = None
    feedback_how: str = ""
    no_feedback_because: str = ""

    @classmethod
    def of(cls, meeting: MaracMeeting) -> "MeetingForm":
        """Return what a kept meeting says."""
        return cls(**{one.name: getattr(meeting, one.name) for one in fields(cls)})


@dataclass(frozen=True, kw_only=True, slots=True)
class ActionForm:
    """An action as it is typed: what, who answers for it, until when."""

    what: str
    owner: str
    owner_id: UUID | None = None
    due_on: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ActionLine:
    """An action, and whether its day has passed without it."""

    action: MaracAction
    late: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class MeetingLine:
    """A meeting with its actions. ``feedback_due`` is None where she was told, or why not is on record."""

    meeting: MaracMeeting
    actions: tuple[ActionLine, ...]
    feedback_due: Deadline | None


_HAPPENED = "Something came of this meeting already, so it stays. Change its day or place if they are wrong."


def has_happened(meeting: MaracMeeting, actions: Sequence[MaracAction]) -> bool:
    """Say whether anything came of a meeting: it was heard or told of, or asked something of somebody."""
    return bool(meeting.heard_on or meeting.feedback_on or meeting.no_feedback_because.strip() or actions)


class FollowMarac:
    """Keeps meetings and their actions."""

    def __init__(self, session: Session, rules: Rulebook) -> None:
        self._session, self._rules = session, rules

    def view(self, case_id: UUID) -> tuple[MeetingLine, ...]:
        """Return the meetings of a case, the newest first, each with its actions, the first due first."""
        self._session.require(Action.READ_CASES)
        today = self._session.clock.today()
        with self._session.work() as unit:
            unit.get(Case, case_id)
            meetings = unit.find(MaracMeeting, case_id=case_id, order_by=("-meets_on", "id"))
            found = unit.find(MaracAction, case_id=case_id)
            settings = unit.get(ServiceSettings, SERVICE_SETTINGS_ID)
            holidays = rules_in_force(unit, self._rules).holidays
        actions = sorted(found, key=lambda one: (one.due_on or date.max, one.id))
        return tuple(
            MeetingLine(
                meeting=one,
                actions=tuple(
                    ActionLine(action=each, late=is_late(each, today)) for each in actions if each.meeting_id == one.id
                ),
                feedback_due=feedback_due(one, settings.marac_feedback_days, holidays, settings.nation),
            )
            for one in meetings
        )

    def owed(self, case_id: UUID) -> tuple[MaracDuty, ...]:
        """Return what is owed around the MARACs of a case, the longest due first; `domain.marac_duties` says what."""
        self._session.require(Action.READ_CASES)
        with self._session.work() as unit:
            return marac_duties(
                unit.find(MaracReferral, case_id=case_id),
                unit.find(MaracMeeting, case_id=case_id),
                unit.find(MaracAction, case_id=case_id),
                unit.get(ServiceSettings, SERVICE_SETTINGS_ID),
                rules_in_force(unit, self._rules).holidays,
                self._session.clock.today(),
            )

    def colleagues(self) -> Mapping[UUID, str]:
        """Return who an action can be given to by account, by id: each is told of it on Today."""
        self._session.require(Action.READ_CASES)
        with self._session.work() as unit:
            names = names_of(unit)
        return colleagues(self._session, names)

    def plan(self, referral_id: UUID, form: MeetingForm) -> MaracMeeting:
        """Keep a meeting that hears the case. An emergency meeting may be called outside the cycle.

        Raises:
            MoveRefused: the referral is not made yet.
            EntryRefused: a day cannot be.
        """
        self._session.require(Action.WORK_ON_CASES)
        now = self._session.clock.now()
        with self._session.work() as unit:
            referral = unit.get(MaracReferral, referral_id)
            if referral.referred_on is None:
                raise MoveRefused("This referral is not made yet. Record the day it was made first.")
            self._check(form, referral.referred_on)
            meeting = MaracMeeting(
                id=new_id(now),
                stream_id=referral.case_id,
                case_id=referral.case_id,
                referral_id=referral.id,
                **_values(form),  # type: ignore[arg-type]  # the form has the record's own fields
            )
            unit.add(meeting)
            _tell_case(unit, meeting)
            unit.commit("MARAC meeting planned")
        return self._meeting(meeting.id)

    def change(self, opened: MaracMeeting, form: MeetingForm) -> MaracMeeting:
        """Keep what is new about a meeting: our research, her wishes, that it was heard, how she was told.

        Raises:
            EntryRefused: a day cannot be; she was told, but nothing says how; or she was told and was not.
            ChangedMeanwhile: somebody changed the same after ``opened`` was read.
        """
        self._session.require(Action.WORK_ON_CASES)
        with self._session.work() as unit:
            referral = unit.get(MaracReferral, opened.referral_id)
            self._check(form, referral.referred_on or form.meets_on)
            changed = {name: value for name, value in _values(form).items() if getattr(opened, name) != value}
            if changed:
                unit.change(opened, **changed)
                if "meets_on" in changed:
                    _tell_case(unit, replace(opened, meets_on=form.meets_on), was=opened.meets_on)
                unit.commit("MARAC meeting changed")
        return self._meeting(opened.id)

    def remove(self, meeting_id: UUID) -> None:
        """Take out a meeting that was planned by mistake. `restore` takes that back.

        Raises:
            MoveRefused: it was heard or told of, or has actions or minutes.
        """
        self._session.require(Action.WORK_ON_CASES)
        with self._session.work() as unit:
            meeting = unit.get(MaracMeeting, meeting_id)
            actions = unit.find(MaracAction, meeting_id=meeting_id)
            if has_happened(meeting, actions) or has_minutes(unit, meeting_id):
                raise MoveRefused(_HAPPENED)
            unit.remove(meeting)
            _untell_case(unit, meeting)
            unit.commit("MARAC meeting removed")

    def restore(self, meeting_id: UUID) -> MaracMeeting:
        """Bring back a meeting that was removed.

        Raises:
            NotFound: no such meeting, or it was not removed.
        """
        self._session.require(Action.WORK_ON_CASES)
        with self._session.work() as unit:
            meeting = unit.get_removed(MaracMeeting, meeting_id)
            unit.change(meeting, deleted_at=None)
            _tell_case(unit, meeting)
            unit.commit("MARAC meeting brought back")
        return self._meeting(meeting_id)

    def add_action(self, meeting_id: UUID, form: ActionForm) -> MaracAction:
        """Keep an action of a meeting.

        Raises:
            EntryRefused: nothing says what is to be done, or who answers for it; or nobody knows that colleague.
        """
        self._session.require(Action.WORK_ON_CASES)
        now = self._session.clock.now()
        what, owner = _what_and_who(form)
        with self._session.work() as unit:
            meeting = unit.get(MaracMeeting, meeting_id)
            _must_be_known(unit, form.owner_id)
            action = MaracAction(
                id=new_id(now),
                stream_id=meeting.case_id,
                case_id=meeting.case_id,
                meeting_id=meeting.id,
                what=what,
                owner=owner,
                owner_id=form.owner_id,
                due_on=form.due_on,
            )
            unit.add(action)
            unit.commit("MARAC action kept")
        return self._action(action.id)

    def change_action(self, opened: MaracAction, form: ActionForm) -> MaracAction:
        """Keep what was agreed of an action in other words, with another owner or day.

        Raises:
            EntryRefused: nothing says what is to be done, or who answers for it; or nobody knows that colleague.
            ChangedMeanwhile: somebody changed the same after ``opened`` was read.
        """
        self._session.require(Action.WORK_ON_CASES)
        what, owner = _what_and_who(form)
        typed = {"what": what, "owner": owner, "owner_id": form.owner_id, "due_on": form.due_on}
        changed = {name: value for name, value in typed.items() if getattr(opened, name) != value}
        if changed:
            with self._session.work() as unit:
                _must_be_known(unit, form.owner_id)
                unit.change(opened, **changed)
                unit.commit("MARAC action changed")
        return self._action(opened.id)

    def finish_action(self, opened: MaracAction, done_on: date, came_of_it: str = "") -> MaracAction:
        """Record that an action is done, and what came of it.

        Raises:
            EntryRefused: the day is to come.
            ChangedMeanwhile: somebody else recorded it after ``opened`` was read.
        """
        self._session.require(Action.WORK_ON_CASES)
        if done_on > self._session.clock.today():
            raise EntryRefused("That day is still to come. Record it when it is done.")
        with self._session.work() as unit:
            unit.change(opened, done_on=done_on, came_of_it=accept(came_of_it))
            unit.commit("MARAC action done")
        return self._action(opened.id)

    def reopen_action(self, action_id: UUID) -> MaracAction:
        """Take back that an action is done; what was written of it stays."""
        self._session.require(Action.WORK_ON_CASES)
        with self._session.work() as unit:
            unit.change(unit.get(MaracAction, action_id), done_on=None)
            unit.commit("MARAC action open again")
        return self._action(action_id)

    def _check(self, form: MeetingForm, referred_on: date) -> None:
        if why := next(_why_refused(form, referred_on, self._session.clock.today()), ""):
            raise EntryRefused(why)

    def _meeting(self, meeting_id: UUID) -> MaracMeeting:
        with self._session.work() as unit:
            return unit.get(MaracMeeting, meeting_id)

    def _action(self, action_id: UUID) -> MaracAction:
        with self._session.work() as unit:
            return unit.get(MaracAction, action_id)


def _must_be_known(unit: UnitOfWork, owner_id: UUID | None) -> None:
    if owner_id is not None and not unit.find(User, id=owner_id):
        raise EntryRefused("Choose a colleague from the list, or say in words who answers for it.")


def _what_and_who(form: ActionForm) -> tuple[str, str]:
    what, owner = accept(form.what).strip(), accept(form.owner).strip()
    if not what or not owner:
        raise EntryRefused("Say what is to be done, and which agency or person answers for it.")
    return what, owner


def _why_refused(form: MeetingForm, referred_on: date, today: date) -> Iterator[str]:
    if form.meets_on < referred_on:
        yield "A meeting hears a case after it was referred. Check both days."
    if form.heard_on is not None and not referred_on <= form.heard_on <= today:
        yield "The case was heard after it was referred, and not on a day to come. Check the day."
    if form.feedback_on is None:
        return
    if not (form.heard_on or form.meets_on) <= form.feedback_on <= today:
        yield "What came of a meeting is told after it, and not on a day to come. Check the day."
    if not form.feedback_how.strip():
        yield "Say how this was told, and that it was safe."
    if form.no_feedback_because.strip():
        yield "Either it was told, or there is a reason why not. Take one of them out."


def _values(form: MeetingForm) -> dict[str, object]:
    return {
        "meets_on": form.meets_on,
        "place": accept(form.place).strip(),
        "is_emergency": form.is_emergency,
        "our_research": accept(form.our_research),
        "her_wishes": accept(form.her_wishes),
        "heard_on": form.heard_on,
        "feedback_on": form.feedback_on,
        "feedback_how": accept(form.feedback_how).strip(),
        "no_feedback_because": accept(form.no_feedback_because).strip(),
    }


def _tell_case(unit: UnitOfWork, meeting: MaracMeeting, was: date | None = None) -> None:
    """Let the case show its newest meeting: Today and its letters read it there.

    A later day that the case had from elsewhere stays, unless it was this meeting's own before (``was``).
    """
    case = unit.get(Case, meeting.case_id)
    others = [one.meets_on for one in unit.find(MaracMeeting, case_id=meeting.case_id) if one.id != meeting.id]
    elsewhere = [case.marac_on] if case.marac_on is not None and case.marac_on != was else []
    newest = max([meeting.meets_on, *others, *elsewhere])
    if case.marac_on != newest:
        unit.change(case, marac_on=newest)


def _untell_case(unit: UnitOfWork, removed: MaracMeeting) -> None:
    """Let the case show its newest meeting without ``removed``, or the day it had before that was planned."""
    case = unit.get(Case, removed.case_id)
    if case.marac_on != removed.meets_on:
        return
    days = [written.fields["marac_on"] for written in unit.story(case) if "marac_on" in written.fields]
    before = next((day for day in days if day != removed.meets_on), None)
    others = [one.meets_on for one in unit.find(MaracMeeting, case_id=removed.case_id) if one.id != removed.id]
    known = [*others, *([before] if isinstance(before, date) else [])]
    unit.change(case, marac_on=max(known, default=None))
