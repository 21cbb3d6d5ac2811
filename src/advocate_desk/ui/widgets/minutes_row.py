"""The minutes of one meeting: that they are there, and the one way to read them, with a reason, here alone."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from advocate_desk.domain.dates_in_words import in_london, near_date
from advocate_desk.domain.errors import KnownFailure
from advocate_desk.domain.users import Action
from advocate_desk.services.keep_minutes import LONGEST_REASON, MinutesLine
from advocate_desk.ui.bounded_edit import BoundedLine
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.typed_draft import TypedDraft
from advocate_desk.ui.widgets.announce import announce
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.concealing import Concealing
from advocate_desk.ui.widgets.fields import Field
from advocate_desk.ui.widgets.glyph import Glyph
from advocate_desk.ui.widgets.words import Words

SAY_WHY = "Say in a few words why you need to read the minutes."
_LINES = 14


class MinutesRow(Concealing):
    """Lists minutes without a word of them. The words are in the widget tree only while they are read.

    They can be read and not copied; leaving the section, covering or locking the desk closes them.

    Args:
        desk: the services.
        line: which minutes, and who opened them.
    """

    opened = Signal()
    """Somebody opened them, and that is on record."""

    def __init__(self, desk: DeskContext, line: MinutesLine) -> None:
        super().__init__()
        self._desk, self.line = desk, line
        today = desk.clock.today()
        self._about = f"minutes of {near_date(line.meets_on, today)}"
        self.open = Button(desk.theme, "Read…", "link", "eye", self._ask)
        self.open.setAccessibleName(f"Read the {self._about}")
        self.openings = Words(_openings_words(line, desk), "small", wrap=True)
        self.reason = BoundedLine(longest=LONGEST_REASON)
        self.reason_field = Field("Why do you need to read them?", self.reason, "It is kept with your name.")
        self.show_button = Button(desk.theme, "Read for this reason", "", "", self._show_for_reason)
        self.keep_shut = Button(desk.theme, "Keep them shut", "", "", self.conceal)
        self.close_button = Button(desk.theme, "Close the minutes", "", "eye-slash", self.conceal)
        self.failed = Words(look="danger", wrap=True)
        self.text: QPlainTextEdit | None = None
        self._asking, self._shown = QWidget(), QWidget()
        self._lay_out()
        self.draft = TypedDraft(
            self._asking, desk, f"marac-minutes-reason {line.minutes_id}", self.reason.text, self._put_back
        )
        self.reason.textEdited.connect(self.draft.typed)
        self.reason.returnPressed.connect(self._show_for_reason)
        self.conceal()

    def conceal(self) -> None:
        """Close the minutes, and the question with them."""
        if self.text is not None:
            self.text.clear()
            self.text.setParent(None)
            self.text.deleteLater()
            self.text = None
        held = self.isVisible() and (self._asking.isVisible() or self._shown.isVisible())
        for part in (self._asking, self._shown, self.failed):
            part.hide()
        self.open.setVisible(self._desk.who.may(Action.WORK_ON_CASES))
        if held:
            self.open.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and (self._asking.isVisible() or self._shown.isVisible()):
            self.conceal()
        else:
            super().keyPressEvent(event)

    def _ask(self) -> None:
        self.reason_field.set_error("")
        self.failed.hide()
        self._asking.show()
        self.open.hide()
        self.reason.setFocus()
        self.draft.offer()

    def _put_back(self, body: str) -> bool:
        self.reason.setText(body)
        return bool(body)

    def _show_for_reason(self) -> None:
        why = self.reason.text()
        if not why.strip():
            self.reason_field.set_error(SAY_WHY)
            self.reason.setFocus()
            return
        work = partial(self._desk.safety.minutes.open, self.line.minutes_id, why)
        self.draft.record(work, self._show, self._not_shown)

    def _show(self, words: str) -> None:
        """Show them, if somebody still asks."""
        self.opened.emit()
        today = self._desk.clock.today()
        self.openings.setText(f"Opened by {self._desk.who.name}, {near_date(today, today)}: {self.reason.text()}")
        self.reason.clear()
        if not self._asking.isVisibleTo(self):
            return
        self._asking.hide()
        self.text = _reader(words, self._desk.theme.px(20) * _LINES)
        self.text.setAccessibleName(f"The {self._about}")
        self._text_place.addWidget(self.text)
        self._shown.show()
        self.text.setFocus()
        announce(self, "The minutes are open. They cannot be copied.")

    def _not_shown(self, failure: KnownFailure) -> None:
        self.failed.setText(str(failure))
        self.failed.show()
        announce(self, str(failure), at_once=True)

    def _lay_out(self) -> None:
        theme = self._desk.theme
        words = QVBoxLayout()
        words.setSpacing(0)
        received = near_date(self.line.received_on, self._desk.clock.today())
        kept = f" Kept by {self.line.kept_by}." if self.line.kept_by else ""
        words.addWidget(Words(f"Minutes, received {received}.{kept}", wrap=True))
        words.addWidget(self.openings)
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(Glyph(theme, "lock", "muted", 20), 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(words, 1)
        top.addWidget(self.open, 0, Qt.AlignmentFlag.AlignTop)
        asking = _column(self._asking)
        asking.addWidget(self.reason_field)
        buttons = QHBoxLayout()
        buttons.addWidget(self.show_button)
        buttons.addWidget(self.keep_shut)
        buttons.addStretch(1)
        asking.addLayout(buttons)
        shown = _column(self._shown)
        self._text_place = QVBoxLayout()
        shown.addLayout(self._text_place)
        shown.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignLeft)
        column = _column(self)
        column.addLayout(top)
        for part in (self._asking, self._shown, self.failed):
            column.addWidget(part)


def _reader(words: str, height: int) -> QPlainTextEdit:
    """Return a field that can be scrolled by key and pointer, and of which nothing can be taken."""
    reader = QPlainTextEdit()
    reader.setReadOnly(True)
    reader.setPlainText(words)
    reader.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
    reader.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
    reader.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    reader.setTabChangesFocus(True)
    reader.setFixedHeight(height)
    return reader


def _openings_words(line: MinutesLine, desk: DeskContext) -> str:
    if not line.openings:
        return "Nobody opened them yet."
    last = line.openings[-1]
    day = near_date(in_london(last.opened_at).date(), desk.clock.today())
    times = "once" if len(line.openings) == 1 else f"{len(line.openings)} times"
    return f"Opened {times}. Last by {last.who}, {day}: {last.reason}"


def _column(holder: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    return column
