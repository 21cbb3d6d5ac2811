"""The way to report, support and justice: steps added, moved, marked, and put back where something was an error."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from advocate_desk.domain.cases import Case
from advocate_desk.domain.dates_in_words import LONDON
from advocate_desk.domain.errors import ChangedMeanwhile, EntryRefused, MoveRefused, NotFound
from advocate_desk.domain.gaps import SetStep
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.pathway import PathwayStep, StepMark, StepMove, StepState
from advocate_desk.domain.pathway_rules import guard_line, guard_mark, guard_move, last_move, take_back, was_begun
from advocate_desk.domain.people import Person
from advocate_desk.domain.plain_text import accept, accept_line
from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.domain.settings import SERVICE_SETTINGS_ID, ServiceSettings
from advocate_desk.domain.support_plan import SupportNeed
from advocate_desk.domain.users import Action, User
from advocate_desk.domain.way_rules import WayRules
from advocate_desk.services.case_events import events_of_cases
from advocate_desk.services.case_file import CaseFile, read_case_file
from advocate_desk.services.colleagues import colleagues
from advocate_desk.services.pathway_file import definition_of, is_withheld, read_step_files
from advocate_desk.services.pathway_offers import set_days
from advocate_desk.services.pathway_views import PathwayView
from advocate_desk.services.pathway_whole import whole_view
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.reading import just_after, names_of
from advocate_desk.services.rules_in_force import rules_in_force
from advocate_desk.services.session import Session

KEPT_APART = "This is kept apart. Its own worker or a supervisor records it."


@dataclass(frozen=True, kw_only=True, slots=True)
class NewStep:
    """What the form asks of a step. ``code`` is its definition's, the rest says which of several it is."""

    code: str
    about: str = ""
    about_id: UUID | None = None
    part_of_id: UUID | None = None
    worker_id: UUID | None = None
    need_id: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class MoveForm:
    """What the form asks of a move. ``stage`` is the code of the stage it comes to.

    ``happened_on`` is None where nobody knows the day, ``happened_time`` the time of that day in Europe/London.
    ``seen`` is the newest move of the step when the form was opened; where another came since, nothing is kept.
    """

    stage: str
    happened_on: date | None
    happened_time: time | None = None
    waiting_on: str = ""
    due_on: date | None = None
    told_by: str = ""
    proof: str = ""
    reason: str = ""
    note: str = ""
    seen: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class MarkForm:
    """What the form asks of a mark."""

    mark: str
    is_set: bool
    happened_on: date | None
    told_by: str = ""
    proof: str = ""
    note: str = ""


