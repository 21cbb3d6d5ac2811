"""What stands once, above the body of the first page: letterhead, recipient and references."""

from advocate_desk.domain.errors import LetterFailed
from advocate_desk.domain.letter import LetterContent, Letterhead
from advocate_desk.letters import sheet
from advocate_desk.letters.fitting import fitting_size
from advocate_desk.letters.sheet import LEFT, MM, RIGHT, Line, Page, Rule, Run
from advocate_desk.letters.structure import Element, Role
from advocate_desk.letters.typefaces import Typefaces
from advocate_desk.letters.wording import Wording
from advocate_desk.letters.wrapping import Lines, joined, wrap

MOST_RECIPIENT_LINES = 5
MOST_SENDER_LINES = 4
LARGEST_OFFSET = 10
"""Millimetres the recipient may be moved to suit a service's envelopes."""

_SMALL = 8.8
_NAME_AT = 40 * MM
_NAME_FIRST, _NAME_FIRST_OF_MORE, _NAME_STEP, _STRAPLINE_STEP = 24.4 * MM, 22.4 * MM, 4.6 * MM, 3.9 * MM
_NAME_SIZES = ((14.5, 1), (13.0, 1), (12.0, 1), (11.5, 2), (10.0, 2), (9.0, 2))
_STRAPLINE_SIZES = ((_SMALL, 1), (8.0, 2), (7.2, 2))
_SENDER_FIRST, _SENDER_STEP = 19.3 * MM, 4.15 * MM

# Chosen so that five lines of the tallest and deepest letters of any European alphabet stay inside y 57-79 mm.
_RECIPIENT_FIRST, _RECIPIENT_STEP = 60.2 * MM, 4.45 * MM
_RECIPIENT_SIZE, _RECIPIENT_FIRST_SIZE, _RECIPIENT_SMALLEST = 10.0, 8.4, 7.5
_RECIPIENT_ROOM = 70 * MM

_LABELS_AT, _VALUES_AT = 128 * MM, 153.5 * MM
_REFERENCES_FIRST, _REFERENCES_STEP, _REFERENCES_LINE = 60.0 * MM, 5.3 * MM, 4.2 * MM
_REFERENCES_LAST = 90 * MM


