"""What the board of somebody's way shows: lanes with cards, gaps, and what may be added."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from advocate_desk.domain.coded_words import CodedList
from advocate_desk.domain.pathway import Lane, PathwayStep, StepMark, StepMove, StepState
from advocate_desk.domain.pathway_rules import LaneTally
from advocate_desk.domain.pathway_steps import Needs, StandsFor
from advocate_desk.domain.rule_table import Provenance


@dataclass(frozen=True, kw_only=True, slots=True)
class NextStage:
    """A stage that may come next, with what a move to it must carry.

    ``waits_for`` is who usually has to act there. ``reasons`` is the list a reason is chosen from, None where it is
    told in words. ``is_back`` where it lies before the stage now, in the order of the rules.
    """

    code: str
    title: str
    state: StepState
    needs: tuple[Needs, ...]
    guidance: str
    waits_for: str
    reasons: CodedList | None
    is_back: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class MarkNow:
    """A mark a step may bear. ``held`` is what set it, None while it is not so."""

    code: str
    title: str
    guidance: str
    held: StepMark | None


@dataclass(frozen=True, kw_only=True, slots=True)
class HistoryLine:
    """One thing recorded about a step. ``move`` or ``mark`` is the record; ``by`` who wrote it down.

    ``is_error`` where it was taken back since; ``may_take_back`` where it is the newest move that holds.
    """

    title: str
    happened: str
    recorded: str
    by: str
    details: tuple[str, ...]
    move: StepMove | None = None
    mark: StepMark | None = None
    is_error: bool = False
    may_take_back: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class StepCard:
    """One step on the board.

    ``title`` says with ``about`` which of several it is. ``ball`` is who has to act, "" where nobody has; ``since`` the
    day from which. ``due`` says in words by when. ``late`` is the lateness of whoever has the ball. ``provenance`` is
    None where no version of the rules knows the step. ``parts`` are the lines that belong to this one. ``withheld``
    where it is kept from whoever reads: then ``worker`` alone is told. ``history`` is newest first.
    """

    step: PathwayStep
    title: str
    about: str
    group: str
    stage: str
    stage_title: str
    state: StepState
    status_line: str
    ball: str
    since: date | None
    due_on: date | None
    due: str
    late: bool
    marks: tuple[MarkNow, ...]
    next: tuple[NextStage, ...]
    guidance: str
    provenance: Provenance | None
    worker: str
    withheld: bool
    may_remove: bool
    history: tuple[HistoryLine, ...]
    parts: tuple["StepCard", ...] = ()

    @property
    def name(self) -> str:
        """What it is called, with which of several it is."""
        return f"{self.title}: {self.about}" if self.about else self.title


@dataclass(frozen=True, kw_only=True, slots=True)
class GapLine:
    """A gap, with the one step that is offered. ``step_id`` is that step where it stands there, not begun."""

    code: str
    words: str
    offer: str
    offer_title: str
    guidance: str
    provenance: Provenance
    step_id: UUID | None


@dataclass(frozen=True, kw_only=True, slots=True)
class LaneView:
    """One lane: its cards in their places, and the gaps whose offer belongs to it."""

    lane: Lane
    title: str
    note: str
    cards: tuple[StepCard, ...]
    gaps: tuple[GapLine, ...]
    tally: LaneTally


@dataclass(frozen=True, kw_only=True, slots=True)
class Addable:
    """A step that may be added. ``part_of`` are the lines it may belong to, by id; empty where it needs none."""

    code: str
    lane: Lane
    group: str
    title: str
    guidance: str
    provenance: Provenance
    stands_for: StandsFor
    needs_part: bool
    part_of: Mapping[UUID, str]
    is_apart: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class SetLine:
    """A set of steps that may be begun: each step with its time in words, and whether it stands there already."""

    code: str
    title: str
    guidance: str
    provenance: Provenance
    steps: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class PathwayView:
    """The way of one case. ``people`` may be what a line is about; ``workers`` may work on what is kept apart."""

    case_id: UUID
    lanes: tuple[LaneView, ...]
    addable: tuple[Addable, ...]
    sets: tuple[SetLine, ...]
    people: Mapping[UUID, str]
    workers: Mapping[UUID, str]

    def cards(self) -> tuple[StepCard, ...]:
        """Return every card, each part behind the line it belongs to."""
        return tuple(card for lane in self.lanes for each in lane.cards for card in with_parts(each))

    def card(self, step_id: UUID) -> StepCard | None:
        """Return one card, or None where it is gone."""
        return next((card for card in self.cards() if card.step.id == step_id), None)


def with_parts(card: StepCard) -> tuple[StepCard, ...]:
    """Return a card and every part of it, in their order."""
    return (card, *(one for part in card.parts for one in with_parts(part)))
