"""Make the shipped fonts from the variable ones in the development packages.

    python tools/build_fonts.py            writes resources/fonts/
    python tools/build_fonts.py --check    fails when what is there is not what would be written

Letters embed Noto Sans Regular and Bold; screens use Inter Regular and SemiBold. ReportLab and Qt both want
static files, and neither needs the scripts we cannot set properly: a character left out here is refused by
name when a letter is drawn, never printed as a box.
"""

import argparse
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import fontpkg_inter
import fontpkg_noto_sans
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import OverlapMode, instantiateVariableFont

FONTS = Path(__file__).resolve().parents[1] / "resources" / "fonts"

LATIN_GREEK_CYRILLIC = (
    range(0x0020, 0x007F),
    range(0x00A0, 0x0530),  # Latin, IPA, marks, Greek, Cyrillic
    range(0x1D00, 0x1DC0),
    range(0x1E00, 0x2000),  # Vietnamese, Welsh ẁ ẃ ẅ ỳ, polytonic Greek
    range(0x2010, 0x2028),  # dashes, quotation marks, bullet, ellipsis
    range(0x202F, 0x2060),
    range(0x2070, 0x2150),  # superscripts, currencies, letter-like signs
    range(0x2150, 0x2190),  # fractions in ⅓ form
    range(0x2212, 0x2213),
)
SCREEN_SIGNS = (
    range(0x2000, 0x2010),
    range(0x2190, 0x2800),  # arrows, mathematics, key caps, shapes
    range(0x2B00, 0x2C00),
    range(0xFFFD, 0xFFFE),
)
SOFT_HYPHEN = 0x00AD
"""Drawn by no letter: whether it shows depends on who reads the file."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Wanted:
    """One static font. ``features`` are the OpenType features kept; letters are set without any."""

    source: Path
    file_name: str
    axes: dict[str, float]
    characters: tuple[range, ...]
    features: tuple[str, ...]


def wanted() -> tuple[Wanted, ...]:
    """Return what is shipped."""
    noto = fontpkg_noto_sans.ROOT / "files" / "NotoSans[wdth,wght].ttf"
    inter = fontpkg_inter.ROOT / "files" / "Inter[opsz,wght].ttf"
    screen = ("kern", "mark", "mkmk", "ccmp", "locl", "calt", "case", "tnum")
    return (
        *(
            Wanted(
                source=noto,
                file_name=f"NotoSans-{name}.ttf",
                axes={"wght": weight, "wdth": 100},
                characters=LATIN_GREEK_CYRILLIC,
                features=(),
            )
            for name, weight in (("Regular", 400), ("Bold", 700))
        ),
        *(
            Wanted(
                source=inter,
                file_name=f"Inter-{name}.ttf",
                axes={"wght": weight, "opsz": 14},
                characters=LATIN_GREEK_CYRILLIC + SCREEN_SIGNS,
                features=screen,
            )
            for name, weight in (("Regular", 400), ("SemiBold", 600))
        ),
    )


def build(font: Wanted) -> bytes:
    """Return the static font. The same source gives the same bytes."""
    variable = TTFont(font.source, recalcTimestamp=False)
    static = instantiateVariableFont(variable, font.axes, overlap=OverlapMode.KEEP_AND_SET_FLAGS, updateFontNames=True)
    options = Options(layout_features=list(font.features), name_IDs=["*"], name_languages=["*"], notdef_outline=True)
    options.hinting = True
    options.recalc_timestamp = False
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=code_points(font.characters))
    subsetter.subset(static)
    target = BytesIO()
    static.save(target)
    return target.getvalue()


def code_points(ranges: Iterable[range]) -> set[int]:
    """Return every code point of ``ranges`` but the soft hyphen."""
    return {point for one in ranges for point in one} - {SOFT_HYPHEN}


def main() -> int:
    """Write the fonts, or with ``--check`` compare them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="change nothing; fail when a file is stale")
    check = parser.parse_args().check
    stale = []
    for font in wanted():
        target, data = FONTS / font.file_name, build(font)
        if check and (not target.exists() or target.read_bytes() != data):
            stale.append(font.file_name)
        elif not check:
            target.write_bytes(data)
            print(f"{font.file_name}: {len(data):,} bytes")
    if stale:
        print(f"Stale: {', '.join(stale)}. Run python tools/build_fonts.py.", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
