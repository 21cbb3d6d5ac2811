"""What the forms of an agency and of its services share: how to reach somebody, and words that are never lost."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from advocate_desk.domain.directory import Agency, Service
from advocate_desk.domain.errors import EntryRefused, KnownFailure
from advocate_desk.ui.bounded_edit import BoundedEdit, BoundedLine
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.theme import Theme
from advocate_desk.ui.typed_draft import TypedDraft
from advocate_desk.ui.widgets.fields import Field
from advocate_desk.ui.widgets.form_words import follow, put_words, words_in
from advocate_desk.ui.widgets.recording_sheet import RecordingSheet

PHONES = "One on each line, exactly as published. Nothing reformats it."
ADDRESS = "As on an envelope, one line each. Leave it empty where an address must not be known."
DRAFT = "These are your own words from before. They were not saved yet."
Kept = Callable[[UUID], None]
"""Called with the agency once it is kept."""


class DirectoryForm(RecordingSheet):
    """What the two forms share: fields in a column, kept together."""

    def __init__(self, parent: QWidget | None, desk: DeskContext, title: str, about: str, draft: str) -> None:
        super().__init__(parent, desk.theme, title, about, "Save")
        self.desk = desk
        self.draft = TypedDraft(self, desk, draft, partial(words_in, self.holder), partial(put_words, self.holder))
        self.draft.failed.connect(self.show_failure)
        self._from_draft = False
        self.name, self.other_name = BoundedLine(), BoundedLine()
        self.phones, self.address = lines_edit(desk.theme, 2), lines_edit(desk.theme, 4)
        self.email, self.website = BoundedLine(), BoundedLine()
        self.description = lines_edit(desk.theme, 2)
        self.name_field = Field("&Name", self.name)
        self.close_button.setText("Close without saving")
        self.close_button.clicked.disconnect()
        self.close_button.clicked.connect(self._give_up)
        self.column = QVBoxLayout(self.holder)
        self.column.setContentsMargins(0, 8, 0, 0)
        self.column.setSpacing(12)
        self.resize(desk.theme.px(600), desk.theme.px(720))

    def add(self, *fields: Field) -> None:
        """Put ``fields`` beneath what is there."""
        for field in fields:
            self.column.addWidget(field)

    def reach(self) -> tuple[Field, ...]:
        """Return the fields that say how to reach somebody."""
        return (
            Field("&Phones", self.phones, PHONES),
            Field("&Email", self.email, "A secure one, if there is one."),
            Field("&Website", self.website),
            Field("Postal &address", self.address, ADDRESS),
        )

    def show_both(self, kept: Agency | Service) -> None:
        """Show what an agency and a service have in common."""
        self.name.setText(kept.name)
        self.other_name.setText(kept.other_name)
        self.phones.setPlainText("\n".join(kept.phones))
        self.email.setText(kept.email)
        self.website.setText(kept.website)
        self.address.setPlainText("\n".join(kept.postal_address))
        self.description.setPlainText(kept.description)

    def typed_both(self, kept: Agency | Service | None) -> dict[str, Any]:
        """Return what stands in the fields an agency and a service have in common."""
        return {
            "name": self.typed(self.name, kept.name if kept else ""),
            "other_name": self.typed(self.other_name, kept.other_name if kept else ""),
            "description": self.typed(self.description, kept.description if kept else ""),
            "phones": self.typed_lines(self.phones, kept.phones if kept else ()),
            "email": self.typed(self.email, kept.email if kept else ""),
            "website": self.typed(self.website, kept.website if kept else ""),
            "postal_address": self.typed_lines(self.address, kept.postal_address if kept else ()),
        }

    def begin(self) -> None:
        """Start on what the fields show, or on what was typed the last time and not saved."""
        self.draft.offered.connect(self._offered)
        follow(self.holder, self.draft.typed)
        self.draft.offer()
        self.name.setFocus()

    def reject(self) -> None:
        """Close, as Escape does; what was typed is there when the form opens again."""
        self.draft.keep(super().reject)

    def typed(self, edit: QLineEdit | BoundedEdit, kept: str) -> str:
        """Return what somebody typed; what nobody touched stays as it was kept, whatever a field makes of it."""
        if isinstance(edit, QLineEdit):
            return edit.text() if edit.isModified() or self._from_draft else kept
        return edit.toPlainText() if edit.document().isModified() or self._from_draft else kept

    def typed_lines(self, edit: BoundedEdit, kept: tuple[str, ...]) -> tuple[str, ...]:
        """Return the lines somebody typed, or those that were kept where nobody touched them."""
        if not edit.document().isModified() and not self._from_draft:
            return kept
        return tuple(edit.toPlainText().splitlines())

    def _offered(self, was_kept: bool) -> None:
        self._from_draft = was_kept
        if was_kept:
            self.message.show_note("info", DRAFT)

    def _give_up(self) -> None:
        self.draft.forget()
        super().reject()

    def keep(self, work: Callable[[], UUID], on_kept: Kept) -> None:
        """Keep what was typed and close; a refusal leaves everything as it stands."""
        self.name_field.set_error("")
        self.wait()

        def kept(record_id: UUID) -> None:
            self.accept()
            on_kept(record_id)

        self.draft.record(work, kept, self._refused)

    def _refused(self, failure: KnownFailure) -> None:
        if isinstance(failure, EntryRefused) and not self.name.text().strip():
            self.record_button.setEnabled(True)
            self.name_field.set_error(str(failure))
            self.name.setFocus()
        else:
            self.show_failure(failure)


def lines_edit(theme: Theme, lines: int) -> BoundedEdit:
    """Return a field of so many lines that Tab leaves."""
    edit = BoundedEdit()
    edit.setTabChangesFocus(True)
    edit.setFixedHeight(theme.px(20) * lines + 24)
    return edit
