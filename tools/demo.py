"""Opens the sample vault; on a computer without a display, makes its letters and pictures as files instead."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def has_display(environment: Mapping[str, str], platform: str) -> bool:
    """Say whether a window could be shown. Only systems with X11 or Wayland may be without."""
    return platform != "linux" or any(environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def command(environment: Mapping[str, str], platform: str) -> list[str]:
    """Return the demo's command line for this computer."""
    program = [str(ROOT / ".venv" / "bin" / "advocate-desk"), "demo"]
    return program if has_display(environment, platform) else [*program, "--no-window"]


def main() -> int:
    """Run the demo."""
    return subprocess.run(command(os.environ, sys.platform), check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
