"""Instruments as data: those that ship, a service's own, and bad files refused by file and line."""

import pytest

from advocate_desk.assets import resource
from advocate_desk.domain.errors import RuleFileRefused
from advocate_desk.domain.risk_instrument import instruments_in_force, read_instrument
from advocate_desk.domain.rule_lines import line_of
from tests.support.letters import shipped_rules

CHECKLIST = resource("risk", "checklist-24.toml").read_text(encoding="utf-8")
TEMPLATE = resource("risk", "template", "own-instrument.toml").read_text(encoding="utf-8")

QUESTION = "[[questions]]"
"""The line at which the question begins whose code is missing."""


def line_with(text: str, words: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), start=1) if words in line)


def test_the_first_instrument_gives_a_level_and_the_stalking_questions_only_screen() -> None:
    first, screening = shipped_rules().instruments
    assert (first.code, first.high_from, first.medium_from) == ("checklist-24", 14, 10)
    assert (screening.code, screening.high_from, screening.medium_from) == ("stalking-screening", None, None)
    assert len(screening.questions) == 11
    assert screening.provenance.evidence == "general_knowledge"
    assert "no body of the field has reviewed it" in screening.credit


def test_no_question_of_the_screening_speaks_of_one_sex_alone() -> None:
    screening = shipped_rules().instruments[1]
    words = " ".join(f"{one.text} {one.guidance}" for one in screening.questions).casefold().split()
    assert not {"he", "she", "him", "her", "his", "hers", "woman", "man"} & {word.strip(".,:?") for word in words}


def test_the_blank_can_be_filled_in_and_is_no_instrument_by_itself() -> None:
    blank = read_instrument(TEMPLATE, "own-instrument.toml")
    assert (blank.high_from, blank.medium_from, len(blank.questions)) == (2, 1, 2)
    assert blank.code not in [one.code for one in shipped_rules().instruments]
    before, rest = TEMPLATE.split("\n[thresholds]\n")
    kept, questions = rest.split("# [screening]")[1].split("[[questions]]", 1)
    as_screening = f"{before}\n[screening]{kept.replace('# ', '')}[[questions]]{questions}"
    assert read_instrument(as_screening, "own.toml").is_screening


# What is put in place of what, and the words at whose line the refusal points.
@pytest.mark.parametrize(
    ("old", "new", "at", "says"),
    [
        ('unit = "yes_answers"', 'unit = "points"', 'unit = "points"', "thresholds.unit must be one of yes_answers"),
        ('unit = "yes_answers"\n', "", "[thresholds]", "thresholds.unit is missing"),
        ("high_from = 14", 'high_from = "14"', 'high_from = "14"', "thresholds.high_from must be a whole number"),
        ("high_from = 14", "higt_from = 14", "[thresholds]", "thresholds.high_from is missing"),
        ("review_days = 28", "review_days = 28\nweeks = 4", "weeks = 4", "thresholds.weeks is not a key"),
        ('code = "frightened"', 'kode = "frightened"', QUESTION, "questions[2].code is missing"),
        ('label = "Very frightened"', 'label = ""', 'label = ""', "questions[2].label must be words"),
    ],
)
def test_a_bad_file_is_refused_with_file_and_line(old: str, new: str, at: str, says: str) -> None:
    assert old in CHECKLIST
    text = CHECKLIST.replace(old, new, 1)
    expected = line_with(text, 'kode = "frightened"') - 1 if at == QUESTION else line_with(text, at)
    with pytest.raises(RuleFileRefused) as refused:
        read_instrument(text, "area.toml")
    assert str(refused.value).startswith(f"The rule file area.toml, line {expected}, cannot be used: {says}")


def test_a_missing_source_is_refused_by_the_table_it_is_missing_from() -> None:
    begin = CHECKLIST.index('source = "SafeLives')
    text = CHECKLIST[:begin] + CHECKLIST[CHECKLIST.index("\n", begin) + 1 :]
    with pytest.raises(RuleFileRefused, match=r"thresholds\.source is missing") as refused:
        read_instrument(text, "area.toml")
    assert refused.value.line == line_with(text, "[thresholds]")
    top = CHECKLIST.replace('source = "Published', 'from = "Published')
    with pytest.raises(RuleFileRefused, match="source is missing") as refused:
        read_instrument(top, "area.toml")
    assert refused.value.line == 1


@pytest.mark.parametrize(("text", "line"), [('code = "a"\ntitle = \n', 2), ("\n\nnot a rule\n", 3), ('a = "', 1)])
def test_what_is_no_rule_file_at_all_is_refused_with_its_line(text: str, line: int) -> None:
    with pytest.raises(RuleFileRefused, match=f"line {line}, cannot be used: what stands there is not written"):
        read_instrument(text, "area.toml")


def test_a_bad_file_leaves_the_shipped_instrument_in_force_and_a_good_one_takes_its_place() -> None:
    shipped = shipped_rules().instruments
    bad = CHECKLIST.replace('unit = "yes_answers"', 'unit = "points"')
    in_force, refused = instruments_in_force(shipped, {"ours.toml": bad})
    assert in_force == shipped
    assert [one.file for one in refused] == ["ours.toml"]
    good = CHECKLIST.replace("high_from = 14", "high_from = 17").replace("version = 1", "version = 2")
    in_force, refused = instruments_in_force(shipped, {"ours.toml": good, "more.toml": TEMPLATE})
    assert [(one.code, one.version, one.high_from) for one in in_force] == [
        ("checklist-24", 2, 17),
        ("own-instrument", 1, 2),
        ("stalking-screening", 1, None),
    ]
    assert refused == ()


def test_no_list_that_only_screens_takes_the_place_of_one_that_gives_a_level() -> None:
    shipped = shipped_rules().instruments
    screening = resource("risk", "stalking-screening.toml").read_text(encoding="utf-8")
    pretending = screening.replace('code = "stalking-screening"', 'code = "checklist-24"')
    in_force, refused = instruments_in_force(shipped, {"ours.toml": pretending})
    assert in_force == shipped
    assert len(refused) == 1


def test_a_key_inside_words_of_several_lines_is_not_taken_for_a_key() -> None:
    text = 'title = """\ncode = 3\n"""\ncode = 4\n'
    assert line_of(text, "code") == 4
    assert line_of(text, "nowhere") == 1
    assert line_of("", "nowhere") is None
    assert line_of(text, "table.nowhere") is None
