"""The board of somebody's way: three lanes of cards, what is missing at their heads."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from advocate_desk.domain.pathway import Lane, StepState
from advocate_desk.services.pathway_views import GapLine, LaneView, PathwayView, StepCard, with_parts
from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.glyph import Glyph
from advocate_desk.ui.widgets.lane_board import EMPTY_WORDS, SHAPES, STATE_WORDS
from advocate_desk.ui.widgets.rows import clear_rows
from advocate_desk.ui.widgets.words import Words


@dataclass(frozen=True, kw_only=True, slots=True)
class BoardActs:
    """What the board calls. Whoever may only read has no ``fill`` and no ``add``."""

    open: Callable[[StepCard], None]
    fill: Callable[[GapLine], None] | None
    add: Callable[[Lane], None] | None


def spoken(card: StepCard) -> str:
    """Return how a card reads aloud."""
    state = "late" if card.late else STATE_WORDS[card.state]
    marks = [mark.title for mark in card.marks if mark.held]
    return ". ".join((f"{card.name}, {state}", card.status_line, *marks))


class StepTile(QFrame):
    """One step: its state as shape and words. Its one button opens it, and is what the keys are about."""

    picked = Signal(object)

    def __init__(self, theme: Theme, card: StepCard, depth: int, acts: BoardActs) -> None:
        super().__init__()
        self.card = card
        current = card.state is StepState.WAITING and not card.late
        self.setProperty("look", "tile-current" if current else "tile")
        shape, role = ("warning-circle-fill", "danger") if card.late else SHAPES[card.state]
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(Words(card.name, wrap=True))
        words.addWidget(Words(card.status_line, "small-danger" if card.late else "small", wrap=True))
        if card.withheld and card.worker:
            words.addWidget(Words(f"With {card.worker}", "small", wrap=True))
        for mark in card.marks:
            if mark.held:
                words.addWidget(Words(mark.title, "small", wrap=True))
        self.button = Button(theme, "", "link", "caret-right", partial(acts.open, card))
        self.button.setAccessibleName(f"Open {spoken(card)}")
        self.button.installEventFilter(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(11 + 14 * depth, 7, 4, 7)
        row.setSpacing(10)
        row.addWidget(Glyph(theme, shape, role), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn:
            self.picked.emit(self.card)
        return super().eventFilter(watched, event)


class PathwayBoard(QWidget):
    """Shows the lanes side by side, or under one another where there is little room."""

    picked = Signal(object)
    """A `StepCard` the keyboard came to."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.tiles: list[StepTile] = []
        self.adds: list[Button] = []
        self.offers: list[Button] = []
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(12)

    def stack(self, stacked: bool) -> None:
        """Put the lanes under one another, or side by side."""
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.TopToBottom if stacked else ways.LeftToRight)

    def show_view(self, view: PathwayView, acts: BoardActs) -> None:
        """Show this in the place of what was shown."""
        clear_rows(self._row)
        self.tiles, self.adds, self.offers = [], [], []
        for lane in view.lanes:
            self._row.addWidget(self._lane(lane, acts), 1)

    def _lane(self, lane: LaneView, acts: BoardActs) -> QFrame:
        frame = QFrame()
        frame.setProperty("look", "lane")
        column = QVBoxLayout(frame)
        column.setContentsMargins(10, 10, 10, 10)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(Words(lane.title, "strong"))
        head.addStretch(1)
        count = lane.tally
        if lane.cards:
            head.addWidget(Words(f"{count.done} of {count.total} done" if count.wanted else "Not wanted", "small"))
        column.addLayout(head)
        for gap in lane.gaps:
            column.addWidget(self._gap(gap, acts))
        group = ""
        for card in lane.cards:
            if card.group and card.group != group:
                column.addWidget(Words(card.group, "small"))
            group = card.group or group
            self._add_tiles(column, card, acts)
        if not lane.cards:
            column.addWidget(Words(EMPTY_WORDS[lane.lane], "small", wrap=True))
        if acts.add is not None:
            add = Button(self._theme, "Add step", "link", "plus", partial(acts.add, lane.lane))
            add.setAccessibleName(f"Add step: {lane.title}")
            self.adds.append(add)
            column.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        return frame

    def _add_tiles(self, column: QVBoxLayout, card: StepCard, acts: BoardActs) -> None:
        depths = {card.step.id: 0}
        for each in with_parts(card):
            depth = depths.setdefault(each.step.id, depths.get(each.step.part_of_id or card.step.id, 0) + 1)
            tile = StepTile(self._theme, each, depth, acts)
            tile.picked.connect(self.picked)
            self.tiles.append(tile)
            column.addWidget(tile)

    def _gap(self, gap: GapLine, acts: BoardActs) -> QFrame:
        frame = QFrame()
        frame.setProperty("look", "banner")
        frame.setProperty("role", "info")
        column = QVBoxLayout(frame)
        column.setContentsMargins(10, 7, 10, 7)
        column.setSpacing(2)
        column.addWidget(Words(gap.words, "small", wrap=True))
        if acts.fill is not None:
            verb = "Open" if gap.step_id else "Add"
            offer = Button(self._theme, f"{verb} this step", "link", "", partial(acts.fill, gap))
            offer.setAccessibleName(f"{verb}: {gap.offer_title}. {gap.words}")
            self.offers.append(offer)
            column.addWidget(Words(gap.offer_title, "strong", wrap=True))
            column.addWidget(offer, 0, Qt.AlignmentFlag.AlignLeft)
        return frame
