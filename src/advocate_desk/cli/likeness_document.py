"""Who may be on record already, as a document and as words: never a case that is not this user's to see."""

from uuid import UUID

from advocate_desk.cli.output import Document
from advocate_desk.services.keep_people import LOOK_ALIKE
from advocate_desk.services.likeness_questions import AskedOfCase, Question


def likeness_document(asked: AskedOfCase, case_id: UUID) -> Document:
    """Return ``who_is_this`` as ``case show --json`` prints it."""
    return {
        "ask_supervisor": asked.ask_supervisor,
        "undecided": [
            {
                "id": str(question.link.id),
                "kind": question.link.kind.value,
                "case": _other_case(question, case_id),
                "why": question.link.why,
            }
            for question in asked.questions
        ],
    }


def likeness_words(asked: AskedOfCase, case_id: UUID) -> list[str]:
    """Return the same as lines to read; none where nothing waits."""
    lines = [
        f"Undecided: {_other_case(question, case_id) or 'a colleague or an agency'}. {question.link.why}"
        for question in asked.questions
    ]
    return [*lines, LOOK_ALIKE] if asked.ask_supervisor else lines


def _other_case(question: Question, case_id: UUID) -> str | None:
    """Return the reference of the other case; None where the other side is a colleague or an agency."""
    side = question.other if question.one.case_id == case_id else question.one
    return side.reference or None
