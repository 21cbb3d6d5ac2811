"""What a screen is.

To add a screen:

1. A module in ui/screens with a class derived from `Screen`, which sets ``key``, ``title`` and ``rail_icon`` as class
   attributes and takes ``(desk: DeskContext, place: Place)``. Its constructor builds widgets and reads nothing.
2. `refresh` reads through ``self.desk.tasks.run(..., context=self, ...)`` and shows what comes back. The frame calls it
   each time the screen comes to the front. Until the first answer the screen shows its frame, not a spinner.
3. An entry in ui/register.py, which makes it reachable and puts it under the accessibility audit, the screenshots and
   the key tests. A screen or dialog without an entry fails tests/ui/test_register.py.

Rules that hold for every screen:

* ``title`` goes into the window's title and never holds a name. `heading` may: it is what Back calls this place,
  inside the window.
* Text that came from anybody is shown in `widgets.words` labels, which are plain text. Nothing is ever rich text.
* Errors stay beside their cause: a `widgets.message.Message` or a field's own error line. `navigator.say` is for what
  went well.
* An action that cannot be done now is a `widgets.buttons.ActionButton` that is blocked *with its reasons*, not hidden
  and not dead.
* Every form has a `typed_draft.TypedDraft`, so that no half-typed word is lost: the frame has all of them kept
  before it locks, and those of the screen in front before it shows another place.
* Signals of longer-lived objects (``theme.changed``, the navigator's) are connected to methods, never to lambdas: Qt
  takes the connection away with a widget only where it knows the widget.
* A widget is shown by the window it stands in. ``show()`` or ``setVisible(True)`` on one without a parent makes it a
  window for an instant: its words flash up, and the keyboard goes with it, so that no key of the desk is heard.
* Colours and icons come from ``self.desk.theme``; sizes in a style come from resources/theme/desk.qss.
"""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from advocate_desk.domain.users import Action
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.typed_draft import keep_all


class Width(StrEnum):
    """How much room there is: window width divided by the text size."""

    WIDE = "wide"
    """1120 or more: the whole rail, two columns."""
    MEDIUM = "medium"
    """800 to 1119: a rail of icons, the side column below."""
    NARROW = "narrow"
    """Under 800, down to 640: one column, sections in a combo box."""

    @classmethod
    def of(cls, pixels: int, scale: float) -> "Width":
        """Return the class of a window ``pixels`` wide with text at ``scale``."""
        room = pixels / scale
        return cls.WIDE if room >= 1120 else cls.MEDIUM if room >= 800 else cls.NARROW


class Screen(QWidget):
    """One screen of the desk, showing one place."""

    key = ""
    """What a `Place` calls it, and the name of its picture."""
    title = ""
    """The window's title while it is in front. Never a person's name."""
    rail_icon = ""
    """Its icon in the rail; empty for a screen that is reached from another."""
    needs = Action.READ_CASES
    """What a role must include for the rail to lead here."""

    def __init__(self, desk: DeskContext, place: Place) -> None:
        super().__init__()
        self.desk = desk
        self._place = place
        self.setProperty("look", "page")
        self.setAccessibleName(self.title)

    def place(self) -> Place:
        """Return where the user is, so that Back, Lock and a restart lead here again."""
        return self._place

    def arrive(self, place: Place) -> None:
        """Show another part of the same subject. Called before `refresh` when the user comes here again."""
        self._place = place

    def heading(self) -> str:
        """Return what Back calls this place. May be a person's name: it stays inside the window."""
        return self.title

    def main_action(self) -> QAction | None:
        """Return the one main action, which Ctrl+Enter triggers; None for a screen without one."""
        return None

    def keys(self) -> tuple[tuple[str, str], ...]:
        """Return this screen's own keys for the list of shortcuts, such as ``(("L", "Log contact"),)``."""
        return ()

    def search_field(self) -> QWidget | None:
        """Return the field that `/` goes to, if there is a list to filter."""
        return None

    def first_focus(self) -> QWidget | None:
        """Return what takes the keyboard when the screen comes to the front; None leaves it to Qt."""
        return None

    def reflow(self, width: Width) -> None:
        """Arrange the screen for the room there is. Called when the room changes class, and once at the start."""

    def refresh(self) -> None:
        """Read what is shown, in the background, and show it."""

    def keep_draft(self, then: Callable[[], None]) -> None:
        """Keep what is half typed here, and call ``then`` once it is safe; also when keeping it failed."""
        keep_all([self], then)
