"""Keeps half-typed words: two seconds after the last key, and whenever the frame asks."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from advocate_desk.domain.errors import KnownFailure
from advocate_desk.services.ports import Draft
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.navigator import SavedState

DRAFT_AFTER_MS = 2000


class DraftKeeper(QObject):
    """The draft of one form.

    Args:
        parent: the form.
        desk: the services.
        key: what the draft is kept under.
        body: returns what stands in the form, as text.
        failed: told where a draft could not be read or kept.
    """

    def __init__(
        self,
        parent: QObject,
        desk: DeskContext,
        key: str,
        body: Callable[[], str],
        failed: Callable[[KnownFailure], None],
    ) -> None:
        super().__init__(parent)
        self._desk, self.key, self._body, self._failed = desk, key, body, failed
        self._timer = QTimer(self, interval=DRAFT_AFTER_MS, singleShot=True)
        self._timer.timeout.connect(self._autosave)
        self.touched = False

    def touch(self) -> None:
        """Something was typed."""
        self.touched = True
        self._timer.start()

    def settle(self) -> None:
        """What stands in the form is on record, or is to be forgotten: nothing is left to keep."""
        self.touched = False
        self._timer.stop()

    def keep(self, then: Callable[[], None]) -> None:
        """Keep what was typed, then call ``then``, also where it could not be kept."""
        self._timer.stop()
        if not self.touched:
            then()
            return
        body, key, drafts = self._body(), self.key, self._desk.drafts
        self._desk.tasks.run(
            lambda: drafts.keep(key, body),
            context=self,
            on_done=lambda _nothing: self._kept(then),
            on_error=lambda failure: self._not_kept(failure, then),
        )

    def load(self, show: Callable[[str], None]) -> None:
        """Call ``show`` with what was kept before; not at all where nothing was."""

        def loaded(draft: Draft | None) -> None:
            if draft is not None and not self.touched:
                show(draft.body)

        key, drafts = self.key, self._desk.drafts
        self._desk.tasks.run(lambda: drafts.load(key), context=self, on_done=loaded, on_error=self._failed)

    def erase(self) -> None:
        """Forget what was kept."""
        self.settle()
        key, drafts = self.key, self._desk.drafts
        self._desk.tasks.run(
            lambda: drafts.erase(key), context=self, on_done=lambda _nothing: None, on_error=self._failed
        )

    def _autosave(self) -> None:
        self.keep(lambda: None)

    def _kept(self, then: Callable[[], None]) -> None:
        self._desk.navigator.show_saved(SavedState.SAVED, "draft")
        then()

    def _not_kept(self, failure: KnownFailure, then: Callable[[], None]) -> None:
        self._failed(failure)
        then()
