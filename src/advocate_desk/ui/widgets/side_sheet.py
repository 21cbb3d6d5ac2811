"""A sheet: questions beside a screen, which stays in sight."""

from PySide6.QtWidgets import QFrame


class SideSheet(QFrame):
    """The base of every sheet, named for those who cannot see it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setProperty("look", "sheet")
        self.setAccessibleName(name)
