"""A note beside the timeline: a few words, kept as a draft until they are saved."""

import json
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from advocate_desk.domain.errors import KnownFailure
from advocate_desk.services.log_contact import NewNote
from advocate_desk.ui.bounded_edit import BoundedLine
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.typed_draft import TypedDraft
from advocate_desk.ui.widgets.banner import Message
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.card import Card
from advocate_desk.ui.widgets.fields import Field
from advocate_desk.ui.widgets.typed_words import TypedWords


class NoteCard(Card):
    """Asks for a note. Esc keeps the words as a draft; they are there when it opens again.

    Args:
        desk: the services.
        case_id: whose note.
    """

    added = Signal()
    closed = Signal()

    def __init__(self, desk: DeskContext, case_id: UUID) -> None:
        super().__init__("Note")
        self._desk, self._case_id = desk, case_id
        self.draft = TypedDraft(self, desk, f"note {case_id}", self._to_text, self._show_text)
        self.message = Message(desk.theme)
        self.headline = BoundedLine(longest=200)
        self.text = TypedWords(desk.theme, "What to keep", 3)
        self.save = Button(desk.theme, "Save note", "primary", "", self._save)
        self.later = Button(desk.theme, "Keep as draft", "", "", self.put_away)
        self.save_action = QAction("Save note", self)
        self.save_action.triggered.connect(self._save)
        self._lay_out()
        self.hide()

    def open(self) -> None:
        """Show the card, with the draft that was kept for this case if there is one."""
        if self.isHidden():
            self.show()
            self.draft.offer()
        self.text.edit.setFocus()

    def put_away(self) -> None:
        """Close the card; what was typed is kept as a draft."""
        self.draft.keep(lambda: None)
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.put_away()
        else:
            super().keyPressEvent(event)

    def _save(self) -> None:
        if not self.text.words.strip():
            self.text.set_error("Write what is to be kept.")
            self.text.edit.setFocus()
            return
        self.text.set_error("")
        self.message.clear()
        self.save.setEnabled(False)
        new = NewNote(case_id=self._case_id, headline=self.headline.text(), text=self.text.words)
        self.draft.record(partial(self._desk.contacts.add_note, new), self._saved, self._not_saved)

    def _saved(self, _kept: object) -> None:
        self.save.setEnabled(True)
        self.headline.clear()
        self.text.show_words("")
        self._desk.navigator.say("Note added.")
        self.hide()
        self.added.emit()
        self.closed.emit()

    def _not_saved(self, failure: KnownFailure) -> None:
        self.save.setEnabled(True)
        self.message.show_error(str(failure))

    def _to_text(self) -> str:
        return json.dumps({"headline": self.headline.text(), "text": self.text.words})

    def _show_text(self, body: str) -> bool:
        kept = json.loads(body)
        self.headline.setText(kept["headline"])
        self.text.show_words(kept["text"])
        return True

    def _not_kept(self, failure: KnownFailure) -> None:
        self.message.show_error(str(failure))

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.later)
        buttons.addStretch(1)
        buttons.addWidget(self.save)
        self.body.addWidget(self.message)
        self.body.addWidget(Field("Headline, if it needs one", self.headline))
        self.body.addWidget(self.text)
        self.body.addLayout(buttons)
        self.headline.textEdited.connect(self.draft.typed)
        self.text.typed.connect(self.draft.typed)
        self.draft.failed.connect(self._not_kept)
