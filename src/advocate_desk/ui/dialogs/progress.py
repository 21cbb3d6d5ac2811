"""Long work with its count and a way to stop it."""

from collections.abc import Callable
from threading import Event
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QProgressBar, QVBoxLayout, QWidget

from advocate_desk.domain.errors import KnownFailure
from advocate_desk.services.ports import Progress
from advocate_desk.ui.tasks import Lane, OnError, Tasks
from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.words import Words

T = TypeVar("T")


class ProgressDialog(QDialog):
    """Shows how far work is, and stops it when asked.

    `progress` is given to the service; it may be called from any thread.
    """

    counted = Signal(int, int)

    def __init__(self, parent: QWidget | None, theme: Theme, what: str) -> None:
        super().__init__(parent)
        self.setWindowTitle("Advocate Desk")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._stopped = Event()
        self.words = Words(what, "sheet-title")
        self.count = Words("", "secondary")
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(what)
        self.stop = Button(theme, "Stop", on_click=self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        for part in (self.words, self.bar, self.count):
            column.addWidget(part)
        column.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignRight)
        self.setMinimumWidth(theme.px(360))
        self.counted.connect(self._show)

    def progress(self, done: int, total: int) -> bool:
        """Take note of how far the work is; say whether it should go on."""
        self.counted.emit(done, total)
        return not self._stopped.is_set()

    def reject(self) -> None:
        """Ask the work to stop. The dialog stays until it has: nothing goes on behind the user's back."""
        self._stopped.set()
        self.stop.setEnabled(False)
        self.count.setText("Stopping")

    def _show(self, done: int, total: int) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        if not self._stopped.is_set():
            self.count.setText(f"{done:,} of {total:,}")


def run_with_progress(
    parent: QWidget,
    theme: Theme,
    tasks: Tasks,
    what: str,
    work: Callable[[Progress], T],
    *,
    on_done: Callable[[T], None],
    on_error: OnError,
    lane: Lane = Lane.DB,
) -> ProgressDialog:
    """Run ``work`` behind a dialog that says ``what`` is going on; the dialog goes when the work has ended."""
    dialog = ProgressDialog(parent, theme, what)

    def done(result: T) -> None:
        dialog.accept()
        on_done(result)

    def failed(failure: KnownFailure) -> None:
        dialog.accept()
        on_error(failure)

    dialog.open()
    tasks.run(lambda: work(dialog.progress), context=parent, on_done=done, on_error=failed, lane=lane)
    return dialog
