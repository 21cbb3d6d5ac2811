"""What a folder holds, to be compared with what it held before."""

import stat
from pathlib import Path


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below ``folder`` by its name."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def modes(folder: Path) -> dict[str, str]:
    """Return the permissions of ``folder`` and of everything in it, such as 0o600."""
    return {path.name: oct(stat.S_IMODE(path.stat().st_mode)) for path in (folder, *folder.rglob("*"))}
