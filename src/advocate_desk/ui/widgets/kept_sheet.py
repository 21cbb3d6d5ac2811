"""A sheet that takes a while to fill: closing it keeps what was typed, and it stands there again when it opens."""

import json
from abc import abstractmethod
from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtWidgets import QDialog, QWidget

from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.theme import Theme
from advocate_desk.ui.typed_draft import TypedDraft
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.form_words import follow
from advocate_desk.ui.widgets.recording_sheet import RecordingSheet

T = TypeVar("T")
FROM_BEFORE = "These are your own words from before. They were not saved yet."


class KeptSheet(RecordingSheet):
    """Esc, the window's own button and "Keep as draft" keep what was typed; "Discard" alone forgets it.

    Args:
        parent: the screen that opens it.
        theme: gives icons and colours.
        title: what is recorded.
        about: one line under it, or "".
        record: what the main button says.
    """

    def __init__(self, parent: QWidget | None, theme: Theme, title: str, about: str, record: str) -> None:
        super().__init__(parent, theme, title, about, record)
        self.close_button.setText("Keep as draft")
        self.discard_button = Button(theme, "Close without saving", on_click=self.discard)
        self.buttons.insertWidget(0, self.discard_button)
        QWidget.setTabOrder(self.discard_button, self.close_button)
        self.draft: TypedDraft | None = None

    @abstractmethod
    def to_draft(self) -> dict[str, Any]:
        """Return what was typed and chosen."""

    @abstractmethod
    def show_draft(self, kept: dict[str, Any]) -> None:
        """Put back what was typed and chosen."""

    def keep_beyond(self, desk: DeskContext, key: str) -> None:
        """Keep what is typed under ``key`` until it is on record or discarded. Call it once the form is whole."""
        draft = TypedDraft(self.holder, desk, key, lambda: json.dumps(self.to_draft()), self._show_text)
        draft.failed.connect(self.show_failure)
        draft.offered.connect(self._offered)
        self.draft = draft
        draft.offer()
        follow(self.holder, draft.typed)

    def put_on_record(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Put what is typed on record by ``work``, then call ``done``; a refusal is said in the sheet."""
        assert self.draft is not None, "keep_beyond comes first"
        self.wait()
        self.draft.record(work, done, self.show_failure)

    def reject(self) -> None:
        """Close the sheet once what is typed is safe; where it cannot be kept, the sheet stays and says why."""
        if self.draft is None:
            super().reject()
        else:
            self.draft.keep(self._leave)

    def discard(self) -> None:
        """Close the sheet and forget what was typed."""
        if self.draft is not None:
            self.draft.forget()
        super().reject()

    def _leave(self) -> None:
        recorded = self.result() == QDialog.DialogCode.Accepted
        if not recorded and self.draft is not None and not self.draft.is_new:
            super().reject()

    def _offered(self, was_kept: bool) -> None:
        if was_kept:
            self.message.show_note("info", FROM_BEFORE)

    def _show_text(self, body: str) -> bool:
        self.show_draft(json.loads(body))
        return True
