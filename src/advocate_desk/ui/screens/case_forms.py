"""A section of a case that shows a list, and in its place one form at a time."""

from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar
from uuid import UUID

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from advocate_desk.domain.errors import KnownFailure
from advocate_desk.domain.users import Action
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.screen import Width
from advocate_desk.ui.screens.case_section import CaseSection
from advocate_desk.ui.widgets.banner import Message
from advocate_desk.ui.widgets.kept_form import KeptForm
from advocate_desk.ui.widgets.page import ScrollPage

FormT = TypeVar("FormT", bound=KeptForm)
Undo = Callable[[Any], Callable[[], None] | None]
"""Takes what a form kept, and returns what takes it back, or None."""


class FormsSection(CaseSection):
    """The list, its message, and the forms that take its place. The banner of the case stays above both.

    Args:
        desk: the services.
        case_id: whose case.
        exact: see `ScrollPage`.
    """

    home: QWidget
    """What has the keyboard once a form is closed. Each section sets its own."""
    main_key: QAction | None = None
    """What Ctrl+Enter does while the list is in front, for whoever may work on cases."""

    def __init__(self, desk: DeskContext, case_id: UUID, *, exact: bool = True) -> None:
        super().__init__(desk, case_id)
        self.message = Message(desk.theme)
        self.width_now = Width.WIDE
        self.page = ScrollPage(exact=exact)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    def main_action(self) -> QAction | None:
        form = self._stack.currentWidget()
        if isinstance(form, KeptForm):
            return form.save_action
        return self.main_key if self.may_work() else None

    def reflow(self, width: Width) -> None:
        self.width_now = width

    def may_work(self) -> bool:
        """Say whether whoever signed in may change anything here."""
        return self.desk.who.may(Action.WORK_ON_CASES)

    def with_form(self, form: FormT, words: str, undo_of: Undo | None = None) -> FormT:
        """Put a form among the others; once it kept something, ``words`` are said.

        Args:
            form: the form.
            words: what is said.
            undo_of: says what takes back what was kept, or that nothing does.
        """

        def kept(record: object) -> None:
            undo = undo_of(record) if undo_of else None
            self.kept(words, partial(self.run, undo, "Taken back.") if undo else None)

        self.add_form(form)
        form.saved.connect(kept)
        return form

    def add_form(self, form: KeptForm) -> None:
        """Put a form among the others; what it keeps is for the section to say."""
        self._stack.addWidget(form)
        form.closed.connect(self._closed)

    def open_form(self, form: KeptForm) -> None:
        """Show a form in place of the list."""
        self.message.clear()
        self._stack.setCurrentWidget(form)
        self.reflow(self.width_now)

    def run(self, work: Callable[[], None], words: str, undo: Callable[[], None] | None = None) -> None:
        """Keep something that needs no form, and say ``words``."""

        def done(_nothing: None) -> None:
            self.kept(words, undo)
            self.home.setFocus()

        self.message.clear()
        self.desk.keep(work, context=self, on_done=done, on_error=self.fail)

    def kept(self, words: str, undo: Callable[[], None] | None = None) -> None:
        """Say that something was kept, and show it here and in the frame around."""
        self.desk.navigator.say(words, undo)
        self.refresh()
        self.changed.emit()

    def fail(self, failure: KnownFailure) -> None:
        """Say why something could not be read or kept."""
        self.message.show_error(str(failure))

    def _closed(self) -> None:
        self._stack.setCurrentWidget(self.page)
        self.home.setFocus()
