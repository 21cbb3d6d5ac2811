"""Locking, as the shell asks for it. app/lock.py does it; tests record it."""

from typing import Protocol

from advocate_desk.ui.navigator import Place


class Lock(Protocol):
    """Ends this process, which holds the keys, and leaves a fresh one at the unlock screen."""

    def lock(self, place: Place) -> None:
        """Keep ``place`` in the vault, so that unlocking leads back to it, then go.

        The window is covered already, and the draft of the screen in front is kept.
        """
        ...
