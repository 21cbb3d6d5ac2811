"""The keys that work everywhere in a window, and the list of them."""

from collections.abc import Callable

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget


class Keys:
    """Adds keys to ``page``. They rest while it is hidden, as it is behind the cover."""

    def __init__(self, page: QWidget) -> None:
        self._page = page
        self._told: list[tuple[QAction, str]] = []

    def add(self, words: str, act: Callable[[], object], *keys: str, also: str = "") -> QAction:
        """Let ``keys`` call ``act``; ``also`` names further ways that are not shortcuts."""
        action = QAction(words, self._page)
        action.setShortcuts([QKeySequence(key) for key in keys])
        action.triggered.connect(lambda _checked: act())
        self._page.addAction(action)
        self._told.append((action, also))
        return action

    def told(self) -> list[tuple[str, str]]:
        """Return the keys and what each does, in the order they were added."""
        return [
            (", ".join([key.toString() for key in action.shortcuts()] + ([also] if also else [])), action.text())
            for action, also in self._told
        ]
