"""Words half typed, kept in the vault two seconds after the last key and whenever the desk is covered or locked."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from advocate_desk.domain.errors import KnownFailure
from advocate_desk.services.keep_drafts import KeepDrafts
from advocate_desk.services.ports import Draft
from advocate_desk.ui.cursor_place import cursor_in, put_cursor
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.navigator import SavedState

AFTER_MS = 2000
CURSOR = "cursor"
"""Under which the one place of the keyboard is kept, with the draft it is in."""

T = TypeVar("T")
Then = Callable[[], None]
Told = Callable[[KnownFailure], None]


def _nothing(_done: object = None) -> None:
    """Nothing follows."""


class TypedDraft(QObject):
    """The draft of one form.

    Call `typed` at every change, `offer` when the form opens, `record` to put what was typed on record, and `forget`
    when it is given up on purpose. The frame finds the draft by itself before it covers or locks the desk.

    Args:
        form: the widget; the draft ends with it.
        desk: keeps it.
        key: under which it is kept: what the form is, and whose. A form that turns to something else changes it.
        read: writes the form down (`widgets.form_words` does it for a form of plain fields).
        show: fills the form from what ``read`` wrote, and says whether there was anything to show. It may stumble over
            what is spoilt with a ValueError, TypeError, KeyError or AttributeError.
    """

    offered = Signal(bool)
    """Whether the form was filled from a draft."""
    failed = Signal(object)
    """A `KnownFailure`: the words could not be kept, read or forgotten."""

    def __init__(
        self,
        form: QWidget,
        desk: DeskContext,
        key: str,
        read: Callable[[], str],
        show: Callable[[str], bool],
    ) -> None:
        super().__init__(form)
        self.key = key
        self._form, self._desk, self._read, self._show = form, desk, read, show
        self._timer = QTimer(self, interval=AFTER_MS, singleShot=True)
        self._timer.timeout.connect(self._keep_now)
        self._is_new = self._is_touched = self._is_showing = self._is_recording = False
        self._was_touched, self._held = False, key
        self._waiting: list[Then] = []
        self._cursor = ""

    @property
    def is_new(self) -> bool:
        """Whether something was typed that is not kept yet."""
        return self._is_new

    @property
    def is_touched(self) -> bool:
        """Whether something was typed that is not on record yet, kept as a draft or not."""
        return self._is_touched or self._is_recording

    @property
    def is_recording(self) -> bool:
        """Whether what was typed is on its way to the record."""
        return self._is_recording

    def typed(self, *_what: object) -> None:
        """Somebody changed the form."""
        if not self._is_showing:
            self._is_new = self._is_touched = True
            self._timer.start()

    def settle(self) -> None:
        """What the form shows now is what is on record: nothing is typed."""
        self._timer.stop()
        self._is_new = self._is_touched = False

    def begin(self, key: str) -> None:
        """The form turned to something else, which is kept under ``key``: start afresh, and `offer`."""
        self.settle()
        self.key = key
        self.offer()

    def offer(self) -> None:
        """Fill the form with what was kept, if there is any and nothing was typed meanwhile."""
        drafts, key = self._desk.drafts, self.key
        self._desk.tasks.run(
            lambda: (drafts.load(key), drafts.load(CURSOR)),
            context=self,
            on_done=lambda kept: self._take(*kept),
            on_error=self.failed.emit,
        )

    def keep(self, then: Then) -> None:
        """Keep what is typed, if it is new, and call ``then`` once it is safe; also when it could not be kept."""
        self._timer.stop()
        if self._is_recording:
            self._waiting.append(then)
            return
        before, self._cursor = self._cursor, self._cursor_now()
        has_moved = self._is_touched and self._cursor not in {"", before}
        if not self._is_new and not has_moved:
            then()
            return
        body = self._read() if self._is_new else None
        self._is_new = False
        drafts, key, cursor = self._desk.drafts, self.key, self._cursor
        self._desk.tasks.run(
            lambda: _keep(drafts, key, body, cursor),
            context=self,
            on_done=lambda _none: self._kept(then),
            on_error=lambda failure: self._not_kept(failure, then),
        )

    def record(self, work: Callable[[], T], done: Callable[[T], None], failed: Told) -> None:
        """Put what is typed on record by ``work``, and then keep it as a draft no longer.

        Args:
            work: runs in the background.
            done: told what ``work`` returned.
            failed: told why it was refused; what was typed is still there.
        """
        self.hold()
        self._desk.tasks.run(
            work,
            context=self,
            on_done=lambda result: self.recorded(result, done),
            on_error=lambda failure: self.refused(failure, failed),
        )

    def hold(self) -> None:
        """What is typed goes to the record now: `recorded` or `refused` must follow.

        What is new is kept as a draft first, so that neither a refusal nor a power cut loses it. What is typed from
        here on is new again.
        """
        self._timer.stop()
        drafts, key = self._desk.drafts, self.key
        if self._is_new:
            body = self._read()
            tasks = self._desk.tasks
            tasks.run(lambda: drafts.keep(key, body), context=self, on_done=_nothing, on_error=self.failed.emit)
        self._held, self._was_touched = key, self._is_touched
        self._is_new = self._is_touched = False
        self._is_recording = True
        self._desk.navigator.show_saved(SavedState.SAVING)

    def recorded(self, result: T, done: Callable[[T], None]) -> None:
        """What was held is on record: keep it as a draft no longer, and tell ``done``."""
        drafts, key, cursor = self._desk.drafts, self._held, self._cursor
        tasks = self._desk.tasks
        tasks.run(lambda: _erase(drafts, key, cursor), context=self, on_done=_nothing, on_error=self.failed.emit)
        self._is_recording = False
        if not self._is_new:
            self._desk.navigator.show_saved(SavedState.SAVED)
        done(result)
        self._go_on()

    def refused(self, failure: KnownFailure, failed: Told) -> None:
        """What was held was refused: it is typed and not on record, and ``failed`` is told why."""
        self._is_recording = False
        if self._was_touched:
            self.typed()
        self._desk.navigator.show_saved(SavedState.NOT_SAVED)
        failed(failure)
        self._go_on()

    def forget(self, *_how: object) -> None:
        """What was typed is recorded, or not wanted: keep it no longer."""
        self.settle()
        drafts, key, cursor = self._desk.drafts, self.key, self._cursor
        tasks = self._desk.tasks
        tasks.run(lambda: _erase(drafts, key, cursor), context=self, on_done=_nothing, on_error=self.failed.emit)

    def _take(self, draft: Draft | None, cursor: Draft | None) -> None:
        shown = draft is not None and not self.is_touched and self._try(draft.body)
        self._is_touched = self._is_touched or shown
        self.offered.emit(shown)
        owner, _, place = (cursor.body if cursor else "").partition("\n")
        if shown and owner == self.key and put_cursor(self._form, place):
            self._cursor = cursor.body if cursor else ""

    def _cursor_now(self) -> str:
        place = cursor_in(self._form)
        return f"{self.key}\n{place}" if place else ""

    def _try(self, body: str) -> bool:
        """Show ``body``; False where it is spoilt."""
        self._is_showing = True
        try:
            return self._show(body)
        except (ValueError, TypeError, KeyError, AttributeError):
            return False
        finally:
            self._is_showing = False

    def _keep_now(self) -> None:
        self.keep(_nothing)

    def _kept(self, then: Then) -> None:
        self._desk.navigator.show_saved(SavedState.SAVED, "draft")
        then()

    def _not_kept(self, failure: KnownFailure, then: Then) -> None:
        self._is_new = True
        self._desk.navigator.show_saved(SavedState.NOT_SAVED, str(failure))
        self.failed.emit(failure)
        then()

    def _go_on(self) -> None:
        """Do what waited for the record: what was typed meanwhile, or refused, is kept now."""
        waiting, self._waiting = self._waiting, []
        for then in waiting:
            self.keep(then)


def _keep(drafts: KeepDrafts, key: str, body: str | None, cursor: str) -> None:
    """Keep the words first, where they are new, and then the place of the keyboard."""
    if body is not None:
        drafts.keep(key, body)
    if cursor:
        drafts.keep(CURSOR, cursor)


def _erase(drafts: KeepDrafts, key: str, cursor: str) -> None:
    drafts.erase(key)
    if cursor:
        drafts.erase(CURSOR)


def keep_all(windows: Iterable[QWidget], then: Then) -> None:
    """Keep what is new in every draft within ``windows``, then call ``then``."""
    drafts = [draft for window in windows for draft in window.findChildren(TypedDraft)]
    left = len(drafts)

    def one_is_safe() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            then()

    for draft in drafts:  # all of them at once: one that never answers, its form being closed, holds up no other
        draft.keep(one_is_safe)
    if not drafts:
        then()
