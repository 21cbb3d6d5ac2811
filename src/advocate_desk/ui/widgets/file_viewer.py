"""A file opened inside the program: from memory, never through a file outside."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QScrollArea, QStackedWidget, QVBoxLayout

from advocate_desk.domain.attachments import MediaType
from advocate_desk.domain.errors import KnownFailure
from advocate_desk.services.document_ports import DrawnPages
from advocate_desk.services.keep_files import FileView, OpenedFile
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.paper import as_image
from advocate_desk.ui.pictures import glimpse, unpacked
from advocate_desk.ui.tasks import Lane
from advocate_desk.ui.widgets.banner import Message
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.concealing import Concealing
from advocate_desk.ui.widgets.file_words import KIND_WORDS, PICTURES
from advocate_desk.ui.widgets.sheets import EDGE, Sheets
from advocate_desk.ui.widgets.words import Words

STEP, LEAST, MOST = 1.25, 0.1, 4.0
BLUR_WIDTH = 480
"""Pixels of a blur: large enough to be seen as one, and no larger."""
TEXT_AT_ONCE = 100_000
"""Characters of a text put on the screen at once: more would hold the screen up."""


class FileViewer(Concealing):
    """Shows one file. A picture is a blur until somebody asks for it, and again whenever it goes out of sight."""

    closed = Signal()

    def __init__(self, desk: DeskContext) -> None:
        super().__init__()
        theme = desk.theme
        self._desk = desk
        self._opened: OpenedFile | None = None
        self._images: list[QImage] = []
        self._words: list[str] = []
        self._total, self._zoom = 0, 0.0
        """Pages there are in all; how large they are shown, 0 for as wide as there is room."""
        self.title = Words(look="sheet-title", wrap=True)
        self.caption = Words(look="secondary", wrap=True)
        self.where = Words(look="secondary", wrap=True)
        self.message = Message(theme)
        self.back = Button(theme, "All files", "", "arrow-left", self.close_file)
        self.show_picture = Button(theme, "Show picture", "primary", "eye", self.reveal)
        self.blur_again = Button(theme, "Blur again", "", "eye-slash", self.conceal)
        self.as_text = Button(theme, "Read as text", "link", "", self._switch)
        self.more = Button(theme, "Show more", "link", "", self._show_more)
        self.fit = Button(theme, "Fit", "link", "", partial(self._set_zoom, lambda _zoom: 0.0))
        self.smaller = Button(theme, "Smaller", "link", "", partial(self._set_zoom, lambda zoom: zoom / STEP))
        self.larger = Button(theme, "Larger", "link", "", partial(self._set_zoom, lambda zoom: zoom * STEP))
        self.sheets = Sheets(theme)
        self.area = QScrollArea()
        self.text = QPlainTextEdit(readOnly=True)
        self._stack = QStackedWidget()
        self._lay_out()

    def open(self, view: FileView) -> None:
        """Show ``view``: a blur of a picture, the first pages of a document, the beginning of a text."""
        self._forget()
        self.title.setText(view.title)
        self.caption.setText(view.note)
        self.caption.setVisible(bool(view.note.strip()))
        kind = KIND_WORDS[view.media_type]
        self.area.setAccessibleName(f"{kind}: {view.title}")
        self.text.setAccessibleName(f"{view.title}, as text")
        self._say("Opening…")
        work = partial(self._desk.safety.files.open, view.attachment_id)
        self._desk.tasks.run(work, context=self, on_done=self._take, on_error=self._fail, replace="open")
        self.back.setFocus()

    def shown_size(self) -> tuple[int, int]:
        """Return the dots of what is shown across and down; (0, 0) while it is a blur or nothing."""
        image = self._images[0] if self._images else QImage()
        return image.width(), image.height()

    def reveal(self) -> None:
        """Show the picture itself."""
        opened = self._opened
        if opened is not None and self._is_picture():
            work = partial(unpacked, opened.content, opened.media_type)
            self._draw(work, self._show_unpacked)

    def conceal(self) -> None:
        """Show a picture as a blur again."""
        opened = self._opened
        if opened is not None and self._is_picture():
            self._images = []
            self.sheets.show_pages(())
            self._draw(partial(glimpse, opened.content, opened.media_type), self._show_blur)

    def close_file(self) -> None:
        """Let go of the file and go back to the list."""
        self._forget()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_file()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _take(self, opened: OpenedFile) -> None:
        self._opened = opened
        if self._is_picture():
            self.conceal()
        elif opened.media_type is MediaType.TEXT:
            self._show_text(opened.content.decode("utf-8"))
        else:
            self._draw_pages()

    def _is_picture(self) -> bool:
        return self._opened is not None and self._opened.media_type in PICTURES

    def _draw(self, work: Callable[[], QImage], done: Callable[[QImage], None]) -> None:
        self._desk.tasks.run(work, context=self, on_done=done, on_error=self._fail, lane=Lane.CPU, replace="draw")

    def _show_blur(self, blur: QImage) -> None:
        if self._opened is None:
            return
        self._images = []
        self.sheets.show_pages([blur])
        self.sheets.set_width(self._desk.theme.px(BLUR_WIDTH))
        self._say("A blur of its colours. Nothing in it can be made out.")
        self._offer(self.show_picture)

    def _show_unpacked(self, image: QImage) -> None:
        if self._opened is None or not self.isVisibleTo(self.window()):
            return
        self._images = [image]
        self.sheets.show_pages(self._images)
        self._say("")
        self._offer(self.blur_again, self.fit, self.smaller, self.larger)
        self._arrange()
        self.blur_again.setFocus()

    def _draw_pages(self) -> None:
        opened, first = self._opened, len(self._images)
        if opened is None:
            return
        self._say("Drawing the pages…")
        self._desk.tasks.run(
            partial(self._desk.safety.files.pages, opened, first),
            context=self,
            on_done=self._show_pages,
            on_error=self._fail,
            lane=Lane.CPU,
            replace="draw",
        )

    def _show_pages(self, drawn: DrawnPages) -> None:
        if self._opened is None:
            return
        self._images = [*self._images[: drawn.first], *map(as_image, drawn.images)]
        self._words = [*self._words[: drawn.first], *drawn.words]
        self._total = drawn.total
        self.sheets.show_pages(self._images)
        self.text.setPlainText("\n\n".join(self._words))
        shown = len(self._images)
        self._say(f"Pages 1 to {shown} of {self._total}." if self._total > 1 else "1 page.")
        left = self._total - shown
        self._offer(self.as_text, *([self.more] if left > 0 else []), self.fit, self.smaller, self.larger)
        self._arrange()

    def _show_text(self, text: str) -> None:
        self._words = [text]
        self._total = len(text)
        self._stack.setCurrentWidget(self.text)
        self.text.clear()
        self._show_more_text()

    def _show_more(self) -> None:
        if self._opened is not None and self._opened.media_type is MediaType.TEXT:
            self._show_more_text()
        else:
            self._draw_pages()

    def _show_more_text(self) -> None:
        (text,), shown = self._words, self.text.document().characterCount() - 1
        place = self.text.verticalScrollBar().value()
        end = min(shown + TEXT_AT_ONCE, len(text))
        self.text.setPlainText(text[:end])
        self.text.verticalScrollBar().setValue(place)
        self._say("" if end == len(text) else f"The first {end:,} of {len(text):,} characters.")
        self._offer(*([self.more] if end < len(text) else []))

    def _switch(self) -> None:
        reads = self._stack.currentWidget() is self.text
        self._stack.setCurrentWidget(self.area if reads else self.text)
        self.as_text.setText("Read as text" if reads else "Show the pages")

    def _set_zoom(self, change: Callable[[float], float]) -> None:
        natural = self._natural_width()
        if natural:
            now = self._zoom or self._shown_width() / natural
            zoom = change(now)
            self._zoom = min(max(zoom, LEAST), MOST) if zoom else 0.0
            self._arrange()

    def _natural_width(self) -> int:
        return max((image.width() for image in self._images), default=0)

    def _shown_width(self) -> int:
        natural = self._natural_width()
        room = self.area.viewport().width() - 2 * EDGE
        return round(natural * self._zoom) if self._zoom else min(room, natural)

    def _arrange(self) -> None:
        if self._images:
            self.sheets.set_width(self._shown_width())

    def _offer(self, *buttons: Button) -> None:
        """Offer these buttons alone; the keyboard goes on where it was, or to the first of them."""
        every = (self.show_picture, self.blur_again, self.as_text, self.more, self.fit, self.smaller, self.larger)
        lost = any(button.hasFocus() for button in every if button not in buttons)
        for button in every:
            button.setVisible(button in buttons)
        if lost:
            (buttons[0] if buttons else self.back).setFocus()

    def _say(self, words: str) -> None:
        self.where.setText(words)
        self.where.setVisible(bool(words))

    def _fail(self, failure: KnownFailure) -> None:
        self._say("")
        self.message.show_error(str(failure))

    def _forget(self) -> None:
        """Let go of everything of the file that was open."""
        self._opened, self._images, self._words = None, [], []
        self._total, self._zoom = 0, 0.0
        self.message.clear()
        self.sheets.show_pages(())
        self.text.clear()
        self.as_text.setText("Read as text")
        self._stack.setCurrentWidget(self.area)
        self._offer()

    def _lay_out(self) -> None:
        for button, name in (
            (self.fit, "Fit into the width"),
            (self.smaller, "Show smaller"),
            (self.larger, "Show larger"),
        ):
            button.setAccessibleName(name)
        self.area.setProperty("look", "preview")
        self.area.setWidget(self.sheets)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.text.setTabChangesFocus(True)
        self._stack.setFrameShape(QFrame.Shape.NoFrame)
        self._stack.addWidget(self.area)
        self._stack.addWidget(self.text)
        words = QVBoxLayout()
        words.setSpacing(2)
        for part in (self.title, self.caption):
            words.addWidget(part)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        tools = QHBoxLayout()
        tools.setSpacing(8)
        tools.addWidget(self.where, 1)
        tools.addStretch(1)
        for button in (
            self.as_text,
            self.more,
            self.fit,
            self.smaller,
            self.larger,
            self.blur_again,
            self.show_picture,
        ):
            tools.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 8, 24, 16)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.message)
        column.addLayout(tools)
        column.addWidget(self._stack, 1)
