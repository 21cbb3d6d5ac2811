"""How long a desk may stand without use: it is covered, warns, and locks.

Time is counted on a clock that goes on while the computer sleeps. Where that clock ran ahead of the one that stops
during sleep, the computer slept, and the desk locks whether or not anybody told it so.
"""

from dataclasses import dataclass
from enum import IntEnum

WARNING_SECONDS = 60.0
"""How far ahead of the lock it is announced (WCAG 2.2, 2.2.1: at least 20 seconds, extended by any key)."""
HIDDEN_SECONDS = 60.0
"""A desk that was hidden by hand comes back without the passphrase for so long."""
SLEPT_SECONDS = 2.0
"""Two clocks that drift apart by more than this were parted by sleep."""


class Stage(IntEnum):
    """What becomes of a desk that nobody uses, in its order."""

    IN_USE = 0
    COVERED = 1
    WARNED = 2
    LOCKED = 3


@dataclass(frozen=True, kw_only=True, slots=True)
class Moment:
    """One moment on two clocks, in seconds from anywhere: one counts sleep, the other does not."""

    with_sleep: float
    awake: float


@dataclass(frozen=True, kw_only=True, slots=True)
class IdleTimes:
    """Seconds without use until the cover and until the lock."""

    cover_after: float = 120.0
    lock_after: float = 600.0

    @classmethod
    def in_minutes(cls, *, cover: int, lock: int) -> "IdleTimes":
        """Return the times a service set; a warning always has its minute."""
        return cls(cover_after=max(cover, 1) * 60.0, lock_after=max(lock, 2) * 60.0)


def slept_between(before: Moment, now: Moment) -> bool:
    """Say whether the computer slept from ``before`` to ``now``."""
    return (now.with_sleep - now.awake) - (before.with_sleep - before.awake) > SLEPT_SECONDS


class IdleWatch:
    """Knows how long nobody has used a desk. It locks once; nothing undoes that.

    Args:
        times: until cover and lock.
        now: when the watch begins, which counts as use.
    """

    def __init__(self, times: IdleTimes, now: Moment) -> None:
        self._times = times
        self._used = now.with_sleep
        self._hidden: float | None = None
        self._ahead = now.with_sleep - now.awake
        self._locked = False

    def change(self, times: IdleTimes) -> None:
        """Count by other times from now on."""
        self._times = times

    def use(self, now: Moment) -> Stage:
        """Somebody typed or moved the mouse. A key that comes too late does not save a desk that must lock."""
        if self.stage(now) is not Stage.LOCKED:
            self._used = now.with_sleep
        return self.stage(now)

    def hide(self, now: Moment) -> None:
        """The desk was hidden by hand."""
        if self._hidden is None:
            self._hidden = now.with_sleep

    def show(self, now: Moment) -> Stage:
        """Somebody wants the desk back, which counts as use where it is not too late."""
        if self.stage(now) is not Stage.LOCKED:
            self._hidden = None
        return self.use(now)

    def stage(self, now: Moment) -> Stage:
        """Return what must become of the desk now."""
        ahead = now.with_sleep - now.awake
        slept = ahead - self._ahead > SLEPT_SECONDS
        self._ahead = min(self._ahead, ahead)
        gone = self._hidden is not None and now.with_sleep - self._hidden >= HIDDEN_SECONDS
        idle = now.with_sleep - self._used
        if self._locked or slept or gone or idle >= self._times.lock_after:
            self._locked = True
            return Stage.LOCKED
        if idle >= self._times.lock_after - WARNING_SECONDS:
            return Stage.WARNED
        return Stage.COVERED if self._hidden is not None or idle >= self._times.cover_after else Stage.IN_USE

    def seconds_left(self, now: Moment) -> int:
        """Return after how many seconds without use it locks."""
        return max(0, round(self._times.lock_after - (now.with_sleep - self._used)))
