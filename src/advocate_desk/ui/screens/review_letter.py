"""A letter to be reviewed: its words, part by part, with what the checks found."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from advocate_desk.domain.letter import Block, LetterContent
from advocate_desk.services.review_referral import ReviewItem
from advocate_desk.services.write_letter import LetterView
from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.card import Card
from advocate_desk.ui.widgets.checks_card import ChecksCard
from advocate_desk.ui.widgets.page import ScrollPage
from advocate_desk.ui.widgets.words import Words


class ReviewLetter(ScrollPage):
    """Shows one letter as plain text. It takes the keyboard, so that the arrow keys scroll it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("The letter")
        self.body.setContentsMargins(0, 0, 8, 8)
        self.title = Words("", "card-title", wrap=True)
        self.about = Words("", "secondary", wrap=True)
        self.checks = ChecksCard(theme)
        self._card = Card("The letter")
        self._holder = QWidget()
        self._card.body.addWidget(self._holder)
        head = QVBoxLayout()
        head.setSpacing(2)
        head.addWidget(self.title)
        head.addWidget(self.about)
        self.body.addLayout(head)
        self.body.addWidget(self.checks)
        self.body.addWidget(self._card)
        self.body.addStretch(1)

    def show_item(self, item: ReviewItem) -> None:
        """Say what is reviewed. Its letter follows once it is read."""
        self.title.setText(f"{item.purpose}: {item.agency}")
        self.about.setText(
            "  ·  ".join((item.case_reference, item.client_name, f"Written by {item.author_name}", version_words(item)))
        )
        self.checks.hide()
        self._card.hide()

    def show_letter(self, view: LetterView) -> None:
        """Show the letter's words and checks."""
        self.checks.show_checks(view.checks)
        self._card.body.removeWidget(self._holder)
        self._holder.deleteLater()
        self._holder = _letter(view.content)
        self._card.body.addWidget(self._holder)
        self.checks.show()
        self._card.show()
        self.verticalScrollBar().setValue(0)


def version_words(item: ReviewItem) -> str:
    """Return which time it is that this referral is reviewed."""
    return "First version" if item.version == 1 else f"Version {item.version}"


def _letter(content: LetterContent) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    for part in _parts(content):
        column.addWidget(part)
    return holder


def _parts(content: LetterContent) -> Iterator[QWidget]:
    yield _part("To", "\n".join(content.recipient_lines))
    yield _part("Subject", "\n".join(line for line in (content.marking, content.subject, content.greeting) if line))
    for block in content.blocks:
        yield _part(block.title or block.place, _text(block))
    yield _part("Close", "\n".join((content.close, *content.signature_lines)))


def _text(block: Block) -> str:
    facts = [f"{name}: {value}" for name, value in block.facts]
    return "\n".join(line for line in (block.text, *facts) if line)


def _part(title: str, text: str) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(Words(title, "small-strong", wrap=True))
    if text:
        column.addWidget(Words(text, wrap=True))
    return holder
