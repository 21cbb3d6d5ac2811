"""The numbers to dial in danger, in figures that can be read from an arm's length."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QVBoxLayout, QWidget

from advocate_desk.domain.dates_in_words import long_date
from advocate_desk.domain.emergency import EmergencyNumber, EmergencyNumbers
from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.cover import OVER_COVER
from advocate_desk.ui.widgets.words import Words


class EmergencyDialog(QDialog):
    """Shows the numbers over whatever is open, the cover too. Esc closes it."""

    def __init__(self, parent: QWidget | None, theme: Theme, numbers: EmergencyNumbers) -> None:
        super().__init__(parent)
        self.setWindowTitle("Emergency numbers – Advocate Desk")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setProperty(OVER_COVER, True)
        page = QWidget()
        page.setProperty("look", "page")
        rows = QVBoxLayout(page)
        rows.setContentsMargins(0, 0, 12, 0)
        rows.setSpacing(14)
        for number in numbers.numbers:
            rows.addWidget(_row(number))
        oldest = min(each.provenance.checked_on for each in numbers.numbers)
        rows.addWidget(Words(f"Checked on {long_date(oldest)}.", "small"))
        rows.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        scroll.setAccessibleName("Emergency numbers")
        scroll.setAccessibleDescription(
            "\n".join(f"{each.who}: {each.number}. {each.more}" for each in numbers.numbers)
        )
        scroll.setWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        column.addWidget(Words("Emergency numbers", "sheet-title"))
        column.addWidget(scroll, 1)
        close = Button(theme, "Close", "primary", on_click=self.accept)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self.resize(theme.px(480), theme.px(640))
        close.setFocus()


def _row(number: EmergencyNumber) -> QWidget:
    row = QFrame()
    row.setAccessibleName(f"{number.who}: {number.number}")
    column = QVBoxLayout(row)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(Words(number.who, "strong", wrap=True))
    column.addWidget(Words(number.number, "figures"))
    if number.more:
        column.addWidget(Words(number.more, "secondary", wrap=True))
    return row
