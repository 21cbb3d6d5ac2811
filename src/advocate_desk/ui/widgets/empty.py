"""What stands where there is nothing yet."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from advocate_desk.ui.widgets.words import Words


class EmptyState(QWidget):
    """One sentence that says why it is empty, and at most one button."""

    def __init__(self, sentence: str, action: QWidget | None = None) -> None:
        super().__init__()
        self.sentence = Words(sentence, "secondary", wrap=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 32, 24, 32)
        column.setSpacing(12)
        column.addStretch(1)
        column.addWidget(self.sentence)
        if action is not None:
            column.addWidget(action, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
