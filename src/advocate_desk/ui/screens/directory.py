"""The agencies a person can be referred to."""

from PySide6.QtWidgets import QVBoxLayout

from advocate_desk.domain.users import Action
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screen import Screen
from advocate_desk.ui.widgets.words import Words


class DirectoryScreen(Screen):
    """The agencies a person can be referred to."""

    key = "directory"
    title = "Directory"
    rail_icon = "address-book"
    needs = Action.READ_CASES

    def __init__(self, desk: DeskContext, place: Place) -> None:
        super().__init__(desk, place)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 24)
        column.addWidget(Words(self.title, look="page-title"))
        column.addStretch(1)
