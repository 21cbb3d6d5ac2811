"""A one-time code, shown once in large figures. It cannot be copied or printed: it is read out, or written down."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from advocate_desk.domain.dates_in_words import weekday_date
from advocate_desk.services.manage_users import NewCode
from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.page import ScrollPage
from advocate_desk.ui.widgets.words import Words

WIDTH, HEIGHT = 540, 440
STEPS = (
    "Tell it to nobody else, and do not send it by email or text.",
    "They sign in at this computer with their name and the code in place of a passphrase.",
    "They choose a passphrase of their own then, and the code opens nothing any more.",
)


class OneTimeCodeDialog(QDialog):
    """Shows the code and what to do with it. Once closed it is gone: a lost one is replaced by a new one."""

    def __init__(self, parent: QWidget | None, theme: Theme, new: NewCode) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setWindowTitle("Advocate Desk")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        page = ScrollPage()
        page.body.setContentsMargins(28, 24, 28, 8)
        page.body.setSpacing(12)
        page.body.addWidget(Words(f"One-time code for {new.name}", "sheet-title", wrap=True))
        page.body.addWidget(Words("Read it to them, or write it down for them by hand.", wrap=True))
        self.code = Words(new.code, "code")
        self.code.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.code.setAccessibleName(" ".join(new.code))
        page.body.addWidget(self.code)
        page.body.addWidget(Words(f"It works through {weekday_date(new.until)}.", "strong", wrap=True))
        for step in STEPS:
            page.body.addWidget(Words(f"•  {step}", "secondary", wrap=True))
        page.body.addWidget(Words("It is shown this once. If it is lost, give a new one.", "secondary", wrap=True))
        page.body.addStretch(1)
        self.done_button = Button(theme, "I have passed it on", "primary", on_click=self.accept)
        row = QHBoxLayout()
        row.setContentsMargins(28, 0, 28, 20)
        row.addStretch(1)
        row.addWidget(self.done_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(page, 1)
        column.addLayout(row)
        theme.changed.connect(self._size)
        self._size()
        self.done_button.setFocus()

    def reject(self) -> None:
        """Stay: Escape does not take away what is shown only once."""

    def _size(self) -> None:
        self.resize(self._theme.px(WIDTH), self._theme.px(HEIGHT))
