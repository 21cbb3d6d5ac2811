"""From the wish to lock to the lock: cover, keep what is half typed, make today's backup where there is time."""

from collections.abc import Callable
from enum import IntEnum, StrEnum
from threading import Event

from PySide6.QtCore import QObject, QTimer, Signal

from advocate_desk.domain.errors import KnownFailure
from advocate_desk.services.keep_backups import KeepBackups
from advocate_desk.ui.lock import Lock
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.tasks import Tasks
from advocate_desk.ui.widgets.cover import Cover

DRAFTS_MS = 400
"""For the last drafts: a computer about to sleep waits for us, but not long."""
BACKUP_MS = 180_000
"""At most for today's backup: a share that no longer answers must not keep the desk open."""


class Why(StrEnum):
    """Why the desk locks."""

    ASKED = "asked"
    IDLE = "idle"
    HIDDEN = "hidden"
    ASLEEP = "asleep"
    COMPUTER_LOCKED = "computer_locked"


WITH_TIME = {Why.ASKED, Why.IDLE}
"""The reasons that leave time for a backup."""


class _Step(IntEnum):
    """How far a departure is."""

    NOT_BEGUN = 0
    DRAFTS = 1
    ASKING = 2
    BACKUP = 3
    GONE = 4


class Departure(QObject):
    """Locks the desk, once.

    Args:
        parent: the window; its drawn curtain shows ``cover``.
        cover: says what is going on.
        tasks: runs the backup.
        backups: makes it; None where there is nothing to back up.
        lock: ends the process.
    """

    counted = Signal(int, int)

    def __init__(self, parent: QObject, cover: Cover, tasks: Tasks, backups: KeepBackups | None, lock: Lock) -> None:
        super().__init__(parent)
        self._cover, self._tasks, self._backups, self._lock = cover, tasks, backups, lock
        self._step = _Step.NOT_BEGUN
        self._kept = False
        self._why = Why.ASKED
        self._place: Callable[[], Place] | None = None
        self._stop = Event()
        self.counted.connect(cover.show_progress)

    def drafts_kept(self) -> None:
        """The last drafts are safe, or could not be kept."""
        self._kept = True
        self._after_drafts()

    def go(self, place: Callable[[], Place], why: Why) -> None:
        """Lock because of ``why``.

        A reason that leaves no time ends a backup under way: its half file counts for nothing and is taken away.

        Args:
            place: where the user is.
            why: a later call with a pressing reason hurries an earlier one.
        """
        self._place, self._why = place, why
        if self._step is not _Step.NOT_BEGUN:
            if why not in WITH_TIME:
                self._leave()
            return
        self._step = _Step.DRAFTS
        self._cover.say_locking()
        QTimer.singleShot(DRAFTS_MS, self, self._after_drafts)
        if self._kept:
            self._after_drafts()

    def _after_drafts(self) -> None:
        """Ask whether a backup is due. Called when the drafts are kept, and when they take too long."""
        if self._step is not _Step.DRAFTS:
            return
        self._step = _Step.ASKING
        if self._backups is None or self._why not in WITH_TIME:
            self._leave()
            return
        QTimer.singleShot(DRAFTS_MS, self, self._not_told)
        self._tasks.run(self._backups.due_today, context=self, on_done=self._told, on_error=self._not_made)

    def _told(self, due: bool) -> None:
        if self._step is _Step.ASKING and due:
            self._back_up()
        else:
            self._leave()

    def _not_told(self) -> None:
        if self._step is _Step.ASKING:
            self._leave()

    def _back_up(self) -> None:
        backups = self._backups
        assert backups is not None
        self._step = _Step.BACKUP
        self._cover.say_backing_up(self._leave)
        QTimer.singleShot(BACKUP_MS, self, self._leave)
        self._tasks.run(
            lambda: backups.back_up_daily(self._progress),
            context=self,
            on_done=lambda _made: self._leave(),
            on_error=self._not_made,
        )

    def _not_made(self, _failure: KnownFailure) -> None:
        """Lock all the same: Today says that the last backup grows old."""
        self._leave()

    def _progress(self, done: int, total: int) -> bool:
        """Called on the lane's thread."""
        self.counted.emit(done, total)
        return not self._stop.is_set()

    def _leave(self) -> None:
        if self._step is _Step.GONE or self._place is None:
            return
        self._step = _Step.GONE
        self._stop.set()
        self._cover.say_locking()
        self._lock.lock(self._place(), out_of_sight=self._why is not Why.ASKED)
