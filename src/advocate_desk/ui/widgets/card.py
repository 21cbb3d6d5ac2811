"""A card: a titled part of a page."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from advocate_desk.ui.widgets.words import Words


class Card(QFrame):
    """A titled box. Put what it shows into ``body``.

    Args:
        title: what the part is called.
        *actions: buttons at the right of the title.
    """

    def __init__(self, title: str = "", *actions: QWidget) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(16, 14, 16, 14)
        self.body.setSpacing(12)
        if not title:
            return
        head = QHBoxLayout()
        head.setSpacing(8)
        self.title = Words(title, "card-title")
        head.addWidget(self.title)
        head.addStretch(1)
        for action in actions:
            head.addWidget(action)
        self.body.addLayout(head)


def rule() -> QFrame:
    """Return a thin line between rows."""
    line = QFrame()
    line.setProperty("look", "rule")
    line.setFixedHeight(1)
    return line
