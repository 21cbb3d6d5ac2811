"""A note beside the timeline: a few words, kept as a draft until they are saved."""

import json
from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from advocate_desk.domain.errors import KnownFailure
from advocate_desk.services.log_contact import NewNote
from advocate_desk.services.ports import Draft
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.navigator import SavedState
from advocate_desk.ui.widgets.banner import Message
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.card import Card
from advocate_desk.ui.widgets.fields import Field
from advocate_desk.ui.widgets.typed_words import TypedWords

DRAFT_AFTER_MS = 2000


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
        self._touched = False
        self.message = Message(desk.theme)
        self.headline = QLineEdit(maxLength=200)
        self.text = TypedWords(desk.theme, "What to keep", 3)
        self.save = Button(desk.theme, "Save note", "primary", "", self._save)
        self.later = Button(desk.theme, "Keep as draft", "", "", self.put_away)
        self.save_action = QAction("Save note", self)
        self.save_action.triggered.connect(self._save)
        self._typing = QTimer(self, interval=DRAFT_AFTER_MS, singleShot=True)
        self._typing.timeout.connect(lambda: self.keep_draft(lambda: None))
        self._lay_out()
        self.hide()

    def open(self) -> None:
        """Show the card, with the draft that was kept for this case if there is one."""
        if self.isHidden():
            self.show()
            drafts, key = self._desk.drafts, self._key()
            self._desk.tasks.run(
                lambda: drafts.load(key), context=self, on_done=self._take_draft, on_error=self._not_kept
            )
        self.text.edit.setFocus()

    def put_away(self) -> None:
        """Close the card; what was typed is kept as a draft."""
        self.keep_draft(lambda: None)
        self.hide()
        self.closed.emit()

    def keep_draft(self, then: Callable[[], None]) -> None:
        """Keep what was typed, then call ``then``, also when it could not be kept."""
        self._typing.stop()
        if not self._touched:
            then()
            return
        drafts, key = self._desk.drafts, self._key()
        body = json.dumps({"headline": self.headline.text(), "text": self.text.words})
        self._desk.tasks.run(
            lambda: drafts.keep(key, body),
            context=self,
            on_done=lambda _nothing: self._kept(then),
            on_error=partial(self._not_kept, then=then),
        )

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
        self._typing.stop()
        self.save.setEnabled(False)
        self._desk.navigator.show_saved(SavedState.SAVING)
        new = NewNote(case_id=self._case_id, headline=self.headline.text(), text=self.text.words)
        desk, key = self._desk, self._key()

        def work() -> None:
            desk.contacts.add_note(new)
            desk.drafts.erase(key)

        desk.tasks.run(work, context=self, on_done=self._saved, on_error=self._not_saved)

    def _saved(self, _nothing: None) -> None:
        self.save.setEnabled(True)
        self.headline.clear()
        self.text.show_words("")
        self._touched = False
        self._desk.navigator.show_saved(SavedState.SAVED)
        self._desk.navigator.say("Note added.")
        self.hide()
        self.added.emit()
        self.closed.emit()

    def _not_saved(self, failure: KnownFailure) -> None:
        self.save.setEnabled(True)
        self._desk.navigator.show_saved(SavedState.NOT_SAVED)
        self.message.show_error(str(failure))

    def _take_draft(self, draft: Draft | None) -> None:
        if draft is None or self._touched:
            return
        kept = json.loads(draft.body)
        self.headline.setText(kept["headline"])
        self.text.show_words(kept["text"])

    def _kept(self, then: Callable[[], None]) -> None:
        self._desk.navigator.show_saved(SavedState.SAVED, "draft")
        then()

    def _not_kept(self, failure: KnownFailure, then: Callable[[], None] | None = None) -> None:
        self.message.show_error(str(failure))
        if then is not None:
            then()

    def _changed(self) -> None:
        self._touched = True
        self._typing.start()

    def _key(self) -> str:
        return f"note {self._case_id}"

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.later)
        buttons.addStretch(1)
        buttons.addWidget(self.save)
        self.body.addWidget(self.message)
        self.body.addWidget(Field("Headline, if it needs one", self.headline))
        self.body.addWidget(self.text)
        self.body.addLayout(buttons)
        self.headline.textEdited.connect(self._changed)
        self.text.typed.connect(self._changed)
