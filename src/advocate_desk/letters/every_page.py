"""What stands on every page round the body: marking, running head, foot, fold marks. None of it is content."""

from dataclasses import dataclass

from advocate_desk.domain.letter import LetterContent
from advocate_desk.letters import sheet
from advocate_desk.letters.fitting import fitting_size
from advocate_desk.letters.sheet import LEFT, MM, RIGHT, WIDTH, Line, Page, Rule, Run
from advocate_desk.letters.typefaces import Typefaces
from advocate_desk.letters.wording import Wording

_SMALL = 8.8
_MARKING_SIZE, _MARKING_SMALLEST = 8.6, 6.0
_MARKING_ROOM = 165 * MM
_BETWEEN = 4 * MM
_FOOT = 287.8 * MM


@dataclass(frozen=True, kw_only=True, slots=True)
class PageNumber:
    """Which page, counted from one, of how many."""

    page: int
    pages: int


class EveryPage:
    """Frames the pages of one letter."""

    def __init__(self, faces: Typefaces, content: LetterContent, words: Wording) -> None:
        self._faces = faces
        self._content = content
        self._words = words

    def frame(self, page: Page, number: PageNumber) -> None:
        """Set the frame round ``page``.

        Raises:
            LetterFailed: something is too long for its place.
        """
        self._marking(page, 11 * MM, WIDTH / 2 - _MARKING_ROOM / 2, WIDTH / 2 + _MARKING_ROOM / 2)
        if number.page > 1:
            self._running_head(page)
        self._foot(page, number)
        page.rules += [
            Rule(x=4 * MM, to_x=to_x * MM, y=y * MM, thickness=0.4, colour=sheet.HAIRLINE)
            for y, to_x in ((99, 8), (148.5, 6), (198, 8))  # two folds, and where to punch
        ]

    def _marking(self, page: Page, baseline: float, left: float, right: float) -> None:
        """Set the marking in the middle of the page, or of what is free between ``left`` and ``right``."""
        text = self._content.marking
        size = fitting_size(
            self._faces, text, right - left, "the marking", size=_MARKING_SIZE, smallest=_MARKING_SMALLEST, bold=True
        )
        width = self._faces.width(text, size, bold=True)
        x = min(max(WIDTH / 2 - width / 2, left), right - width)
        page.lines.append(_line(text, x, baseline, size, sheet.INK, bold=True))

    def _running_head(self, page: Page) -> None:
        name, subject = self._content.letterhead.service_name, self._content.subject
        room = RIGHT - LEFT - self._faces.width(name, _SMALL) - 2 * _BETWEEN
        shown = self._shortened(subject, room)
        page.lines.append(_line(name, LEFT, 17 * MM, _SMALL, sheet.MUTED))
        page.lines.append(_line(shown, RIGHT - self._faces.width(shown, _SMALL), 17 * MM, _SMALL, sheet.MUTED))
        page.rules.append(Rule(x=LEFT, to_x=RIGHT, y=19.7 * MM, thickness=0.6, colour=sheet.HAIRLINE))

    def _shortened(self, text: str, room: float) -> str:
        """Return ``text``, or as much as fits before an ellipsis; the whole subject stands on page 1."""
        if self._faces.width(text, _SMALL) <= room:
            return text
        while text and self._faces.width(f"{text}…", _SMALL) > room:
            text = text[:-1]
        return f"{text.rstrip()}…"

    def _foot(self, page: Page, number: PageNumber) -> None:
        page.rules.append(Rule(x=LEFT, to_x=RIGHT, y=272.5 * MM, thickness=0.6, colour=sheet.HAIRLINE))
        misdelivered = self._words.misdelivered.format(phone=self._content.letterhead.phone)
        for baseline, text in ((277.6, misdelivered), (281.8, self._words.handling)):
            size = fitting_size(self._faces, text, RIGHT - LEFT, "the service's phone number", size=_SMALL, smallest=7)
            page.lines.append(_line(text, LEFT, baseline * MM, size, sheet.MUTED))
        reference = self._content.reference
        reference_size = fitting_size(
            self._faces, reference, 60 * MM, "the reference", size=_SMALL, smallest=_MARKING_SMALLEST
        )
        counted = self._words.page_of.format(page=number.page, pages=number.pages)
        counted_at = RIGHT - self._faces.width(counted, _SMALL)
        page.lines.append(_line(reference, LEFT, _FOOT, reference_size, sheet.MUTED))
        taken = LEFT + self._faces.width(reference, reference_size)
        self._marking(page, _FOOT, taken + _BETWEEN, counted_at - _BETWEEN)
        page.lines.append(_line(counted, counted_at, _FOOT, _SMALL, sheet.MUTED))


def _line(text: str, x: float, baseline: float, size: float, colour: str, *, bold: bool = False) -> Line:
    return Line(x=x, baseline=baseline, size=size, runs=(Run(text=text, bold=bold),), colour=colour)
