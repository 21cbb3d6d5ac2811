"""Two who may be one, or bound up with one another, in words and as a list. No number or address is among them."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from advocate_desk.domain.cases import LinkKind
from advocate_desk.domain.dates_in_words import in_london, long_date
from advocate_desk.domain.duplicates import Compared, Trait
from advocate_desk.services.likeness_questions import Question, Side
from advocate_desk.ui.models.import_words import SAMENESS, TRAITS
from advocate_desk.ui.people_words import ROLE_WORDS

SECOND_LINE = Qt.ItemDataRole.UserRole + 1
ANSWER_WORDS = {
    LinkKind.SAME_PERSON: "Same person",
    LinkKind.NOT_THE_SAME: "Two people",
    LinkKind.CONFLICT: "A conflict",
    LinkKind.NO_CONFLICT: "No conflict",
}
EFFECTS = {
    LinkKind.SAME_PERSON: "Same person: the cases become episodes of one person. Nothing in either is changed.",
    LinkKind.NOT_THE_SAME: "Two people: nobody is asked about these two again.",
    LinkKind.CONFLICT: "A conflict: it needs a worker bound up with nobody in it. Neither side learns of the other.",
    LinkKind.NO_CONFLICT: "No conflict: both go on as they are.",
}
MAY_BE_ONE = "May be one person"
_KEPT_HIDDEN = "On record, not shown here"
_NOTHING = "Nothing on record"
_ASKED_WHY = "Same or like: "

Line = tuple[str, str, str, tuple[str, str, str]]


def heading(question: Question) -> str:
    """Return what is asked, or what was decided."""
    if question.is_decided:
        return f"Decided: {ANSWER_WORDS[question.link.kind].lower()}"
    if question.link.kind is LinkKind.POSSIBLE_DUPLICATE:
        return MAY_BE_ONE
    return question.link.why.partition(":")[0].rstrip(".")


def why_words(question: Question) -> str:
    """Return what the two have in common, or the reason of the decision with who gave it and when."""
    why = question.link.why.strip()
    if not question.is_decided:
        told = why.removeprefix(_ASKED_WHY) if why.startswith(_ASKED_WHY) else why.partition(": ")[2] or why
        return f"Same or like: {told.rstrip('.')}."
    decided_at = question.link.decided_at
    when = f", {long_date(in_london(decided_at).date())}" if decided_at else ""
    return f"{why}\n{question.decided_by}{when}"


def side_words(side: Side) -> str:
    """Return who stands on one side, and in which case."""
    return f"{side.name}\n{side.reference}" if side.reference else side.name


def standing_words(question: Question) -> str:
    """Return what either of the two is to their case, who holds it, and where it stands."""
    sides = [side for side in (question.one, question.other) if side.role is not None]
    return "\n".join(
        f"{side.reference}: {ROLE_WORDS[side.role].lower()}. {side.lead}, {side.status.lower()}."
        for side in sides
        if side.role is not None
    )


def lines(compared: Sequence[Compared]) -> list[Line]:
    """Return how the two compare, trait by trait; of numbers and postcodes only whether they are the same."""
    return [
        (TRAITS[one.trait], _values(one, one.new), _values(one, one.known), SAMENESS[one.sameness]) for one in compared
    ]


def _values(one: Compared, values: Sequence[str | date]) -> str:
    if not values:
        return _NOTHING
    if one.trait in {Trait.PHONES, Trait.POSTCODE}:
        return _KEPT_HIDDEN
    return "\n".join(dict.fromkeys(long_date(value) if isinstance(value, date) else value for value in values))


class LikenessQueue(QAbstractListModel):
    """What waits, the oldest first, and below it what was decided lately."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._questions: tuple[Question, ...] = ()

    def show(self, questions: Sequence[Question]) -> None:
        """Show ``questions`` in place of what was there."""
        self.beginResetModel()
        self._questions = tuple(questions)
        self.endResetModel()

    def question(self, row: int) -> Question | None:
        """Return the question of a row, or None where there is none."""
        return self._questions[row] if 0 <= row < len(self._questions) else None

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._questions)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        question = self.question(index.row())
        if question is None:
            return None
        both = f"{question.one.name}  ·  {question.other.name}"
        if role == Qt.ItemDataRole.DisplayRole:
            return both
        if role == SECOND_LINE:
            return heading(question)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{heading(question)}: {question.one.name} and {question.other.name}"
        return None
