"""How much a guess at a passphrase shall cost on this computer."""

from collections.abc import Callable
from time import perf_counter
from typing import Protocol

from advocate_desk.domain.errors import TooLittleMemory
from advocate_desk.vault.crypto import FLOOR, MEMORY_CEILING, PASSES_CEILING, SALT, Cost, stretch

SHORTEST = 0.5
LONGEST = 1.5
_AIM = 1.0


class Calibration(Protocol):
    """Chooses the cost of a new slot."""

    def choose(self) -> Cost:
        """Return the cost."""
        ...


class Measured:
    """Chooses by the clock: one guess shall take this computer from half a second to one and a half.

    Memory is raised first, since it is what an attacker's hardware is short of; passes only where the
    ceiling of memory is still too quick. A computer too slow for the floor gets the floor.
    """

    def __init__(self, timed: Callable[[Cost], float] | None = None) -> None:
        self._timed = timed or _seconds

    def choose(self) -> Cost:
        """Return the cost, after a second or two of measuring."""
        memory, seconds = FLOOR.memory, min(self._timed(FLOOR) for _ in range(2))
        while memory < MEMORY_CEILING and seconds * 2 * memory / FLOOR.memory <= _AIM:
            memory *= 2
        # Large memory costs more than its share, so what was foretold is measured too.
        seconds = self._seconds_or_too_long(memory)
        while memory > FLOOR.memory and seconds > LONGEST:
            memory //= 2
            seconds = self._seconds_or_too_long(memory)
        passes = FLOOR.passes
        while passes < PASSES_CEILING and seconds / FLOOR.passes * passes < SHORTEST:
            passes += 1
        return Cost(memory, passes)

    def _seconds_or_too_long(self, memory: int) -> float:
        try:
            return self._timed(Cost(memory, FLOOR.passes))
        except TooLittleMemory:
            return float("inf")


class Least:
    """Chooses the least the program accepts, for a vault whose passphrase is public: the sample's."""

    def choose(self) -> Cost:
        """Return the floor of memory and passes."""
        return FLOOR


def _seconds(cost: Cost) -> float:
    began = perf_counter()
    stretch("how long does this computer take", bytes(SALT), cost)
    return perf_counter() - began
