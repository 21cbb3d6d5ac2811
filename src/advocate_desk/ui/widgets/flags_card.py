"""The flags of a case with reason, owner and the day to look again, and how each kind looks."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from advocate_desk.domain.flags import FlagKind
from advocate_desk.services.keep_flags import FlagLine, FlagsView
from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.card import Card, rule
from advocate_desk.ui.widgets.chip import Chip
from advocate_desk.ui.widgets.keyboard_kept import keyboard_kept
from advocate_desk.ui.widgets.rows import clear_rows
from advocate_desk.ui.widgets.words import Words

LOOKS: Mapping[FlagKind, tuple[str, str]] = {
    FlagKind.WEAPONS: ("warn", "warning-fill"),
    FlagKind.STAFF_SAFETY: ("warn", "shield-warning-fill"),
    FlagKind.SELF_HARM: ("warn", "hand-heart"),
    FlagKind.HONOUR_BASED: ("warn", "users-four"),
    FlagKind.HIDDEN_ADDRESS: ("warn", "eye-slash"),
    FlagKind.TAKE_CARE: ("warn", "flag"),
    FlagKind.CHILDREN: ("info", "baby"),
    FlagKind.INTERPRETER: ("info", "chat-circle-text"),
    FlagKind.PRESS_OR_COURT: ("info", "scales"),
}
"""Red is for high risk, for what is late, and for stop."""

Act = Callable[[FlagLine], object]


class FlagsCard(Card):
    """Lists the flags that are up. Those that ended open on request.

    Args:
        theme: gives the icons.
        add: called to raise a flag; None for who may not.
        again: called with a flag that is looked at again.
        end: called with a flag that ends.
    """

    def __init__(self, theme: Theme, add: Callable[[], object] | None, again: Act, end: Act) -> None:
        self.add = Button(theme, "Raise a flag", "link", "", add) if add is not None else None
        super().__init__("Flags", *([self.add] if self.add is not None else []))
        self._theme, self._again, self._end = theme, again, end
        self._shows_ended = False
        self._view = FlagsView(up=(), ended=())
        self.ended = Button(theme, "", "link", "", self._turn)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(10)
        self.body.addLayout(self._rows)
        self.body.addWidget(self.ended)

    def show_flags(self, view: FlagsView) -> None:
        """Show these flags."""
        self._view = view
        with keyboard_kept(self._rows):
            clear_rows(self._rows)
            for number, line in enumerate(view.up):
                if number:
                    self._rows.addWidget(rule())
                self._rows.addWidget(self._row(line))
            if not view.up:
                self._rows.addWidget(Words("No flag is up.", "secondary", wrap=True))
            for line in view.ended if self._shows_ended else ():
                self._rows.addWidget(rule())
                self._rows.addWidget(Words(f"{line.label}. {line.flag.reason}", "secondary", wrap=True))
                self._rows.addWidget(Words(line.standing, "small", wrap=True))
        count = len(view.ended)
        words = "1 ended flag" if count == 1 else f"{count} ended flags"
        self.ended.setText(f"{'Hide' if self._shows_ended else 'Show'} {words}")
        self.ended.setVisible(bool(count))

    def first(self) -> QWidget:
        """Return what takes the keyboard."""
        buttons = [*self._inside(), *([self.add] if self.add is not None else [])]
        return buttons[0] if buttons else self

    def _inside(self) -> list[Button]:
        return [button for row in self._row_widgets() for button in row.findChildren(Button)]

    def _row_widgets(self) -> list[QWidget]:
        items = (self._rows.itemAt(number) for number in range(self._rows.count()))
        return [widget for item in items if item is not None and (widget := item.widget()) is not None]

    def _row(self, line: FlagLine) -> QWidget:
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        chips = QHBoxLayout()
        chips.addWidget(Chip(self._theme, line.label, *LOOKS[line.flag.kind]))
        chips.addStretch(1)
        column.addLayout(chips)
        column.addWidget(Words(line.flag.reason, wrap=True))
        owner = f"{line.owner}. " if line.owner else ""
        column.addWidget(Words(f"{owner}{line.standing}", "small-danger" if line.due else "small", wrap=True))
        if self.add is not None:
            column.addLayout(self._acts(line))
        return row

    def _acts(self, line: FlagLine) -> QHBoxLayout:
        buttons = QHBoxLayout()
        buttons.setSpacing(4)
        for words, act in (("Look again", self._again), ("End…", self._end)):
            button = Button(self._theme, words, "link", "", partial(act, line))
            button.setAccessibleName(f"{words} {line.label}")
            buttons.addWidget(button)
        buttons.addStretch(1)
        return buttons

    def _turn(self) -> None:
        self._shows_ended = not self._shows_ended
        self.show_flags(self._view)
