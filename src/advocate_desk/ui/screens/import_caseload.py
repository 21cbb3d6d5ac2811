"""Bringing a spreadsheet in: file, columns, problems, preview, import, undo."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from advocate_desk.domain.errors import KnownFailure, SampleVault
from advocate_desk.domain.imports import SheetKind
from advocate_desk.domain.users import Action
from advocate_desk.services.caseload_plan import FieldChoice, FileLook, ImportLine, ImportPlan, UndoReport
from advocate_desk.services.caseload_report import CaseloadReport
from advocate_desk.services.ports import Progress
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.dialogs.progress import run_with_progress
from advocate_desk.ui.models.import_draft import Decisions
from advocate_desk.ui.models.import_words import brought_words, undone_words
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screen import Screen
from advocate_desk.ui.screens.import_caseload_columns import ColumnsStep
from advocate_desk.ui.screens.import_caseload_problems import ProblemsStep
from advocate_desk.ui.screens.import_caseload_steps import DoneStep, FileStep, ImportStep, PreviewStep, newest
from advocate_desk.ui.typed_draft import TypedDraft
from advocate_desk.ui.widgets.announce import announce
from advocate_desk.ui.widgets.banner import Message
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.words import Words

SPREADSHEETS = "Spreadsheets (*.xlsx *.csv)"
WHAT_GOES = (
    "What it brought leaves the desk, with its contacts and referrals. A case that somebody has worked on since stays."
)
T = TypeVar("T")
DRAFT = "import"
STEPS: tuple[type[ImportStep], ...] = (FileStep, ColumnsStep, ProblemsStep, PreviewStep, DoneStep)
STANDS = "What you decided about this file before still stands."


@dataclass(frozen=True, slots=True)
class _Seen:
    """A file that was looked at, and what was decided about it before: nothing, where it is another file."""

    look: FileLook
    fields: Mapping[SheetKind, tuple[FieldChoice, ...]]
    before: Decisions


class ImportScreen(Screen):
    """Five pages, one thing on each. Nothing is written before the last."""

    key = "import"
    title = "Import"
    rail_icon = ""
    needs = Action.IMPORT

    def __init__(self, desk: DeskContext, place: Place) -> None:
        super().__init__(desk, place)
        theme = desk.theme
        self._path: Path | None = None
        self._digest = ""
        self._begun: Decisions | None = None
        self._known: tuple[UUID, ...] = ()
        self.draft = TypedDraft(self, desk, DRAFT, lambda: self._decisions().to_text(), self._take_up)
        self.file, self.columns, self.problems = FileStep(theme), ColumnsStep(theme), ProblemsStep(theme)
        self.message = Message(theme)
        self.count = Words(look="secondary")
        self.stack = QStackedWidget()
        self.back = Button(theme, "&Back", "link", "caret-left", self._back)
        self.go_on = Button(theme, "", "primary", on_click=self._go_on)
        self._main = QAction("Continue", self)
        self._main.triggered.connect(self._go_on)
        self._lay_out()
        self._connect()
        self._show_step(self.file)
        if desk.who.is_sample:
            self.file.refuse_here("Not in the sample vault", SampleVault.sentence)

    @cached_property
    def preview(self) -> PreviewStep:
        """What would be brought in; built when it is first wanted."""
        preview = PreviewStep(self.desk.theme)
        preview.left_out.connect(self._leave_out)
        self.stack.addWidget(preview)
        return preview

    @cached_property
    def done(self) -> DoneStep:
        """What was brought in; built when it is first wanted."""
        done = DoneStep(self.desk.theme)
        done.undo_wanted.connect(self._ask_to_undo)
        self.stack.addWidget(done)
        return done

    @property
    def step(self) -> ImportStep:
        """The page in front."""
        step = self.stack.currentWidget()
        assert isinstance(step, ImportStep)
        return step

    def main_action(self) -> QAction | None:
        return self._main

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (("Enter, F2", "Type a cell anew, in the table of problems"), ("S", "Leave its row out"))

    def first_focus(self) -> QWidget | None:
        return self.step.first_focus() or self.go_on

    def refresh(self) -> None:
        """Read which imports can still be taken back."""
        if not self.desk.who.is_sample:
            if self._path is None:
                self.draft.offer()
            self.desk.tasks.run(
                self.desk.imports.undoable,
                context=self,
                on_done=self._show_lines,
                on_error=self._fail,
                replace="undoable imports",
            )

    def look_at(self, path: Path) -> None:
        """Read ``path`` and show what its columns were taken for."""
        self.message.clear()
        before = self._begun if self._path is None else self._decisions()
        self.file.choose.setEnabled(False)
        self.desk.tasks.run(partial(self._read, path, before), context=self, on_done=self._looked, on_error=self._fail)

    def check(self) -> None:
        """Ask what an import would do, and show it, or what must be mended first."""
        plan = self._plan()
        if plan is not None:
            self._run("Checking the rows", partial(self.desk.imports.preview, plan), self._checked)

    def keep(self) -> None:
        """Import."""
        plan = self._plan()
        if plan is not None:
            self._run("Importing", partial(self.desk.imports.keep, plan), self._kept)

    def _read(self, path: Path, before: Decisions | None) -> _Seen:
        look = self.desk.imports.look(path)
        if before is None or before.digest != look.digest:
            before = Decisions(path=path, digest=look.digest)
        if before.sheets:
            look = self.desk.imports.look(path, before.sheets)
        kinds = {sheet.kind for sheet in look.sheets if sheet.kind is not None}
        return _Seen(look, {kind: self.desk.imports.fields(kind) for kind in kinds}, before)

    def _looked(self, seen: _Seen) -> None:
        self.file.choose.setEnabled(True)
        self.problems.model.begin()
        self._show_look(seen)
        self.problems.model.restore(seen.before.mended, seen.before.skipped)
        self._show_step(self.columns)
        if seen.before.any:
            self.message.show_note("info", STANDS)

    def _show_look(self, seen: _Seen) -> None:
        self._path, self._digest = seen.look.path, seen.look.digest
        self.columns.show_look(seen.look, seen.fields, seen.before.matches, seen.before.sheets)

    def _name_sheet(self) -> None:
        """Somebody said what a sheet holds: its columns are matched anew, everything else stands."""
        self.draft.typed()
        decided = self._decisions()
        self.desk.tasks.run(
            partial(self._read, decided.path, decided),
            context=self,
            on_done=self._show_look,
            on_error=self._fail,
            replace="sheet named",
        )

    def _decisions(self) -> Decisions:
        problems = self.problems.model
        return Decisions(
            path=self._path or Path(),
            digest=self._digest,
            sheets=self.columns.sheets.names,
            matches=self.columns.matches,
            mended=problems.mended,
            skipped=problems.skipped,
        )

    def _take_up(self, body: str) -> bool:
        """Offer to go on with an import that was begun before the desk was locked."""
        self._begun = Decisions.from_text(body)
        self.file.begun.show()
        return True

    def _go_on_with_it(self) -> None:
        if self._begun is not None:
            self.look_at(self._begun.path)

    def _leave_out(self, row: int) -> None:
        self.problems.model.leave_out(SheetKind.CLIENTS, row)
        self.check()

    def _plan(self) -> ImportPlan | None:
        if self._path is None:
            return None
        decided = self._decisions()
        return ImportPlan(
            path=self._path,
            matches=decided.matches,
            mended=decided.mended,
            skipped=decided.skipped,
            sheets=decided.sheets,
        )

    def _checked(self, report: CaseloadReport) -> None:
        if report.refused:
            self.problems.show_report(report)
            self._show_step(self.problems)
            return
        self.preview.show_report(report)
        self._show_step(self.preview)

    def _kept(self, report: CaseloadReport) -> None:
        if not report.done:
            self._checked(report)
            return
        known = self._known
        self.desk.tasks.run(
            self.desk.imports.undoable,
            context=self,
            on_done=lambda lines: self._show_done(report, newest(lines, known), lines),
            on_error=lambda _failure: self._show_done(report, None, ()),
        )

    def _show_done(self, report: CaseloadReport, line: ImportLine | None, lines: tuple[ImportLine, ...]) -> None:
        self._path, self._begun = None, None
        self.file.begun.hide()
        self.draft.forget()
        self._show_lines(lines)
        self.done.show_done(report, line, self.desk.clock.now())
        self._show_step(self.done)

    def _show_lines(self, lines: tuple[ImportLine, ...]) -> None:
        self._known = tuple(line.import_id for line in lines)
        self.file.show_lines(lines, self.desk.clock.now())

    def _ask_to_undo(self, line: ImportLine) -> None:
        self.desk.prompts.confirm(
            self,
            question=f"Take back the import of {brought_words(line.cases, line.contacts, line.referrals)}?",
            effect=WHAT_GOES,
            yes="Undo the import",
            no="Keep it",
            on_yes=lambda: self._undo(line.import_id),
        )

    def _undo(self, import_id: UUID) -> None:
        self._run("Taking the import back", lambda _progress: self.desk.imports.undo(import_id), self._undone)

    def _undone(self, report: UndoReport) -> None:
        self._show_step(self.file)
        self.message.show_note("info", *undone_words(report))
        self.refresh()

    def _choose(self) -> None:
        documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        self.desk.prompts.open_file(
            self, title="Choose a spreadsheet", start=documents, kinds=SPREADSHEETS, on_chosen=self.look_at
        )

    def _go_on(self) -> None:
        step = self.step
        if step is self.file:
            self.file.choose.click()
        elif isinstance(step, PreviewStep):
            self.keep()
        elif isinstance(step, DoneStep):
            self._show_step(self.file)
            self.desk.navigator.go(Place("caseload"))
        else:
            self.check()

    def _back(self) -> None:
        problems = self.problems.model
        before = self.problems if problems.skipped or problems.mended else self.columns
        back: dict[type[ImportStep], ImportStep] = {ProblemsStep: self.columns, PreviewStep: before}
        self._show_step(back.get(type(self.step), self.file))

    def _show_step(self, step: ImportStep) -> None:
        at = STEPS.index(type(step))
        self.stack.setCurrentWidget(step)
        self.message.clear()
        self.count.setText(f"Step {at + 1} of {len(STEPS)}: {step.title}")
        self.back.setVisible(not isinstance(step, FileStep | DoneStep))
        self.go_on.setVisible(bool(step.go_on))
        self.go_on.setText(step.go_on)
        self._main.setText(step.go_on or "Choose a spreadsheet")
        if self.isVisible():
            (step.first_focus() or self.go_on).setFocus()
            announce(self, self.count.text())

    def _fail(self, failure: KnownFailure) -> None:
        self.file.choose.setEnabled(True)
        self.message.show_error(str(failure))

    def _lay_out(self) -> None:
        for step in (self.file, self.columns, self.problems):
            self.stack.addWidget(step)
        head = QVBoxLayout()
        head.setSpacing(2)
        head.addWidget(Words(self.title, "page-title"))
        head.addWidget(self.count)
        row = QHBoxLayout()
        row.addWidget(self.back)
        row.addStretch(1)
        row.addWidget(self.go_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 4, 24, 24)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.message)
        column.addWidget(self.stack, 1)
        column.addLayout(row)

    def _connect(self) -> None:
        self.file.chosen.connect(self._choose)
        self.file.undo_wanted.connect(self._ask_to_undo)
        self.file.resumed.connect(self._go_on_with_it)
        self.columns.chosen.connect(self.draft.typed)
        self.columns.sheets.said.connect(self._name_sheet)
        self.problems.model.touched.connect(self.draft.typed)
        self.draft.failed.connect(self._fail)

    def _run(self, what: str, work: Callable[[Progress], T], on_done: Callable[[T], None]) -> None:
        self.message.clear()
        run_with_progress(self, self.desk.theme, self.desk.tasks, what, work, on_done=on_done, on_error=self._fail)
