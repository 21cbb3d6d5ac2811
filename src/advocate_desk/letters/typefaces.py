"""The two embedded fonts: which characters they know, and how wide words are."""

from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from advocate_desk.letters.sheet import Run

REGULAR = "NotoSans-Regular"
BOLD = "NotoSans-Bold"
EM = 1000
"""Widths are counted in thousandths of the type size."""


class Typefaces:
    """Noto Sans Regular and Bold, made known to ReportLab. ``folder`` holds the files."""

    def __init__(self, folder: Path) -> None:
        self._fonts = {
            bold: TTFont(name, str(folder / f"{name}.ttf")) for bold, name in ((False, REGULAR), (True, BOLD))
        }
        for font in self._fonts.values():
            pdfmetrics.registerFont(font)
        self._covered = frozenset.intersection(*(frozenset(font.face.charToGlyph) for font in self._fonts.values()))

    def knows(self, character: str) -> bool:
        """Say whether both fonts can draw ``character``."""
        return ord(character) in self._covered

    def advance(self, character: str, bold: bool) -> float:
        """Return how far ``character`` moves the pen, in thousandths of the size."""
        face = self._fonts[bold].face
        return float(face.charWidths.get(ord(character), face.defaultWidth))

    def width(self, text: str, size: float, bold: bool = False) -> float:
        """Return the width of ``text`` in points."""
        return sum(self.advance(character, bold) for character in text) * size / EM

    def width_of(self, runs: tuple[Run, ...], size: float) -> float:
        """Return the width of ``runs`` in points."""
        return sum(self.width(run.text, size, run.bold) for run in runs)


def font_name(bold: bool) -> str:
    """Return ReportLab's name of a weight."""
    return BOLD if bold else REGULAR
