"""Tells what a fresh Python loads. pytest-qt has loaded Qt before the first test here, so a test asks another."""

import json
import subprocess
import sys
from collections.abc import Iterable

_ASK = """
import importlib, json, sys
for name in sys.argv[1:]:
    importlib.import_module(name)
print(json.dumps([*sys.modules]))
"""


def modules_loaded_by(modules: Iterable[str]) -> frozenset[str]:
    """Import ``modules`` in a new process and return the names of everything that this loaded."""
    answer = subprocess.run([sys.executable, "-I", "-c", _ASK, *modules], capture_output=True, text=True, check=True)
    return frozenset(json.loads(answer.stdout))
