"""Copy the icons the desk uses out of the Phosphor set (MIT) into resources/icons.

Those that the style sheet draws are tinted for each scheme. Run it after adding a name to tools/icons.txt.
`--check` changes nothing and fails when a file is missing, stale or orphaned.
"""

import sys
import tomllib
import zipfile
from importlib.metadata import distribution
from pathlib import Path

ROOT = Path(__file__).parents[1]
ICONS = ROOT / "resources" / "icons"
THEME = ROOT / "resources" / "theme"

NAMES = (ROOT / "tools" / "icons.txt").read_text("utf-8").split()
"""Weight and name of each icon that ships: regular to tell things apart, fill for a state."""
TINTED = {"caret-down": "text", "caret-up": "text", "check": "on_accent", "minus": "on_accent"}
"""Icons the style sheet draws itself, with the token each is drawn in. Style sheets cannot recolour."""


def wanted() -> dict[Path, bytes]:
    """Return every file this tool makes, with what should be in it."""
    package = distribution("justmyresource-phosphor")
    pack = zipfile.ZipFile(str(package.locate_file("justmyresource_phosphor/icons.zip")))
    licence = Path(str(package.locate_file("justmyresource_phosphor-" + package.version + ".dist-info")))
    files = {ICONS / "LICENCE-phosphor.txt": (licence / "licenses" / "LICENSES" / "PHOSPHOR-LICENSE").read_bytes()}
    for weight, name in (entry.split("/") for entry in NAMES):
        shipped = name if weight == "regular" else f"{name}-{weight}"
        files[ICONS / f"{shipped}.svg"] = pack.read(f"{weight}/{shipped}.svg") + b"\n"
    for scheme, tokens in tomllib.loads((THEME / "tokens.toml").read_text("utf-8")).items():
        for name, token in TINTED.items():
            tinted = pack.read(f"bold/{name}-bold.svg").replace(b"currentColor", tokens[token].encode())
            files[THEME / scheme / f"{name}.svg"] = tinted + b"\n"
    return files


def main() -> int:
    """Write or check the files; return the exit code."""
    files = wanted()
    present = {*ICONS.glob("*"), *THEME.glob("*/*.svg")}
    stale = [path for path, content in files.items() if not path.exists() or path.read_bytes() != content]
    orphans = [path for path in present if path not in files]
    if "--check" in sys.argv[1:]:
        for path in stale + orphans:
            print(f"{path.relative_to(ROOT)} is not what tools/build_icons.py makes; run it.", file=sys.stderr)
        return 1 if stale or orphans else 0
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(files[path])
    for path in orphans:
        path.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main())
