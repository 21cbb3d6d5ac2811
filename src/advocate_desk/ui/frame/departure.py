"""From the wish to lock to the lock: cover, keep what is half typed, make today's backup where there is time."""

from collections.abc import Callable
from enum import StrEnum
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
        self._begun = self._kept = self._gone = False
        self._why = Why.ASKED
        self._place: Callable[[], Place] | None = None
        self._stop = Event()
        self._then = _Once(self._go_on)
        self.counted.connect(cover.show_progress)

    def drafts_kept(self) -> None:
        """The last drafts are safe, or could not be kept."""
        self._kept = True
        if self._begun:
            self._then.call()

    def go(self, place: Callable[[], Place], why: Why) -> None:
        """Lock because of ``why``.

        A reason that leaves no time ends a backup under way: its half file counts for nothing and is taken away.

        Args:
            place: where the user is.
            why: a later call with a pressing reason hurries an earlier one.
        """
        self._place, self._why = place, why
        if self._begun:
            if why not in WITH_TIME:
                self._leave()
            return
        self._begun = True
        self._cover.say_locking()
        QTimer.singleShot(DRAFTS_MS, self, self._then.call)
        if self._kept:
            self._then.call()

    def _go_on(self) -> None:
        if self._backups is None or self._why not in WITH_TIME:
            self._leave()
            return
        then = _Once(self._leave)
        QTimer.singleShot(DRAFTS_MS, self, then.call)

        def told(due: bool) -> None:
            if due and then.take():
                self._back_up()
            else:
                then.call()

        self._tasks.run(self._backups.due_today, context=self, on_done=told, on_error=lambda _failure: then.call())

    def _back_up(self) -> None:
        backups = self._backups
        assert backups is not None
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
        if self._gone or self._place is None:
            return
        self._gone = True
        self._stop.set()
        self._cover.say_locking()
        self._lock.lock(self._place(), out_of_sight=self._why is not Why.ASKED)


class _Once:
    """Calls ``act`` at the first of several occasions."""

    def __init__(self, act: Callable[[], None]) -> None:
        self._act = act
        self._taken = False

    def take(self) -> bool:
        """Take the occasion without calling; False where somebody had it before."""
        first, self._taken = not self._taken, True
        return first

    def call(self) -> None:
        """Call, if nobody has."""
        if self.take():
            self._act()
