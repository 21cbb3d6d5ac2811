"""Locking, as the shell asks for it. app/lock.py does it; tests record it."""

from typing import Protocol

from advocate_desk.ui.navigator import Place


class Lock(Protocol):
    """Ends this process, which holds the keys, and leaves a fresh one at the unlock screen."""

    def lock(self, place: Place, *, out_of_sight: bool = False) -> None:
        """Keep ``place`` in the vault, so that unlocking leads back to it, then go.

        The window is covered already, and the drafts are kept. ``out_of_sight`` leaves the unlock screen minimised:
        nobody asked for a window to come up.
        """
        ...
