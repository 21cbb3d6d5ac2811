"""All the rules that are data, together."""

import tomllib
from typing import Any

import pytest

from advocate_desk.assets import resource
from advocate_desk.domain.consent import Share
from advocate_desk.domain.errors import RuleFileRefused
from advocate_desk.domain.letter_template import parse_template
from advocate_desk.domain.pathway import Lane
from advocate_desk.domain.rulebook import RULE_FOLDERS, parse_rulebook
from tests.support.letters import shipped_rules


def _files() -> dict[str, dict[str, Any]]:
    root = resource("risk").parent
    return {
        f"{folder}/{file.name}": tomllib.loads(file.read_text(encoding="utf-8"))
        for folder in RULE_FOLDERS
        for file in (root / folder).glob("*.toml")
    }


def test_the_shipped_rules_are_read_whole() -> None:
    rules = shipped_rules()
    assert [pathway.lane for pathway in rules.way.pathways] == list(Lane)
    assert rules.purposes() == ("Emergency housing",)
    instrument = rules.instrument("checklist-24")
    assert instrument is not None
    assert instrument.version == 1
    assert rules.instrument("imported") is None
    step = rules.step(Lane.SUPPORT, "housing")
    assert step is not None
    assert step.title == "Safe housing"
    assert rules.step(Lane.SUPPORT, "police_report") is None
    assert rules.template_for(" emergency HOUSING ") is rules.templates[0]
    assert rules.template_for("Something else") is None


@pytest.mark.parametrize(
    "missing",
    [
        "pathways/report.toml",
        "risk/checklist-24.toml",
        "letters/housing.toml",
        "marac/criteria.toml",
        "outcomes/outcomes.toml",
        "calendar/bank-holidays.toml",
    ],
)
def test_a_rulebook_with_a_part_missing_is_refused(missing: str) -> None:
    files = _files()
    del files[missing]
    with pytest.raises(RuleFileRefused, match="must be said by"):
        parse_rulebook(files)


@pytest.mark.parametrize(
    "name",
    [
        "pathways/report.toml",
        "risk/checklist-24.toml",
        "letters/housing.toml",
        "marac/criteria.toml",
        "outcomes/outcomes.toml",
        "calendar/bank-holidays.toml",
    ],
)
def test_two_files_that_say_the_same_are_refused(name: str) -> None:
    files = _files()
    with pytest.raises(RuleFileRefused, match="said by two files"):
        parse_rulebook({**files, name.replace(".toml", "-again.toml"): files[name]})


def test_a_file_in_a_folder_nobody_knows_is_refused() -> None:
    with pytest.raises(RuleFileRefused, match="its folder must be one of risk, letters, marac"):
        parse_rulebook({**_files(), "deadlines/late.toml": {}})


def test_the_housing_letter_may_carry_only_sets_of_facts_that_exist() -> None:
    template = shipped_rules().templates[0]
    assert set(template.may_carry) <= set(Share)
    raw = _files()["letters/housing.toml"]
    for wrong in (["everything"], ["children", "children"], "children"):
        with pytest.raises(RuleFileRefused, match=r"letters/housing\.toml cannot be used: may_carry"):
            parse_template({**raw, "may_carry": wrong}, "letters/housing.toml")


@pytest.mark.parametrize(
    ("table", "key", "value", "named"),
    [
        ("words", "consent", "Agreed by {nobody}", "words.consent has a slot that nothing fills: nobody"),
        ("words", "handling", None, "words.handling is missing"),
        ("words", "greeting", "Hello", "words.greeting is not a key"),
        ("labels", "score", 16, "labels.score must be words"),
        ("labels", "colour", "Red", "labels.colour is not a key"),
    ],
)
def test_a_malformed_letter_is_refused_by_file_and_key(table: str, key: str, value: object, named: str) -> None:
    raw = _files()["letters/housing.toml"]
    changed = {**raw[table], key: value}
    if value is None:
        del changed[key]
    with pytest.raises(RuleFileRefused, match=r"area\.toml") as refused:
        parse_template({**raw, table: changed}, "area.toml")
    assert named in str(refused.value)


def test_no_word_of_the_shipped_rules_doubts_anybody() -> None:
    root = resource("risk").parent
    for folder in RULE_FOLDERS:
        for file in (root / folder).glob("*.toml"):
            words = file.read_text(encoding="utf-8").casefold()
            assert not [
                doubt for doubt in ("allege", "claims", "admits", "failed to engage", "non-compliant") if doubt in words
            ]
