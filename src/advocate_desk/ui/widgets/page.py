"""What scrolls: the body of a page."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QShowEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QScrollArea, QVBoxLayout, QWidget


class _Column(QWidget):
    """What a page shows, as high as its words need at the width they have."""

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        return QSize(least.width(), 0) if self.hasHeightForWidth() else least


class ScrollPage(QScrollArea):
    """A column that scrolls up and down, never sideways. Put what it shows into ``body``.

    It takes no focus itself; what the keyboard goes to inside is brought into view. The wheel scrolls it, wherever the
    pointer is: a choice is never changed by somebody who only wanted to read on.

    Args:
        exact: end where the words end. Qt would ask for the height they need at their narrowest and leave that much
            empty beneath; it must, where something on the page is narrower than the page and its words wrap.
    """

    def __init__(self, *, exact: bool = False) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content = _Column() if exact else QWidget()
        content.setProperty("look", "page")
        self.body = QVBoxLayout(content)
        self.body.setContentsMargins(24, 8, 24, 24)
        self.body.setSpacing(16)
        self.setWidget(content)
        self._was_shown = False

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.StyleChange and not self._was_shown:
            # Qt would measure, and so style, everything inside at once, and again at each step up to the window.
            self.changeEvent(event)
            return True
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        self._was_shown = True
        super().showEvent(event)
        for control in (*self.findChildren(QComboBox), *self.findChildren(QAbstractSpinBox)):
            control.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QWheelEvent) and isinstance(watched, QComboBox | QAbstractSpinBox):
            self.wheelEvent(event)
            return True
        return super().eventFilter(watched, event)
