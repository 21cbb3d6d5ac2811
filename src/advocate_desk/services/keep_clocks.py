"""The clocks of a case at the desk: what is late, what runs, whose start nobody knows, what is recorded of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

from advocate_desk.domain.cases import Case
from advocate_desk.domain.clock_entries import ClockEntry, ClockEntryKind, EnhancedRights
from advocate_desk.domain.clock_rules import guard_entry, guard_key_date
from advocate_desk.domain.clocks import Clock, ClockState
from advocate_desk.domain.court import CourtOrder
from advocate_desk.domain.dates_in_words import LONDON
from advocate_desk.domain.errors import ChangedMeanwhile, EntryRefused
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.key_date_kinds import KeyDateKind
from advocate_desk.domain.key_dates import KeyDate
from advocate_desk.domain.order_words import order_title
from advocate_desk.domain.pathway import PathwayStep
from advocate_desk.domain.people import Person, PersonRole, shown_name
from advocate_desk.domain.plain_text import accept, accept_line
from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.domain.users import Action
from advocate_desk.domain.way_rules import WayRules
from advocate_desk.services.case_events import events_of_cases, first_ids
from advocate_desk.services.count_clocks import clocks_of_cases
from advocate_desk.services.keep_rights import rights_now
from advocate_desk.services.pathway_file import hidden_steps, line_title
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.reading import just_after, names_of
from advocate_desk.services.rules_in_force import rules_in_force
from advocate_desk.services.session import Session

LATELY = timedelta(days=28)
"""So long what was met stays in sight."""


@dataclass(frozen=True, kw_only=True, slots=True)
class EntryForm:
    """What the form asks about one clock. ``on`` is None where nobody knows the day."""

    kind: ClockEntryKind
    on: date | None = None
    until: date | None = None
    told_by: str = ""
    proof: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class KeyDateForm:
    """What the form asks of a day. ``at`` is the time of that day in Europe/London."""

    code: str
    on: date | None
    at: time | None = None
    step_id: UUID | None = None
    told_by: str = ""
    proof: str = ""
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ClockLine:
    """One clock, with what it is about and the days that would start it.

    ``asks`` are the key dates it may count from and that somebody can give here; ``given`` is the one on record whose
    day nobody knew. ``about`` names its line, "" for the case.
    """

    clock: Clock
    about: str
    asks: tuple[KeyDateKind, ...]
    given: KeyDate | None


@dataclass(frozen=True, kw_only=True, slots=True)
class KeyDateLine:
    """One day on record: what, of which line, who recorded it."""

    key_date: KeyDate
    title: str
    about: str
    recorded_by: str


@dataclass(frozen=True, kw_only=True, slots=True)
class ClocksView:
    """Every clock of a case, and the days on record.

    ``late`` the longest first, ``running`` the next due first, ``unknown`` those whose start nobody knows, ``lately``
    what was met in the last weeks, ``over`` everything else that runs no more. ``lines`` are what a clock may belong
    to, ``day_lines`` those of them that a day may.
    ``asks_rights`` says that both dates are shown because the police have not said.
    """

    late: tuple[ClockLine, ...]
    running: tuple[ClockLine, ...]
    unknown: tuple[ClockLine, ...]
    lately: tuple[ClockLine, ...]
    over: tuple[ClockLine, ...]
    key_dates: tuple[KeyDateLine, ...]
    kinds: tuple[KeyDateKind, ...]
    lines: Mapping[UUID, str]
    day_lines: tuple[UUID, ...]
    rights: EnhancedRights | None
    asks_rights: bool
    rules: WayRules

    @property
    def every(self) -> tuple[ClockLine, ...]:
        """Every clock, as they are shown."""
        return (*self.late, *self.running, *self.unknown, *self.lately, *self.over)


class KeepClocks:
    """Shows and keeps the clocks of a case. What was recorded stays; the next entry may take it back."""

    def __init__(self, session: Session, rules: Rulebook) -> None:
        self._session = session
        self._rules = rules

    def view(self, case_id: UUID) -> ClocksView:
        """Return every clock of a case by how it stands.

        Raises:
            NotFound: no such case.
        """
        self._session.require(Action.READ_CASES)
        with self._session.work() as unit:
            case, rules = unit.get(Case, case_id), rules_in_force(unit, self._rules)
            clocks = self._clocks(unit, rules, case)
            lines = self._line_names(unit, rules.way, case)
            days = unit.find(KeyDate, case_id=case_id, order_by=("recorded_at", "id"))
            steps = {one.id for one in unit.find(PathwayStep, case_id=case_id)}
            hidden = self._hidden_steps(unit, rules.way, case)
            rights, names = rights_now(unit, case_id), names_of(unit)
        firsts = first_ids({one.id: one.corrects_id for one in days})
        holding = [one for one in days if one.id in firsts and one.step_id not in hidden]
        by_first = {firsts[one.id]: one for one in holding}
        found = [_line(clock, lines, rules.way, by_first) for clock in clocks]
        since = self._session.clock.today() - LATELY
        ended = [one for one in found if not one.clock.is_open]
        lately = [
            one for one in ended if one.clock.is_met and (one.clock.ended_on is None or one.clock.ended_on >= since)
        ]
        return ClocksView(
            late=_in(found, ClockState.LATE),
            running=_in(found, ClockState.RUNNING, ClockState.PAUSED),
            unknown=_in(found, ClockState.NOT_STARTED),
            lately=tuple(lately),
            over=tuple(one for one in ended if one not in lately),
            key_dates=tuple(_day_line(one, lines, rules.way, names) for one in reversed(holding)),
            kinds=rules.way.key_dates,
            lines=lines,
            day_lines=tuple(one for one in lines if one in steps),
            rights=rights,
            asks_rights=any(one.clock.is_open and one.clock.with_enhanced is not None for one in found),
            rules=rules.way,
        )

    def record(self, case_id: UUID, duty: str, start_id: UUID, form: EntryForm) -> UUID:
        """Record something about one clock, and return the entry.

        Raises:
            EntryRefused: it cannot be so, in words.
            ChangedMeanwhile: the clock runs no more as it was shown.
            TextRefused: a text holds what cannot be kept exactly.
        """
        self._session.require(Action.WORK_ON_CASES)
        with self._session.work() as unit:
            clock = self._clock(unit, unit.get(Case, case_id), duty, start_id)
            entry = self._entry(clock, form)
            guard_entry(clock, entry, self._session.clock.today())
            unit.add(entry)
            unit.commit("clock recorded")
        return entry.id

    def take_back(self, case_id: UUID, duty: str, start_id: UUID) -> None:
        """Take back the last entry about one clock. It stays in the history.

        Raises:
            EntryRefused: nothing is recorded about it.
            ChangedMeanwhile: the clock runs no more as it was shown.
        """
        self._session.require(Action.WORK_ON_CASES)
        with self._session.work() as unit:
            clock = self._clock(unit, unit.get(Case, case_id), duty, start_id)
            if not clock.entries:
                raise EntryRefused("Nothing is recorded about this clock that could be taken back.")
            # Under the id of what it takes back: a start may have come to stand in another's place since.
            entry = replace(
                self._entry(clock, EntryForm(kind=ClockEntryKind.TAKEN_BACK)), start_id=clock.entries[-1].start_id
            )
            unit.add(entry)
            unit.commit("clock entry taken back")

    def add_date(self, case_id: UUID, form: KeyDateForm) -> UUID:
        """Keep a day that clocks count from, and return it. Nobody knowing the day is an answer.

        Raises:
            EntryRefused: it cannot be so, in words.
            TextRefused: a text holds what cannot be kept exactly.
        """
        self._session.require(Action.WORK_ON_CASES)
        with self._session.work() as unit:
            found = self._key_date(unit, unit.get(Case, case_id), form, None)
            unit.add(found)
            unit.commit("day recorded")
        return found.id

    def correct_date(self, opened: KeyDate, form: KeyDateForm) -> UUID:
        """Put a day right by a new entry that takes its place, and return that. What was said of its clock holds.

        Raises:
            EntryRefused, TextRefused: as in `add_date`.
            ChangedMeanwhile: somebody corrected it already.
        """
        self._session.require(Action.WORK_ON_CASES)
        with self._session.work() as unit:
            if unit.find(KeyDate, case_id=opened.case_id, corrects_id=opened.id, limit=1):
                raise ChangedMeanwhile
            found = self._key_date(unit, unit.get(Case, opened.case_id), form, opened)
            unit.add(found)
            unit.commit("day corrected")
        return found.id

    def remove_date(self, key_date_id: UUID) -> None:
        """Take out a day that was recorded by mistake; what it corrected holds again. `restore_date` takes that back.

        Raises:
            NotFound: no such day.
        """
        self._session.require(Action.WORK_ON_CASES)
        with self._session.work() as unit:
            unit.remove(unit.get(KeyDate, key_date_id))
            unit.commit("day taken out")

    def restore_date(self, key_date_id: UUID) -> None:
        """Bring back a day that was taken out.

        Raises:
            NotFound: no such day, or it was not taken out.
        """
        self._session.require(Action.WORK_ON_CASES)
        with self._session.work() as unit:
            unit.change(unit.get_removed(KeyDate, key_date_id), deleted_at=None)
            unit.commit("day brought back")

    def _clocks(self, unit: UnitOfWork, rules: Rulebook, case: Case) -> Sequence[Clock]:
        return clocks_of_cases(unit, self._session, rules, [case], self._session.clock.now())[case.id]

    def _clock(self, unit: UnitOfWork, case: Case, duty: str, start_id: UUID) -> Clock:
        for one in self._clocks(unit, rules_in_force(unit, self._rules), case):
            if (one.duty.code, one.start_id) == (duty, start_id):
                return one
        raise ChangedMeanwhile

    def _entry(self, clock: Clock, form: EntryForm) -> ClockEntry:
        now = just_after(self._session.clock.now(), (one.recorded_at for one in clock.entries))
        return ClockEntry(
            id=new_id(now),
            stream_id=clock.case_id,
            case_id=clock.case_id,
            duty=clock.duty.code,
            start_id=clock.start_id,
            kind=form.kind,
            on=form.on,
            recorded_at=now,
            actor_id=self._session.user.id,
            rule_version=clock.duty.version,
            until=form.until,
            told_by=accept_line(form.told_by),
            proof=accept_line(form.proof),
            note=accept(form.note),
        )

    def _key_date(self, unit: UnitOfWork, case: Case, form: KeyDateForm, corrects: KeyDate | None) -> KeyDate:
        now, rules = self._session.clock.now(), rules_in_force(unit, self._rules).way
        kind = rules.key_date(form.code)
        if kind is None:
            raise EntryRefused("Choose which day this is.")
        steps = {one.id for one in unit.find(PathwayStep, case_id=case.id)} - self._hidden_steps(unit, rules, case)
        if form.step_id is not None and form.step_id not in steps:
            raise EntryRefused("What this day belongs to is not in this case any more. Choose again.")
        at = datetime.combine(form.on, form.at, LONDON) if form.on and form.at else None
        found = KeyDate(
            id=new_id(now),
            stream_id=case.id,
            case_id=case.id,
            code=kind.code,
            on=form.on,
            recorded_at=now,
            actor_id=self._session.user.id,
            at=at,
            step_id=form.step_id,
            told_by=accept_line(form.told_by),
            proof=accept_line(form.proof),
            note=accept(form.note),
            corrects_id=corrects.id if corrects else None,
        )
        people = unit.find(Person, case_id=case.id, role=(PersonRole.CLIENT, PersonRole.CHILD))
        events = events_of_cases(unit, self._session, rules, [case], people)[case.id]
        guard_key_date(found, kind, rules, events, self._session.clock.now())
        return found

    def _hidden_steps(self, unit: UnitOfWork, rules: WayRules, case: Case) -> frozenset[UUID]:
        return hidden_steps(self._session, rules, unit.find(PathwayStep, case_id=case.id))

    def _line_names(self, unit: UnitOfWork, rules: WayRules, case: Case) -> Mapping[UUID, str]:
        """Return what a clock or a day may belong to, each by its title and what it is about; nothing kept apart."""
        hidden = self._hidden_steps(unit, rules, case)
        steps = unit.find(PathwayStep, case_id=case.id, order_by=("lane", "position", "id"))
        orders = unit.find(CourtOrder, case_id=case.id, order_by=("recorded_at", "id"))
        people = unit.find(Person, case_id=case.id)
        names = {one.id: shown_name(one) for one in people}
        return {
            **{one.id: line_title(one, rules, names) for one in steps if one.id not in hidden},
            **{one.id: order_title(one, rules.order_kind(one.kind)) for one in orders},
            **{one.id: names[one.id] for one in people if one.role is PersonRole.CHILD},
        }


def _in(found: Sequence[ClockLine], *states: ClockState) -> tuple[ClockLine, ...]:
    return tuple(one for one in found if one.clock.state in states)


def _line(clock: Clock, lines: Mapping[UUID, str], rules: WayRules, by_first: Mapping[UUID, KeyDate]) -> ClockLine:
    given = by_first.get(clock.start.record_id) if clock.start and clock.start.on is None else None
    codes = [code for limb in clock.duty.limbs for code in limb.starts]
    asks = tuple(kind for code in codes if (kind := rules.key_date(code)) is not None)
    return ClockLine(clock=clock, about=lines.get(clock.line_id, "") if clock.line_id else "", asks=asks, given=given)


def _day_line(one: KeyDate, lines: Mapping[UUID, str], rules: WayRules, names: Mapping[UUID, str]) -> KeyDateLine:
    kind = rules.key_date(one.code)
    return KeyDateLine(
        key_date=one,
        title=kind.title if kind else one.code,
        about=lines.get(one.step_id, "") if one.step_id else "",
        recorded_by=names.get(one.actor_id, ""),
    )
