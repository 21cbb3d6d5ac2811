"""One appointment: when and where, what is wished for it, who goes along, and what became of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from advocate_desk.domain.appointment_rules import TO_COME, AppointmentStanding
from advocate_desk.services.keep_appointments import AppointmentLine
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.chip import Chip
from advocate_desk.ui.widgets.court_words import (
    appointment_chip,
    appointment_facts,
    is_hearing,
    title_in_words,
    wish_words,
)
from advocate_desk.ui.widgets.flow import FlowLayout
from advocate_desk.ui.widgets.record_group import RecordCard
from advocate_desk.ui.widgets.words import Words


@dataclass(frozen=True, kw_only=True, slots=True)
class AppointmentActs:
    """What the buttons of an appointment call."""

    change: Callable[[AppointmentLine], None]
    wish: Callable[[AppointmentLine], None]
    outcome: Callable[[AppointmentLine], None]
    move: Callable[[AppointmentLine], None]
    reopen: Callable[[AppointmentLine], None]
    remove: Callable[[AppointmentLine], None]


class AppointmentCard(RecordCard):
    """One appointment. Without ``acts`` it is only read."""

    def __init__(self, desk: DeskContext, line: AppointmentLine, acts: AppointmentActs | None) -> None:
        super().__init__()
        self.body.setSpacing(8)
        self.line, self.desk = line, desk
        self.buttons = list(self._buttons(acts)) if acts is not None else []
        self.links = list(self._links(acts)) if acts is not None else []
        chip = Chip(desk.theme, *appointment_chip(line, desk.clock.today()))
        self.lay_out(self._said(), chip, self.buttons)
        if self.links:
            holder, flow = QWidget(), FlowLayout(4)
            holder.setLayout(flow)
            for link in self.links:
                flow.addWidget(link)
            self.body.addWidget(holder)
        self.stops = (*self.buttons, *self.links)

    def _said(self) -> Iterator[QWidget]:
        yield Words(self.line.title, "strong", wrap=True)
        first, *facts = (told for told in appointment_facts(self.line, self.desk.clock.today()) if told)
        yield Words(first, wrap=True)
        for told in facts:
            yield Words(told, "secondary", wrap=True)
        for told in wish_words(self.line):
            yield Words(told, "secondary", wrap=True)
        for told in self.line.to_ask:
            yield Words(f"•  {told}", wrap=True)

    def _buttons(self, acts: AppointmentActs) -> Iterator[Button]:
        if self.line.standing is AppointmentStanding.PASSED:
            yield self._named("Say what became of it…", acts.outcome, "")
        elif self.line.standing in TO_COME and is_hearing(self.line):
            yield self._named("Wishes…", acts.wish, "")

    def _links(self, acts: AppointmentActs) -> Iterator[Button]:
        standing = self.line.standing
        if standing in TO_COME or standing is AppointmentStanding.PASSED:
            yield self._named("Change", acts.change, "link")
            yield self._named("It was moved…", acts.move, "link")
        if standing in TO_COME:
            yield self._named("What became of it…", acts.outcome, "link")
        if standing is AppointmentStanding.NOT_KNOWN:
            yield self._named("Now it is known…", acts.outcome, "link")
        if standing not in TO_COME and standing is not AppointmentStanding.PASSED:
            yield self._named("Take that back", acts.reopen, "link")
        elif not self.line.moved_from:
            yield self._named("Take out", acts.remove, "link")

    def _named(self, words: str, act: Callable[[AppointmentLine], None], look: str) -> Button:
        button = Button(self.desk.theme, words, look, "", partial(act, self.line))
        button.setAccessibleName(f"{words.rstrip('…')}: {title_in_words(self.line, self.desk.clock.today())}")
        return button