class KeepPathway:
    """Keeps the steps of a case. What happened is only ever added to; a step nothing happened to may be removed."""

    def __init__(self, session: Session, rules: Rulebook) -> None:
        self._session = session
        self._rules = rules

    def view(self, case_id: UUID) -> PathwayView:
        """Return the three lanes with everything that may be done on them.

        Raises:
            NotFound: no such case.
        """
        self._session.require(Action.READ_CASES)
        with self._session.work() as unit:
            file, rules = read_case_file(unit, case_id), rules_in_force(unit, self._rules)
            files = read_step_files(unit, self._session, rules.way, case_id)
            workers = self._workers(file, names_of(unit))
            events = events_of_cases(unit, self._session, rules.way, [file.case], file.people)
        return whole_view(self._session, rules, file, files, events[case_id], workers)

    def add(self, case_id: UUID, new: NewStep) -> UUID:
        """Put a step into its lane, and return which.

        Raises:
            EntryRefused: it is there already, or lacks whom or which it is about, what it is part of, or its worker.
            NotFound: no such case, or no such step in the rules.
            TextRefused: a text holds what cannot be kept exactly.
        """
        self._session.require(Action.WORK_ON_CASES)
        with self._session.work() as unit:
            case, rules = unit.get(Case, case_id), rules_in_force(unit, self._rules).way
            step = self._new_step(unit, case, rules, new)
            unit.add(step)
            unit.commit("step added")
        return step.id

    def change(self, opened: PathwayStep, new: NewStep) -> None:
        """Change whom or which a step is about, what it is part of, or its worker; never what it is.

        Raises:
            ChangedMeanwhile: one of the same fields was changed since.
            EntryRefused, TextRefused: as in `add`.
            MoveRefused: it is kept apart from whoever signed in.
        """
        self._session.require(Action.WORK_ON_CASES)
        with self._session.work() as unit:
            case, rules = unit.get(Case, opened.case_id), rules_in_force(unit, self._rules).way
            self._refuse_apart(rules, unit.get(PathwayStep, opened.id))
            values = self._line_values(unit, case, new)
            changed = {name: value for name, value in values.items() if value != getattr(opened, name)}
            if changed:
                wanted = replace(opened, **changed)
                guard_line(definition_of(rules, opened), wanted, _steps(unit, case.id), case.lead_id)
                unit.change(opened, **changed)
                unit.commit("step changed")

    def remove(self, step_ids: Sequence[UUID]) -> None:
        """Take away steps to which nothing happened. `bring_back` takes that back.

        Raises:
            MoveRefused: something is recorded about one, or another belongs to it.
        """
        self._session.require(Action.WORK_ON_CASES)
        with self._session.work() as unit:
            steps = [unit.get(PathwayStep, step_id) for step_id in step_ids]
            rules = rules_in_force(unit, self._rules).way
            for step in steps:
                self._refuse_apart(rules, step)
                _refuse_if_used(unit, rules, step, frozenset(step_ids))
            unit.remove(*steps)
            unit.commit("step removed")

    def bring_back(self, step_ids: Sequence[UUID]) -> None:
        """Bring back steps that were removed.

        Raises:
            EntryRefused: the same step was added since.
        """
        self._session.require(Action.WORK_ON_CASES)
        with self._session.work() as unit:
            rules = rules_in_force(unit, self._rules).way
            for step_id in step_ids:
                step = unit.get_removed(PathwayStep, step_id)
                case = unit.get(Case, step.case_id)
                guard_line(definition_of(rules, step), step, _steps(unit, case.id), case.lead_id)
                unit.change(step, deleted_at=None)
            unit.commit("step brought back")

    def move(self, step_id: UUID, form: MoveForm) -> UUID:
        """Record what happened to a step, and return the move.

        Raises:
            MoveRefused: no such move now, or it lacks what it must carry; in words.
            ChangedMeanwhile: something else was recorded since the form was opened.
            TextRefused: a text holds what cannot be kept exactly.
        """
        self._session.require(Action.WORK_ON_CASES)
        with self._session.work() as unit:
            step, rules = unit.get(PathwayStep, step_id), rules_in_force(unit, self._rules).way
            self._refuse_apart(rules, step)
            definition, moves = definition_of(rules, step), unit.find(StepMove, step_id=step.id)
            last = last_move(moves)
            if form.seen is not None and last is not None and last.id != form.seen:
                raise ChangedMeanwhile
            stage = definition.stage(form.stage)
            move = self._move(step, form, stage.state if stage else StepState.WAITING)
            move = replace(move, recorded_at=_after(last, move.recorded_at))
            reasons = rules.reason_list(stage.reasons) if stage and stage.reasons else None
            guard_move(definition, moves, move, self._session.clock.now(), reasons)
            unit.add(move)
            unit.commit("step moved")
        return move.id

    def take_back(self, move_id: UUID, why: str = "") -> None:
        """Take back the newest move of a step, which was recorded in error. Both stay in the history.

        Raises:
            MoveRefused: something was recorded after it, or it was taken back already.
        """
        self._session.require(Action.WORK_ON_CASES)
        now, note = self._session.clock.now(), accept(why)
        with self._session.work() as unit:
            wrong, rules = unit.get(StepMove, move_id), rules_in_force(unit, self._rules).way
            step = unit.get(PathwayStep, wrong.step_id)
            self._refuse_apart(rules, step)
            moves, me = unit.find(StepMove, step_id=step.id), self._session.user.id
            definition, now = definition_of(rules, step), _after(last_move(moves), now)
            unit.add(
                take_back(definition, moves, wrong.id, move_id=new_id(now), recorded_at=now, actor_id=me, note=note)
            )
            unit.commit("move taken back")

    def mark(self, step_id: UUID, form: MarkForm) -> UUID:
        """Record that something is so of a step beside its stage, or no longer, and return which mark.

        Raises:
            MoveRefused: no such mark, or it changes nothing, or a day to come.
            TextRefused: a text holds what cannot be kept exactly.
        """
        self._session.require(Action.WORK_ON_CASES)
        now, today = self._session.clock.now(), self._session.clock.today()
        with self._session.work() as unit:
            step, rules = unit.get(PathwayStep, step_id), rules_in_force(unit, self._rules).way
            self._refuse_apart(rules, step)
            mark = StepMark(
                id=new_id(now),
                stream_id=step.case_id,
                case_id=step.case_id,
                step_id=step.id,
                mark=form.mark,
                is_set=form.is_set,
                happened_on=form.happened_on,
                recorded_at=now,
                actor_id=self._session.user.id,
                told_by=accept_line(form.told_by),
                proof=accept_line(form.proof),
                note=accept(form.note),
            )
            guard_mark(definition_of(rules, step), unit.find(StepMark, step_id=step.id), mark, today)
            unit.add(mark)
            unit.commit("step marked")
        return mark.id

    def apply_set(self, case_id: UUID, code: str, begun_on: date) -> tuple[UUID, ...]:
        """Add the steps of a set that are not there yet, each with the day by which it should be begun.

        Returns:
            The steps added; `remove` takes them back while nothing happened to them.

        Raises:
            EntryRefused: every step of it is there, the day is far off, or one needs to be told whom it is about.
            NotFound: no such case or set.
        """
        self._session.require(Action.WORK_ON_CASES)
        today = self._session.clock.today()
        if abs(begun_on - today) > timedelta(days=366):
            raise EntryRefused("This day is more than a year off. Check it.")
        with self._session.work() as unit:
            case, rules = unit.get(Case, case_id), rules_in_force(unit, self._rules)
            found = next((one for one in rules.way.step_sets if one.code == code), None)
            if found is None:
                raise NotFound
            nation, here = unit.get(ServiceSettings, SERVICE_SETTINGS_ID).nation, _steps(unit, case.id)
            days = set_days(found, begun_on, rules.holidays, nation)
            wanted = [one for one in found.steps if not any(step.code == one.step for step in here)]
            if not wanted:
                raise EntryRefused("Every step of this set is here already. Record there what happened.")
            added = [
                self._begin(
                    unit,
                    rules.way,
                    self._new_step(unit, case, rules.way, NewStep(code=one.step), place),
                    one,
                    days[one.step],
                )
                for place, one in enumerate(wanted, start=1)
            ]
            unit.commit("steps begun together")
        return tuple(added)

    def _begin(self, unit: UnitOfWork, rules: WayRules, step: PathwayStep, one: SetStep, due_on: date) -> UUID:
        """Add a step of a set, with the day by which it should be begun."""
        unit.add(step)
        first = definition_of(rules, step).stages[0]
        to_begin = MoveForm(stage=first.code, happened_on=None, waiting_on=one.waits_for, due_on=due_on)
        unit.add(self._move(step, to_begin, first.state))
        return step.id

    def _new_step(self, unit: UnitOfWork, case: Case, rules: WayRules, new: NewStep, place: int = 1) -> PathwayStep:
        definition = rules.steps.get(new.code)
        lane = next((pathway.lane for pathway in rules.pathways if pathway.step(new.code)), None)
        if definition is None or lane is None:
            raise NotFound
        here = _steps(unit, case.id)
        step = PathwayStep(
            id=new_id(self._session.clock.now()),
            stream_id=case.id,
            case_id=case.id,
            lane=lane,
            code=definition.code,
            title=definition.title,
            position=max((one.position for one in here), default=0) + place,
            **self._line_values(unit, case, new),
        )
        guard_line(definition, step, here, case.lead_id)
        return step

    def _line_values(self, unit: UnitOfWork, case: Case, new: NewStep) -> dict[str, Any]:
        """Return what a form says of a line; nothing in it points into another case."""
        if new.about_id is not None and unit.get(Person, new.about_id).case_id != case.id:
            raise NotFound
        if new.need_id is not None and unit.get(SupportNeed, new.need_id).case_id != case.id:
            raise NotFound
        if new.worker_id is not None and not unit.find(User, id=new.worker_id):
            raise EntryRefused("Choose a colleague who works on this.")
        return {
            "about": accept_line(new.about),
            "about_id": new.about_id,
            "part_of_id": new.part_of_id,
            "worker_id": new.worker_id,
            "need_id": new.need_id,
        }

    def _move(self, step: PathwayStep, form: MoveForm, state: StepState) -> StepMove:
        now, at = self._session.clock.now(), None
        if form.happened_on is not None and form.happened_time is not None:
            at = datetime.combine(form.happened_on, form.happened_time, LONDON).astimezone(UTC)
        return StepMove(
            id=new_id(now),
            stream_id=step.case_id,
            case_id=step.case_id,
            step_id=step.id,
            to_state=state,
            happened_on=form.happened_on,
            recorded_at=now,
            actor_id=self._session.user.id,
            waiting_on=accept_line(form.waiting_on),
            due_on=form.due_on,
            note=accept(form.note),
            stage=form.stage,
            happened_at=at,
            told_by=accept_line(form.told_by),
            proof=accept_line(form.proof),
            reason=accept_line(form.reason),
        )

    def _refuse_apart(self, rules: WayRules, step: PathwayStep) -> None:
        if is_withheld(self._session, rules, step):
            raise MoveRefused(KEPT_APART)

    def _workers(self, file: CaseFile, staff: Mapping[UUID, str]) -> Mapping[UUID, str]:
        return {each: name for each, name in colleagues(self._session, staff).items() if each != file.case.lead_id}


def _after(last: StepMove | None, now: datetime) -> datetime:
    """Return a moment after the newest move, also where this computer's clock was set back since."""
    return just_after(now, [last.recorded_at] if last else [])


def _steps(unit: UnitOfWork, case_id: UUID) -> Sequence[PathwayStep]:
    return unit.find(PathwayStep, case_id=case_id)


def _refuse_if_used(unit: UnitOfWork, rules: WayRules, step: PathwayStep, going: frozenset[UUID]) -> None:
    happened = was_begun(definition_of(rules, step), unit.find(StepMove, step_id=step.id))
    if happened or unit.find(StepMark, step_id=step.id):
        raise MoveRefused(
            "Something is recorded about this step, and stays. Take back what was an error, or say how it stands."
        )
    if any(part.id not in going for part in unit.find(PathwayStep, part_of_id=step.id)):
        raise MoveRefused("Other lines belong to this one. Remove them first.")
