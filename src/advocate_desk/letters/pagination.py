"""Strips laid on pages."""

from collections.abc import Iterator, Sequence

from advocate_desk.domain.errors import LetterFailed
from advocate_desk.letters.sheet import BODY_BOTTOM, BODY_TOP, BODY_TOP_FIRST, Page, Strip

MOST_PAGES = 30


def paginate(strips: Sequence[Strip]) -> list[Page]:
    """Lay ``strips`` on as many pages as they need; those kept together break only where no page holds them.

    Raises:
        LetterFailed: the letter is longer than `MOST_PAGES`.
    """
    layer = _Layer()
    for group in _groups(strips):
        layer.lay(group)
    if len(layer.pages) > MOST_PAGES:
        raise LetterFailed(f"This letter is longer than {MOST_PAGES} pages. Shorten it, then try again.")
    return layer.pages


class _Layer:
    """Fills one page after another."""

    def __init__(self) -> None:
        self.pages = [Page()]
        self._y = BODY_TOP_FIRST
        self._empty = True

    def lay(self, group: Sequence[Strip]) -> None:
        height = sum(strip.height for strip in group)
        if not self._fits(height) and height <= BODY_BOTTOM - BODY_TOP:
            self._turn()
        for strip in group:
            if not self._fits(strip.height):
                self._turn()
            if not (strip.gap and self._empty):
                self.pages[-1].place(strip, self._y)
                self._y += strip.height
                self._empty = False

    def _fits(self, height: float) -> bool:
        return self._y + height <= BODY_BOTTOM + 0.01

    def _turn(self) -> None:
        self.pages.append(Page())
        self._y = BODY_TOP
        self._empty = True


def _groups(strips: Sequence[Strip]) -> Iterator[list[Strip]]:
    """Yield runs of strips that belong together."""
    group: list[Strip] = []
    for strip in strips:
        group.append(strip)
        if not strip.keep:
            yield group
            group = []
    if group:
        yield group
