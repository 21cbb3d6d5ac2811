"""The menu behind whoever is signed in: undo, hiding, the look, text size, keys."""

from collections.abc import Callable

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from advocate_desk.ui.frame.acts import Acts
from advocate_desk.ui.theme import Theme, ThemeChoice

LOOKS = {
    ThemeChoice.SYSTEM: "As the system",
    ThemeChoice.LIGHT: "Light",
    ThemeChoice.DARK: "Dark",
    ThemeChoice.HIGH_CONTRAST: "High contrast",
}
NOTHING_TO_UNDO = "Nothing to undo"


class UserMenu(QMenu):
    """What somebody may set for themselves.

    Args:
        parent: the window.
        theme: what the looks and sizes change.
        acts: what can be taken back.
        hide_now: covers everything.
        show_keys: lists the keys.
        undo: takes the last act back.
    """

    def __init__(
        self,
        parent: QWidget,
        theme: Theme,
        acts: Acts,
        *,
        hide_now: Callable[[], object],
        show_keys: Callable[[], object],
        undo: Callable[[], object],
    ) -> None:
        super().__init__(parent)
        self._acts = acts
        self.undo = self.addAction(NOTHING_TO_UNDO, undo)
        self.addAction("Hide now", hide_now)
        self.addSeparator()
        group = QActionGroup(self)
        for choice, words in LOOKS.items():
            action = self.addAction(words)
            action.setCheckable(True)
            action.setChecked(choice is theme.choice)
            action.triggered.connect(lambda _checked, choice=choice: theme.choose(choice))
            group.addAction(action)
        self.addSeparator()
        self.addAction("Larger text", lambda: theme.step_scale(+1))
        self.addAction("Smaller text", lambda: theme.step_scale(-1))
        self.addSeparator()
        self.addAction("All keys", show_keys)
        self.aboutToShow.connect(self.name_undo)
        self.name_undo()

    def name_undo(self) -> None:
        """Say what undo would take back."""
        last = self._acts.last
        self.undo.setText(last.undo_words if last is not None else NOTHING_TO_UNDO)
        self.undo.setEnabled(last is not None)
