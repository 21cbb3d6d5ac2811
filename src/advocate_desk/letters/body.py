"""The body of a letter as strips: greeting, subject, blocks, close and signature."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from advocate_desk.domain.letter import Block, BlockKind, LetterContent
from advocate_desk.letters import sheet
from advocate_desk.letters.sheet import MM, Fill, Line, Rule, Strip
from advocate_desk.letters.structure import Element, Role
from advocate_desk.letters.typefaces import Typefaces
from advocate_desk.letters.wrapping import DATE, TIME, Emphasis, Lines, joined, wrap

SIZE = 11.0
LEADING = 15.2
SIGNATURE_SPACE = 13 * MM

_SUBJECT_SIZE, _SUBJECT_LEADING = 14.0, 19.0
_SECTION_SIZE, _SECTION_LEADING = 12.0, 16.0
_SMALL_SIZE, _SMALL_LEADING = 8.8, 12.2
_BASELINE = 0.75
"""Where the baseline lies in a line, as a part of its leading."""
_TOGETHER = 14
"""Boxes and table rows of up to so many lines are not split over two pages."""
_LABELS_WIDTH = 41 * MM
_VALUES_AT = sheet.LEFT + 44.3 * MM

_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DEADLINE = re.compile(rf"(?:{TIME} (?:on )?)?(?:\b{_WEEKDAY} )?{DATE}|{TIME}(?: on {_WEEKDAY})?")
_WARNING = re.compile(r"\b(?:do not|don[’']t|never|not safe)\b", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Box:
    """How a box looks, and which words in it are bold: the deadline of an ask, what must not be done."""

    bar: str
    tint: str
    emphasis: Emphasis


_BOXES = {
    BlockKind.ASK: _Box(bar=sheet.ACCENT, tint=sheet.ASK_TINT, emphasis=_DEADLINE),
    BlockKind.SAFE_CONTACT: _Box(bar=sheet.WARN, tint=sheet.SAFE_TINT, emphasis=_WARNING),
}


class Body:
    """Sets the body of one letter; the parts it makes go into ``document``."""

    def __init__(self, faces: Typefaces, document: Element) -> None:
        self._faces = faces
        self._document = document

    def strips(self, content: LetterContent) -> list[Strip]:
        """Return the whole body in order."""
        strips = self._opening(content)
        for block in content.blocks:
            under_heading = bool(strips) and strips[-1].keep
            strips += self._block(block, under_heading=under_heading)
        signature = self._signature(content)
        return [*_holding_on(strips), *_kept(signature)] if signature else strips

    def _opening(self, content: LetterContent) -> list[Strip]:
        strips = self._paragraph(content.greeting)
        lines = self._wrap(content.subject, _SUBJECT_SIZE, sheet.RIGHT - sheet.LEFT, bold=True)
        if lines:
            strips += [_gap(6), *_kept(_stack(lines, self._document.add(Role.TITLE), _SUBJECT_SIZE, _SUBJECT_LEADING))]
            strips += [_gap(4, keep=True)]
        return strips

    def _block(self, block: Block, *, under_heading: bool) -> list[Strip]:
        if block.kind in _BOXES:
            return self._box(block, _BOXES[block.kind])
        strips = self._heading(block.title)
        if not strips and not under_heading:
            strips.append(_gap(6))
        if block.kind is BlockKind.FACTS:
            strips += self._facts(block.facts)
            return [*strips, _gap(4), *self._paragraphs(block.text)] if block.text else strips
        strips += self._paragraphs(block.text)
        return [*strips, _gap(4), *self._facts(block.facts)] if block.facts else strips

    def _heading(self, title: str) -> list[Strip]:
        lines = self._wrap(title, _SECTION_SIZE, sheet.RIGHT - sheet.LEFT, bold=True)
        if not lines:
            return []
        element = self._document.add(Role.SECTION)
        stack = _stack(lines, element, _SECTION_SIZE, _SECTION_LEADING, colour=sheet.ACCENT)
        return [_gap(9), *_kept(stack), _gap(2.5, keep=True)]

    def _paragraph(self, text: str) -> list[Strip]:
        lines = self._wrap(text, SIZE, sheet.RIGHT - sheet.LEFT)
        return _no_lone_lines(_stack(lines, self._document.add(Role.PARAGRAPH), SIZE, LEADING)) if lines else []

    def _paragraphs(self, text: str) -> list[Strip]:
        strips: list[Strip] = []
        for line in text.split("\n") if text else ():
            strips += self._paragraph(line.strip(" ")) or [_gap(6)]
        return strips

    def _box(self, block: Block, look: _Box) -> list[Strip]:
        """Set a tinted box with a bar on its left; long ones may go on overleaf."""
        left = sheet.LEFT + 3.3 * MM
        width = sheet.RIGHT - 3 * MM - left
        title = self._wrap(block.title, SIZE, width, bold=True)
        inside = _kept(_stack(title, self._document.add(Role.SECTION), SIZE, LEADING, x=left)) if title else []
        for text in (*block.text.split("\n"), *(f"{label} {value}" for label, value in block.facts)):
            lines = self._wrap(text.strip(" "), SIZE, width, emphasis=look.emphasis)
            inside += _stack(lines, self._document.add(Role.PARAGRAPH), SIZE, LEADING, x=left) if lines else [_gap(6)]
        inside = _kept(inside) if len(inside) <= _TOGETHER else _no_lone_lines(inside)
        boxed = [Strip(height=1.7 * MM, keep=True), *_holding_on(inside, lines=1), Strip(height=1.5 * MM)]
        return [_gap(5.5), *(_tinted(strip, look) for strip in boxed), _gap(2)]

    def _facts(self, facts: tuple[tuple[str, str], ...]) -> list[Strip]:
        if not facts:
            return []
        table = self._document.add(Role.TABLE)
        strips = [Strip(height=0.6, rules=(_rule(sheet.ACCENT, 0.9),), keep=True)]
        for label, value in facts:
            strips += self._row(table, label, value)
        return strips

    def _row(self, table: Element, label: str, value: str) -> list[Strip]:
        row = table.add(Role.ROW)
        heading, cell = row.add(Role.ROW_HEADING), row.add(Role.CELL)
        said = self._wrap(label, SIZE, _LABELS_WIDTH, bold=True)
        answered = [self._wrap(text.strip(" "), SIZE, sheet.RIGHT - _VALUES_AT) for text in value.split("\n")]
        pairs = zip_longest(
            _lines(said, heading, SIZE, LEADING, x=sheet.LEFT + 2, colour=sheet.MUTED),
            _lines(joined(answered), cell, SIZE, LEADING, x=_VALUES_AT),
        )
        strips = [Strip(height=LEADING, lines=tuple(line for line in pair if line)) for pair in pairs]
        strips = _kept(strips) if len(strips) <= _TOGETHER else _no_lone_lines(strips)
        padding = Strip(height=2.9, keep=True)
        return [padding, *_holding_on(strips, lines=1), Strip(height=3.5, rules=(_rule(sheet.HAIRLINE, 0.6, 3.2),))]

    def _signature(self, content: LetterContent) -> list[Strip]:
        strips = [_gap(9), *self._paragraph(content.close)] if content.close else []
        if content.signature_lines:
            strips.append(Strip(height=SIGNATURE_SPACE))
            element = self._document.add(Role.PARAGRAPH)
            wrapped = [
                self._wrap(text, SIZE, sheet.RIGHT - sheet.LEFT, bold=place == 0)
                for place, text in enumerate(content.signature_lines)
            ]
            strips += _stack(joined(wrapped), element, SIZE, LEADING)
        lines = self._wrap(content.approval_line, _SMALL_SIZE, sheet.RIGHT - sheet.LEFT)
        if lines:
            element = self._document.add(Role.PARAGRAPH)
            strips += [_gap(12), *_stack(lines, element, _SMALL_SIZE, _SMALL_LEADING, colour=sheet.MUTED)]
        return strips

    def _wrap(self, text: str, size: float, width: float, *, bold: bool = False, emphasis: Emphasis = None) -> Lines:
        return wrap(self._faces, text, size, width, bold=bold, emphasis=emphasis)


def _lines(
    wrapped: Lines, element: Element, size: float, leading: float, *, x: float, colour: str = sheet.INK
) -> list[Line]:
    return [
        Line(x=x, baseline=_BASELINE * leading, size=size, runs=runs, colour=colour, element=element)
        for runs in wrapped
    ]


def _stack(
    wrapped: Lines, element: Element, size: float, leading: float, *, x: float = sheet.LEFT, colour: str = sheet.INK
) -> list[Strip]:
    """Return one strip for each line of one part."""
    lines = _lines(wrapped, element, size, leading, x=x, colour=colour)
    return [Strip(height=leading, lines=(line,)) for line in lines]


def _gap(height: float, keep: bool = False) -> Strip:
    return Strip(height=height, gap=True, keep=keep)


def _rule(colour: str, thickness: float, y: float = 0.3) -> Rule:
    return Rule(x=sheet.LEFT, to_x=sheet.RIGHT, y=y, thickness=thickness, colour=colour)


def _tinted(strip: Strip, look: _Box) -> Strip:
    bar = Fill(x=sheet.LEFT, y=0, width=0.9 * MM, height=strip.height, colour=look.bar)
    tint = Fill(
        x=sheet.LEFT + bar.width, y=0, width=sheet.RIGHT - sheet.LEFT - bar.width, height=strip.height, colour=look.tint
    )
    return replace(strip, fills=(tint, bar), gap=False)


def _kept(strips: Sequence[Strip]) -> list[Strip]:
    """Keep every strip with the next, the last with what follows."""
    return [replace(strip, keep=True) for strip in strips]


def _no_lone_lines(strips: list[Strip]) -> list[Strip]:
    """Keep the first two lines together, and the last two."""
    return [
        replace(strip, keep=strip.keep or place in {0, len(strips) - 2}) if place < len(strips) - 1 else strip
        for place, strip in enumerate(strips)
    ]


def _holding_on(strips: list[Strip], lines: int = 2) -> list[Strip]:
    """Keep the last ``lines`` lines of text with what follows, so that it never stands alone on a page."""
    held = list(strips)
    for place in _from_the_end(held, lines):
        held[place] = replace(held[place], keep=True)
    return held


def _from_the_end(strips: list[Strip], lines: int) -> Iterator[int]:
    seen = 0
    for place in range(len(strips) - 1, -1, -1):
        yield place
        seen += bool(strips[place].lines)
        if seen == lines:
            return
