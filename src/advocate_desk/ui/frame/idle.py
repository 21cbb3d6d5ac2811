"""Feeds the idle rules with the clock, and says what becomes of the desk."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from advocate_desk.domain.idle import IdleTimes, IdleWatch, Moment, Stage

LOOKS_MS = 1000


class Idle(QObject):
    """Looks once a second.

    Args:
        moment: the two clocks.
        times: until the cover and the lock.
    """

    covered = Signal()
    warned = Signal(int)
    """How many seconds are left; said again each second."""
    eased = Signal()
    """The warning is over: somebody is there."""
    expired = Signal()
    """Lock now. Said once."""

    def __init__(self, moment: Callable[[], Moment], times: IdleTimes) -> None:
        super().__init__()
        self._moment = moment
        self._watch = IdleWatch(times, moment())
        self._stage = Stage.IN_USE
        self._timer = QTimer(self, interval=LOOKS_MS)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Look from now on."""
        self._timer.start()

    def change(self, times: IdleTimes) -> None:
        """Count by other times from now on."""
        self._watch.change(times)

    def use(self) -> None:
        """Somebody is there."""
        self._come_to(self._watch.use(self._moment()))

    def hide(self) -> None:
        """The desk was hidden by hand."""
        self._watch.hide(self._moment())

    def show(self) -> None:
        """The desk is wanted back."""
        self._come_to(self._watch.show(self._moment()))

    def look(self) -> None:
        """See how long nobody has been there."""
        self._come_to(self._watch.stage(self._moment()))

    def _come_to(self, stage: Stage) -> None:
        before, self._stage = self._stage, stage
        if stage is Stage.LOCKED:
            self._timer.stop()
            if before is not Stage.LOCKED:
                self.expired.emit()
        elif stage is Stage.WARNED:
            self.covered.emit()
            self.warned.emit(self._watch.seconds_left(self._moment()))
        elif stage is Stage.COVERED and before is Stage.IN_USE:
            self.covered.emit()
        elif stage is Stage.IN_USE and before is not Stage.IN_USE:
            self.eased.emit()
