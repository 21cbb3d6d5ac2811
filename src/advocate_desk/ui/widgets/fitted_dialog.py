"""A dialog that is as high as its words need."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog


class FittedDialog(QDialog):
    """Opens with room for every line, at every text size.

    Qt would make a dialog no higher than two thirds of the screen and squeeze the rest, which cuts words off where the
    text is large and the screen low. Whoever shows or hides a part of it calls `fit` afterwards.
    """

    def fit(self) -> None:
        """Take the size the words need, and no more than the screen has."""
        layout = self.layout()
        if layout is None:
            return
        layout.activate()
        screen = self.screen().availableSize()
        width = min(max(self.minimumWidth(), layout.totalSizeHint().width()), screen.width())
        needed = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.totalSizeHint().height()
        self.resize(width, min(needed, screen.height()))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit()
