"""Unlock: the first thing a person sees. It shows no name, no count, nothing of what lies inside."""

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from advocate_desk.domain.errors import KnownFailure, PassphraseNotSet, TooManyTries
from advocate_desk.services.session import Session
from advocate_desk.ui.door import DoorContext
from advocate_desk.ui.forms.ui_unlock import Ui_UnlockForm
from advocate_desk.ui.screens.door_page import DoorPage, press_by_enter
from advocate_desk.ui.screens.door_passphrase import TypedCode
from advocate_desk.ui.widgets.banner import Message
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.fields import show_field_error
from advocate_desk.ui.widgets.secret_field import SecretField
from advocate_desk.ui.widgets.words import Words

FIRST_TIME = "First time here? Type your one-time code where the passphrase goes."


class UnlockScreen(DoorPage):
    """Asks for vault, sign-in name and passphrase."""

    title = "Unlock"
    first_run_chosen = Signal()
    restore_chosen = Signal()
    code_typed = Signal(object)
    """Somebody typed a good one-time code: a `TypedCode`."""
    recovery_chosen = Signal(object)
    """Somebody wants to use the recovery sheet of the vault in this folder."""

    def __init__(self, door: DoorContext) -> None:
        super().__init__(door.theme)
        self._door = door
        self.message = Message(door.theme)
        self.hint = Words(look="secondary", wrap=True)
        self.form = Ui_UnlockForm()
        fields = QWidget()
        self.form.setupUi(fields)
        for part in (self.message, fields, self.hint):
            self.card.body.addWidget(part)
        self._secret = SecretField(self.form.passphrase, self.form.reveal, self.form.caps)
        self._wait = QTimer(self, interval=1000)
        self._wait.timeout.connect(self._count_down)
        self._seconds = 0
        self._fill_vaults(door.known)
        self._add_links()
        self._let_choose(bool(door.known))
        self._connect()
        press_by_enter(fields)
        self._show_error("")

    def set_status(self, role: str, headline: str, detail: str = "") -> None:
        """Say something above the form, such as that the desk is locked."""
        self.message.show_note(role, headline, detail)

    def focus_first(self) -> None:
        """Put the keyboard where typing begins."""
        self.form.sign_in_name.setFocus()

    def add_vault(self, folder: Path) -> None:
        """Offer another vault and choose it."""
        if self.form.vault.findData(str(folder)) < 0:
            self.form.vault.insertItem(0, folder.stem, str(folder))
        self.form.vault.setCurrentIndex(self.form.vault.findData(str(folder)))
        self._let_choose(True)
        self.focus_first()

    def _fill_vaults(self, known: tuple[Path, ...]) -> None:
        for folder in known:
            self.form.vault.addItem(folder.stem, str(folder))
        self._show_hint()

    def _let_choose(self, may: bool) -> None:
        for part in (self.form.vault, self.form.unlock, self.recovery):
            part.setEnabled(may)

    def _add_links(self) -> None:
        theme = self._door.theme
        self.other = Button(theme, "&Open another vault…", "link", on_click=self._choose_other)
        self.new = Button(theme, "&Make a new vault", "link", on_click=self.first_run_chosen.emit)
        self.recovery = Button(theme, "Use the &recovery sheet…", "link", on_click=self._choose_recovery)
        self.restore = Button(theme, "Restore a &backup…", "link", on_click=self.restore_chosen.emit)
        first_time = Words(FIRST_TIME, "small", wrap=True)
        first_time.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.below.addWidget(first_time)
        self.below.addSpacing(theme.px(12))
        for link in (self.other, self.recovery, self.restore, self.new):
            self.below.addWidget(link, 0, Qt.AlignmentFlag.AlignHCenter)

    def _connect(self) -> None:
        self.form.unlock.clicked.connect(self._unlock)
        self.form.sign_in_name.returnPressed.connect(self.form.passphrase.setFocus)
        self.form.passphrase.returnPressed.connect(self._unlock)
        self.form.passphrase.textEdited.connect(lambda _text: self._show_error(""))
        self.form.vault.currentIndexChanged.connect(self._show_hint)

    def _choose_other(self) -> None:
        self._door.prompts.choose_folder(
            self, title="Open another vault", start=self._door.new_vaults, on_chosen=self.add_vault
        )

    def _choose_recovery(self) -> None:
        self.recovery_chosen.emit(self._folder())

    def _go_on_with_code(self) -> None:
        typed = TypedCode(self._folder(), self.form.sign_in_name.text().strip(), self.form.passphrase.text())
        self.form.passphrase.clear()
        self._secret.hide_again()
        self.code_typed.emit(typed)

    def _folder(self) -> Path:
        return Path(self.form.vault.currentData())

    def _show_hint(self) -> None:
        hint = self._door.sample_hint(self._folder()) if self.form.vault.count() else ""
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))

    def _unlock(self) -> None:
        if not self.form.unlock.isEnabled():
            return
        name, passphrase = self.form.sign_in_name.text().strip(), self.form.passphrase.text()
        if not name or not passphrase:
            self._show_error("Type your sign-in name and your passphrase.")
            (self.form.passphrase if name else self.form.sign_in_name).setFocus()
            return
        folder = self._folder()
        self._busy(True)
        self._door.tasks.run(
            lambda: self._door.vaults.unlock(folder, name, passphrase),
            context=self,
            on_done=self._opened,
            on_error=self._failed,
        )

    def _opened(self, session: Session) -> None:
        self.form.passphrase.clear()
        self._secret.hide_again()
        self._door.opened(session)

    def _failed(self, failure: KnownFailure) -> None:
        self._busy(False)
        if isinstance(failure, PassphraseNotSet):
            self._go_on_with_code()
            return
        self._show_error(str(failure))
        self.form.passphrase.setFocus()
        self.form.passphrase.selectAll()
        if isinstance(failure, TooManyTries):
            self._seconds = failure.seconds
            self.form.unlock.setEnabled(False)
            self._wait.start()

    def _count_down(self) -> None:
        self._seconds -= 1
        if self._seconds > 0:
            self.form.unlock.setText(f"Wait {self._seconds} seconds")
            return
        self._wait.stop()
        self._show_error("")
        self._busy(False)

    def _busy(self, busy: bool) -> None:
        if busy:
            self.message.clear()
            self._show_error("")
        self.form.unlock.setText("Unlocking" if busy else "&Unlock")
        for part in (self.form.unlock, self.form.vault, self.form.sign_in_name, self.form.passphrase, self.form.reveal):
            part.setEnabled(not busy)

    def _show_error(self, sentence: str) -> None:
        show_field_error(self.form.passphrase, self.form.passphrase_error, sentence)
