"""A group of cards under a heading: what it is about, one button, and what no longer holds folded away."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.card import Card
from advocate_desk.ui.widgets.rows import clear_rows
from advocate_desk.ui.widgets.words import Words


class RecordCard(Card):
    """A card of a group. ``stops`` are what the keyboard goes through in it, in order."""

    stops: tuple[QWidget, ...] = ()


class RecordGroup(QWidget):
    """Shows the cards that matter now; the others behind a link that says how many they are.

    Args:
        theme: gives icons and colours.
        title: what the group is.
        about: one line beneath it.
        none: said where there is no card at all.
        button: records another one.
    """

    def __init__(self, theme: Theme, title: str, about: str, none: str, button: Button) -> None:
        super().__init__()
        self.setAccessibleName(title)
        self.button = button
        self.cards: tuple[RecordCard, ...] = ()
        self.note = Words("", "warn", wrap=True)
        self.note.hide()
        self.none = Words(none, "secondary", wrap=True)
        self.none.hide()  # nothing is said to be missing before it was looked for
        self.more = Button(theme, "", "link", on_click=self._unfold)
        self._folded: tuple[RecordCard, ...] = ()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(10)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Words(title, "card-title"))
        words.addWidget(Words(about, "secondary", wrap=True))
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addLayout(words, 1)
        head.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.note)
        column.addWidget(self.none)
        column.addLayout(self._rows)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.more.hide()

    def show_cards(self, cards: Sequence[RecordCard], folded: Sequence[RecordCard], ended: str) -> None:
        """Show ``cards``, and a link to ``folded``, of which ``ended`` says what they are."""
        had_keyboard = self._holds_keyboard()
        clear_rows(self._rows)
        self.cards, self._folded = (*cards, *folded), tuple(folded)
        before: QWidget = self.button
        for card in self.cards:
            self._rows.addWidget(card)
            for stop in card.stops:
                QWidget.setTabOrder(before, stop)
                before = stop
        QWidget.setTabOrder(before, self.more)
        for card in self._folded:
            card.hide()
        self.none.setVisible(not self.cards)
        self.more.setText(f"Show {len(folded)} {ended}")
        self.more.setVisible(bool(folded))
        if had_keyboard:
            self.button.setFocus()

    def say(self, note: str) -> None:
        """Say what is missing in the group as a whole; "" where nothing is."""
        self.note.setText(note)
        self.note.setVisible(bool(note))

    def _holds_keyboard(self) -> bool:
        holder = self.focusWidget()
        return holder is not None and holder.hasFocus() and holder is not self.button

    def _unfold(self) -> None:
        for card in self._folded:
            card.show()
        first = next((stop for card in self._folded for stop in card.stops if stop.isVisibleTo(self)), self.button)
        first.setFocus()
        self.more.hide()
