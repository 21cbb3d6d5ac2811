"""How a screen asks the frame around it for something, without knowing the frame."""

import json
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from PySide6.QtCore import QObject, Signal


@dataclass(frozen=True, slots=True)
class Place:
    """Somewhere in the desk: a screen by its key, and what it shows there.

    ``subject`` is a case's or a referral's id. ``part`` is for a screen to find its way within itself, such as
    a section or a selected row. Neither holds words about a person, so that a place may be kept and come back to.
    """

    screen: str
    subject: UUID | None = None
    part: str = ""

    def to_text(self) -> str:
        """Return the place as text, to be kept as a draft."""
        return json.dumps([self.screen, self.subject.hex if self.subject else None, self.part])

    @classmethod
    def from_text(cls, text: str) -> "Place | None":
        """Read what `to_text` wrote; None where it is something else."""
        try:
            match json.loads(text):
                case [str(screen), None | str() as subject, str(part)]:
                    return cls(screen, UUID(subject) if subject else None, part)
        except ValueError:
            return None
        return None


class SavedState(StrEnum):
    """What the top bar says about the words on the screen."""

    NOTHING = ""
    SAVING = "Saving"
    SAVED = "Saved"
    NOT_SAVED = "Not saved"


class Navigator(QObject):
    """Carries a screen's wishes to the frame. Tests listen to the signals instead of a frame."""

    went = Signal(object)
    """A `Place`."""
    went_instead = Signal(object)
    """A `Place`, in the stead of the screen in front."""
    went_back = Signal()
    said = Signal(str, object)
    """Words for a passing message, and what its Undo button calls, or None."""
    saved = Signal(object, str)
    """A `SavedState`, and what stands after it ("the disk is full. Try again")."""
    counted = Signal(str, int)
    """The key of a screen in the rail, and the count beside it."""

    settings_changed = Signal()
    """The service's settings are others now; what lives long and stands on them reads them again."""

    def go(self, place: Place) -> None:
        """Ask for another place; Back will lead here again."""
        self.went.emit(place)

    def go_instead(self, place: Place) -> None:
        """Ask for another place, as what is done here is done: Back will lead to where this screen was opened from."""
        self.went_instead.emit(place)

    def back(self) -> None:
        """Ask for the place before this one."""
        self.went_back.emit()

    def say(self, words: str, undo: object = None) -> None:
        """Show a passing message, announced politely. Never for errors: those stay by their cause.

        Args:
            words: one sentence without a name ("Task done.").
            undo: a callable without arguments that takes it back, if it can be.
        """
        self.said.emit(words, undo)

    def show_saved(self, state: SavedState, more: str = "") -> None:
        """Tell the user whether the words on the screen are safe. Say SAVED only after the commit returned."""
        self.saved.emit(state, more)

    def count(self, screen: str, number: int) -> None:
        """Set the count beside a screen in the rail; 0 takes it away."""
        self.counted.emit(screen, number)

    def tell_of_settings(self) -> None:
        """Tell whoever stands on the settings that they were changed. Say it only after the commit returned."""
        self.settings_changed.emit()
