"""Documents and pictures of a case: the list, one more, one opened, a copy let out for a reason."""

from collections.abc import Callable
from functools import cached_property, partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QImage
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from advocate_desk.domain.errors import KnownFailure
from advocate_desk.domain.users import Action
from advocate_desk.services.keep_files import FileView, OpenedFile
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.dialogs.export_file import ExportFileDialog
from advocate_desk.ui.pictures import glimpse
from advocate_desk.ui.screens.case_section import CaseSection
from advocate_desk.ui.tasks import Lane
from advocate_desk.ui.widgets.banner import Message
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.empty import EmptyState
from advocate_desk.ui.widgets.file_card import FileActs, FileCard
from advocate_desk.ui.widgets.file_form import FileEditor
from advocate_desk.ui.widgets.file_viewer import FileViewer
from advocate_desk.ui.widgets.page import ScrollPage
from advocate_desk.ui.widgets.rows import clear_rows, rows_in
from advocate_desk.ui.widgets.words import Words

PAGE = 20
"""Files put on the screen at once: many live controls make screen readers slow."""
ABOUT = "Kept sealed inside the vault, and opened only here. Nothing is written outside but by an export with a reason."


class FilesSection(CaseSection):
    """A card for each file, the newest first. A form or an opened file takes the place of the cards."""

    part = "files"
    title = "Files"

    def __init__(self, desk: DeskContext, case_id: UUID) -> None:
        super().__init__(desk, case_id)
        self._views: tuple[FileView, ...] | None = None
        self._shown = PAGE
        self._blurs: dict[UUID, QImage] = {}
        self.message = Message(desk.theme)
        self.add = Button(desk.theme, "&Add file", "primary", "plus", self._add)
        self.more = Button(desk.theme, "Show older ones", "", "", self._show_older)
        self._rows = QVBoxLayout()
        self._list = ScrollPage(exact=True)
        self._stack = QStackedWidget()
        self._add_action = QAction("Add file", self)
        self._add_action.triggered.connect(lambda _checked: self._add())
        self._lay_out()

    @cached_property
    def form(self) -> FileEditor:
        """The form, built when it is first wanted."""
        form = FileEditor(self.desk, self.case_id)
        form.saved.connect(self._saved)
        form.closed.connect(self._to_list)
        self._stack.addWidget(form)
        return form

    @cached_property
    def viewer(self) -> FileViewer:
        """Where a file is opened, built when the first one is."""
        viewer = FileViewer(self.desk)
        viewer.closed.connect(self._to_list)
        self._stack.addWidget(viewer)
        return viewer

    def refresh(self) -> None:
        work = partial(self.desk.safety.files.files, self.case_id)
        self.desk.tasks.run(work, context=self, on_done=self._show, on_error=self._fail, replace="files")

    def main_action(self) -> QAction | None:
        front = self._stack.currentWidget()
        if not self._works() or isinstance(front, FileViewer):
            return None
        return front.save_action if isinstance(front, FileEditor) else self._add_action

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (("Ctrl+Enter", "Add file, save it"), ("Esc", "Back to all files"))

    def first_focus(self) -> QWidget | None:
        return self.add if self._works() and self._stack.currentWidget() is self._list else None

    def cards(self) -> list[FileCard]:
        """Return the cards, in order."""
        return rows_in(self._rows, FileCard)

    def _works(self) -> bool:
        return self.desk.who.may(Action.WORK_ON_CASES)

    def _add(self) -> None:
        self._stack.setCurrentWidget(self.form)
        self.form.open_new()

    def _change(self, view: FileView) -> None:
        self._stack.setCurrentWidget(self.form)
        self.form.open_for(view)

    def _open(self, view: FileView) -> None:
        self._stack.setCurrentWidget(self.viewer)
        self.viewer.open(view)

    def _export(self, view: FileView) -> None:
        dialog = ExportFileDialog(self, self.desk, view)
        dialog.exported.connect(self._exported)
        dialog.open()

    def _exported(self) -> None:
        self.desk.navigator.say("A copy was exported. Who did, when and why is on record.")
        self.changed.emit()

    def _remove(self, view: FileView) -> None:
        files, file_id = self.desk.safety.files, view.attachment_id
        undo = partial(self._run, partial(files.restore, file_id), "File brought back.")
        self._run(partial(files.remove, file_id), "File removed from the list.", undo)

    def _run(self, work: Callable[[], None], words: str, undo: Callable[[], None] | None = None) -> None:
        def done(_nothing: None) -> None:
            self.desk.navigator.say(words, undo)
            self.add.setFocus()
            self.refresh()

        self.message.clear()
        self.desk.keep(work, context=self, on_done=done, on_error=self._fail)

    def _saved(self, kept: object) -> None:
        self.desk.navigator.say("File added." if isinstance(kept, UUID) else "Saved.")
        self.refresh()

    def _to_list(self) -> None:
        self._stack.setCurrentWidget(self._list)
        self.add.setFocus()

    def _show(self, views: tuple[FileView, ...]) -> None:
        if views != self._views:
            self._views = views
            self._fill()

    def _fill(self) -> None:
        clear_rows(self._rows)
        views = self._views or ()
        before: QWidget = self.add
        for view in views[: self._shown]:
            card = FileCard(self.desk.theme, view, self._acts())
            self._rows.addWidget(card)
            for button in card.buttons:
                QWidget.setTabOrder(before, button)
                before = button
            if card.is_picture:
                self._blur(card)
        QWidget.setTabOrder(before, self.more)
        self.more.setVisible(len(views) > self._shown)
        if not views:
            self._rows.addWidget(EmptyState("No document or picture is kept with this case."))

    def _acts(self) -> FileActs:
        works = self._works()
        return FileActs(
            open=self._open,
            export=self._export if works else None,
            change=self._change if works else None,
            remove=self._remove if works else None,
        )

    def _blur(self, card: FileCard) -> None:
        """Show a picture's blur, made once: read by the records' thread, unpacked by the other."""
        known = self._blurs.get(card.view.attachment_id)
        if known is not None:
            card.glimpse.show_blur(known)
            return
        work = partial(self.desk.safety.files.open, card.view.attachment_id)
        self.desk.tasks.run(work, context=card, on_done=partial(self._unpack, card), on_error=_left_a_sign)

    def _unpack(self, card: FileCard, opened: OpenedFile) -> None:
        work = partial(glimpse, opened.content, opened.media_type)
        done = partial(self._take_blur, card)
        self.desk.tasks.run(work, context=card, on_done=done, on_error=_left_a_sign, lane=Lane.CPU)

    def _take_blur(self, card: FileCard, blur: QImage) -> None:
        self._blurs[card.view.attachment_id] = blur
        if isValid(card):
            card.glimpse.show_blur(blur)

    def _show_older(self) -> None:
        first_new = self._shown
        self._shown += PAGE
        self._fill()
        if len(cards := self.cards()) > first_new:
            cards[first_new].open.setFocus()

    def _fail(self, failure: KnownFailure) -> None:
        self.message.show_error(str(failure))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Words(ABOUT, "secondary", wrap=True), 1)
        head.addWidget(self.add, 0, Qt.AlignmentFlag.AlignTop)
        if not self._works():
            self.add.hide()
        self.more.hide()
        page = self._list.body
        page.addLayout(head)
        page.addWidget(self.message)
        self._rows.setSpacing(12)
        page.addLayout(self._rows)
        page.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        page.addStretch(1)
        self._stack.addWidget(self._list)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)


def _left_a_sign(_failure: KnownFailure) -> None:
    """A picture without a blur keeps its sign; opening it says what is wrong."""
