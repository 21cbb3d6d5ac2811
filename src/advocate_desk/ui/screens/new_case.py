"""A new case in four pages, of which only safe contact is compulsory."""

from PySide6.QtWidgets import QVBoxLayout

from advocate_desk.domain.users import Action
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screen import Screen
from advocate_desk.ui.widgets.words import Words


class NewCaseScreen(Screen):
    """A new case in four pages, of which only safe contact is compulsory."""

    key = "new-case"
    title = "New case"
    rail_icon = ""
    needs = Action.WORK_ON_CASES

    def __init__(self, desk: DeskContext, place: Place) -> None:
        super().__init__(desk, place)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 24)
        column.addWidget(Words(self.title, look="page-title"))
        column.addStretch(1)
