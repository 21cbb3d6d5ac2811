"""Where a key of a rule file stands in its text, so that whoever mends it finds it.

The parser of the standard library keeps no lines. What is looked for here is the line that writes a key, or, where
the key is missing, the line its table begins at (the first of the file, where it is in no table); a value that runs
over several lines is named by its first.
"""

import re
from collections.abc import Iterator

_HEADER = re.compile(r"^\s*(\[\[?)\s*([\w.-]+)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"^\s*([\w-]+)\s*=")
_BLOCK = '"""', "'''"


def line_of(text: str, path: str) -> int | None:
    """Return the number of the line (from 1) at which ``path`` stands in ``text``; None where no line can be named.

    Args:
        text: a rule file.
        path: a key as `RuleTable` names it: ``version``, ``thresholds.high_from``, ``questions[5].guidance``.
    """
    found: dict[str, int] = {}
    for place, number in _places(text):
        found.setdefault(place, number)
    table = path.rpartition(".")[0]
    begins = found.get(table) if table else 1 if text.strip() else None
    return found.get(path) or found.get(f"{path}[1]") or begins


def _places(text: str) -> Iterator[tuple[str, int]]:
    """Yield the path of every table and key, with its line."""
    table, counts = "", dict[str, int]()
    inside = False
    for number, line in enumerate(text.splitlines(), start=1):
        was_inside, inside = inside, inside ^ (sum(line.count(mark) for mark in _BLOCK) % 2 == 1)
        if was_inside:
            continue
        if header := _HEADER.match(line):
            name = header.group(2)
            if header.group(1) == "[[":
                counts[name] = counts.get(name, 0) + 1
                name = f"{name}[{counts[name]}]"
            table = f"{name}."
            yield name, number
        elif key := _KEY.match(line):
            yield table + key.group(1), number
