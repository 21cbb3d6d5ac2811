"""What scrolls: the body of a page."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget


class ScrollPage(QScrollArea):
    """A column that scrolls up and down, never sideways. Put what it shows into ``body``.

    It takes no focus itself; what the keyboard goes to inside is brought into view.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = QWidget()
        content.setProperty("look", "page")
        self.body = QVBoxLayout(content)
        self.body.setContentsMargins(24, 8, 24, 24)
        self.body.setSpacing(16)
        self.setWidget(content)
