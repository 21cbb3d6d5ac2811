"""The cards of somebody's way: each step as the board shows it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from advocate_desk.domain.dates_in_words import clock_time, due_on_words, in_london, long_date, near_date
from advocate_desk.domain.pathway import PathwayStep, StepMark, StepMove, StepState
from advocate_desk.domain.pathway_rules import STATE_WORDS, last_move, moves_that_hold, next_stages
from advocate_desk.domain.pathway_words import APART_WORDS, ball_words
from advocate_desk.domain.people import PersonRole, shown_name
from advocate_desk.domain.sentences import sentence_start
from advocate_desk.domain.way_rules import WayRules
from advocate_desk.services.case_file import CaseFile
from advocate_desk.services.pathway_file import StepFile
from advocate_desk.services.pathway_views import HistoryLine, MarkNow, NextStage, StepCard


@dataclass(frozen=True, kw_only=True, slots=True)
class CardMaker:
    """Makes cards. ``names`` are everybody's who works here, ``people`` those of the case."""

    rules: WayRules
    names: Mapping[UUID, str]
    people: Mapping[UUID, str]
    today: date

    def cards(self, files: Sequence[StepFile]) -> tuple[StepCard, ...]:
        """Return a card for each step that is part of none here, each with its parts, in their places."""
        here = {file.step.id for file in files}
        return self._under(None, files, here)

    def _under(self, above: UUID | None, files: Sequence[StepFile], here: set[UUID]) -> tuple[StepCard, ...]:
        return tuple(
            replace(self.card(file), parts=self._under(file.step.id, files, here))
            for file in files
            if (file.step.part_of_id if file.step.part_of_id in here else None) == above
        )

    def card(self, file: StepFile) -> StepCard:
        """Return one step's card, without its parts."""
        step, last, definition = file.step, last_move(file.now.moves), file.definition
        waiting = file.now.state is StepState.WAITING and not file.withheld
        due = file.now.due_on
        return StepCard(
            step=step,
            title=step.title,
            about="" if file.withheld else self._about(step),
            group=definition.group,
            stage=file.stage.code,
            stage_title=STATE_WORDS[file.now.state] if file.withheld else file.stage.title,
            state=file.now.state,
            status_line=APART_WORDS if file.withheld else file.status_line(self.today),
            ball=ball_words(last, file.stage.waits_for or definition.waits_for) if waiting else "",
            since=last.happened_on if waiting and last else None,
            due_on=due,
            due=sentence_start(due_on_words(due, self.today)) if due else "",
            late=file.now.late,
            marks=() if file.withheld else _marks(file),
            next=() if file.withheld else tuple(self._next(file)),
            guidance=definition.guidance,
            provenance=definition.provenance if file.known else None,
            worker=self.names.get(step.worker_id, "") if step.worker_id else "",
            withheld=file.withheld,
            may_remove=not file.withheld and not file.is_touched and not file.marks,
            history=self.history(file),
        )

    def history(self, file: StepFile) -> tuple[HistoryLine, ...]:
        """Return everything recorded about a step, newest first, what was taken back too."""
        holding = moves_that_hold(file.now.moves)
        taken = {move.takes_back_id for move in file.now.moves}
        newest = holding[-1].id if holding else None
        moves = [self._move_line(file, move, move.id in taken, move.id == newest) for move in file.now.moves]
        marks = [self._mark_line(file, mark) for mark in file.marks]
        return tuple(sorted([*moves, *marks], key=_recorded_key, reverse=True))

    def _about(self, step: PathwayStep) -> str:
        name = self.people.get(step.about_id, "") if step.about_id else ""
        return ", ".join(part for part in (name, " ".join(step.about.split())) if part)

    def _next(self, file: StepFile) -> Iterable[NextStage]:
        codes = [stage.code for stage in file.definition.stages]
        now = codes.index(file.stage.code) if file.stage.code in codes else -1
        for stage in next_stages(file.definition, file.now.moves):
            yield NextStage(
                code=stage.code,
                title=stage.title,
                state=stage.state,
                needs=stage.needs,
                guidance=stage.guidance,
                waits_for=stage.waits_for or (file.definition.waits_for if stage.state is StepState.WAITING else ""),
                reasons=self.rules.reason_list(stage.reasons) if stage.reasons else None,
                is_back=codes.index(stage.code) < now,
            )

    def _move_line(self, file: StepFile, move: StepMove, is_error: bool, is_newest: bool) -> HistoryLine:
        stage = file.definition.stage_of(move.stage, move.to_state)
        title = stage.title if stage else STATE_WORDS[move.to_state]
        if move.takes_back_id is not None:
            details = (move.note,) if move.note else ()
            title = f"Taken back: stands again at “{title}”"
            return HistoryLine(
                title=title, happened="", recorded=self._recorded(move), by=self._by(move), details=details, move=move
            )
        reasons = self.rules.reason_list(stage.reasons) if stage and stage.reasons else None
        return HistoryLine(
            title=title,
            happened=self._happened(move.happened_on, move),
            recorded=self._recorded(move),
            by=self._by(move),
            details=_details(move, reasons.words_for(move.reason) if reasons and move.reason else move.reason),
            move=move,
            is_error=is_error,
            may_take_back=is_newest,
        )

    def _mark_line(self, file: StepFile, mark: StepMark) -> HistoryLine:
        known = file.definition.mark(mark.mark)
        title = known.title if known else mark.mark
        parts = (("Told by", mark.told_by), ("Shown by", mark.proof), ("", mark.note))
        return HistoryLine(
            title=f"Marked: {title}" if mark.is_set else f"No longer marked: {title}",
            happened=self._happened(mark.happened_on),
            recorded=self._recorded(mark),
            by=self._by(mark),
            details=_said(parts),
            mark=mark,
        )

    def _happened(self, day: date | None, move: StepMove | None = None) -> str:
        if day is None:
            return "The day is not known"
        at = f", {clock_time(in_london(move.happened_at).time())}" if move and move.happened_at else ""
        return f"{long_date(day)}{at}"

    def _recorded(self, record: StepMove | StepMark) -> str:
        return f"Recorded {near_date(in_london(record.recorded_at).date(), self.today)}"

    def _by(self, record: StepMove | StepMark) -> str:
        return self.names.get(record.actor_id, "")


