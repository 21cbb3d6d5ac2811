"""The button that hides the desk, in the corner of a dialog: the window's own cannot be reached behind it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QDialog

from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.words import plain_tooltip


class HideCorner(Button):
    """Stands at the top right of ``dialog``, for the mouse alone: the keys that hide work everywhere.

    Args:
        theme: gives the look.
        dialog: where it stands.
        hide_now: covers everything.
    """

    def __init__(self, theme: Theme, dialog: QDialog, hide_now: Callable[[], object]) -> None:
        super().__init__(theme, "", "corner", "eye-slash", hide_now)
        self.setParent(dialog)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName("Hide now")
        self.setToolTip(plain_tooltip("Hide now"))
        dialog.installEventFilter(self)
        self._place()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._place()
        return False

    def _place(self) -> None:
        side = self.theme.px(28)
        self.setFixedSize(side, side)
        self.move(self.window().width() - side - 6, 6)
        self.raise_()


def add_hide_corner(theme: Theme, dialog: QDialog, hide_now: Callable[[], object]) -> None:
    """Put the button into ``dialog`` where it has none yet."""
    if dialog.findChild(HideCorner) is None:
        HideCorner(theme, dialog, hide_now)
