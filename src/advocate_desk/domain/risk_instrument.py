"""A risk instrument: its questions, what each is for, and the scores from which a level holds. All of it is data."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from advocate_desk.domain.errors import RuleFileRefused
from advocate_desk.domain.rule_lines import line_of
from advocate_desk.domain.rule_table import Provenance, RuleTable


class ScoreUnit(StrEnum):
    """What a threshold counts. A figure whose unit is not known is never taken for another."""

    YES_ANSWERS = "yes_answers"


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """One question. ``label`` is short, for lists; ``guidance`` helps the one who asks."""

    code: str
    label: str
    text: str
    guidance: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Instrument:
    """A list of questions as one version asks them.

    ``credit`` names whose work it follows. ``high_from`` and ``medium_from`` are scores (yes answers); areas differ,
    so ``thresholds`` says where they come from. Both are None for a list that only screens: nobody gives a number of
    answers from which its result is high, so it never lowers a level that is in force, and only judgement raises one.
    An assessment is due again after ``review_days``.
    """

    code: str
    version: int
    title: str
    label: str
    credit: str
    provenance: Provenance
    high_from: int | None
    medium_from: int | None
    review_days: int
    thresholds: Provenance
    questions: tuple[Question, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The questions' codes, in order."""
        return tuple(question.code for question in self.questions)

    @property
    def is_screening(self) -> bool:
        """Whether its score gives no level."""
        return self.high_from is None


def read_instrument(text: str, file: str) -> Instrument:
    """Read an instrument from the text of a rule file named ``file``.

    Raises:
        RuleFileRefused: names file and line; nothing of it is used.
    """
    try:
        return parse_instrument(tomllib.loads(text), file)
    except tomllib.TOMLDecodeError as wrong:
        place = re.search(r"at line (\d+)", str(wrong))
        line = int(place.group(1)) if place else len(text.splitlines())
        raise RuleFileRefused(file, "what stands there", "is not written as a rule file is", line) from None
    except RuleFileRefused as refused:
        raise refused.at_line(line_of(text, refused.key)) from None


def parse_instrument(data: Mapping[str, object], file: str) -> Instrument:
    """Read an instrument from a parsed rule file named ``file``.

    Raises:
        RuleFileRefused: a key is missing, wrong or unknown; a code is there twice; thresholds cross.
    """
    table = RuleTable(data, file)
    screens = table.has("screening")
    limits = table.table("screening" if screens else "thresholds")
    instrument = Instrument(
        code=table.text("code"),
        version=table.whole("version"),
        title=table.text("title"),
        label=table.text("label"),
        credit=table.text("credit"),
        provenance=table.provenance(),
        high_from=None if screens else _threshold(limits, "high_from"),
        medium_from=None if screens else _threshold(limits, "medium_from"),
        review_days=limits.whole("review_days"),
        thresholds=limits.provenance(),
        questions=table.rows("questions", _question),
    )
    limits.done()
    table.done()
    table.each_once("questions", instrument.codes)
    high_from, medium_from = instrument.high_from, instrument.medium_from
    if high_from is None or medium_from is None:
        return instrument
    if not medium_from < high_from <= len(instrument.questions):
        raise table.refuse("thresholds", "must rise and be within reach of the questions")
    return instrument


def instruments_in_force(
    shipped: tuple[Instrument, ...], own: Mapping[str, str]
) -> tuple[tuple[Instrument, ...], tuple[RuleFileRefused, ...]]:
    """Layer a service's own instruments over those that ship.

    Args:
        shipped: what comes with the program.
        own: the texts of the service's own files, by file name. One with the code of a shipped instrument takes its
            place.

    Returns:
        The instruments in force, and why each bad file was refused. Where one is bad, the shipped one stays.
    """
    by_code, refused = {one.code: one for one in shipped}, []
    for file in sorted(own):
        try:
            instrument = read_instrument(own[file], file)
            if instrument.is_screening and not by_code.get(instrument.code, instrument).is_screening:
                raise RuleFileRefused(file, "code", "is of an instrument that gives a level, and this one gives none")
        except RuleFileRefused as why:
            refused.append(why)
        else:
            by_code[instrument.code] = instrument
    return tuple(sorted(by_code.values(), key=lambda one: one.is_screening)), tuple(refused)


def _threshold(limits: RuleTable, key: str) -> int:
    limits.one_of("unit", ScoreUnit)
    return limits.whole(key)


def _question(row: RuleTable) -> Question:
    return Question(
        code=row.text("code"),
        label=row.text("label"),
        text=row.text("text"),
        guidance=row.text("guidance"),
    )