def card_maker(rules: WayRules, file: CaseFile, today: date) -> CardMaker:
    """Return what makes the cards of one case; a line is about anybody of it but her."""
    people = {one.id: shown_name(one) for one in file.people if one.role is not PersonRole.CLIENT}
    names = {one.id: one.display_name for one in file.staff.values()}
    return CardMaker(rules=rules, names=names, people=people, today=today)


def _details(move: StepMove, reason: str) -> tuple[str, ...]:
    due = long_date(move.due_on) if move.due_on else ""
    told = (("Reason", reason), ("With", move.waiting_on), ("By", due), ("Told by", move.told_by))
    return _said((*told, ("Shown by", move.proof), ("", move.note)))


def _said(parts: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(f"{name}: {words.strip()}" if name else words.strip() for name, words in parts if words.strip())


def _marks(file: StepFile) -> tuple[MarkNow, ...]:
    """Return the marks the step may bear, and those it bears that no version of the rules knows any more."""
    held = file.set_marks
    known = [
        MarkNow(code=mark.code, title=mark.title, guidance=mark.guidance, held=held.get(mark.code))
        for mark in file.definition.marks
    ]
    codes = {mark.code for mark in file.definition.marks}
    strange = [
        MarkNow(code=code, title=code, guidance="", held=mark) for code, mark in held.items() if code not in codes
    ]
    return (*known, *strange)


def _recorded_key(line: HistoryLine) -> tuple[object, ...]:
    record = line.move or line.mark
    assert record is not None, "a line of the history is of a move or a mark"
    return record.recorded_at, record.id
