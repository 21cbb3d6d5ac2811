"""The table of promises names tests that are there, and no promise is missing from it."""

import re
from pathlib import Path

TABLE = Path(__file__).with_name("README.md")
PROMISED = [*range(1, 14), 17, 18, *range(22, 28)]


def test_the_table_names_every_promise_and_only_tests_that_are_there() -> None:
    rows = [line for line in TABLE.read_text(encoding="utf-8").splitlines() if line.startswith("| R")]
    assert [int(row.split("|")[1].strip()[1:]) for row in rows] == PROMISED
    named = {name for row in rows for name in re.findall(r"`([^`]+)`", row)}
    assert [name for name in named if not (TABLE.parent / name).exists()] == []


def test_every_test_of_this_folder_is_in_the_table() -> None:
    text = TABLE.read_text(encoding="utf-8")
    others = {Path(__file__).name, "test_what_the_letter_says.py"}
    tests = {path.name for path in TABLE.parent.glob("test_*.py")} - others
    assert [name for name in sorted(tests) if name not in text] == []
