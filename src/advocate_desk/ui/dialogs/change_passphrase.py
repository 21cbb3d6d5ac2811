"""One's own passphrase: the old one, and a new one twice, with five words offered."""

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from advocate_desk.domain.errors import KnownFailure, WrongPassphrase
from advocate_desk.ui.bounded_edit import BoundedLine
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.widgets.fields import Field
from advocate_desk.ui.widgets.passphrase_fields import PassphraseFields
from advocate_desk.ui.widgets.pressable import Pressable
from advocate_desk.ui.widgets.recording_sheet import RecordingSheet
from advocate_desk.ui.widgets.secret_field import SecretField

WORKING = "Changing"
WRONG = "That is not your passphrase. Type it again."


class ChangePassphraseDialog(RecordingSheet):
    """Asks for both; the old one opens nothing afterwards."""

    def __init__(self, parent: QWidget | None, desk: DeskContext) -> None:
        super().__init__(
            parent,
            desk.theme,
            "Change your passphrase",
            "The old one opens nothing from then on. The records are not touched.",
            "Change passphrase",
        )
        self._desk = desk
        self.old = BoundedLine()
        self._old_field, reveal = self._make_old_field()
        self.new = PassphraseFields(desk.offer_passphrase)
        self.close_button.setText("Keep the old one")
        self._secret = SecretField(self.old, reveal, None)
        column = QVBoxLayout(self.holder)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(14)
        column.addWidget(self._old_field)
        column.addWidget(self.new)
        self.resize(desk.theme.px(560), desk.theme.px(520))
        self.old.setFocus()

    def record(self) -> None:
        """Check both and change it."""
        filled = bool(self.old.text())
        self._old_field.set_error("" if filled else "Type the passphrase you have now.")
        if not self.new.check() or not filled:
            return
        old, new = self.old.text(), self.new.passphrase()
        self.wait()
        self.say_on_button(WORKING)
        self._desk.tasks.run(
            lambda: self._desk.users.change_own_passphrase(old, new),
            context=self,
            on_done=self._changed,
            on_error=self._refused,
        )

    def _make_old_field(self) -> tuple[Field, QPushButton]:
        reveal, beside = Pressable(), QWidget()
        row = QHBoxLayout(beside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.old, 1)
        row.addWidget(reveal)
        field = Field("Your passphrase &now", beside)
        field.control = self.old
        field.label.setBuddy(self.old)
        return field, reveal

    def _changed(self, _nothing: None) -> None:
        self.old.clear()
        self.new.clear()
        self._desk.navigator.say("Your passphrase is changed. Use the new one from now on.")
        self.accept()

    def _refused(self, failure: KnownFailure) -> None:
        self.say_on_button("Change passphrase")
        self.record_button.setEnabled(True)
        if isinstance(failure, WrongPassphrase):
            self._old_field.set_error(WRONG)
            self.old.setFocus()
            self.old.selectAll()
        elif not self.new.refuse(failure):
            self.show_failure(failure)
