"""From the icon to the unlock screen, beside a bare window of PySide6."""

import os
import subprocess
import sys
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

from tools.bench.measuring import Row

ROOT = Path(__file__).resolve().parents[2]


def starting(environment: Mapping[str, str], rounds: int) -> Row:
    """Start both in turns; ``environment`` leads to a home in which there is a vault to unlock."""
    start = partial(till_painted, environment)
    times = [(start("program"), start("bare")) for _ in range(rounds + 1)][1:]
    ours, limit = (median(side) for side in zip(*times, strict=True))
    return Row(what="icon to unlock screen", ours=ours, limit=limit, limit_is="a bare window", times_limit=2)


def till_painted(environment: Mapping[str, str], what: str) -> float:
    """Start ``what`` in a process of its own and return the milliseconds until its window was painted."""
    began = perf_counter()
    command = [sys.executable, "-m", "tools.bench.first_paint", what]
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=True)
    return (float(done.stdout.split()[-1]) - began) * 1000


def child_environment(home: Path) -> dict[str, str]:
    """Return the environment of somebody whose home is ``home``, on this computer's display if it has one."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "PYTHON"))}
    screen = {} if kept.get("DISPLAY") or kept.get("WAYLAND_DISPLAY") else {"QT_QPA_PLATFORM": "offscreen"}
    return {**kept, **screen, "HOME": str(home), "XDG_RUNTIME_DIR": str(home)}
