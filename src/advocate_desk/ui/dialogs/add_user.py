"""A new colleague: the name they sign in with, their role, what they are called in letters."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from advocate_desk.domain.errors import EntryRefused, KnownFailure, SignInNameTaken, TextRefused
from advocate_desk.domain.users import Role
from advocate_desk.services.manage_users import NewCode
from advocate_desk.ui.bounded_edit import BoundedLine
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.widgets.choices import Choices
from advocate_desk.ui.widgets.fields import Field
from advocate_desk.ui.widgets.form_words import put_words
from advocate_desk.ui.widgets.recording_sheet import RecordingSheet
from advocate_desk.ui.widgets.words import Words

ROLES = {
    Role.ADVOCATE: "Advocate",
    Role.SUPERVISOR: "Supervisor",
    Role.ADMINISTRATOR: "Administrator",
    Role.LETTERS: "Letters",
}
MAY = {
    Role.ADVOCATE: "Reads every case, works on cases, writes and sends letters.",
    Role.SUPERVISOR: "All an advocate may, approves letters, imports, keeps backups and settings.",
    Role.ADMINISTRATOR: "All a supervisor may, adds colleagues and disables them.",
    Role.LETTERS: "Prints letters. Reads no case.",
}
ADDING = "Adding"


class AddUserDialog(RecordingSheet):
    """Asks who it is. ``on_added`` is called with their one-time code."""

    def __init__(self, parent: QWidget | None, desk: DeskContext, on_added: Callable[[NewCode], None]) -> None:
        super().__init__(
            parent,
            desk.theme,
            "Add a colleague",
            "They get a one-time code from you and choose a passphrase of their own with it.",
            "Add colleague",
        )
        self._desk, self._on_added = desk, on_added
        self.name, self.job = BoundedLine(), BoundedLine()
        self._name_field = Field("&Name", self.name, "What they type to sign in, such as Nia Advocate.")
        self._job_field = Field("&Job title", self.job, "Stands under their name in letters. May be empty.")
        self.role = Choices("Role", ROLES)
        self.role.choose(Role.ADVOCATE.value)
        self.role.chosen.connect(self._say_role)
        self._may = Words(MAY[Role.ADVOCATE], "small", wrap=True)
        self.close_button.setText("Add nobody")
        column = QVBoxLayout(self.holder)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(14)
        for part in (self._name_field, self.role, self._may, self._job_field):
            column.addWidget(part)
        self.resize(desk.theme.px(540), desk.theme.px(430))
        self.name.setFocus()
        self.keep_words(desk, "add-user", show=self._show_text)

    def record(self) -> None:
        """Check the name and add them."""
        name, role, job = self.name.text().strip(), Role(self.role.value()), self.job.text()
        self._name_field.set_error("" if name else "Type the name they will sign in with.")
        if not name:
            self.name.setFocus()
            return
        self.wait()
        self.say_on_button(ADDING)
        self._desk.tasks.run(
            lambda: self._desk.users.add(name, role, job), context=self, on_done=self._added, on_error=self._refused
        )

    def _show_text(self, body: str) -> bool:
        shown = put_words(self.holder, body)
        self._say_role(self.role.value())
        return shown

    def _say_role(self, role: str) -> None:
        self._may.setText(MAY[Role(role)])

    def _added(self, code: NewCode) -> None:
        self.accept()
        self._on_added(code)

    def _refused(self, failure: KnownFailure) -> None:
        self.say_on_button("Add colleague")
        self.record_button.setEnabled(True)
        if isinstance(failure, SignInNameTaken | EntryRefused | TextRefused):
            self._name_field.set_error(str(failure))
            self.name.setFocus()
        else:
            self.show_failure(failure)
