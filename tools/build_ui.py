"""Compile the Qt Designer sources of ui/ into src/advocate_desk/ui/forms, which is committed.

`--check` changes nothing and fails when a compiled form is missing, stale, or has no source any more.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "ui"
FORMS = ROOT / "src" / "advocate_desk" / "ui" / "forms"


def compile_form(source: Path) -> str:
    """Return the Python of one form, without uic's header: that names a release and would differ by machine."""
    uic = Path(sys.executable).parent / "pyside6-uic"
    done = subprocess.run([uic, source], capture_output=True, text=True, check=True)
    lines = done.stdout.splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("from "))
    body = "\n".join(lines[start:]).strip()
    return f'"""Compiled from ui/{source.name} by tools/build_ui.py. Edit that, not this."""\n\n{body}\n'


def main() -> int:
    """Write or check the forms; return the exit code."""
    wanted = {FORMS / f"ui_{source.stem}.py": compile_form(source) for source in sorted(SOURCES.glob("*.ui"))}
    orphans = [path for path in FORMS.glob("ui_*.py") if path not in wanted]
    stale = [path for path, text in wanted.items() if not path.exists() or path.read_text("utf-8") != text]
    if "--check" in sys.argv[1:]:
        for path in stale + orphans:
            print(f"{path.relative_to(ROOT)} does not belong to its source in ui/; run make forms.", file=sys.stderr)
        return 1 if stale or orphans else 0
    for path in stale:
        path.write_text(wanted[path], "utf-8")
    for path in orphans:
        path.unlink()
    return 0


if __name__ == "__main__":
    sys.exit(main())
