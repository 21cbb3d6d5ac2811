"""How long until everything is covered, from whatever screen or dialog takes longest."""

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from statistics import median

from tools.bench.measuring import Row
from tools.bench.start_row import ROOT

WITHIN_MS = 500


def hiding(environment: Mapping[str, str], folder: Path) -> list[Row]:
    """Hide every exhibit of a sample month made in ``folder``; return the longest, and what is usual."""
    command = [sys.executable, "-m", "tools.bench.hide", str(folder)]
    done = subprocess.run(command, env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    found = [(str(name), float(ours), float(bare)) for name, ours, bare in json.loads(done.stdout.splitlines()[-1])]
    worst, longest, beside = max(found, key=lambda one: one[1])
    usual, bare = (median(side) for side in zip(*((ours, bare) for _name, ours, bare in found), strict=True))
    return [
        Row(what=what, ours=ours, limit=limit, limit_is="a bare window covered", within=WITHIN_MS)
        for what, ours, limit in (
            (f"hide now, from any of {len(found)}", usual, bare),
            (f"hide now, the longest ({worst})", longest, beside),
        )
    ]
