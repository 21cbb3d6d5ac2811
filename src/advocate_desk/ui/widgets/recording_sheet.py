"""What the dialogs that record something have in common: a title, a form, its errors, and two buttons."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from advocate_desk.domain.errors import KnownFailure
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.theme import Theme
from advocate_desk.ui.typed_draft import TypedDraft
from advocate_desk.ui.widgets.banner import Message
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.form_words import follow, put_words, words_in
from advocate_desk.ui.widgets.page import ScrollPage
from advocate_desk.ui.widgets.words import Words

RECORD_KEY = "Ctrl+Return"


class RecordingSheet(QDialog):
    """A form over a screen. What it is about stands in it, never in the window's title.

    Args:
        parent: the screen that opens it.
        theme: gives icons and colours.
        title: what is recorded.
        about: one line under it, or "".
        record: what the main button says.
    """

    def __init__(self, parent: QWidget | None, theme: Theme, title: str, about: str, record: str) -> None:
        super().__init__(parent)
        self.setWindowTitle("Advocate Desk")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.message = Message(theme)
        self.holder = QWidget()
        page = ScrollPage()
        page.body.setContentsMargins(24, 20, 24, 8)
        page.body.addWidget(Words(title, "sheet-title", wrap=True))
        if about:
            page.body.addWidget(Words(about, "secondary", wrap=True))
        page.body.addWidget(self.message)
        page.body.addWidget(self.holder)
        page.body.addStretch(1)
        self.record_button = Button(theme, record, "primary", on_click=self.record)
        self.record_button.setShortcut(RECORD_KEY)
        self.close_button = Button(theme, "Close without recording", on_click=self.reject)
        self.buttons = QHBoxLayout()
        self.buttons.setContentsMargins(24, 0, 24, 20)
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.close_button)
        self.buttons.addWidget(self.record_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(page, 1)
        column.addLayout(self.buttons)

    def keep_words(
        self,
        desk: DeskContext,
        key: str,
        read: Callable[[], str] | None = None,
        show: Callable[[str], bool] | None = None,
    ) -> TypedDraft:
        """Keep what is typed until the sheet is closed, under ``key``, and fill it with what a lock or a crash left.

        Call it once the form is whole. Closing the sheet, recorded or not, is the end of the draft.

        Args:
            desk: keeps it.
            key: see `TypedDraft`, as ``read`` and ``show``.
            read: writes the form down; None for the words in its fields.
            show: fills it; None for the words in its fields.
        """
        read, show = read or partial(words_in, self.holder), show or partial(put_words, self.holder)
        draft = TypedDraft(self.holder, desk, key, read, show)
        draft.failed.connect(self.show_failure)
        draft.offer()
        follow(self.holder, draft.typed)
        self.finished.connect(draft.forget)
        return draft

    def record(self) -> None:
        """Check what was typed and record it. Each sheet does this for itself."""
        raise NotImplementedError

    def say_on_button(self, words: str) -> None:
        """Let the main button say ``words``; a button that is given words forgets its key."""
        self.record_button.setText(words)
        self.record_button.setShortcut(RECORD_KEY)

    def wait(self) -> None:
        """Let nothing be pressed twice while it is being recorded."""
        self.record_button.setEnabled(False)
        self.message.clear()

    def show_failure(self, failure: KnownFailure) -> None:
        """Say in the sheet why it was not recorded; everything typed stays."""
        self.record_button.setEnabled(True)
        self.message.show_error(str(failure))
