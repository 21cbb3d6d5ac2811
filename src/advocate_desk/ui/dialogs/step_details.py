"""One step opened: what it is, what may come next, what is so beside it, and everything recorded about it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from advocate_desk.domain.dates_in_words import long_date
from advocate_desk.services.pathway_views import HistoryLine, MarkNow, StepCard
from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.card import rule
from advocate_desk.ui.widgets.flow import FlowLayout
from advocate_desk.ui.widgets.page import ScrollPage
from advocate_desk.ui.widgets.words import Words


@dataclass(frozen=True, kw_only=True, slots=True)
class StepActs:
    """What somebody who works on cases may do with a step."""

    move: Callable[[StepCard, str], None]
    mark: Callable[[StepCard, MarkNow], None]
    take_back: Callable[[UUID], None]
    remove: Callable[[UUID], None]


class StepDetails(QDialog):
    """Shows one step. Without ``acts`` it is only read."""

    def __init__(self, parent: QWidget | None, theme: Theme, card: StepCard, acts: StepActs | None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Advocate Desk")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.card, self._theme, self._acts = card, theme, acts
        self.moves: list[Button] = []
        self.marks: list[Button] = []
        page = ScrollPage()
        page.body.setContentsMargins(24, 20, 24, 8)
        self._body = page.body
        self._show_head()
        if acts is not None and not card.withheld:
            self._show_acts(acts)
        self._show_history()
        page.body.addStretch(1)
        self.close_button = Button(theme, "Close", on_click=self.reject)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(24, 0, 24, 20)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page, 1)
        column.addLayout(buttons)
        self.resize(theme.px(580), theme.px(680))
        (self.moves[0] if self.moves else self.close_button).setFocus()

    def _show_head(self) -> None:
        card = self.card
        self._body.addWidget(Words(card.name, "sheet-title", wrap=True))
        self._body.addWidget(Words(card.status_line, "danger" if card.late else "strong", wrap=True))
        if card.worker:
            self._body.addWidget(Words(f"Worker: {card.worker}", "secondary", wrap=True))
        self._body.addWidget(Words(card.guidance, wrap=True))
        if card.provenance is not None:
            checked = long_date(card.provenance.checked_on)
            told = f"From: {card.provenance.source}. Checked {checked}. Check before relying on it."
            self._body.addWidget(Words(told, "small", wrap=True))

    def _show_acts(self, acts: StepActs) -> None:
        card = self.card
        if card.next:
            self._body.addWidget(rule())
            self._body.addWidget(Words("Move to", "card-title"))
            self.moves = [self._button(one.title, partial(acts.move, card, one.code)) for one in card.next]
            self._flow(self.moves)
        if card.marks:
            self._body.addWidget(Words("So beside it, and ends nothing", "card-title"))
            self.marks = [
                self._button(f"No longer so: {one.title}" if one.held else one.title, partial(acts.mark, card, one))
                for one in card.marks
            ]
            self._flow(self.marks)
        if card.may_remove:
            self._flow([self._button("Remove this step", partial(acts.remove, card.step.id))])

    def _show_history(self) -> None:
        if not self.card.history:
            return
        self._body.addWidget(rule())
        self._body.addWidget(Words("What is recorded", "card-title"))
        for line in self.card.history:
            self._show_line(line)

    def _show_line(self, line: HistoryLine) -> None:
        title = f"{line.title} (recorded in error)" if line.is_error else line.title
        when = ". ".join(part for part in (line.happened, f"{line.recorded} by {line.by}") if part)
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(Words(title, "strong", wrap=True))
        said.addWidget(Words(when, "secondary", wrap=True))
        for detail in line.details:
            said.addWidget(Words(detail, wrap=True))
        self._body.addLayout(said)
        if line.may_take_back and line.move is not None and self._acts is not None:
            self._flow([self._button("Take this back: it was an error", partial(self._acts.take_back, line.move.id))])

    def _button(self, words: str, act: Callable[[], None]) -> Button:
        def acted() -> None:
            self.accept()
            act()

        return Button(self._theme, words.replace("&", "&&"), "", "", acted)

    def _flow(self, buttons: list[Button]) -> None:
        holder = QWidget()
        flow = FlowLayout(8)
        holder.setLayout(flow)
        for button in buttons:
            flow.addWidget(button)
        self._body.addWidget(holder)
