"""The sheet of keys: all of this screen's and all that work everywhere."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.words import Words

Keys = Sequence[tuple[str, str]]
"""Pairs of keys and what they do."""


class ShortcutsDialog(QDialog):
    """Lists keys in two groups."""

    def __init__(self, parent: QWidget | None, theme: Theme, screen_title: str, here: Keys, everywhere: Keys) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys – Advocate Desk")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        if here:
            _add_group(grid, f"On {screen_title}", here)
        _add_group(grid, "Everywhere", everywhere)
        page = QWidget()
        page.setProperty("look", "page")
        page.setLayout(grid)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        scroll.setAccessibleName("Keys")
        scroll.setWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        column.addWidget(Words("Keys", "sheet-title"))
        column.addWidget(scroll, 1)
        close = Button(theme, "Close", "primary", on_click=self.accept)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        self.resize(theme.px(480), theme.px(560))
        close.setFocus()


def _add_group(grid: QGridLayout, title: str, keys: Keys) -> None:
    row = grid.rowCount()
    grid.addWidget(Words(title, "strong"), row, 0, 1, 2)
    for offset, (key, words) in enumerate(keys, start=1):
        grid.addWidget(Words(key, "secondary"), row + offset, 0)
        grid.addWidget(Words(words), row + offset, 1)
