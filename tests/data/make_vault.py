"""Makes a sample vault of the present format: ``python -m tests.data.make_vault FOLDER``. See README.md."""

import shutil
import sys
import tempfile
from pathlib import Path

from tests.services.desk import make_office


def main(folder: Path) -> int:
    """Make ``folder``/office.advault."""
    to = folder / "office.advault"
    if to.exists():
        print(f"There is a vault at {to} already.", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as place:
        office = make_office(Path(place))
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copytree(office.folder, to, ignore=shutil.ignore_patterns("*.lock", "lock"))
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
