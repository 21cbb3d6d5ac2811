"""Makes pictures of every screen and dialog, light and dark, on a sample vault. No display is needed.

python tools/make_screenshots.py [DIR]
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"


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
            shutil.move(picture, to / picture.name)
    return len(drawn)


def main() -> int:
    """Make them where the command line says, or in docs/pictures."""
    to = Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURES
    print(f"{make(Path(sys.executable).with_name('advocate-desk'), to)} pictures are in {to}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