class FirstPage:
    """Sets the upper third of a letter's first page; its parts become the first ones of ``document``."""

    def __init__(self, faces: Typefaces, page: Page, document: Element) -> None:
        self._faces = faces
        self._page = page
        self._document = document

    def set(self, content: LetterContent, words: Wording) -> None:
        """Set everything.

        Raises:
            LetterFailed: something is too long for its place.
        """
        self._letterhead(content.letterhead)
        self._recipient(content.recipient_lines, content.window_offset)
        self._references(
            (
                (words.our_reference, content.reference),
                (words.date, content.date_line),
                (words.sent_by, content.sent_by),
            )
        )

    def _letterhead(self, head: Letterhead) -> None:
        if len(head.sender_lines) > MOST_SENDER_LINES:
            raise LetterFailed(f"The sender's details take {MOST_SENDER_LINES} lines. Shorten them in the settings.")
        for text in head.sender_lines:
            fitting_size(self._faces, text, 90 * MM, "a line of the sender's details", size=_SMALL, smallest=_SMALL)
        taken = max((self._faces.width(text, _SMALL) for text in head.sender_lines), default=0.0)
        self._service(head.service_name, head.strapline, RIGHT - taken - 5 * MM - _NAME_AT)
        self._part(
            tuple(
                (RIGHT - self._faces.width(text, _SMALL), _SENDER_FIRST + place * _SENDER_STEP, _SMALL, text, False)
                for place, text in enumerate(head.sender_lines)
            ),
            sheet.MUTED,
        )
        self._page.rules.append(Rule(x=LEFT, to_x=RIGHT, y=38 * MM, thickness=1.2, colour=sheet.ACCENT))

    def _service(self, name: str, strapline: str, room: float) -> None:
        """Set the service's name on one line, or smaller on two, and the strapline below."""
        size, names = self._set_in(name, room, _NAME_SIZES, "the service's name", bold=True)
        strap_size, straps = self._set_in(strapline, room, _STRAPLINE_SIZES, "the strapline", bold=False)
        rows = len(names) + len(straps)
        first = _NAME_FIRST if rows <= 2 else _NAME_FIRST_OF_MORE
        next_down = first + len(names) * _NAME_STEP
        for lines, height, baseline, step, colour in (
            (names, size, first, _NAME_STEP, sheet.INK),
            (straps, strap_size, next_down, _STRAPLINE_STEP, sheet.MUTED),
        ):
            element = self._document.add(Role.PARAGRAPH) if lines else None
            self._page.lines += [
                Line(
                    x=_NAME_AT, baseline=baseline + place * step, size=height, runs=runs, colour=colour, element=element
                )
                for place, runs in enumerate(lines)
            ]

    def _set_in(
        self, text: str, room: float, sizes: tuple[tuple[float, int], ...], what: str, *, bold: bool
    ) -> tuple[float, Lines]:
        """Return the first of ``sizes`` (points, and how many lines) that holds ``text``, and its lines."""
        for size, most in sizes:
            lines = wrap(self._faces, text, size, room, bold=bold)
            if len(lines) <= most:
                return size, lines
        raise LetterFailed(f"This letter cannot be drawn: {what} is too long for the letterhead. Shorten it.")

    def _part(self, texts: tuple[tuple[float, float, float, str, bool], ...], colour: str) -> None:
        """Set lines of one part: x, baseline, size, text, bold."""
        if not any(text for _, _, _, text, _ in texts):
            return
        element = self._document.add(Role.PARAGRAPH)
        runs = joined(((Run(text=text, bold=bold),),) for _, _, _, text, bold in texts)
        self._page.lines += [
            Line(x=x, baseline=baseline, size=size, runs=set_runs, colour=colour, element=element)
            for (x, baseline, size, _, _), set_runs in zip(texts, runs, strict=True)
        ]

    def _recipient(self, lines: tuple[str, ...], offset: tuple[int, int]) -> None:
        across, down = offset
        if max(abs(across), abs(down)) > LARGEST_OFFSET:
            raise LetterFailed(
                f"The envelope window can be moved by {LARGEST_OFFSET} mm at most. Change it in the settings."
            )
        if len(lines) > MOST_RECIPIENT_LINES:
            raise LetterFailed(
                f"The recipient has {len(lines)} lines, and the envelope's window shows {MOST_RECIPIENT_LINES}. "
                "Put two parts of the address on one line."
            )
        self._part(
            tuple(
                (
                    LEFT + across * MM,
                    _RECIPIENT_FIRST + place * _RECIPIENT_STEP + down * MM,
                    self._recipient_size(place, text),
                    text,
                    place == 0,
                )
                for place, text in enumerate(lines)
            ),
            sheet.INK,
        )

    def _recipient_size(self, place: int, text: str) -> float:
        first = place == 0
        return fitting_size(
            self._faces,
            text,
            _RECIPIENT_ROOM,
            f"line {place + 1} of the recipient",
            size=_RECIPIENT_FIRST_SIZE if first else _RECIPIENT_SIZE,
            smallest=_RECIPIENT_SMALLEST,
            bold=first,
        )

    def _references(self, rows: tuple[tuple[str, str], ...]) -> None:
        baseline = _REFERENCES_FIRST
        for label, value in rows:
            values = wrap(self._faces, value, _SMALL, RIGHT - _VALUES_AT, bold=True)
            if not values:
                continue
            element = self._document.add(Role.PARAGRAPH)
            heading = (Run(text=f"{label} "),)
            self._page.lines.append(
                Line(x=_LABELS_AT, baseline=baseline, size=8.2, runs=heading, colour=sheet.MUTED, element=element)
            )
            for runs in values:
                self._page.lines.append(Line(x=_VALUES_AT, baseline=baseline, size=_SMALL, runs=runs, element=element))
                last, baseline = baseline, baseline + _REFERENCES_LINE
            baseline = last + _REFERENCES_STEP
        if baseline - _REFERENCES_STEP > _REFERENCES_LAST:
            raise LetterFailed(
                "The reference, the date and how the letter is sent are too long to stand beside the address. "
                "Shorten them, then try again."
            )
