"""Where the user has been, for Back and Forward."""

from advocate_desk.ui.navigator import Place

LONGEST = 50


class History:
    """Places in the order they were seen, and which of them is in front."""

    def __init__(self) -> None:
        self._places: list[Place] = []
        self._at = -1

    @property
    def here(self) -> Place | None:
        """The place in front."""
        return self._look(0)

    @property
    def before(self) -> Place | None:
        """Where Back leads."""
        return self._look(-1)

    @property
    def after(self) -> Place | None:
        """Where Forward leads."""
        return self._look(+1)

    def go(self, place: Place) -> None:
        """Add a place after the one in front; what Forward led to is forgotten. The same place twice is once."""
        if place == self.here:
            return
        self._places = [*self._places[: self._at + 1], place][-LONGEST:]
        self._at = len(self._places) - 1

    def go_instead(self, place: Place) -> None:
        """Add a place in the stead of the screen in front, with all its parts: Back leads to where that came from."""
        screen = self._places[self._at].screen
        while self._at >= 0 and self._places[self._at].screen == screen:
            self._at -= 1
        self._places = self._places[: self._at + 1]
        self.go(place)

    def replace(self, place: Place) -> None:
        """Say more exactly where the user is."""
        self._places[self._at] = place

    def back(self) -> Place | None:
        """Step back; return where that is, or None at the beginning."""
        return self._step(-1)

    def forward(self) -> Place | None:
        """Step forward; return where that is, or None at the end."""
        return self._step(+1)

    def _step(self, step: int) -> Place | None:
        place = self._look(step)
        if place is not None:
            self._at += step
        return place

    def _look(self, step: int) -> Place | None:
        at = self._at + step
        return self._places[at] if 0 <= at < len(self._places) else None
