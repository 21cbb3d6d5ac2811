"""What was done in this session and can be taken back, by its words."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

DEEPEST = 20


@dataclass(frozen=True, slots=True, eq=False)
class Act:
    """Something done. ``words`` are those of its passing message; ``undo`` takes it back."""

    words: str
    undo: Callable[[], object]

    @property
    def is_open(self) -> bool:
        """Whether who would take it back is still there: a screen long left is not."""
        act: object = self.undo
        while isinstance(act, partial):
            act = act.func
        owner = getattr(act, "__self__", None)
        return not isinstance(owner, QObject) or isValid(owner)

    @property
    def undo_words(self) -> str:
        """What taking it back is called ("Undo task done")."""
        said = self.words.rstrip(".")
        return f"Undo {said[:1].lower()}{said[1:]}"


class Acts(QObject):
    """The acts of this session, the newest last. They end with it: a lock forgets them."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._acts: list[Act] = []

    @property
    def last(self) -> Act | None:
        """What would be taken back now."""
        self._acts = [act for act in self._acts if act.is_open]
        return self._acts[-1] if self._acts else None

    def add(self, words: str, undo: Callable[[], object]) -> Act:
        """Remember an act."""
        act = Act(words, undo)
        self._acts = [*self._acts, act][-DEEPEST:]
        self.changed.emit()
        return act

    def take_back(self, act: Act | None = None) -> Act | None:
        """Take back ``act``, or the last; return what was taken back, None where there is nothing."""
        wanted = act or self.last
        if wanted is None or wanted not in self._acts:
            return None
        self._acts.remove(wanted)
        self.changed.emit()
        wanted.undo()
        return wanted
