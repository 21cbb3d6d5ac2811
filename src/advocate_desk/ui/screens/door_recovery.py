"""Use the recovery sheet: 24 words off paper, then a new passphrase for an administrator."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from advocate_desk.domain.errors import KnownFailure, NameAnAdministrator, NotFound, WrongPassphrase
from advocate_desk.services.session import Session
from advocate_desk.ui.bounded_edit import BoundedLine
from advocate_desk.ui.door import DoorContext
from advocate_desk.ui.screens.door_page import DoorPage, buttons_row, press_by_enter
from advocate_desk.ui.widgets.announce import announce
from advocate_desk.ui.widgets.banner import Message
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.fields import Field
from advocate_desk.ui.widgets.passphrase_fields import PassphraseFields
from advocate_desk.ui.widgets.typed_words import TypedWords
from advocate_desk.ui.widgets.words import Words

CHECK, SET = "Check the words", "Set this passphrase and unlock"


class _WordsStep(QWidget):
    """The 24 words."""

    def __init__(self, door: DoorContext, folder: Path) -> None:
        super().__init__()
        self.field = TypedWords(door.theme, "The 24 &words, in order", 4)
        self.field.edit.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        explained = Words(
            f"This is for the vault “{folder.stem}”. Type or paste the words of its recovery sheet. Four letters of "
            "each are enough, and the numbers may stand before them.",
            wrap=True,
        )
        _stack(self, Words("Use the recovery sheet", "sheet-title"), explained, self.field)

    def typed(self) -> str:
        """Return what stands in the field."""
        return self.field.words


class _PassphraseStep(QWidget):
    """Whose passphrase, and which."""

    def __init__(self, door: DoorContext) -> None:
        super().__init__()
        self.name = BoundedLine()
        self.who = Field(
            "An administrator's sign-in &name", self.name, "Leave it empty if this vault has only one administrator."
        )
        self.fields = PassphraseFields(door.offer_passphrase)
        explained = Words(
            "The words are right. Choose a new passphrase; the old one stops working. That the words were used is "
            "recorded, and everybody is told when they next sign in.",
            wrap=True,
        )
        _stack(self, Words("A new passphrase", "sheet-title"), explained, self.who, self.fields)


class RecoveryScreen(DoorPage):
    """Leads somebody back in who holds the recovery sheet."""

    title = "Use the recovery sheet"
    card_width = 580
    back_chosen = Signal()

    def __init__(self, door: DoorContext, folder: Path) -> None:
        super().__init__(door.theme)
        self._door, self._folder = door, folder
        self._words: tuple[str, ...] = ()
        self.message = Message(door.theme)
        self.words = _WordsStep(door, folder)
        self.passphrase = _PassphraseStep(door)
        self.back = Button(door.theme, "&Back", "link", "caret-left", self._back)
        self.go_on = Button(door.theme, CHECK, "primary", on_click=self._go_on)
        for part in (self.message, self.words, self.passphrase):
            self.card.body.addWidget(part)
        self.card.body.addLayout(buttons_row(self.back, self.go_on))
        press_by_enter(self.passphrase)
        for field in self.passphrase.findChildren(QLineEdit):
            field.returnPressed.connect(self._go_on)
        self._show()

    def focus_first(self) -> None:
        """Put the keyboard where typing begins."""
        (self.passphrase.name if self._words else self.words.field.edit).setFocus()

    def rehearse(self, words: str, *, proved: bool) -> None:
        """Show invented words, as if somebody had typed them or had them proved, for pictures and checks."""
        self.words.field.show_words(words)
        self._words = tuple(words.split()) if proved else ()
        self._show()

    def _show(self) -> None:
        self.message.clear()
        self.words.setVisible(not self._words)
        self.passphrase.setVisible(bool(self._words))
        self.go_on.setText(SET if self._words else CHECK)

    def _back(self) -> None:
        if self._words:
            self._words = ()
            self._show()
            self.focus_first()
        else:
            self.back_chosen.emit()

    def _go_on(self) -> None:
        self.passphrase.who.set_error("")
        if not self._words:
            self._check()
        elif self.passphrase.fields.check():
            self._recover()

    def _check(self) -> None:
        words = tuple(self.words.typed().split())
        self._busy("Checking")
        self._door.tasks.run(
            lambda: self._door.vaults.check_recovery_words(self._folder, words),
            context=self,
            on_done=lambda _done: self._proved(words),
            on_error=self._failed,
        )

    def _proved(self, words: tuple[str, ...]) -> None:
        self._words = words
        self._busy("")
        self._show()
        self.focus_first()
        announce(self, "The words are right. Choose a new passphrase.")

    def _recover(self) -> None:
        name, passphrase = self.passphrase.name.text().strip(), self.passphrase.fields.passphrase()
        self._busy("Unlocking")
        self._door.tasks.run(
            lambda: self._door.vaults.recover(self._folder, self._words, name, passphrase),
            context=self,
            on_done=self._opened,
            on_error=self._failed,
        )

    def _opened(self, session: Session) -> None:
        self._words = ()
        self.words.field.show_words("")
        self.passphrase.fields.clear()
        self._door.opened(session)

    def _failed(self, failure: KnownFailure) -> None:
        self._busy("")
        if isinstance(failure, WrongPassphrase):
            self.words.field.set_error(str(failure))
            self.words.field.edit.setFocus()
        elif isinstance(failure, NameAnAdministrator | NotFound):
            self.passphrase.who.set_error(str(failure))
            self.passphrase.name.setFocus()
        elif not self.passphrase.fields.refuse(failure):
            self.message.show_error(str(failure))

    def _busy(self, words: str) -> None:
        self.message.clear()
        self.words.field.set_error("")
        for part in (self.words, self.passphrase, self.back, self.go_on):
            part.setEnabled(not words)
        self.go_on.setText(words or (SET if self._words else CHECK))


def _stack(page: QWidget, *parts: QWidget) -> None:
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(14)
    for part in parts:
        column.addWidget(part)
