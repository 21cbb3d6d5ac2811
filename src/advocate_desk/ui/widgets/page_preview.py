"""A letter's pages as they will print, beside a twin in plain text."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from advocate_desk.services.ports import PageImage
from advocate_desk.ui.paper import as_image
from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.banner import Message
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.sheets import EDGE, Sheets
from advocate_desk.ui.widgets.words import Words

PREVIEW_DOTS = 192
"""How finely pages are drawn for the screen, per inch: enough for 100% where a pixel is two dots."""


class _Desk(QScrollArea):
    """Scrolls the pages. The keyboard scrolls it too."""

    resized = Signal()

    def __init__(self, sheets: Sheets) -> None:
        super().__init__()
        self.setProperty("look", "preview")
        self.setWidget(sheets)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleDescription("A picture of the pages. Read as text shows the same words to be read out.")
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()


class PagePreview(QWidget):
    """Pages from memory, in the width of the place or in their own size, or the letter as text.

    It keeps its place when pages are replaced by newer ones.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.where = Words("", "secondary")
        self.fit = Button(theme, "Fit", "link", on_click=lambda: self._zoom(fit=True))
        self.full = Button(theme, "100%", "link", on_click=lambda: self._zoom(fit=False))
        self.as_text = Button(theme, "Read as text", "link", on_click=self._switch)
        self.fit.setAccessibleName("Fit the page into the width")
        self.full.setAccessibleName("Show the page in its own size")
        self.problem = Message(theme)
        self.text = QPlainTextEdit(readOnly=True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("The letter as text")
        self._sheets = Sheets(theme)
        self.pages = _Desk(self._sheets)
        self.pages.resized.connect(self._arrange)
        self.pages.verticalScrollBar().valueChanged.connect(self._say_where)
        self._fits = True
        self._stack = QStackedWidget()
        self._stack.addWidget(self.pages)
        self._stack.addWidget(self.text)
        self._lay_out()
        self._say_where()

    def show_pages(self, pages: Sequence[PageImage]) -> None:
        """Show newer pages in the same place."""
        self.problem.clear()
        bars = self.pages.verticalScrollBar(), self.pages.horizontalScrollBar()
        places = [bar.value() for bar in bars]
        self._sheets.show_pages([as_image(page) for page in pages])
        self._arrange()
        for bar, place in zip(bars, places, strict=True):
            bar.setValue(place)
        self._say_where()

    def show_text(self, text: str) -> None:
        """Show the same letter as words; the reading place stays."""
        if text != self.text.toPlainText():
            place = self.text.verticalScrollBar().value()
            self.text.setPlainText(text)
            self.text.verticalScrollBar().setValue(place)

    def show_problem(self, sentence: str) -> None:
        """Say why there are no pages. What was shown goes: it would not be what prints."""
        self._sheets.show_pages(())
        self.text.clear()
        self.problem.show_error(sentence)
        self._say_where()

    @property
    def page_count(self) -> int:
        """How many pages are shown."""
        return self._sheets.pages

    def page_in_view(self) -> int:
        """Return the number of the page in the middle of what is seen, from one."""
        middle = self.pages.verticalScrollBar().value() + self.pages.viewport().height() // 2
        return max(1, sum(top <= middle for top in self._sheets.tops()))

    def _zoom(self, *, fit: bool) -> None:
        self._fits = fit
        self._stack.setCurrentWidget(self.pages)
        self._arrange()
        self._say_where()

    def _switch(self) -> None:
        shown = self._stack.currentWidget() is self.text
        self._stack.setCurrentWidget(self.pages if shown else self.text)
        self._say_where()

    def _arrange(self) -> None:
        room = self.pages.viewport().width() - 2 * EDGE
        self._sheets.set_width(room if self._fits else round(A4_INCHES * self.logicalDpiX()))

    def _say_where(self) -> None:
        reads = self._stack.currentWidget() is self.text
        self.as_text.setText("Show the pages" if reads else "Read as text")
        total = self.page_count
        page = f"Page {self.page_in_view()} of {total}" if total else "No pages yet"
        self.where.setText("The same words, as text" if reads else f"{page}, exactly as it prints" if total else page)
        self.pages.setAccessibleName(f"Preview of the letter. {page}")

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Words("Preview", "card-title"))
        self.where.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        head.addWidget(self.where, 1)
        for button in (self.fit, self.full, self.as_text):
            head.addWidget(button)
        self._stack.setFrameShape(QFrame.Shape.NoFrame)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.problem)
        column.addWidget(self._stack, 1)


A4_INCHES = 210 / 25.4
"""Across."""
