"""A group of cards under a heading: what it is about, one button, and what no longer holds folded away."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.card import Card
from advocate_desk.ui.widgets.chip import Chip
from advocate_desk.ui.widgets.rows import clear_rows
from advocate_desk.ui.widgets.words import Words


class RecordCard(Card):
    """A card of a group. ``stops`` are what the keyboard goes through in it, in order."""

    stops: tuple[QWidget, ...] = ()

    def lay_out(
        self, words: Iterable[QWidget], chip: Chip, buttons: Iterable[QWidget], *, beside: bool = False
    ) -> None:
        """Put what the record says on the left; on the right whether it holds, and what can be done about it.

        ``beside``: short buttons stand beside one another, others one above the other.
        """
        said = QVBoxLayout()
        said.setSpacing(3)
        for part in words:
            said.addWidget(part)
        said.addStretch(1)
        acts = QHBoxLayout() if beside else QVBoxLayout()
        acts.setSpacing(8)
        for button in buttons:
            acts.addWidget(button)
        side = QVBoxLayout()
        side.setSpacing(8)
        side.addWidget(chip, 0, Qt.AlignmentFlag.AlignRight)
        side.addLayout(acts)
        side.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addLayout(said, 1)
        row.addLayout(side)
        self.body.addLayout(row)


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
