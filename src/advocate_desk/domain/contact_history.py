"""What one change of a safe-contact plan said, in words."""

from collections.abc import Iterator, Mapping

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.contact_rules import lines_as_one
from advocate_desk.domain.safe_contact import TO_A_POINT, Method

METHOD_LABELS = {
    Method.CALL: "Calls",
    Method.TEXT: "Texts",
    Method.EMAIL: "Email",
    Method.POST: "Post",
    Method.VOICEMAIL: "Voicemail",
}
ANSWER_WORDS = {
    Answer.YES: "yes",
    Answer.NO: "no",
    Answer.NOT_KNOWN: "not known",
    Answer.NOT_ASKED: "not asked",
    Answer.PREFER_NOT_TO_SAY: "no wish to say",
}
_WORDS = {
    "times": "When",
    "if_someone_else_answers": "If someone else answers",
    "who_may_answer": "Who may answer",
    "never": "Never",
}


def change_in_words(fields: Mapping[str, object]) -> tuple[str, ...]:
    """Return what a change of these fields to these values said: ``Calls: no``, ``When: mornings``."""
    return tuple(_said(fields))


def _said(fields: Mapping[str, object]) -> Iterator[str]:
    for method in TO_A_POINT:
        answer = fields.get(method.value)
        if isinstance(answer, Answer) and answer is not Answer.NOT_ASKED:
            yield f"{METHOD_LABELS[method]}: {ANSWER_WORDS[answer]}"
    first = fields.get("first_method")
    if isinstance(first, Method):
        yield f"{METHOD_LABELS[first]} first"
    for name, label in _WORDS.items():
        words = fields.get(name)
        if isinstance(words, str) and words.strip():
            yield f"{label}: {lines_as_one(words)}"
