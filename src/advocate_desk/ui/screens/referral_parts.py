"""The parts a referral's screen is laid out of."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from advocate_desk.domain.referral import ProgressState, ReviewState
from advocate_desk.services.make_referral import ReferralView
from advocate_desk.ui.screen import Width
from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.banner import Message
from advocate_desk.ui.widgets.buttons import ActionButton, Button
from advocate_desk.ui.widgets.flow import FlowLayout
from advocate_desk.ui.widgets.words import Words

SIDE = 316
EDITED_IN = frozenset({ReviewState.DRAFT, ReviewState.RETURNED, ReviewState.APPROVAL_LAPSED})
LETTER_MAY_CHANGE = frozenset({ProgressState.NOT_SENT, ProgressState.MORE_INFORMATION_ASKED})


class ReferralHead(QWidget):
    """Title, what it is about, and the actions."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.title = Words("Referral", "page-title", wrap=True)
        self.about = Words("", "secondary", wrap=True)
        self.preview = Button(theme, "Preview letter", icon="file-text")
        self.take_back = Button(theme, "Take back to draft", icon="arrow-counter-clockwise")
        self.change = Button(theme, "Change it", icon="pencil-simple")
        self.send = ActionButton(theme, "Send for review", icon="paper-plane-tilt")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.about)
        actions = FlowLayout(8)
        for button in (self.preview, self.take_back, self.change, self.send):
            actions.addWidget(button)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(16)
        self._row.addLayout(words, 1)
        holder = QHBoxLayout()
        holder.addLayout(actions)
        self._row.addLayout(holder)

    def reflow(self, width: Width) -> None:
        """Put the actions under the title where there is no room beside it."""
        down = width is Width.NARROW
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if down else QBoxLayout.Direction.LeftToRight)


class TwoColumns(QBoxLayout):
    """A main column and a side column, or one under the other where there is no room."""

    def __init__(self, theme: Theme, main: QWidget, side: QWidget) -> None:
        super().__init__(QBoxLayout.Direction.LeftToRight)
        self._theme, self._side, self._width = theme, side, Width.WIDE
        self.setSpacing(16)
        self.addWidget(main, 1, Qt.AlignmentFlag.AlignTop)
        self.addWidget(side, 0, Qt.AlignmentFlag.AlignTop)
        theme.changed.connect(self.fit)

    def reflow(self, width: Width) -> None:
        """Take the class of the room there is."""
        self._width = width
        wide = width is Width.WIDE
        self.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        self.fit()

    def fit(self) -> None:
        """Give the side column its width."""
        if self._width is Width.WIDE:
            self._side.setFixedWidth(self._theme.px(SIDE))
        else:
            self._side.setMinimumWidth(0)
            self._side.setMaximumWidth(16777215)


def is_edited(view: ReferralView, is_author: bool) -> bool:
    """Say whether the form is what to show."""
    return is_author and view.review in EDITED_IN and view.progress in LETTER_MAY_CHANGE


def may_be_reopened_for_changes(view: ReferralView, is_author: bool) -> bool:
    """Say whether an approved letter may still be changed, which ends its approval."""
    return is_author and view.review is ReviewState.APPROVED and view.progress in LETTER_MAY_CHANGE


def show_standing(note: Message, view: ReferralView, is_author: bool) -> None:
    """Say on top what matters about where it stands; nothing where there is nothing to say."""
    if view.review is ReviewState.RETURNED:
        note.show_note("warn", "Sent back by the supervisor", view.returned_because)
    elif view.review is ReviewState.APPROVAL_LAPSED:
        note.show_note(
            "warn", "The approval has lapsed", "Something behind the letter has changed. Send it for review again."
        )
    elif view.review is ReviewState.AWAITING_REVIEW:
        note.show_note("info", "It is with the supervisor", "Take it back to draft if something must change.")
    elif view.review is ReviewState.DRAFT and view.follows and view.referral.consent_id is None:
        told = f"It follows {view.follows}. That consent was for that agency: ask again for this one."
        note.show_note("info", "Consent is asked for anew", told)
    elif view.review is ReviewState.DRAFT and not is_author:
        note.show_note("info", "Only its author can change this referral", view.author_name)
    else:
        note.clear()
