"""How long any screen keeps the interface waiting while it comes."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tools.bench.measuring import Row
from tools.bench.start_row import ROOT

WITHIN_MS = 50
_SHOWN = 3


def holding(environment: Mapping[str, str], folder: Path) -> list[Row]:
    """Open every screen of a sample month made in ``folder``; return the longest holds, the worst first."""
    command = [sys.executable, "-m", "tools.bench.holds", str(folder)]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=True)
    found = sorted(json.loads(done.stdout.splitlines()[-1]), key=lambda one: -one[1])
    return [
        Row(what=f"interface held by {screen} ({what}; {clock:.0f} ms by the clock)", ours=spent, within=WITHIN_MS)
        for screen, spent, clock, what in found[:_SHOWN]
    ]
