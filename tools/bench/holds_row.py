"""How long any screen keeps the interface waiting while it comes."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tools.bench.holds import Found
from tools.bench.measuring import Row
from tools.bench.start_row import ROOT

WITHIN_MS = 50
_SHOWN = 3


def holding(environment: Mapping[str, str], folder: Path) -> list[Row]:
    """Open every screen of a sample month made in ``folder``; return the longest holds, the worst first.

    A screen counts with its first opening or the median of the others, whichever is longer.
    """
    command = [sys.executable, "-m", "tools.bench.holds", str(folder)]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=True)
    found = [Found(**one) for one in json.loads(done.stdout.splitlines()[-1])]
    found.sort(key=lambda one: -max(one.first, one.later))
    return [
        Row(
            what=f"interface held by {one.screen} ({one.what}; at first {one.first:.0f} ms, then {one.later:.0f} ms)",
            ours=max(one.first, one.later),
            within=WITHIN_MS,
        )
        for one in found[:_SHOWN]
    ]
