"""What the forms of a case have in common: an error summary, fields, and words that are never lost."""

import json
from abc import abstractmethod
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from advocate_desk.domain.errors import KnownFailure
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.typed_draft import TypedDraft
from advocate_desk.ui.widgets.banner import Message
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.card import rule
from advocate_desk.ui.widgets.page import ScrollPage
from advocate_desk.ui.widgets.problem_summary import Problem, ProblemSummary
from advocate_desk.ui.widgets.words import Words


class KeptForm(QWidget):
    """A form in place of a list. Esc leaves it and keeps what was typed; it is there when the form opens again.

    Args:
        desk: the services.
        save: what the main button says.
    """

    saved = Signal(object)
    """Kept, with what the service returned."""
    closed = Signal()

    def __init__(self, desk: DeskContext, save: str) -> None:
        super().__init__()
        self.desk = desk
        self.title = Words("", "sheet-title", wrap=True)
        self.summary = ProblemSummary(desk.theme)
        self.message = Message(desk.theme)
        self.body = QVBoxLayout()
        self.body.setSpacing(14)
        self.save_action = QAction(save, self)
        self.save_action.triggered.connect(self.save)
        self.draft = TypedDraft(self, desk, "", lambda: json.dumps(self.to_draft()), self._show_text)
        self.draft.offered.connect(self._offered)
        self.draft.failed.connect(self._not_kept)
        self._lay_out(save)

    @abstractmethod
    def key(self) -> str:
        """Return what its draft is kept under."""

    @abstractmethod
    def to_draft(self) -> dict[str, Any]:
        """Return what was typed."""

    @abstractmethod
    def show_draft(self, kept: dict[str, Any]) -> None:
        """Put back what was typed."""

    @abstractmethod
    def problems(self) -> Sequence[Problem]:
        """Check everything, say it by the fields, and return what must be mended."""

    @abstractmethod
    def work(self) -> Callable[[], object]:
        """Return what keeps the form, to be run in the background."""

    def save(self) -> None:
        """Keep the form, or say everything that must be mended."""
        self.message.clear()
        found = self.problems()
        self.summary.show_problems(found)
        if found:
            return
        self.save_button.setEnabled(False)
        self.draft.record(self.work(), self._saved, self.not_saved)

    def leave(self) -> None:
        """Close the form; what was typed is kept as a draft."""
        self.draft.keep(self.closed.emit)

    def discard(self) -> None:
        """Close the form and forget what was typed."""
        self.draft.forget()
        self.closed.emit()

    def changed(self, *_typed: object) -> None:
        """Remember that somebody typed. Fields call it."""
        self.draft.typed()

    def begin(self, title: str) -> None:
        """Start afresh on what the fields show now, with the draft that was kept if there is one."""
        self.title.setText(title)
        self.summary.clear()
        self.message.clear()
        self.draft.begin(self.key())

    def not_saved(self, failure: KnownFailure) -> None:
        """Say why it was not kept; everything typed stays."""
        self.save_button.setEnabled(True)
        self.message.show_error(str(failure))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _saved(self, kept: object) -> None:
        self.save_button.setEnabled(True)
        self.saved.emit(kept)
        self.closed.emit()

    def _show_text(self, body: str) -> bool:
        self.show_draft(json.loads(body))
        return True

    def _offered(self, was_kept: bool) -> None:
        if was_kept:
            self.message.show_note("info", "These are your own words from before. They were not saved yet.")

    def _not_kept(self, failure: KnownFailure) -> None:
        self.message.show_error(str(failure))

    def _lay_out(self, save: str) -> None:
        page = ScrollPage()
        for part in (self.title, self.summary, self.message):
            page.body.addWidget(part)
        page.body.addLayout(self.body)
        page.body.addStretch(1)
        self.discard_button = Button(self.desk.theme, "Close without saving", "", "", self.discard)
        self.later_button = Button(self.desk.theme, "Keep as draft", "", "", self.leave)
        self.save_button = Button(self.desk.theme, save, "primary", "", self.save)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(24, 8, 24, 12)
        buttons.setSpacing(10)
        buttons.addWidget(self.discard_button)
        buttons.addWidget(self.later_button)
        buttons.addStretch(1)
        buttons.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(page, 1)
        column.addWidget(rule())
        column.addLayout(buttons)
