"""The keys that hide a desk at once: Esc three times, or Shift alone three times.

Shift thrice within five seconds is what the GOV.UK Design System's "Exit this page" uses, so that people find one
habit everywhere; Esc thrice is quicker for whoever has a dialog open. Either does no harm by itself.
"""

from enum import StrEnum

PRESSES = 3


class HideKey(StrEnum):
    """Which key was pressed."""

    ESCAPE = "escape"
    SHIFT = "shift"
    OTHER = "other"


WITHIN_SECONDS = {HideKey.ESCAPE: 1.5, HideKey.SHIFT: 5.0}


class HideKeys:
    """Counts presses. Any other key in between begins anew: whoever types capitals is not hiding."""

    def __init__(self) -> None:
        self._key = HideKey.OTHER
        self._presses: list[float] = []

    def press(self, key: HideKey, at: float) -> int:
        """Take note of a key pressed ``at`` seconds; return how many of the three presses are done. 3 hides."""
        if key is not self._key:
            self._key, self._presses = key, []
        if key is HideKey.OTHER:
            return 0
        self._presses = [earlier for earlier in self._presses if 0 <= at - earlier <= WITHIN_SECONDS[key]] + [at]
        done = len(self._presses)
        if done >= PRESSES:
            self._presses = []
        return done
