"""What is late, what is due today, what waits for you."""

from PySide6.QtWidgets import QVBoxLayout

from advocate_desk.domain.users import Action
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screen import Screen
from advocate_desk.ui.widgets.words import Words


class TodayScreen(Screen):
    """What is late, what is due today, what waits for you."""

    key = "today"
    title = "Today"
    rail_icon = "house"
    needs = Action.READ_CASES

    def __init__(self, desk: DeskContext, place: Place) -> None:
        super().__init__(desk, place)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 24)
        column.addWidget(Words(self.title, look="page-title"))
        column.addStretch(1)
