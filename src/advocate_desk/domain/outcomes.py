"""What came of the support, asked at the end of an episode. The areas are data (resources/outcomes)."""

from collections.abc import Mapping
from dataclasses import dataclass

from advocate_desk.domain.errors import EntryRefused
from advocate_desk.domain.rule_table import Provenance, RuleTable


@dataclass(frozen=True, kw_only=True, slots=True)
class CodedWords:
    """A code that is kept, and the words that are shown for it."""

    code: str
    words: str


@dataclass(frozen=True, kw_only=True, slots=True)
class OutcomeList:
    """The areas that are asked about, the answers there are, and where the list comes from."""

    code: str
    version: int
    title: str
    note: str
    answers: tuple[CodedWords, ...]
    outcomes: tuple[CodedWords, ...]
    provenance: Provenance

    def words_for(self, outcome: str) -> str:
        """Return the words for an area; its code where another version of the list had it."""
        return _words(self.outcomes, outcome)

    def answer_words(self, answer: str) -> str:
        """Return the words for an answer; its code where another version of the list had it."""
        return _words(self.answers, answer)

    def refuse_unknown(self, outcomes: Mapping[str, str]) -> None:
        """Refuse answers this list does not have.

        Raises:
            EntryRefused: an area or an answer is none of these.
        """
        areas, answers = {one.code for one in self.outcomes}, {one.code for one in self.answers}
        if not set(outcomes) <= areas or not set(outcomes.values()) <= answers:
            raise EntryRefused("An outcome is none of this service's list. Choose from the list again.")


def parse_outcomes(data: Mapping[str, object], file: str) -> OutcomeList:
    """Read the outcomes of a parsed rule file named ``file``.

    Raises:
        RuleFileRefused: a key is missing, wrong or unknown, or a code is there twice.
    """
    table = RuleTable(data, file)
    found = OutcomeList(
        code=table.text("code"),
        version=table.whole("version"),
        title=table.text("title"),
        note=table.text("note"),
        answers=table.rows("answers", _coded),
        outcomes=table.rows("outcomes", _coded),
        provenance=table.provenance(),
    )
    table.done()
    for key, rows in (("answers", found.answers), ("outcomes", found.outcomes)):
        table.each_once(key, [one.code for one in rows])
    return found


def _coded(row: RuleTable) -> CodedWords:
    return CodedWords(code=row.text("code"), words=row.text("words"))


def _words(rows: tuple[CodedWords, ...], code: str) -> str:
    return next((one.words for one in rows if one.code == code), code)
