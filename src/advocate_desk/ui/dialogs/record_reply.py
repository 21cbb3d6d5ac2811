"""A reply came back: its reference is typed, and the referral it belongs to opens."""

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from advocate_desk.ui.bounded_edit import BoundedLine
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.widgets.fields import Field
from advocate_desk.ui.widgets.recording_sheet import RecordingSheet

ABOUT = "The letter asked them to quote it. It opens the referral, where you record what they said."
TYPE_IT = "Type the reference that stands in the reply, such as RE-7KQ2-9MF."


class RecordReplySheet(RecordingSheet):
    """Finds the referral a reply belongs to."""

    def __init__(self, parent: QWidget | None, desk: DeskContext) -> None:
        super().__init__(parent, desk.theme, "Record a reply", ABOUT, "Find the referral")
        self._desk = desk
        self.reference = BoundedLine(longest=40)
        self.field = Field("&Reference in the reply", self.reference, "For example RE-7KQ2-9MF.")
        column = QVBoxLayout(self.holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.field)
        self.reference.returnPressed.connect(self.record)
        self.resize(desk.theme.px(480), desk.theme.px(300))
        self.reference.setFocus()
        self.keep_words(desk, "record-reply")

    def record(self) -> None:
        """Look for the referral, and open it."""
        typed = self.reference.text()
        self.field.set_error("" if typed.strip() else TYPE_IT)
        if typed.strip():
            self.wait()
            work = partial(self._desk.way.replies.find_reply, typed)
            self._desk.tasks.run(work, context=self, on_done=self._open, on_error=self.show_failure)

    def _open(self, referral_id: UUID) -> None:
        self.accept()
        self._desk.navigator.go(Place("referral", referral_id))
