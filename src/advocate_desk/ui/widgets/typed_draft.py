"""Words half typed, kept in the vault two seconds after the last key and whenever the desk is covered or locked."""

import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QAbstractSpinBox, QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from advocate_desk.domain.errors import KnownFailure
from advocate_desk.services.ports import Draft
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.navigator import SavedState

AFTER_MS = 2000

Field = QLineEdit | QPlainTextEdit | QComboBox | QCheckBox


class TypedDraft(QObject):
    """The draft of one form.

    Call `typed` at every change, `offer` when the form opens, and `forget` when what was typed is recorded or given
    up on purpose. A form without ways of its own to write itself down is kept as the words in its fields, in their
    order, with the place of the cursor.

    Args:
        form: the widget; the draft ends with it.
        desk: keeps it.
        key: under which it is kept: what the form is, and whose.
        read: writes the form down; None for the words in its fields.
        show: fills the form from what ``read`` wrote.
    """

    offered = Signal(bool)
    """The form was filled from a draft, or there was none."""
    failed = Signal(object)
    """A `KnownFailure`: the words could not be kept or read."""

    def __init__(
        self,
        form: QWidget,
        desk: DeskContext,
        key: str,
        read: Callable[[], str] | None = None,
        show: Callable[[str], None] | None = None,
    ) -> None:
        super().__init__(form)
        self._desk, self._key = desk, key
        self._read, self._show = read or partial(words_in, form), show or partial(put_words, form)
        self._timer = QTimer(self, interval=AFTER_MS, singleShot=True)
        self._timer.timeout.connect(lambda: self.keep(_nothing))
        self._is_new = False
        self._is_showing = False

    @property
    def is_new(self) -> bool:
        """Whether something was typed that is not kept yet."""
        return self._is_new

    def follow(self) -> None:
        """Call `typed` by itself when any field of the form changes."""
        form = self.parent()
        assert isinstance(form, QWidget)
        for field in fields_of(form):
            _changes(field).connect(self.typed)

    def typed(self) -> None:
        """Somebody changed the form."""
        if not self._is_showing:
            self._is_new = True
            self._timer.start()

    def offer(self) -> None:
        """Fill the form with what was kept, if there is any."""
        drafts, key = self._desk.drafts, self._key
        self._desk.tasks.run(lambda: drafts.load(key), context=self, on_done=self._take, on_error=self._fail)

    def keep(self, then: Callable[[], None]) -> None:
        """Keep what is typed, if it is new, and call ``then`` once it is safe; also when it could not be kept."""
        self._timer.stop()
        if not self._is_new:
            then()
            return
        self._is_new = False
        drafts, key, body = self._desk.drafts, self._key, self._read()
        self._desk.tasks.run(
            lambda: drafts.keep(key, body),
            context=self,
            on_done=lambda _none: self._kept(then),
            on_error=lambda failure: self._fail(failure, then),
        )

    def forget(self, *_how: object) -> None:
        """What was typed is recorded, or not wanted: keep it no longer."""
        self._timer.stop()
        self._is_new = False
        drafts, key = self._desk.drafts, self._key
        self._desk.tasks.run(lambda: drafts.erase(key), context=self, on_done=_nothing, on_error=self._fail)

    def _take(self, draft: Draft | None) -> None:
        if draft is not None:
            self._is_showing = True
            self._show(draft.body)
            self._is_showing = False
        self.offered.emit(draft is not None)

    def _kept(self, then: Callable[[], None]) -> None:
        self._desk.navigator.show_saved(SavedState.SAVED, "draft")
        then()

    def _fail(self, failure: KnownFailure, then: Callable[[], None] | None = None) -> None:
        self._is_new = then is not None
        self._desk.navigator.show_saved(SavedState.NOT_SAVED, str(failure))
        self.failed.emit(failure)
        if then is not None:
            then()


def keep_all(windows: Iterable[QWidget], then: Callable[[], None]) -> None:
    """Keep every draft in ``windows`` that is new, then call ``then``."""
    waiting = [draft for window in windows for draft in window.findChildren(TypedDraft) if draft.is_new]

    def next_one() -> None:
        if waiting:
            waiting.pop().keep(next_one)
        else:
            then()

    next_one()


def fields_of(form: QWidget) -> list[Field]:
    """Return what can be typed or chosen in ``form``, in its order; passphrases are never among it."""
    found: list[Field] = []
    for widget in form.findChildren(QWidget):
        inside = isinstance(widget.parentWidget(), QComboBox | QAbstractSpinBox)
        secret = isinstance(widget, QLineEdit) and widget.echoMode() is not QLineEdit.EchoMode.Normal
        if isinstance(widget, QLineEdit | QPlainTextEdit | QComboBox | QCheckBox) and not inside and not secret:
            found.append(widget)
    return found


def words_in(form: QWidget) -> str:
    """Write down what stands in the fields of ``form``, and where the cursor is."""
    fields = fields_of(form)
    cursor = next(([place, _cursor(field)] for place, field in enumerate(fields) if field.hasFocus()), None)
    return json.dumps({"fields": [_value(field) for field in fields], "cursor": cursor})


def put_words(form: QWidget, body: str) -> None:
    """Fill ``form`` with what `words_in` wrote; what was written for another form, or is spoilt, is left alone."""
    fields = fields_of(form)
    with suppress(ValueError, TypeError, KeyError):
        kept = json.loads(body)
        if len(kept["fields"]) != len(fields):
            return
        for field, value in zip(fields, kept["fields"], strict=True):
            _put(field, value)
        if kept["cursor"] is not None:
            place, position = kept["cursor"]
            _put_cursor(fields[int(place)], int(position))


def _value(field: Field) -> str | bool:
    if isinstance(field, QCheckBox):
        return field.isChecked()
    if isinstance(field, QComboBox):
        return field.currentText()
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def _put(field: Field, value: object) -> None:
    if isinstance(field, QCheckBox):
        field.setChecked(value is True)
    elif isinstance(field, QComboBox):
        field.setCurrentText(str(value))
    elif isinstance(field, QLineEdit):
        field.setText(str(value))
    else:
        field.setPlainText(str(value))


def _cursor(field: Field) -> int:
    if isinstance(field, QLineEdit):
        return field.cursorPosition()
    return field.textCursor().position() if isinstance(field, QPlainTextEdit) else 0


def _put_cursor(field: Field, position: int) -> None:
    field.setFocus()
    if isinstance(field, QLineEdit):
        field.setCursorPosition(position)
    elif isinstance(field, QPlainTextEdit):
        cursor = field.textCursor()
        cursor.setPosition(min(position, len(field.toPlainText())))
        field.setTextCursor(cursor)


def _changes(field: Field) -> SignalInstance:
    if isinstance(field, QCheckBox):
        return field.toggled
    if isinstance(field, QComboBox):
        return field.currentTextChanged
    return field.textChanged


def _nothing(_done: object = None) -> None:
    """Nothing follows."""
