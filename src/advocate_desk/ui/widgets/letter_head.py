"""What stands over a letter: what it is, where it stands, and what can be done with it."""

from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from advocate_desk.ui.screen import Width
from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.buttons import ActionButton, Button
from advocate_desk.ui.widgets.flow import FlowLayout
from advocate_desk.ui.widgets.words import Words


class LetterHead(QWidget):
    """Title, state, and the actions, the main one last."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.title = Words("Letter", "page-title", wrap=True)
        self.line = Words("", "secondary", wrap=True)
        self.mark_sent = Button(theme, "Mark as sent", icon="paper-plane-tilt")
        self.save_pdf = ActionButton(theme, "Save as PDF", "", "file-pdf")
        self.print = ActionButton(theme, "Print", "primary", "printer")
        self.review = ActionButton(theme, "Send for review", "primary", "paper-plane-tilt")
        self._actions = QWidget()
        row = FlowLayout(10)
        self._actions.setLayout(row)
        for button in self.buttons:
            row.addWidget(button)
            button.hide()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.line)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(24, 4, 24, 8)
        self._row.setSpacing(12)
        self._row.addLayout(words, 1)
        self._row.addWidget(self._actions)

    @property
    def buttons(self) -> tuple[Button, ...]:
        """Every action, in reading order."""
        return (self.mark_sent, self.save_pdf, self.print, self.review)

    def reflow(self, width: Width) -> None:
        """Put the actions beside the words, or beneath where there is no room."""
        narrow = width is Width.NARROW
        self._row.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
