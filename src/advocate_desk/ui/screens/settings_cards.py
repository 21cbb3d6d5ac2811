"""The cards of Settings: the service, its letters, safety, backups, and how the desk looks."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from advocate_desk.domain.settings import (
    DEFAULT_MARKING,
    LEAST_LOCK_MINUTES,
    LONGEST_COVER_MINUTES,
    LONGEST_LOCK_MINUTES,
    Nation,
    ServiceSettings,
)
from advocate_desk.services.keep_settings import LARGEST_OFFSET
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.theme import TEXT_SIZES, Theme, ThemeChoice
from advocate_desk.ui.widgets.banner import Message
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.card import Card
from advocate_desk.ui.widgets.choices import Choices
from advocate_desk.ui.widgets.flow import FlowLayout
from advocate_desk.ui.widgets.kept_fields import ChoiceField, KeptField, LineField, LinesField, NumberField
from advocate_desk.ui.widgets.words import Words

NATIONS = {
    Nation.ENGLAND: "England",
    Nation.WALES: "Wales",
    Nation.SCOTLAND: "Scotland",
    Nation.NORTHERN_IRELAND: "Northern Ireland",
}
SHARED_MARKING, OWN_MARKING = "OFFICIAL-SENSITIVE", "own"
MARKINGS = {DEFAULT_MARKING: "Confidential", SHARED_MARKING: SHARED_MARKING, OWN_MARKING: "Our own words"}
SHARED_HINT = "OFFICIAL-SENSITIVE is for services that work under a local sharing agreement."
LOOKS = {
    ThemeChoice.SYSTEM: "As the system",
    ThemeChoice.LIGHT: "Light",
    ThemeChoice.DARK: "Dark",
    ThemeChoice.HIGH_CONTRAST: "High contrast",
}


THRESHOLDS = (
    "SafeLives recommends 14 for a multi-agency meeting; some areas take 17, and 10 for medium is one area's banding. "
    "An assessment keeps the numbers it was signed under."
)


class SettingsCard(Card):
    """A card whose fields are kept as they are left. ``wanted`` carries the name of a setting and its new value."""

    wanted = Signal(str, object)

    def __init__(self, title: str, fields: Mapping[str, KeptField]) -> None:
        super().__init__(title)
        self.fields = dict(fields)
        for name, field in self.fields.items():
            field.left_changed.connect(partial(self._left, name))

    def show_settings(self, settings: ServiceSettings) -> None:
        """Show what is kept; what somebody is typing stays."""
        for name, field in self.fields.items():
            if not field.control.hasFocus() or not field.is_changed():
                field.show_value(getattr(settings, name))

    def pending(self) -> Mapping[str, object]:
        """Return what was typed and not left yet."""
        return {name: field.value() for name, field in self.fields.items() if field.is_changed()}

    def set_read_only(self) -> None:
        """Let everything be read alone."""
        for field in self.fields.values():
            field.set_read_only()

    def add_row(self, *fields: KeptField) -> None:
        """Put short fields beside one another."""
        row = FlowLayout(24)
        for field in fields:
            row.addWidget(field)
        self.body.addLayout(row)

    def _left(self, name: str) -> None:
        self.wanted.emit(name, self.fields[name].value())


class ServiceCard(SettingsCard):
    """Who the service is."""

    def __init__(self) -> None:
        name = LineField("Service &name", "Letters begin with it.")
        strapline = LineField("&Strapline", "One line under the name. May be empty.")
        phone = LineField("&Phone", "The service's own number, for letters that reach the wrong hands.")
        nation = ChoiceField("N&ation", NATIONS, "Its helplines come first.")
        super().__init__(
            "Your service", {"service_name": name, "strapline": strapline, "phone": phone, "nation": nation}
        )
        for field in (name, strapline, phone):
            self.body.addWidget(field)
        self.add_row(nation)


class LettersCard(SettingsCard):
    """What every letter carries, and where the address stands in the window of an envelope."""

    def __init__(self, theme: Theme) -> None:
        sender = LinesField(theme, "S&ender", 4, "Up to four lines beside the name: address, email, hours.")
        across = NumberField("Address to the &right", -LARGEST_OFFSET, LARGEST_OFFSET, " mm")
        down = NumberField("Address &down", -LARGEST_OFFSET, LARGEST_OFFSET, " mm")
        self._own = LineField("&Marking in your own words")
        super().__init__(
            "Letters",
            {"sender_lines": sender, "window_offset_x": across, "window_offset_y": down, "marking": self._own},
        )
        self._marking = Choices("Marking on every page", MARKINGS)
        self._marking.chosen.connect(self._choose)
        self.body.addWidget(sender)
        self.body.addWidget(self._marking)
        self.body.addWidget(self._own)
        self.printed = Words("", "small", wrap=True)
        self.body.addWidget(self.printed)
        self.add_row(across, down)
        self.body.addWidget(
            Words("For the window of your own envelopes. To the left and up are less than 0.", "small", wrap=True)
        )

    def show_settings(self, settings: ServiceSettings) -> None:
        """Show what is kept."""
        super().show_settings(settings)
        own = settings.marking not in MARKINGS
        self._marking.choose(OWN_MARKING if own else settings.marking)
        self._own.setVisible(own)
        self.printed.setText(f"Every page says “{settings.marking}”. {SHARED_HINT}")

    def set_read_only(self) -> None:
        """Let everything be read alone."""
        super().set_read_only()
        self._marking.setEnabled(False)

    def _choose(self, marking: str) -> None:
        own = marking == OWN_MARKING
        self._own.setVisible(own)
        if own:
            self._own.control.setFocus()
        else:
            self.wanted.emit("marking", marking)


class SafetyCard(SettingsCard):
    """When the desk hides itself, and when something must be looked at again."""

    def __init__(self) -> None:
        cover = NumberField("&Cover the screen after", 1, LONGEST_COVER_MINUTES, " minutes")
        lock = NumberField("&Lock after", LEAST_LOCK_MINUTES, LONGEST_LOCK_MINUTES, " minutes")
        again = NumberField("Ask again about safe contact after", 1, 365, " days")
        high = NumberField("&High risk from", 1, 24, " of 24 yes answers")
        medium = NumberField("Medium risk from", 1, 24, " of 24 yes answers")
        super().__init__(
            "Safety",
            {
                "cover_after_minutes": cover,
                "lock_after_minutes": lock,
                "safe_contact_days": again,
                "high_risk_from": high,
                "medium_risk_from": medium,
            },
        )
        self.body.addWidget(Words("Minutes without a key or a click. Typing counts as use.", "small", wrap=True))
        self.add_row(cover, lock)
        self.add_row(again)
        self.add_row(high, medium)
        self.body.addWidget(Words(THRESHOLDS, "small", wrap=True))


class SecondPlaceCard(SettingsCard):
    """Where backups go besides this computer."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__("Second place for backups", {})
        self._desk = desk
        self._folder = ""
        self.place = Words(look="strong", wrap=True)
        self.message = Message(desk.theme)
        self.choose = Button(desk.theme, "Choose a folder", "", "folder-open", self._ask)
        self.forget = Button(desk.theme, "Use none", "link", on_click=lambda: self.wanted.emit("backup_folder", ""))
        self.body.addWidget(
            Words(
                "The first lock of a day puts a sealed backup there. It may be a share or another disk: "
                "nobody can read it without a passphrase of this vault.",
                "secondary",
                wrap=True,
            )
        )
        self.body.addWidget(self.place)
        self.body.addWidget(self.message)
        row = QHBoxLayout()
        row.addWidget(self.choose)
        row.addWidget(self.forget)
        row.addStretch(1)
        self.body.addLayout(row)

    def show_settings(self, settings: ServiceSettings) -> None:
        """Show what is kept."""
        self._folder = settings.backup_folder
        self.message.clear()
        self.place.setText(self._folder or "None is chosen yet.")
        self.forget.setVisible(bool(self._folder) and self.choose.isEnabled())

    def set_read_only(self) -> None:
        """Let it be read alone."""
        self.choose.setEnabled(False)
        self.choose.hide()
        self.forget.hide()

    def _ask(self) -> None:
        start = Path(self._folder) if self._folder else Path.home()
        self._desk.prompts.choose_folder(
            self,
            title="Second place for backups",
            start=start,
            on_chosen=lambda folder: self.wanted.emit("backup_folder", str(folder)),
        )


class DisplayCard(Card):
    """How the desk looks on this computer. Everybody chooses for themselves."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("Display")
        self._theme = theme
        self.colours = Choices("Colours", LOOKS)
        self.text_size = Choices("Text size", {size: f"{size:.0%}" for size in TEXT_SIZES})
        self.colours.chosen.connect(lambda value: theme.choose(ThemeChoice(value)))
        self.text_size.chosen.connect(lambda value: theme.set_scale(float(value)))
        self.body.addWidget(self.colours)
        self.body.addWidget(self.text_size)
        theme.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        self.colours.choose(self._theme.choice.value)
        self.text_size.choose(str(self._theme.scale))
