"""The screens that were shown last, each for its place, so that coming back finds them as they were."""

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QStackedWidget

from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screen import Screen, Width

KEPT = 6


class KeptScreens(QStackedWidget):
    """Shows one screen and keeps a few more.

    Args:
        make: builds the screen of a place.
    """

    def __init__(self, make: Callable[[Place], Screen]) -> None:
        super().__init__()
        self._make = make
        self._screens: dict[tuple[str, object], Screen] = {}

    def __iter__(self) -> Iterator[Screen]:
        return iter(tuple(self._screens.values()))

    def in_front(self) -> Screen:
        """Return the screen the user sees."""
        shown = self.currentWidget()
        if not isinstance(shown, Screen):
            raise LookupError("no screen is shown yet")
        return shown

    def kept(self, place: Place) -> Screen | None:
        """Return the screen of ``place`` if it is kept."""
        return self._screens.get((place.screen, place.subject))

    def bring(self, place: Place, width: Width) -> Screen:
        """Put the screen of ``place`` in front, building it if need be; the one seen longest ago is let go."""
        key = (place.screen, place.subject)
        screen = self._screens.pop(key, None)
        if screen is None:
            screen = self._make(place)
            self.addWidget(screen)
            screen.reflow(width)
        self._screens[key] = screen
        self.setCurrentWidget(screen)
        while len(self._screens) > KEPT:
            oldest = self._screens.pop(next(iter(self._screens)))
            self.removeWidget(oldest)
            oldest.deleteLater()
        return screen
