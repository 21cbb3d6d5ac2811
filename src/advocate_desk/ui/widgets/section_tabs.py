"""The parts of one thing: tabs in a row, or one list to choose from where there is no room for a row."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from advocate_desk.ui.widgets.card import rule
from advocate_desk.ui.widgets.one_of import OneOf
from advocate_desk.ui.widgets.pressable import Pressable


class SectionTabs(QWidget):
    """Names the parts, marks the one in front, and says which was chosen.

    Args:
        name: what they are parts of, for a screen reader.
        titles: each part's key and its words, in their order.
    """

    chosen = Signal(str)

    def __init__(self, name: str, titles: Mapping[str, str]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._keys = tuple(titles)
        self._group = OneOf(self)
        self._group.chosen.connect(self.chosen)
        self._tabs = QFrame()
        self._tabs.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._narrow = False
        self._list = QComboBox()
        self._list.setAccessibleName(name)
        row = QHBoxLayout(self._tabs)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for key, title in titles.items():
            row.addWidget(self._tab(key, title))
            self._list.addItem(title, key)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._tabs)
        column.addWidget(self._list)
        column.addWidget(rule())
        self._list.activated.connect(lambda number: self.chosen.emit(self._keys[number]))
        self.fold(False)

    def select(self, key: str) -> None:
        """Mark the part in front."""
        self._group.show(key)
        self._list.setCurrentIndex(self._keys.index(key))

    def fold(self, narrow: bool) -> None:
        """Become a list to choose from, or a row again as far as all of it fits."""
        self._narrow = narrow
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        is_list = self._narrow or self._tabs.sizeHint().width() > self.width()
        self._tabs.setVisible(not is_list)
        self._list.setVisible(is_list)

    def control(self, key: str) -> QWidget:
        """Return what the keyboard goes to for ``key``."""
        tab = self._group.button_of(key)
        return tab if tab is not None and self._tabs.isVisibleTo(self) else self._list

    def _tab(self, key: str, title: str) -> Pressable:
        tab = Pressable(title)
        tab.setProperty("look", "tab")
        self._group.offer(key, tab)
        return tab
