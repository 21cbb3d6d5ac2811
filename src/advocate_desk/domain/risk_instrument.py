"""A risk instrument: its questions, what each is for, and the scores from which a level holds. All of it is data."""

from collections.abc import Mapping
from dataclasses import dataclass

from advocate_desk.domain.rule_table import Provenance, RuleTable


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

    ``credit`` names whose work it follows. ``high_from`` and ``medium_from`` are scores (yes answers);
    areas differ, so ``thresholds`` says where they come from. An assessment is due again after
    ``review_days``.
    """

    code: str
    version: int
    title: str
    label: str
    credit: str
    provenance: Provenance
    high_from: int
    medium_from: int
    review_days: int
    thresholds: Provenance
    questions: tuple[Question, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The questions' codes, in order."""
        return tuple(question.code for question in self.questions)


def parse_instrument(data: Mapping[str, object], file: str) -> Instrument:
    """Read an instrument from a parsed rule file named ``file``.

    Raises:
        RuleFileRefused: a key is missing, wrong or unknown; a code is there twice; thresholds cross.
    """
    table = RuleTable(data, file)
    thresholds = table.table("thresholds")
    instrument = Instrument(
        code=table.text("code"),
        version=table.whole("version"),
        title=table.text("title"),
        label=table.text("label"),
        credit=table.text("credit"),
        provenance=table.provenance(),
        high_from=thresholds.whole("high_from"),
        medium_from=thresholds.whole("medium_from"),
        review_days=thresholds.whole("review_days"),
        thresholds=thresholds.provenance(),
        questions=table.rows("questions", _question),
    )
    thresholds.done()
    table.done()
    if len(set(instrument.codes)) < len(instrument.codes):
        raise table.refuse("questions", "must each have a code of their own")
    if not instrument.medium_from < instrument.high_from <= len(instrument.questions):
        raise table.refuse("thresholds", "must rise and be within reach of the questions")
    return instrument


def _question(row: RuleTable) -> Question:
    return Question(
        code=row.text("code"),
        label=row.text("label"),
        text=row.text("text"),
        guidance=row.text("guidance"),
    )
