"""A file of clocks that says what cannot be is refused with its file and its line, before anything is used."""

import tomllib
from collections.abc import Mapping

import pytest

from advocate_desk.app.rules import rulebook
from advocate_desk.assets import resource
from advocate_desk.domain.errors import RuleFileRefused
from advocate_desk.domain.rule_lines import line_of
from advocate_desk.domain.rulebook import RULE_FOLDERS, parse_rulebook

ONE = """
[[duties]]
code = "{code}"
version = 1
title = "Answer a letter"
owes = "police"
kind = "promise"
rule = "WD"
amount = 5
unit = "working days"
starts = ["case.received"]
nations = ["england"]
source = "An invented rule"
evidence = "design"
checked_on = 2026-11-23
"""
PART_OF_ITSELF = """
lane = "justice"

[[steps]]
code = "one"
title = "One"
guidance = "One"
part_of = "two"
source = "An invented step"
evidence = "design"
checked_on = 2026-11-23

[[steps]]
code = "two"
title = "Two"
guidance = "Two"
part_of = "one"
source = "An invented step"
evidence = "design"
checked_on = 2026-11-23
"""


def clock(code: str = "letter_answered", **lines: str) -> str:
    """Return one clock in TOML; a line given as "" is left out, another takes its place or stands after the code."""
    text = ONE.replace("{code}", code)
    for key, value in lines.items():
        written = [line for line in text.splitlines() if line.startswith(f"{key} =")]
        line = f"{key} = {value}\n" if value else ""
        text = (
            text.replace(f"{written[0]}\n", line) if written else text.replace("version = 1\n", f"version = 1\n{line}")
        )
    return text


def shipped() -> dict[str, str]:
    root = resource("risk").parent
    return {
        f"{folder}/{file.name}": file.read_text(encoding="utf-8")
        for folder in RULE_FOLDERS
        for file in (root / folder).glob("*.toml")
    }


def refused(more: Mapping[str, str]) -> RuleFileRefused:
    """Return how the rules that ship are refused together with these."""
    texts = {**shipped(), **more}
    with pytest.raises(RuleFileRefused) as found:
        parse_rulebook({name: tomllib.loads(text) for name, text in texts.items()})
    return found.value.at_line(line_of(texts.get(found.value.file, ""), found.value.key))


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        (clock(unit='"weeks"'), 10, "duties[1].unit must be one of working days, days, months, years, hours"),
        (clock(unit='"hours"'), 10, "duties[1].unit must be working days where the rule is WD"),
        (clock(rule='"BUSINESS"'), 8, "duties[1].rule must be one of WD, CAL, MON, SAR, HRS, HRS-X, INCL"),
        (clock(source=""), 2, "duties[1].source is missing"),
        (clock(checked_on=""), 2, "duties[1].checked_on is missing"),
        (clock(evidence=""), 2, "duties[1].evidence is missing"),
        (clock(starts='["nothing.happened"]'), 11, "duties[1].starts or ends name nothing.happened, which is no event"),
        (clock(ends='["nothing.happened"]'), 12, "duties[1].starts or ends name nothing.happened, which is no event"),
        (clock(starts=""), 2, "duties[1].starts must name the event it counts from"),
        (clock(starts="", after='"nothing"'), 5, "duties[1].after is no clock"),
        (clock(amount="0"), 9, "duties[1].amount must be a whole number from 1 on"),
        (clock(amount="1.5"), 9, "duties[1].amount must be a whole number from 1 on"),
        (clock(owes='"nobody"'), 6, "duties[1].owes must be one of our_service"),
        (clock(nation='"england"'), 5, "duties[1].nation is not a key this file may have"),
        (clock(law_from="2026-06-29", law_until="2026-06-29"), 5, "duties[1].law_until must be later than law_from"),
        (clock("one") + clock("two") + clock("one"), 33, "duties[3].code must be a code of its own"),
        (clock("one", starts="", after='"two"') + clock("two", starts="", after='"one"'), 5, "in a circle"),
        (
            clock() + '\n[[duties.or_earlier]]\nrule = "MON"\namount = 6\nunit = "hours"\nstarts = ["case.received"]\n',
            20,
            "duties[1].or_earlier[1].unit must be months or years where the rule is MON",
        ),
    ],
)
def test_what_cannot_be_is_refused_by_file_and_line(text: str, line: int, says: str) -> None:
    error = refused({"duties/area.toml": text})
    assert (error.file, error.line) == ("duties/area.toml", line)
    assert says in str(error)
    assert f"duties/area.toml, line {line}," in str(error)


def test_two_clocks_with_one_code_in_two_files_are_refused_where_the_second_stands() -> None:
    error = refused({"duties/zz-area.toml": clock("one") + clock("police_review_request")})
    assert (error.file, error.line) == ("duties/zz-area.toml", 18)
    assert "duties[2].code is said by two files: police_review_request stands in duties/review-rights.toml" in str(
        error
    )


def test_steps_that_are_part_of_one_another_are_refused_by_file_and_line() -> None:
    error = refused({"pathways/area.toml": PART_OF_ITSELF})
    assert (error.file, error.line) == ("pathways/area.toml", 8)
    assert "in a circle" in str(error)


def test_whatever_is_refused_the_shipped_rules_stay_as_they_are() -> None:
    before = rulebook().way.duties
    refused({"duties/area.toml": clock(unit='"weeks"')})
    assert rulebook().way.duties == before


def test_a_clock_made_as_it_must_be_is_taken() -> None:
    texts = {**shipped(), "duties/area.toml": clock()}
    rules = parse_rulebook({name: tomllib.loads(text) for name, text in texts.items()})
    assert rules.way.duties_by_code["letter_answered"].limbs[0].words() == "5 working days"
