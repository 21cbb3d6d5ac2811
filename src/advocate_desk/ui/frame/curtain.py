"""Covers a window and everything that is open over it, at once, and brings all of it back as it was."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QMainWindow, QToolTip, QWidget
from shiboken6 import isValid

from advocate_desk.ui.frame.panes import focus_first
from advocate_desk.ui.widgets.cover import OVER_COVER, Cover

NEUTRAL_TITLE = "Desk"
_MOST_POPUPS = 20


class Curtain(QObject):
    """Hides what is on the screen without ending any of it.

    Popups are closed, dialogs are hidden but live on with every word typed into them, and what opens while the
    curtain is drawn stays hidden too. The window's content is hidden, not only painted over, so that neither Tab nor a
    shortcut nor a screen reader reaches it.

    Args:
        window: the main window; its central widget is what it covers.
        cover: lies over it.
    """

    drawn = Signal()
    lifted = Signal()

    def __init__(self, window: QMainWindow, cover: Cover) -> None:
        super().__init__(window)
        self._window, self._cover = window, cover
        self._hidden: list[QWidget] = []
        self._focus: QWidget | None = None
        self._title = ""
        self._is_drawn = False

    @property
    def is_drawn(self) -> bool:
        """Whether everything is covered now."""
        return self._is_drawn

    def draw(self) -> None:
        """Cover everything. Drawn already, it stays."""
        if self._is_drawn:
            return
        self._is_drawn = True
        self._title = self._window.windowTitle()
        self._focus = self._window.focusWidget()
        self._cover.begin()
        self._content().hide()
        _close_popups()
        for other in QApplication.topLevelWidgets():
            if other.isVisible() and other is not self._window:
                self._put_away(other)
        self._window.setWindowTitle(NEUTRAL_TITLE)
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)
        self._cover.show_button.setFocus()
        self._window.repaint()
        self.drawn.emit()

    def lift(self) -> None:
        """Bring everything back as it was, dialogs in the order they were opened."""
        if not self._is_drawn:
            return
        self._is_drawn = False
        application = QApplication.instance()
        assert application is not None
        application.removeEventFilter(self)
        self._window.setWindowTitle(self._title)
        self._content().show()
        self._cover.hide()
        if self._focus is not None and isValid(self._focus) and self._focus.isVisible():
            self._focus.setFocus()
        else:
            focus_first(self._content())  # what had the keyboard was put away behind the cover
        hidden, self._hidden = self._hidden, []
        for dialog in hidden:
            if isValid(dialog):
                dialog.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, False)
                dialog.show()
        self.lifted.emit()

    def _content(self) -> QWidget:
        content = self._window.centralWidget()
        assert content is not None
        return content

    def set_title(self, title: str) -> None:
        """Let the window be called ``title``, now or once the curtain is lifted."""
        self._title = title
        if not self._is_drawn:
            self._window.setWindowTitle(title)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self._shown(watched)
        return False

    def _shown(self, other: QWidget) -> None:
        """A window opens behind the curtain: keep it from the screen at once, and hide it when Qt has shown it."""
        if other is not self._window and not other.property(OVER_COVER) and other not in self._hidden:
            other.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
            QTimer.singleShot(0, other, lambda: self._put_away(other))

    def _put_away(self, other: QWidget) -> None:
        if self._is_drawn and other not in self._hidden:
            other.hide()
            self._hidden.append(other)


def _close_popups() -> None:
    """Close menus, lists of combo boxes and offers of completers, the innermost first, and the tooltip."""
    for _each in range(_MOST_POPUPS):
        popup = QApplication.activePopupWidget()
        if popup is None:
            break
        popup.close()
    QToolTip.hideText()
