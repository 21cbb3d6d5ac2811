"""The approved letters: those that wait to be printed first. Nothing here says whom a letter is about."""

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from advocate_desk.domain.dates_in_words import in_london
from advocate_desk.domain.errors import KnownFailure
from advocate_desk.domain.users import Action
from advocate_desk.services.list_letters import ListedLetter
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.dialogs.record_reply import RecordReplySheet
from advocate_desk.ui.models.letter_list import HEADINGS, letter_details, letter_row, summed
from advocate_desk.ui.models.text_table import TextTable
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screen import Screen
from advocate_desk.ui.screens.letter import LetterScreen
from advocate_desk.ui.widgets.banner import Message
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.data_table import DataTable
from advocate_desk.ui.widgets.empty import EmptyState
from advocate_desk.ui.widgets.words import Words

NOTHING = "No letter was approved yet. Here stand the ones that may be printed."


class LettersScreen(Screen):
    """A list; Enter opens a letter, to be printed or marked as sent."""

    key = "letters"
    title = "Letters"
    rail_icon = "printer"
    needs = Action.PRINT_LETTERS

    def __init__(self, desk: DeskContext, place: Place) -> None:
        super().__init__(desk, place)
        self._letters: tuple[ListedLetter, ...] = ()
        self.count = Words(look="secondary")
        self.message = Message(desk.theme)
        self.model = TextTable(HEADINGS)
        self.table = DataTable(desk.theme, "Letters", self.model, (170, 0, 170, 190))
        self.reply = Button(desk.theme, "Record a reply…", icon="envelope-simple", on_click=self._record_reply)
        if not desk.who.may(Action.WORK_ON_CASES):
            self.reply.hide()
        self.details = Words(look="secondary", wrap=True)
        self.empty = EmptyState(NOTHING)
        self._main = QAction("Open", self)
        self._main.triggered.connect(self._open_picked)
        self._stack = QStackedWidget()
        self._lay_out()
        self.table.activated.connect(self._open)
        self.table.selectionModel().currentRowChanged.connect(self._show_details)

    def main_action(self) -> QAction | None:
        return self._main

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (("Enter", "Open the letter"),)

    def first_focus(self) -> QWidget | None:
        return self.table

    def refresh(self) -> None:
        """Read the list."""
        self.desk.tasks.run(
            self.desk.letters.listed, context=self, on_done=self._show, on_error=self._fail, replace="letters"
        )

    def _show(self, letters: tuple[ListedLetter, ...]) -> None:
        picked = self._picked()
        today = in_london(self.desk.clock.now()).date()
        self._letters = letters
        self.message.clear()
        self.model.show([letter_row(letter, today) for letter in letters])
        self.count.setText(summed(letters))
        self._stack.setCurrentIndex(0 if letters else 1)
        wanted = picked.referral_id if picked else None
        self.table.pick(next((at for at, letter in enumerate(letters) if letter.referral_id == wanted), 0))
        self._show_details()

    def _show_details(self) -> None:
        picked = self._picked()
        self.details.setText(letter_details(picked) if picked else "")

    def _picked(self) -> ListedLetter | None:
        at = self.table.currentIndex().row()
        return self._letters[at] if 0 <= at < len(self._letters) else None

    def _open(self, _index: QModelIndex) -> None:
        self._open_picked()

    def _open_picked(self) -> None:
        picked = self._picked()
        if picked is not None:
            self.desk.navigator.go(Place(LetterScreen.key, picked.referral_id))

    def _record_reply(self) -> None:
        RecordReplySheet(self, self.desk).open()

    def _fail(self, failure: KnownFailure) -> None:
        self.message.show_error(str(failure))

    def _lay_out(self) -> None:
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 4, 24, 24)
        column.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Words(self.title, "page-title"))
        words.addWidget(self.count)
        head = QHBoxLayout()
        head.addLayout(words, 1)
        head.addWidget(self.reply, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(self.message)
        column.addWidget(self._stack, 1)
        column.addWidget(self.details)
