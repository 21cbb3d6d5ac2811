"""What happened to the vault, told once to everybody who uses it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from advocate_desk.domain.dates_in_words import time_and_day
from advocate_desk.domain.errors import KnownFailure
from advocate_desk.services.manage_users import NoticeLine
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.widgets.banner import Banner
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.fitted_dialog import FittedDialog
from advocate_desk.ui.widgets.words import Words


class NoticesDialog(FittedDialog):
    """Shows each notice with its day. They count as seen once the dialog is closed by its button or Esc.

    Args:
        parent: the window.
        desk: the services.
        notices: what to tell, the oldest first; at least one.
    """

    def __init__(self, parent: QWidget | None, desk: DeskContext, notices: Sequence[NoticeLine]) -> None:
        super().__init__(parent)
        self._desk, self._notices = desk, tuple(notices)
        self.setWindowTitle("Notices – Advocate Desk")
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        column.addWidget(Words("Since you were here", "sheet-title"))
        for notice in self._notices:
            banner = Banner(desk.theme, "info")
            banner.say(notice.sentence, time_and_day(notice.happened_at))
            column.addWidget(banner)
        column.addStretch(1)
        close = Button(desk.theme, "I have read this", "primary", on_click=self.accept)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self.setMinimumWidth(desk.theme.px(460))
        self.finished.connect(self._seen)
        close.setFocus()

    def _seen(self, _result: int) -> None:
        users, notices = self._desk.users, self._notices

        def work() -> None:
            for notice in notices:
                users.seen(notice.notice_id)

        # The navigator outlives this dialog, which is about to be deleted.
        self._desk.tasks.run(work, context=self._desk.navigator, on_done=_nothing, on_error=_told_again)


def tell_notices(parent: QWidget, desk: DeskContext) -> None:
    """Look for notices nobody showed to whoever is signed in, and show them over ``parent``."""

    def show(notices: tuple[NoticeLine, ...]) -> None:
        if notices:
            NoticesDialog(parent, desk, notices).open()

    desk.tasks.run(desk.users.notices, context=parent, on_done=show, on_error=_told_again)


def _nothing(_done: None) -> None:
    """It is done."""


def _told_again(_failure: KnownFailure) -> None:
    """What could not be read or marked is told at the next sign-in."""
