"""Letting a copy of a file out of the vault: a reason first, then the place."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from advocate_desk.domain.attachment_rules import LONGEST_REASON
from advocate_desk.domain.errors import FileExists, KnownFailure
from advocate_desk.services.keep_files import FileView
from advocate_desk.ui.bounded_edit import BoundedLine
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.widgets.fields import Field
from advocate_desk.ui.widgets.file_words import EXPORTED_AS
from advocate_desk.ui.widgets.recording_sheet import RecordingSheet

ABOUT = (
    "A copy leaves the vault and is not encrypted. Who exported it, when and why stays on record; where to does not. "
    "A file that is there already is never overwritten."
)
SAY_WHY = "Say in a few words why this file leaves the vault."
IS_THERE = "A file of that name is there already and was left as it is. Choose another name."


class ExportFileDialog(RecordingSheet):
    """Exports one file.

    Args:
        parent: the section that opens it.
        desk: the services.
        view: which file.
    """

    exported = Signal()

    def __init__(self, parent: QWidget | None, desk: DeskContext, view: FileView) -> None:
        super().__init__(parent, desk.theme, "Export a file", ABOUT, "Choose where…")
        self._desk, self._view = desk, view
        self.close_button.setText("Close without exporting")
        self.reason = BoundedLine(longest=LONGEST_REASON)
        self.row = Field("&Why", self.reason, "For example, a solicitor asked for it.")
        self.original = QCheckBox("As it came, with what its camera wrote (place, time, device)")
        column = QVBoxLayout(self.holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self.row)
        column.addWidget(self.original)
        if not view.has_original:
            self.original.hide()
        self.resize(desk.theme.px(520), desk.theme.px(360))
        self.reason.setFocus()
        self.keep_words(desk, f"export {view.attachment_id}")

    def record(self) -> None:
        """Ask where to, once there is a reason."""
        why = "" if self.reason.text().strip() else SAY_WHY
        self.row.set_error(why)
        if why:
            self.reason.setFocus()
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        name, kind = EXPORTED_AS[self._view.media_type]
        self._desk.prompts.save_file(
            self, title="Export a file", suggested=Path(folder) / name, kind=kind, on_chosen=self._export
        )

    def _export(self, to: Path) -> None:
        self.wait()
        work = partial(
            self._desk.safety.files.export,
            self._view.attachment_id,
            to,
            self.reason.text(),
            as_it_came=self.original.isChecked(),
        )
        self._desk.tasks.run(work, context=self, on_done=self._exported, on_error=self._refused)

    def _refused(self, failure: KnownFailure) -> None:
        self.show_failure(failure)
        if isinstance(failure, FileExists):
            self.message.show_error(IS_THERE)

    def _exported(self, _nothing: None) -> None:
        self.exported.emit()
        self.accept()
