"""Who signs in to this vault."""

from PySide6.QtWidgets import QVBoxLayout

from advocate_desk.domain.users import Action
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screen import Screen
from advocate_desk.ui.widgets.words import Words


class UsersScreen(Screen):
    """Who signs in to this vault."""

    key = "users"
    title = "Users"
    rail_icon = ""
    needs = Action.MANAGE_USERS

    def __init__(self, desk: DeskContext, place: Place) -> None:
        super().__init__(desk, place)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 24)
        column.addWidget(Words(self.title, look="page-title"))
        column.addStretch(1)
