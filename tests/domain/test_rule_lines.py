"""What is refused in a rule file is named with its line, however deep it lies."""

import pytest

from advocate_desk.domain.rule_lines import line_of

FILE = """\
# Two steps; the second has stages and a row of another list after them.
lane = "report"

[[steps]]
code = "first"

[[steps.stages]]
code = "called"
to = ["reported"]

[[steps]]
code = "second"
guidance = \"\"\"
code = "not a key"
[[steps]]
\"\"\"

[[steps.stages]]
code = "called"
to = ["reported"]

[[steps.stages]]
code = "reported"
to = ["nowhere"]

[[steps.marks]]
code = "on_hold"

[words]
greeting = "Dear"

[words.more]
ending = "Yours"

[[duties]]
code = "one"
or_earlier = [
    { rule = "MON", amount = 6 },
    { rule = "MON", amount = 7 },
]
"""


@pytest.mark.parametrize(
    ("path", "written"),
    [
        ("lane", 'lane = "report"'),
        ("steps[1]", "[[steps]]"),
        ("steps[1].stages[1].to", 'to = ["reported"]'),
        ("steps[2].stages[2].to", 'to = ["nowhere"]'),
        ("steps[2].marks[1].code", 'code = "on_hold"'),
        ("words.greeting", 'greeting = "Dear"'),
        ("words.more.ending", 'ending = "Yours"'),
        ("duties[1].or_earlier[2].unit", '{ rule = "MON", amount = 7 },'),
        ("duties[1].or_earlier[2].amount", '{ rule = "MON", amount = 7 },'),
    ],
)
def test_a_key_is_found_however_deep_it_lies(path: str, written: str) -> None:
    number = line_of(FILE, path)
    assert number is not None
    assert FILE.splitlines()[number - 1].strip() == written


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("steps[1].stages[1].title", 7),
        ("steps[2].stages[1].title", 18),
        ("steps[2].stages[2].title", 22),
        ("steps[2].title", 11),
        ("steps[2].stages", 18),
        ("steps[1].marks[1].code", 4),
        ("words.more.nothing", 32),
        ("duties[1].extends_to[1].unit", 35),
        ("nothing", 1),
    ],
)
def test_what_is_missing_is_looked_for_where_the_table_around_it_begins(path: str, line: int) -> None:
    assert line_of(FILE, path) == line


def test_an_empty_file_has_no_line() -> None:
    assert line_of("  \n", "steps[1].code") is None
