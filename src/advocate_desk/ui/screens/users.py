"""Who signs in: colleagues with their role and state, added, disabled, given a new way in."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from advocate_desk.domain.dates_in_words import near_date
from advocate_desk.domain.errors import KnownFailure
from advocate_desk.domain.users import Action
from advocate_desk.services.manage_users import WHAT_DISABLING_LEAVES, NewCode, UserLine
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.dialogs.add_user import MAY, ROLES, AddUserDialog
from advocate_desk.ui.dialogs.one_time_code import OneTimeCodeDialog
from advocate_desk.ui.navigator import Place, SavedState
from advocate_desk.ui.screen import Screen
from advocate_desk.ui.widgets.banner import Message
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.card import Card, rule
from advocate_desk.ui.widgets.chip import Chip
from advocate_desk.ui.widgets.measure import measured
from advocate_desk.ui.widgets.page import ScrollPage
from advocate_desk.ui.widgets.rows import clear_rows
from advocate_desk.ui.widgets.words import Words

T = TypeVar("T")
WIDEST, ACTIONS = 980, 210
ONLY_ADMINISTRATORS = "Only an administrator manages users."


class UsersScreen(Screen):
    """Everybody who signs in or did. The main action adds a colleague."""

    key = "users"
    title = "Users"
    rail_icon = ""
    needs = Action.MANAGE_USERS

    def __init__(self, desk: DeskContext, place: Place) -> None:
        super().__init__(desk, place)
        self.message = Message(desk.theme)
        self.add = Button(desk.theme, "Add colleague", "primary", "user-plus", self._add)
        self._rows = QVBoxLayout()
        self._main = QAction("Add colleague", self)
        self._main.triggered.connect(self._add)
        self.buttons: list[Button] = []
        self._lay_out()

    def main_action(self) -> QAction | None:
        return self._main

    def first_focus(self) -> QWidget | None:
        return self.add

    def refresh(self) -> None:
        """Read who there is."""
        self.desk.tasks.run(
            self.desk.users.people, context=self, on_done=self._show, on_error=self._fail, replace="users"
        )

    def _show(self, people: tuple[UserLine, ...]) -> None:
        self.message.clear()
        self.buttons = []
        clear_rows(self._rows)
        for number, line in enumerate(people):
            if number:
                self._rows.addWidget(rule())
            self._rows.addWidget(self._row(line))

    def _row(self, line: UserLine) -> QWidget:
        theme = self.desk.theme
        words = QVBoxLayout()
        words.setSpacing(0)
        you = " (you)" if line.is_you else ""
        words.addWidget(Words(f"{line.name}{you}", "strong", wrap=True))
        about = " · ".join(part for part in (ROLES[line.role], line.job_title) if part)
        words.addWidget(Words(about, "small", wrap=True))
        state, role = self._state(line)
        holder = QWidget()
        holder.setMinimumWidth(theme.px(ACTIONS))
        actions = QHBoxLayout(holder)
        actions.setContentsMargins(0, 0, 0, 0)
        actions.setSpacing(8)
        actions.addStretch(1)
        if line.active and not line.is_you:
            actions.addWidget(self._button("New code", f"New code for {line.name}", partial(self._ask_reset, line)))
            actions.addWidget(self._button("Disable", f"Disable {line.name}", partial(self._ask_disable, line)))
        row_widget = QFrame()
        row = QHBoxLayout(row_widget)
        row.setContentsMargins(10, 8, 10, 8)
        row.setSpacing(16)
        row.addLayout(words, 1)
        row.addWidget(Chip(theme, state, role), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(holder)
        return row_widget

    def _state(self, line: UserLine) -> tuple[str, str]:
        """Return how somebody stands, in words and as a role of a chip."""
        if not line.active:
            return "Disabled", "plain"
        if line.waits_for_code and line.code_until is not None:
            today = self.desk.clock.today()
            if line.code_until < today:
                return "Code ran out: give a new one", "warn"
            return f"Waits for the code, until {near_date(line.code_until, today)}", "info"
        return "Active", "ok"

    def _button(self, text: str, name: str, act: partial[None]) -> Button:
        button = Button(self.desk.theme, text, "", on_click=act)
        button.setAccessibleName(name)
        self.buttons.append(button)
        return button

    def _add(self) -> None:
        if self.desk.who.may(Action.MANAGE_USERS):
            AddUserDialog(self, self.desk, self._added).open()
        else:
            self.message.show_error(ONLY_ADMINISTRATORS)

    def _added(self, new: NewCode) -> None:
        self.refresh()
        OneTimeCodeDialog(self, self.desk.theme, new).open()

    def _ask_reset(self, line: UserLine) -> None:
        self.desk.prompts.confirm(
            self,
            question=f"Give {line.name} a new way in?",
            effect=(
                "Their passphrase opens nothing from then on. They sign in with a one-time code "
                "that you pass on, and choose a new passphrase. Make sure that it is really them who asks."
            ),
            yes="Make a code",
            no="Leave it as it is",
            on_yes=lambda: self._work(partial(self.desk.users.reset, line.user_id), self._added),
        )

    def _ask_disable(self, line: UserLine) -> None:
        self.desk.prompts.confirm(
            self,
            question=f"Disable {line.name}?",
            effect=(
                f"They can no longer open this vault. What they wrote and signed stays theirs. {WHAT_DISABLING_LEAVES}"
            ),
            yes=f"Disable {line.name}",
            no="Keep their way in",
            on_yes=lambda: self._work(partial(self.desk.users.disable, line.user_id), self._disabled),
        )

    def _disabled(self, _nothing: object) -> None:
        self.desk.navigator.say("Disabled. They can no longer sign in.")
        self.refresh()

    def _work(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Do what takes a second, and let nothing else be pressed meanwhile."""
        for button in (self.add, *self.buttons):
            button.setEnabled(False)
        self.desk.navigator.show_saved(SavedState.SAVING)
        self.message.clear()

        def finished(result: T) -> None:
            self._release(SavedState.SAVED)
            done(result)

        def failed(failure: KnownFailure) -> None:
            self._release(SavedState.NOT_SAVED)
            self._fail(failure)

        self.desk.tasks.run(work, context=self, on_done=finished, on_error=failed)

    def _release(self, state: SavedState) -> None:
        self.desk.navigator.show_saved(state)
        for button in (self.add, *self.buttons):
            button.setEnabled(True)

    def _fail(self, failure: KnownFailure) -> None:
        self.message.show_error(str(failure))

    def _lay_out(self) -> None:
        page = ScrollPage()
        people = Card()
        people.body.setContentsMargins(6, 6, 6, 6)
        people.body.setSpacing(0)
        people.body.addLayout(self._rows)
        self._rows.setSpacing(0)
        roles = Card("What each role may do")
        for role, words in MAY.items():
            roles.body.addWidget(Words(f"{ROLES[role]}: {words}", "secondary", wrap=True))
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        for part in (self.message, people, roles):
            column.addWidget(part)
        page.body.addLayout(measured(holder, self.desk.theme, WIDEST))
        page.body.addStretch(1)
        head = QHBoxLayout()
        head.setContentsMargins(24, 4, 24, 8)
        head.addWidget(Words(self.title, "page-title"), 1)
        head.addWidget(self.add)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(page, 1)
