"""The form of a file: which one, what it is called here, and its caption."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QStandardPaths, Qt

from advocate_desk.domain.attachment_rules import LONGEST_TITLE
from advocate_desk.domain.errors import KnownFailure
from advocate_desk.services.keep_files import FileForm, FileView, LookedInto
from advocate_desk.ui.bounded_edit import BoundedLine
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.tasks import Lane
from advocate_desk.ui.widgets.banner import Message
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.fields import Field
from advocate_desk.ui.widgets.file_words import found_words
from advocate_desk.ui.widgets.kept_form import KeptForm
from advocate_desk.ui.widgets.problem_summary import Problem
from advocate_desk.ui.widgets.typed_words import TypedWords

CHOOSE_FIRST = "Choose the file to add."
SAY_WHAT = "Give the file a name that says what it is."
KINDS = "Documents and pictures (*.pdf *.jpg *.jpeg *.png *.txt);;Every file (*)"


class FileEditor(KeptForm):
    """Adds a file, or changes the name and the caption of one. What may be kept is said before anything is saved."""

    def __init__(self, desk: DeskContext, case_id: UUID) -> None:
        super().__init__(desk, "Save file")
        self._case_id = case_id
        self._opened: FileView | None = None
        self.looked: LookedInto | None = None
        self.choose = Button(desk.theme, "&Choose a file…", "", "folder-open", self._choose)
        self.found = Message(desk.theme)
        self.name = BoundedLine(longest=LONGEST_TITLE)
        self.row = Field(
            "&Name", self.name, "What it is, for whoever looks for it. Its name outside the vault is not kept."
        )
        self.note = TypedWords(desk.theme, "Ca&ption", 2)
        for part in (self.choose, self.found, self.row, self.note):
            self.body.addWidget(part)
        self.body.setAlignment(self.choose, Qt.AlignmentFlag.AlignLeft)
        self.name.textEdited.connect(self.changed)
        self.note.typed.connect(self.changed)
        self.closed.connect(self._put_down)

    def open_new(self) -> None:
        """Ask for a file."""
        self._opened = None
        self._fill("", "")
        self.choose.show()
        self.begin("Add a file")
        self.choose.setFocus()

    def open_for(self, view: FileView) -> None:
        """Show what a file is called, to be changed."""
        self._opened = view
        self._fill(view.title, view.note)
        self.choose.hide()
        self.begin("Change name and caption")
        self.name.setFocus()

    def key(self) -> str:
        return f"file {self._opened.attachment_id if self._opened else 'new'} {self._case_id}"

    def to_draft(self) -> dict[str, Any]:
        return {"name": self.name.text(), "note": self.note.words}

    def show_draft(self, kept: dict[str, Any]) -> None:
        self.name.setText(kept["name"])
        self.note.show_words(kept["note"])

    def problems(self) -> Sequence[Problem]:
        found = []
        if self._opened is None and self.looked is None:
            found.append(Problem(CHOOSE_FIRST, self.choose))
        wrong = "" if self.name.text().strip() else SAY_WHAT
        self.row.set_error(wrong)
        if wrong:
            found.append(Problem(wrong, self.name))
        return found

    def work(self) -> Callable[[], object]:
        files, form = self.desk.safety.files, FileForm(title=self.name.text(), note=self.note.words)
        if self._opened is not None:
            return partial(files.change, self._opened, form)
        if self.looked is None:
            raise LookupError("there is a file once `problems` found none")
        return partial(files.keep, self._case_id, self.looked, form)

    def _choose(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self.desk.prompts.open_file(
            self, title="Choose a file to add", start=Path(folder), kinds=KINDS, on_chosen=self._look
        )

    def _look(self, path: Path) -> None:
        """Look into the file off the records' thread: a document is looked into by a process of its own."""
        self.looked = None
        self.save_button.setEnabled(False)
        self.found.show_note("info", "Looking into the file…")
        work = partial(self.desk.safety.files.look, path)
        self.desk.tasks.run(
            work, context=self, on_done=self._found, on_error=self._refused, lane=Lane.CPU, replace="look"
        )

    def _found(self, looked: LookedInto) -> None:
        self.save_button.setEnabled(True)
        self.looked = looked
        self.found.show_note("ok", found_words(looked))
        self.name.setFocus()

    def _refused(self, failure: KnownFailure) -> None:
        self.save_button.setEnabled(True)
        self.found.show_error(str(failure))
        self.choose.setFocus()

    def _fill(self, name: str, note: str) -> None:
        self._put_down()
        self.name.setText(name)
        self.name.setCursorPosition(0)
        self.row.set_error("")
        self.note.show_words(note)

    def _put_down(self) -> None:
        """Let go of what was chosen: it is on record, or not wanted."""
        self.looked = None
        self.found.clear()
