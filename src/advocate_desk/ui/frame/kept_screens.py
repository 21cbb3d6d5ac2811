"""The screens that were shown last, each for its place, so that coming back finds them as they were."""

from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

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
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._hand_back)

    def __iter__(self) -> Iterator[Screen]:
        return iter(tuple(self._screens.values()))

    def _hand_back(self, before: QWidget | None, now: QWidget | None) -> None:
        """An answer has arrived at a screen that was left and moved the keyboard there: whoever had it has it again."""
        if now is None or not self.isAncestorOf(now):
            return
        if any(screen.isAncestorOf(now) and not screen.isVisible() for screen in self):
            if before is not None and before.isVisible():
                before.setFocus()
            else:
                now.clearFocus()

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
