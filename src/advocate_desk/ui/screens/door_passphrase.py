"""Choose your passphrase: what stands between a one-time code and the desk."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit

from advocate_desk.domain.errors import KnownFailure
from advocate_desk.services.session import Session
from advocate_desk.ui.door import DoorContext
from advocate_desk.ui.screens.door_page import DoorPage, buttons_row, press_by_enter
from advocate_desk.ui.widgets.banner import Message
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.passphrase_fields import PassphraseFields
from advocate_desk.ui.widgets.words import Words

GO_ON = "Set this passphrase and unlock"


@dataclass(frozen=True, slots=True, repr=False)
class TypedCode:
    """What somebody typed at the unlock screen: where, who, and a one-time code."""

    folder: Path
    sign_in_name: str
    code: str


class ChoosePassphraseScreen(DoorPage):
    """Asks whoever came with a one-time code for a passphrase of their own."""

    title = "Choose your passphrase"
    card_width = 580
    back_chosen = Signal()

    def __init__(self, door: DoorContext, typed: TypedCode) -> None:
        super().__init__(door.theme)
        self._door, self._typed = door, typed
        self.message = Message(door.theme)
        self.fields = PassphraseFields(door.offer_passphrase)
        self.back = Button(door.theme, "&Back", "link", "caret-left", self.back_chosen.emit)
        self.go_on = Button(door.theme, GO_ON, "primary", on_click=self._go_on)
        explained = Words(
            "Your one-time code is right. It ends here: from now on your own passphrase opens the vault, and nobody "
            "can look it up for you. Learn the five words, or choose your own.",
            wrap=True,
        )
        for part in (Words(self.title, "sheet-title"), explained, self.message, self.fields):
            self.card.body.addWidget(part)
        self.card.body.addLayout(buttons_row(self.back, self.go_on))
        press_by_enter(self.fields)
        for field in self.fields.findChildren(QLineEdit):
            field.returnPressed.connect(self._go_on)

    def focus_first(self) -> None:
        """Put the keyboard where typing begins."""
        self.fields.form.passphrase.setFocus()

    def _go_on(self) -> None:
        if not self.fields.check():
            return
        typed, passphrase = self._typed, self.fields.passphrase()
        self._busy(True)
        self._door.tasks.run(
            lambda: self._door.vaults.unlock_with_code(typed.folder, typed.sign_in_name, typed.code, passphrase),
            context=self,
            on_done=self._opened,
            on_error=self._failed,
        )

    def _opened(self, session: Session) -> None:
        self.fields.clear()
        self._door.opened(session)

    def _failed(self, failure: KnownFailure) -> None:
        self._busy(False)
        if not self.fields.refuse(failure):
            self.message.show_error(str(failure))

    def _busy(self, busy: bool) -> None:
        self.message.clear()
        for part in (self.fields, self.back, self.go_on):
            part.setEnabled(not busy)
        self.go_on.setText("Unlocking" if busy else GO_ON)
