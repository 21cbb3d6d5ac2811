"""One file of a case. A picture is a blur of its colours with its caption; it opens on request."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from advocate_desk.services.keep_files import FileView
from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.card import Card
from advocate_desk.ui.widgets.file_words import KIND_ICONS, KIND_WORDS, PICTURES, STRIPPED, about_words
from advocate_desk.ui.widgets.words import Words

WIDTH, HEIGHT, RADIUS, ICON = 96, 72, 6, 28


@dataclass(frozen=True, kw_only=True, slots=True)
class FileActs:
    """What the buttons of a card call; those that change something are None for who may only read."""

    open: Callable[[FileView], None]
    export: Callable[[FileView], None] | None
    change: Callable[[FileView], None] | None
    remove: Callable[[FileView], None] | None


class Glimpse(QWidget):
    """A blur of a picture's colours; until it is there, and for other files, the sign of the kind."""

    def __init__(self, theme: Theme, icon: str) -> None:
        super().__init__()
        self._theme, self._icon = theme, theme.icon(icon, "muted")
        self._blur = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.changed.connect(self.updateGeometry)

    def show_blur(self, blur: QImage) -> None:
        """Show a picture's few dots, blown up."""
        self._blur = blur
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(WIDTH), self._theme.px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        painter.setClipPath(shape)
        painter.fillRect(self.rect(), QColor(self._theme.colour("sunken")))
        if not self._blur.isNull():
            painter.drawImage(self.rect(), self._blur)
        else:
            pixels = self._theme.px(ICON)
            left, top = (self.width() - pixels) // 2, (self.height() - pixels) // 2
            self._icon.paint(painter, left, top, pixels, pixels)
        painter.setClipping(False)
        painter.setPen(QColor(self._theme.colour("border")))
        painter.drawPath(shape)


class FileCard(Card):
    """Shows one file."""

    def __init__(self, theme: Theme, view: FileView, acts: FileActs) -> None:
        super().__init__()
        self.view = view
        self.glimpse = Glimpse(theme, KIND_ICONS.get(view.media_type, "eye-slash"))
        self.open = self._button(theme, "Open", "", acts.open)
        self.buttons = [self.open]
        for words, act in (("Export…", acts.export), ("Change", acts.change), ("Remove", acts.remove)):
            if act is not None:
                self.buttons.append(self._button(theme, words, "link", act))
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.glimpse, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._words(), 1)
        self.body.addLayout(row)

    @property
    def is_picture(self) -> bool:
        """Whether it is shown as a blur."""
        return self.view.media_type in PICTURES

    def _words(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(Words(self.view.title, "card-title", wrap=True))
        if self.view.note.strip():
            column.addWidget(Words(self.view.note, wrap=True))
        column.addWidget(Words(about_words(self.view), "secondary", wrap=True))
        if self.view.has_original:
            column.addWidget(Words(STRIPPED, "secondary", wrap=True))
        buttons = QHBoxLayout()
        buttons.setContentsMargins(0, 4, 0, 0)
        buttons.setSpacing(8)
        for button in self.buttons:
            buttons.addWidget(button)
        buttons.addStretch(1)
        column.addLayout(buttons)
        return column

    def _button(self, theme: Theme, words: str, look: str, act: Callable[[FileView], None]) -> Button:
        button = Button(theme, words, look, "", partial(act, self.view))
        button.setAccessibleName(f"{words.rstrip('…')}: {KIND_WORDS[self.view.media_type]}, {self.view.title}")
        return button
