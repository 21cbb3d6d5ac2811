"""The rail at the left: the places that exist, emergency numbers, Lock, and who is signed in."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.card import rule
from advocate_desk.ui.widgets.glyph import Glyph
from advocate_desk.ui.widgets.nav_item import NavItem
from advocate_desk.ui.widgets.pressable import Pressable
from advocate_desk.ui.widgets.words import Elided, Words

WIDE, NARROW = 212, 64


@dataclass(frozen=True, slots=True)
class RailEntry:
    """One place in the rail."""

    key: str
    title: str
    icon: str


class UserButton(Pressable):
    """Who is signed in. Opens the menu of what they may set for themselves."""

    def __init__(self, theme: Theme, name: str, role: str, menu: QMenu) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("look", "nav")
        self.setAccessibleName(f"{name}, {role}. Look, text size and keys")
        self.setMenu(menu)
        self._initials = Words("".join(part[0] for part in name.split()[:2]).upper(), "initials")
        self._initials.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._words = QWidget()
        column = QVBoxLayout(self._words)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Elided(name))
        column.addWidget(Elided(role, "small"))
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        row.setSpacing(8)
        row.addWidget(self._initials)
        row.addWidget(self._words, 1)
        for part in (self._initials, self._words):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.changed.connect(self._resize)
        self._resize()

    def set_narrow(self, narrow: bool) -> None:
        """Show the initials alone, or the name beside them."""
        self._words.setVisible(not narrow)

    def _resize(self) -> None:
        self.setFixedHeight(self._theme.px(48))
        self._initials.setFixedSize(self._theme.px(30), self._theme.px(30))


class Rail(QFrame):
    """Says which place was chosen, and that Lock or the emergency numbers were."""

    chosen = Signal(str)
    lock_chosen = Signal()
    emergency_chosen = Signal()

    def __init__(self, theme: Theme, entries: tuple[RailEntry, ...], user: UserButton) -> None:
        super().__init__()
        self._theme, self._user = theme, user
        self.setProperty("look", "rail")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._narrow = False
        self._brand = _brand(theme)
        self._items = self._make_items(entries)
        self._lock = NavItem(theme, "Lock", "lock", "Ctrl+L")
        self._lock.clicked.connect(self.lock_chosen)
        self._emergency = NavItem(theme, "Emergency numbers", "phone-call", "F9")
        self._emergency.clicked.connect(self.emergency_chosen)
        self._lay_out()
        theme.changed.connect(self._resize)
        self.set_narrow(False)

    def select(self, key: str) -> None:
        """Mark the place that is in front; one that is not in the rail leaves the mark where it was."""
        if key in self._items:
            for each, item in self._items.items():
                item.set_here(each == key)

    def set_count(self, key: str, count: int) -> None:
        """Show how many things wait at a place."""
        if key in self._items:
            self._items[key].set_count(count)

    def set_narrow(self, narrow: bool) -> None:
        """Show icons alone, or names too."""
        self._narrow = narrow
        self._resize()
        self._brand.setVisible(not narrow)
        for item in (*self._items.values(), self._emergency, self._lock):
            item.set_narrow(narrow)
        self._user.set_narrow(narrow)

    def _resize(self) -> None:
        self.setFixedWidth(self._theme.px(NARROW if self._narrow else WIDE))

    def _make_items(self, entries: tuple[RailEntry, ...]) -> Mapping[str, NavItem]:
        items = {}
        for number, entry in enumerate(entries, start=1):
            item = NavItem(self._theme, entry.title, entry.icon, f"Ctrl+{number}")
            item.clicked.connect(lambda _checked, key=entry.key: self.chosen.emit(key))
            items[entry.key] = item
        return items

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(11, 14, 12, 12)
        column.setSpacing(2)
        column.addWidget(self._brand)
        column.addSpacing(10)
        for item in self._items.values():
            column.addWidget(item)
        column.addStretch(1)
        column.addWidget(self._emergency)
        column.addWidget(self._lock)
        column.addSpacing(6)
        column.addWidget(rule())
        column.addSpacing(4)
        column.addWidget(self._user)


def _brand(theme: Theme) -> QWidget:
    brand = QWidget()
    row = QHBoxLayout(brand)
    row.setContentsMargins(9, 4, 0, 4)
    row.setSpacing(6)
    row.addWidget(Glyph(theme, "handshake-fill", "accent", 22))
    row.addWidget(Words("Advocate Desk", "brand"), 1)
    return brand
