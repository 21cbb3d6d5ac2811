"""Where a key of a rule file stands in its text, so that whoever mends it finds it.

The parser of the standard library keeps no lines. What is looked for here is the line that writes a key, or, where
the key is missing, the line the table around it begins at (the first of the file, where it is in none); a value that
runs over several lines is named by its first, a row written in braces by the line it begins.
"""

import re
from collections.abc import Iterator

_HEADER = re.compile(r"^\s*(\[\[?)\s*([\w.-]+)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"^\s*([\w-]+)\s*=")
_ROW = re.compile(r"^\s*\{")
_BLOCK = '"""', "'''"


def line_of(text: str, path: str) -> int | None:
    """Return the number of the line (from 1) at which ``path`` stands in ``text``; None where no line can be named.

    Args:
        text: a rule file.
        path: a key as `RuleTable` names it: ``version``, ``thresholds.high_from``, ``steps[3].stages[2].to``.
    """
    found: dict[str, int] = {}
    for place, number in _places(text):
        found.setdefault(place, number)
    for place in _upwards(path):
        if line := found.get(place) or found.get(f"{place}[1]"):
            return line
    return 1 if text.strip() and "." not in path else None


def _upwards(path: str) -> Iterator[str]:
    """Yield ``path`` and all it lies in, the nearest first: the key, its row, the list of rows, the table around."""
    while path:
        yield path
        path = path.rpartition("[")[0] if path.endswith("]") else path.rpartition(".")[0]


def _places(text: str) -> Iterator[tuple[str, int]]:
    """Yield the path of every table, row and key, with its line."""
    table, key, counts = "", "", dict[str, int]()
    inside = False
    for number, line in enumerate(text.splitlines(), start=1):
        was_inside, inside = inside, inside ^ (sum(line.count(mark) for mark in _BLOCK) % 2 == 1)
        if was_inside:
            continue
        if header := _HEADER.match(line):
            name = _table_name(header.group(2), counts, is_row=header.group(1) == "[[")
            table = f"{name}."
            yield name, number
        elif found := _KEY.match(line):
            key = table + found.group(1)
            yield key, number
        elif _ROW.match(line):
            yield _next_row(key, counts), number


def _table_name(header: str, counts: dict[str, int], *, is_row: bool) -> str:
    """Return a table's whole path: a list named on the way means the row of it that was begun last."""
    *around, last = header.split(".")
    path = ""
    for part in around:
        path += part
        path += f"[{counts[path]}]." if path in counts else "."
    path += last
    return _next_row(path, counts) if is_row else path


def _next_row(path: str, counts: dict[str, int]) -> str:
    counts[path] = counts.get(path, 0) + 1
    return f"{path}[{counts[path]}]"
