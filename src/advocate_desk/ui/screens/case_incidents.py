"""Incidents of a case: what they say together, each by itself, and the form for one."""

from collections.abc import Callable
from functools import cached_property, partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from advocate_desk.domain.errors import KnownFailure
from advocate_desk.domain.incidents import Incident
from advocate_desk.domain.users import Action
from advocate_desk.services.incident_lines import IncidentLine
from advocate_desk.services.record_incident import IncidentsView
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.screens.case_section import CaseSection
from advocate_desk.ui.widgets.banner import Banner, Message
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.empty import EmptyState
from advocate_desk.ui.widgets.incident_card import IncidentCard
from advocate_desk.ui.widgets.incident_form import IncidentForm
from advocate_desk.ui.widgets.page import ScrollPage
from advocate_desk.ui.widgets.rows import clear_rows, rows_in
from advocate_desk.ui.widgets.words import Words

PAGE = 20
"""Incidents put on the screen at once: many live controls make screen readers slow."""


class IncidentsSection(CaseSection):
    """A card for each incident, the newest first. A form takes the place of the cards; the banner above stays."""

    part = "incidents"
    title = "Incidents"

    def __init__(self, desk: DeskContext, case_id: UUID) -> None:
        super().__init__(desk, case_id)
        self._view: IncidentsView | None = None
        self._was_recorded, self._shown = False, PAGE
        self.message = Message(desk.theme)
        self.due, self.together = Banner(desk.theme, "warn"), Banner(desk.theme, "info")
        self.add = Button(desk.theme, "&Record incident", "primary", "plus", self._record)
        self.more = Button(desk.theme, "Show older ones", "", "", self._show_older)
        self._rows = QVBoxLayout()
        self._list = ScrollPage(exact=True)
        self._stack = QStackedWidget()
        self._add_action = QAction("Record incident", self)
        self._add_action.triggered.connect(lambda _checked: self._record())
        self._lay_out()

    @cached_property
    def form(self) -> IncidentForm:
        """The form, built when it is first wanted."""
        form = IncidentForm(self.desk, self.case_id)
        form.saved.connect(self._saved)
        form.closed.connect(self._closed)
        self._stack.addWidget(form)
        return form

    def refresh(self) -> None:
        work = partial(self.desk.safety.incidents.view, self.case_id)
        self.desk.tasks.run(work, context=self, on_done=self._show, on_error=self._fail, replace="incidents")

    def main_action(self) -> QAction | None:
        if not self._works():
            return None
        return self._add_action if self._stack.currentWidget() is self._list else self.form.save_action

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (("Ctrl+Enter", "Record incident, save it"),) if self._works() else ()

    def first_focus(self) -> QWidget | None:
        return self.add if self._works() and self._stack.currentWidget() is self._list else None

    def keep_draft(self, then: Callable[[], None]) -> None:
        for card in self.cards():
            card.conceal()
        super().keep_draft(then)

    def cards(self) -> list[IncidentCard]:
        """Return the cards, in order."""
        return rows_in(self._rows, IncidentCard)

    def _works(self) -> bool:
        return self.desk.who.may(Action.WORK_ON_CASES)

    def _record(self) -> None:
        if self._view is not None:
            self._stack.setCurrentWidget(self.form)
            self.form.open_new(self._view.people)

    def _correct(self, incident: Incident) -> None:
        if self._view is not None:
            self._stack.setCurrentWidget(self.form)
            self.form.open_for(self._view.people, incident)

    def _saved(self, kept: object) -> None:
        corrected = isinstance(kept, Incident) and kept.corrects_id is not None
        self.desk.navigator.say("Incident corrected." if corrected else "Incident recorded.")
        self._was_recorded = True
        self.refresh()
        self.changed.emit()

    def _closed(self) -> None:
        self._stack.setCurrentWidget(self._list)
        self.add.setFocus()

    def _show(self, view: IncidentsView) -> None:
        if view != self._view:
            self._view = view
            _say(self.due, "An incident made this due", view.due)
            _say(self.together, "What the incidents say together", view.together)
            self._fill()
        self.message.clear()
        if self._was_recorded and view.due:
            self.message.show_note("ok", "The incident is on record. See below what it made due.")
        self._was_recorded = False

    def _fill(self) -> None:
        clear_rows(self._rows)
        lines = self._view.lines if self._view else ()
        before: QWidget = self.add
        for line in lines[: self._shown]:
            card = self._card(line)
            self._rows.addWidget(card)
            for button in (card.correct, card.show_what, card.show_before):
                QWidget.setTabOrder(before, button)
                before = button
        QWidget.setTabOrder(before, self.more)
        self.more.setVisible(len(lines) > self._shown)
        if not lines:
            self._rows.addWidget(
                EmptyState("No incident is on record. Each is written down by itself, reported to anybody or not.")
            )

    def _card(self, line: IncidentLine) -> IncidentCard:
        correct = partial(self._correct, line.known.incident) if self._works() else None
        return IncidentCard(self.desk.theme, line, correct)

    def _show_older(self) -> None:
        first_new = self._shown
        self._shown += PAGE
        self._fill()
        if len(cards := self.cards()) > first_new:
            cards[first_new].show_what.setFocus()

    def _fail(self, failure: KnownFailure) -> None:
        self.message.show_error(str(failure))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Words("As they were told, the newest first.", "secondary", wrap=True), 1)
        head.addWidget(self.add, 0, Qt.AlignmentFlag.AlignTop)
        if not self._works():
            self.add.hide()
        for part in (self.due, self.together, self.more):
            part.hide()
        page = self._list.body
        page.addLayout(head)
        for part in (self.message, self.due, self.together):
            page.addWidget(part)
        self._rows.setSpacing(12)
        page.addLayout(self._rows)
        page.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        page.addStretch(1)
        self._stack.addWidget(self._list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)


def _say(banner: Banner, headline: str, sentences: tuple[str, ...]) -> None:
    banner.say(headline, "\n".join(sentences))
    banner.setVisible(bool(sentences))
