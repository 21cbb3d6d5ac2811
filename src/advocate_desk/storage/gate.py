"""Lets one piece of work at a time use the one connection."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Gate:
    """Makes other threads wait; refuses a second piece of work in the thread that is inside already."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._inside: int | None = None

    def enter(self) -> None:
        """Wait for the turn."""
        if self._inside == threading.get_ident():
            raise RuntimeError("a unit of work is open already: commit or leave it first")
        self._lock.acquire()
        self._inside = threading.get_ident()

    def leave(self) -> None:
        """Let the next one in."""
        self._inside = None
        self._lock.release()

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Be inside for a while."""
        self.enter()
        try:
            yield
        finally:
            self.leave()
