"""One order: how it stands first, then what is missing, what it says, and what happened to it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from advocate_desk.domain.court import OrderEventKind
from advocate_desk.domain.order_rules import BINDING, OrderStanding
from advocate_desk.domain.source_words import source_words
from advocate_desk.services.order_lines import EventLine, OrderLine
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.chip import Chip
from advocate_desk.ui.widgets.court_words import order_chip, order_details, order_facts, order_heading, standing_look
from advocate_desk.ui.widgets.flow import FlowLayout
from advocate_desk.ui.widgets.glyph import Glyph
from advocate_desk.ui.widgets.opening import Opening
from advocate_desk.ui.widgets.record_group import RecordCard
from advocate_desk.ui.widgets.words import Words


@dataclass(frozen=True, kw_only=True, slots=True)
class OrderActs:
    """What the buttons of an order call."""

    change: Callable[[OrderLine], None]
    served: Callable[[OrderLine], None]
    broken: Callable[[OrderLine], None]
    by_the_court: Callable[[OrderLine], None]
    take_back: Callable[[EventLine], None]
    remove: Callable[[OrderLine], None]


class EventRow(QWidget):
    """One thing that happened to an order, with its shape: a breach is told apart by more than its words."""

    def __init__(self, desk: DeskContext, line: EventLine, take_back: Callable[[EventLine], None] | None) -> None:
        super().__init__()
        self.line = line
        broken = line.event.kind is OrderEventKind.BREACHED
        glyph = Glyph(desk.theme, "warning-circle" if broken else "scales", "warn" if broken else "muted")
        beside = " Among the incidents too." if line.event.incident_id else ""
        self.words = Words(f"{line.words}{beside}", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(8)
        row.addWidget(glyph, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
        self.undo = Button(desk.theme, "Take back", "link", "", partial(take_back or _nothing, line))
        self.undo.setAccessibleName(f"Take back: {line.words}")
        self.undo.setVisible(take_back is not None and line.may_undo)
        row.addWidget(self.undo, 0, Qt.AlignmentFlag.AlignTop)


class OrderCard(RecordCard):
    """One order. Without ``acts`` it is only read."""

    def __init__(self, desk: DeskContext, line: OrderLine, acts: OrderActs | None) -> None:
        super().__init__()
        self.body.setSpacing(8)
        self.line, self.desk = line, desk
        self.rows = [EventRow(desk, one, acts.take_back if acts else None) for one in line.events]
        self.standing = Words(f"{line.stand.words}.", standing_look(line), wrap=True)
        self.buttons = list(self._buttons(acts)) if acts is not None else []
        self.links = list(self._links(acts)) if acts is not None else []
        self.lay_out(self._said(), Chip(desk.theme, *order_chip(line)), self.buttons)
        for row in self.rows:
            self.body.addWidget(row)
        self.more = self._more()
        self.body.addWidget(self.more)
        if self.links:
            holder, flow = QWidget(), FlowLayout(4)
            holder.setLayout(flow)
            for link in self.links:
                flow.addWidget(link)
            self.body.addWidget(holder)
        self.stops = (*self.buttons, *(row.undo for row in self.rows), self.more.button, *self.links)

    def _said(self) -> Iterator[QWidget]:
        yield Words(order_heading(self.line), "strong", wrap=True)
        yield self.standing
        for told in self.line.stand.to_do:
            yield Words(f"•  {told}", wrap=True)
        for told in order_facts(self.line):
            if told:
                yield Words(told, "secondary", wrap=True)

    def _buttons(self, acts: OrderActs) -> Iterator[Button]:
        """Yield the one thing that is likely next."""
        standing, title = self.line.stand.standing, self.line.title
        theme = self.desk.theme
        if standing is OrderStanding.NOT_SERVED:
            button = Button(theme, "It was served…", "", "", partial(acts.served, self.line))
            button.setAccessibleName(f"It was served: {title}")
            yield button
        elif standing is OrderStanding.NOT_MADE:
            promise = self.line.order.is_undertaking
            button = Button(
                theme, "It was given…" if promise else "It was made…", "", "", partial(acts.change, self.line)
            )
            button.setAccessibleName(f"It was made: {title}")
            yield button
        elif standing in BINDING:
            yield self._named("It was broken…", acts.broken, "")

    def _links(self, acts: OrderActs) -> Iterator[Button]:
        standing = self.line.stand.standing
        yield self._named("Change", acts.change, "link")
        if standing not in {OrderStanding.NOT_MADE, OrderStanding.CAME_TO_NOTHING}:
            if standing not in BINDING:
                yield self._named("It was broken…", acts.broken, "link")
            if standing is not OrderStanding.DISCHARGED:
                yield self._named("The court changed it…", acts.by_the_court, "link")
        if not self.line.events:
            yield self._named("Take out", acts.remove, "link")

    def _named(self, words: str, act: Callable[[OrderLine], None], look: str) -> Button:
        button = Button(self.desk.theme, words, look, "", partial(act, self.line))
        button.setAccessibleName(f"{words.rstrip('…')}: {self.line.title}")
        return button

    def _more(self) -> Opening:
        """Return what it says, and what somebody new to its kind can learn from, closed."""
        more, kind = Opening(self.desk.theme, "What it says, and about this kind of order"), self.line.kind
        more.body.setSpacing(4)
        for told in order_details(self.line):
            more.body.addWidget(Words(told, wrap=True))
        if kind is not None:
            for told in (
                kind.guidance,
                f"Who asks for it: {kind.who_asks}.",
                f"Where: {kind.court}.",
                f"How long: {kind.length}.",
            ):
                more.body.addWidget(Words(told, "secondary", wrap=True))
            source = source_words(kind.provenance, self.desk.clock.today())
            more.body.addWidget(Words(source, "small", wrap=True))
        terms = len(self.line.order.terms)
        more.say("" if not terms else "1 term" if terms == 1 else f"{terms} terms")
        return more


def _nothing(_line: EventLine) -> None:
    """Nobody may take it back."""
