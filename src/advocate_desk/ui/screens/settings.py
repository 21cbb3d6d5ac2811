"""What a service sets once, and the ways to what keeps it: users, backups, import."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from advocate_desk.domain.errors import KnownFailure
from advocate_desk.domain.settings import ServiceSettings
from advocate_desk.domain.users import Action
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.dialogs.change_passphrase import ChangePassphraseDialog
from advocate_desk.ui.navigator import Place, SavedState
from advocate_desk.ui.screen import Screen
from advocate_desk.ui.screens.settings_attempts import AttemptsCard, ChasingCard
from advocate_desk.ui.screens.settings_calendar import CalendarCard
from advocate_desk.ui.screens.settings_cards import (
    DisplayCard,
    LettersCard,
    SafetyCard,
    SecondPlaceCard,
    ServiceCard,
    SettingsCard,
)
from advocate_desk.ui.screens.settings_close_to import CloseToCard
from advocate_desk.ui.screens.settings_lists import ListsCard
from advocate_desk.ui.screens.settings_rules import BankDaysCard, RulesCard
from advocate_desk.ui.widgets.banner import Message
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.card import Card, rule
from advocate_desk.ui.widgets.link_row import LinkRow
from advocate_desk.ui.widgets.measure import measured
from advocate_desk.ui.widgets.page import ScrollPage
from advocate_desk.ui.widgets.words import Words

WIDEST = 860


@dataclass(frozen=True, slots=True)
class Way:
    """A way from Settings to another screen, and who may go it."""

    screen: str
    icon: str
    title: str
    words: str
    action: Action
    reason: str


WAYS = (
    Way(
        "users",
        "users",
        "Users",
        "Add colleagues, disable somebody who left, help after a lost passphrase.",
        Action.MANAGE_USERS,
        "Only an administrator manages users.",
    ),
    Way(
        "backups",
        "vault",
        "Backups",
        "Back up now, rehearse a restore, try the recovery sheet.",
        Action.KEEP_VAULT,
        "A supervisor or an administrator keeps the backups.",
    ),
    Way(
        "import",
        "download-simple",
        "Import",
        "Bring a caseload from a spreadsheet.",
        Action.IMPORT,
        "A supervisor or an administrator can import.",
    ),
)


class SettingsScreen(Screen):
    """Everything is kept as it is left, with Undo. Who may not change a setting reads it."""

    key = "settings"
    title = "Settings"
    rail_icon = "sliders-horizontal"
    needs = Action.PRINT_LETTERS

    def __init__(self, desk: DeskContext, place: Place) -> None:
        super().__init__(desk, place)
        self._kept: ServiceSettings | None = None
        self.message = Message(desk.theme)
        self.service, self.letters, self.safety = ServiceCard(), LettersCard(desk.theme), SafetyCard()
        self.attempts, self.chasing = AttemptsCard(), ChasingCard(desk.theme)
        self.second, self.lists = SecondPlaceCard(desk), ListsCard(desk)
        self.close_to, self.calendar = CloseToCard(desk), CalendarCard(desk)
        self.rules, self.bank_days = RulesCard(desk), BankDaysCard(desk)
        self.passphrase = Button(desk.theme, "Change passphrase", "", "key", self._change_passphrase)
        self.ways = [self._way(way) for way in WAYS]
        self._page = ScrollPage()
        self._lay_out()
        self._guard()

    def keys(self) -> tuple[tuple[str, str], ...]:
        return (("Ctrl+Z", "Undo in a field"),)

    def refresh(self) -> None:
        """Read the settings."""
        self.desk.tasks.run(
            self.desk.settings.read, context=self, on_done=self._show, on_error=self._fail, replace="settings"
        )
        self.lists.refresh()
        self.rules.refresh()
        self.bank_days.refresh()
        self.close_to.refresh()

    def keep_draft(self, then: Callable[[], None]) -> None:
        """Keep what was typed and not left yet."""
        pending = {name: value for card in self._cards() for name, value in card.pending().items()}
        after = partial(super().keep_draft, then)
        if not pending or self.desk.settings.why_not_change():
            after()
            return

        def work() -> None:
            for name, value in pending.items():  # one by one: what cannot be kept takes nothing else with it
                with suppress(KnownFailure):
                    self.desk.settings.change(**{name: value})

        self.desk.tasks.run(work, context=self, on_done=lambda _nothing: after(), on_error=lambda _failure: after())

    def _cards(self) -> tuple[SettingsCard, ...]:
        return (self.service, self.letters, self.safety, self.attempts, self.chasing)

    def _show(self, settings: ServiceSettings) -> None:
        self._kept = settings
        self.message.clear()
        for card in (*self._cards(), self.second):
            card.show_settings(settings)

    def _keep(self, name: str, value: object) -> None:
        before = getattr(self._kept, name, None)
        if self._kept is None or value == before:
            return
        self.desk.navigator.show_saved(SavedState.SAVING)
        self.desk.tasks.run(
            lambda: self.desk.settings.change(**{name: value}),
            context=self,
            on_done=partial(self._changed, name, before),
            on_error=partial(self._refused, name),
        )

    def _changed(self, name: str, before: object, settings: ServiceSettings) -> None:
        self._show(settings)
        self.desk.navigator.show_saved(SavedState.SAVED)
        self.desk.navigator.tell_of_settings()
        self.desk.navigator.say("Saved.", partial(self._take_back, name, before))

    def _take_back(self, name: str, before: object) -> None:
        self.desk.tasks.run(
            lambda: self.desk.settings.change(**{name: before}),
            context=self,
            on_done=self._taken_back,
            on_error=partial(self._refused, name),
        )

    def _taken_back(self, settings: ServiceSettings) -> None:
        self._show(settings)
        self.desk.navigator.tell_of_settings()
        self.desk.navigator.say("As it was before.")

    def _refused(self, name: str, failure: KnownFailure) -> None:
        self.desk.navigator.show_saved(SavedState.NOT_SAVED)
        field = next((card.fields[name] for card in self._cards() if name in card.fields), None)
        if field is not None:
            field.set_error(str(failure))
        elif name == "backup_folder":
            self.second.message.show_error(str(failure))
        else:
            self._fail(failure)

    def _fail(self, failure: KnownFailure) -> None:
        self.message.show_error(str(failure))

    def _change_passphrase(self) -> None:
        ChangePassphraseDialog(self, self.desk).open()

    def _way(self, way: Way) -> LinkRow:
        reason = "" if self.desk.who.may(way.action) else way.reason
        row = LinkRow(self.desk.theme, way.icon, way.title, way.words, reason)
        row.followed.connect(partial(self.desk.navigator.go, Place(way.screen)))
        return row

    def _guard(self) -> None:
        """Say who changes these, to everybody else."""
        reason = self.desk.settings.why_not_change()
        if reason:
            for card in (*self._cards(), self.second):
                card.set_read_only()
                card.body.insertWidget(1, Words(reason, "secondary", wrap=True))

    def _lay_out(self) -> None:
        own = Card("Your passphrase", self.passphrase)
        own.body.addWidget(
            Words("Only you know it. Nobody can look it up, not even an administrator.", "secondary", wrap=True)
        )
        ways = Card("The vault")
        ways.body.setSpacing(0)
        ways.body.setContentsMargins(6, 14, 6, 6)
        ways.title.setContentsMargins(10, 0, 0, 6)
        for number, row in enumerate(self.ways):
            if number:
                ways.body.addWidget(rule())
            ways.body.addWidget(row)
        column = QVBoxLayout()
        column.setSpacing(16)
        for part in (
            self.message,
            ways,
            own,
            self.close_to,
            self.calendar,
            DisplayCard(self.desk.theme),
            self.service,
            self.letters,
            self.safety,
            self.attempts,
            self.chasing,
            self.lists,
            self.rules,
            self.bank_days,
            self.second,
        ):
            column.addWidget(part)
        holder = QWidget()
        holder.setLayout(column)
        column.setContentsMargins(0, 0, 0, 0)
        self._page.body.addLayout(measured(holder, self.desk.theme, WIDEST))
        self._page.body.addStretch(1)
        head = QVBoxLayout()
        head.setContentsMargins(24, 4, 24, 8)
        head.addWidget(Words(self.title, "page-title"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(self._page, 1)
        for card in (*self._cards(), self.second):
            card.wanted.connect(self._keep)
