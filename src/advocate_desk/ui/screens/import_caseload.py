"""Bringing a spreadsheet in: file, columns, problems, preview, import, undo."""

from PySide6.QtWidgets import QVBoxLayout

from advocate_desk.domain.users import Action
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screen import Screen
from advocate_desk.ui.widgets.words import Words


class ImportScreen(Screen):
    """Bringing a spreadsheet in: file, columns, problems, preview, import, undo."""

    key = "import"
    title = "Import"
    rail_icon = ""
    needs = Action.IMPORT

    def __init__(self, desk: DeskContext, place: Place) -> None:
        super().__init__(desk, place)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 24)
        column.addWidget(Words(self.title, look="page-title"))
        column.addStretch(1)
