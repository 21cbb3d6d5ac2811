"""Backups, a rehearsed restore, and the recovery drill."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from advocate_desk.domain.errors import KnownFailure
from advocate_desk.domain.users import Action
from advocate_desk.services.keep_backups import BackupState
from advocate_desk.services.ports import Progress
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.dialogs.progress import run_with_progress
from advocate_desk.ui.dialogs.prove_words import ProveWordsDialog
from advocate_desk.ui.dialogs.rehearse_restore import RehearseRestoreDialog
from advocate_desk.ui.models.keeping_words import last_backup_words, last_proof_words, last_rehearsal_words
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screen import Screen
from advocate_desk.ui.widgets.banner import Banner, Message
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.card import Card, rule
from advocate_desk.ui.widgets.flow import FlowLayout
from advocate_desk.ui.widgets.page import ScrollPage
from advocate_desk.ui.widgets.rehearsal_form import BACKUPS
from advocate_desk.ui.widgets.words import Words

WHERE = (
    "A folder on another disk, a stick or a share. Backups are sealed: whoever finds one cannot read it without a "
    "passphrase of this vault."
)
BY_ITSELF = "The first lock of each day makes a backup here by itself. A fortnight of days and eight weeks are kept."
NOT_SET = "No second place is set, so no backup is made by itself."
WHY_REHEARSE = "A backup is worth what can be restored from it. A rehearsal shows that, and changes nothing."
WHY_WORDS = (
    "If everybody's passphrases are lost, the sheet with the 24 recovery words is the only way back in. Prove once a "
    "year that it is the right sheet, and can be read."
)
MADE = "Backed up. The copy was opened again and checked."


class BackupsScreen(Screen):
    """Says when the vault was last backed up and a restore last tested, and does both."""

    key = "backups"
    title = "Backups"
    rail_icon = ""
    needs = Action.KEEP_VAULT

    def __init__(self, desk: DeskContext, place: Place) -> None:
        super().__init__(desk, place)
        theme = desk.theme
        self._state: BackupState | None = None
        self.message = Message(theme)
        self.last = Banner(theme, "info")
        self.back_up = Button(theme, "&Back up now", "primary", "vault", self._back_up)
        self.elsewhere = Button(theme, "Back up &somewhere else…", on_click=self._ask_where)
        self.place_words = Words(wrap=True)
        self.place_more = Words(look="secondary", wrap=True)
        self.change_place = Button(theme, "&Change in Settings", "link", on_click=self._go_to_settings)
        if not desk.who.may(Action.MANAGE_USERS):
            self.change_place.hide()
        self.rehearsed = Words(wrap=True)
        self.rehearse = Button(theme, "&Rehearse a restore…", icon="arrow-counter-clockwise", on_click=self._rehearse)
        self.proved = Words(wrap=True)
        self.prove = Button(theme, "&Prove the recovery words…", icon="key", on_click=self._prove)
        self._main = QAction("Back up now", self)
        self._main.triggered.connect(self.back_up.click)
        self._lay_out()

    def main_action(self) -> QAction | None:
        return self._main

    def first_focus(self) -> QWidget | None:
        return self.back_up

    def refresh(self) -> None:
        """Read how the vault is kept."""
        self.desk.tasks.run(
            self.desk.backups.state, context=self, on_done=self._show, on_error=self._fail, replace="backups"
        )

    def _show(self, state: BackupState) -> None:
        today = self.desk.clock.today()
        self._state = state
        self.last.set_role("warn" if state.is_old else "ok")
        self.last.say(*last_backup_words(state, today))
        self.elsewhere.setVisible(bool(state.second_place))
        self.back_up.setText("&Back up now" if state.second_place else "&Back up now…")
        self.place_words.setText(state.second_place or NOT_SET)
        self.place_more.setText(BY_ITSELF if state.second_place else WHERE)
        self._show_drills(state, today)

    def _show_drills(self, state: BackupState, today: date) -> None:
        for words, text, due in (
            (self.rehearsed, last_rehearsal_words(state, today), state.restore_drill_due),
            (self.proved, last_proof_words(state, today), state.words_drill_due),
        ):
            words.setText(f"{text} Due now." if due else text)
            words.set_look("small-warn" if due else "strong")

    def _back_up(self) -> None:
        if self._state is None or not self._state.second_place:
            self._ask_where()
            return
        self._run(self.desk.backups.back_up_daily)

    def _ask_where(self) -> None:
        documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
        self.desk.prompts.save_file(
            self,
            title="Save a backup",
            suggested=documents / self.desk.backups.new_name(),
            kind=BACKUPS,
            on_chosen=self._back_up_to,
        )

    def _back_up_to(self, path: Path) -> None:
        self._run(lambda progress: self.desk.backups.back_up_to(path, progress))

    def _run(self, work: Callable[[Progress], None]) -> None:
        self.message.clear()
        run_with_progress(
            self,
            self.desk.theme,
            self.desk.tasks,
            "Backing up",
            work,
            on_done=self._made,
            on_error=self._fail,
        )

    def _made(self, _none: None) -> None:
        self.desk.navigator.say(MADE)
        self.refresh()

    def _rehearse(self) -> None:
        start = Path(self._state.second_place) if self._state and self._state.second_place else None
        dialog = RehearseRestoreDialog(self, self.desk, start)
        dialog.rehearsed.connect(self.refresh)
        dialog.open()

    def _prove(self) -> None:
        dialog = ProveWordsDialog(self, self.desk)
        dialog.proved.connect(self.refresh)
        dialog.open()

    def _go_to_settings(self) -> None:
        self.desk.navigator.go(Place("settings"))

    def _fail(self, failure: KnownFailure) -> None:
        self.message.show_error(str(failure))

    def _lay_out(self) -> None:
        acts = FlowLayout(8)
        acts.addWidget(self.back_up)
        acts.addWidget(self.elsewhere)
        backups = Card("Backups")
        backups.body.addWidget(self.last)
        backups.body.addLayout(acts)
        backups.body.addWidget(rule())
        backups.body.addLayout(_line("Second place", self.place_words, self.place_more, self.change_place))
        restore = Card("Restore")
        restore.body.addLayout(_line("", self.rehearsed, Words(WHY_REHEARSE, "secondary", wrap=True), self.rehearse))
        words = Card("Recovery words")
        words.body.addLayout(_line("", self.proved, Words(WHY_WORDS, "secondary", wrap=True), self.prove))
        page = ScrollPage()
        page.body.addWidget(Words(self.title, "page-title"))
        for part in (self.message, backups, restore, words):
            page.body.addWidget(part)
        page.body.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page)


def _line(label: str, first: QWidget, second: QWidget, button: QWidget) -> QHBoxLayout:
    """Return two lines of words with a button at their end."""
    words = QVBoxLayout()
    words.setSpacing(2)
    if label:
        words.addWidget(Words(label, "small"))
    words.addWidget(first)
    words.addWidget(second)
    row = QHBoxLayout()
    row.setSpacing(16)
    row.addLayout(words, 1)
    row.addWidget(button)
    return row
