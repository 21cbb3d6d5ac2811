"""Makes the gallery: every screen and dialog, light and dark, on a sample vault, and the page that shows them.

python tools/make_screenshots.py [DIR]

No display is needed. Pictures keep 64 colours, which is enough for a desk and keeps the checkout small.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

from advocate_desk.ui.register import DOOR_EXHIBITS, EXHIBITS

ROOT = Path(__file__).resolve().parent.parent
GALLERY = ROOT / "docs" / "gallery"
COLOURS = 64


def make(program: Path, to: Path) -> int:
    """Let ``program`` draw its screens and put the pictures into ``to``, in place of those there; return how many."""
    with tempfile.TemporaryDirectory(prefix="advocate-desk-") as place:
        home = Path(place) / "home"
        home.mkdir()
        environment = {**os.environ, "HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
        command = [str(program), "--quiet", "demo", "--no-window", "--out", str(Path(place) / "sample")]
        subprocess.run(command, env=environment, check=True)
        drawn = sorted(Path(place, "sample", "screens").glob("*.png"))
        to.mkdir(parents=True, exist_ok=True)
        for old in to.glob("*.png"):
            old.unlink()
        for picture in drawn:
            reduce_colours(picture, to / picture.name)
    (to / "README.md").write_text(page([picture.stem for picture in drawn]), encoding="utf-8")
    return len(drawn)


def reduce_colours(picture: Path, to: Path) -> None:
    """Keep the colours a desk is painted in."""
    with Image.open(picture) as full:
        few = full.convert("RGB").quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(to, optimize=True)


def page(pictures: Sequence[str]) -> str:
    """Return the page that shows ``pictures`` (names without ``.png``), light beside dark, in the desk's own order."""
    lines = [
        "# Every screen and dialog",
        "",
        "Made by `make screenshots` on the sample vault. Everybody here is invented.",
        "",
    ]
    for name in [*(exhibit.name for exhibit in DOOR_EXHIBITS), *(exhibit.name for exhibit in EXHIBITS)]:
        looks = [f"{name}-{look}" for look in ("light", "dark") if f"{name}-{look}" in pictures]
        lines += [f"## {name.replace('-', ' ').capitalize()}", "", "<p>"]
        lines += [f'<img alt="{look.replace("-", " ")}" src="{look}.png" width="49%">' for look in looks]
        lines += ["</p>", ""]
    return "\n".join(lines)


def main() -> int:
    """Make them where the command line says, or in docs/gallery."""
    to = Path(sys.argv[1]) if len(sys.argv) > 1 else GALLERY
    print(f"{make(Path(sys.executable).with_name('advocate-desk'), to)} pictures are in {to}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
