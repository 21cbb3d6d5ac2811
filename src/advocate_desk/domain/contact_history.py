"""What one change of a safe-contact plan said, in words, and what was begun against it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.contact_rules import lines_as_one
from advocate_desk.domain.contact_windows import agreed_times, times_in_words
from advocate_desk.domain.dates_in_words import long_date
from advocate_desk.domain.errors import EntryRefused
from advocate_desk.domain.safe_contact import ContactOverride, Method

METHOD_LABELS = {
    Method.CALL: "Calls",
    Method.TEXT: "Texts",
    Method.EMAIL: "Email",
    Method.POST: "Post",
    Method.VOICEMAIL: "Voicemail",
    Method.VIA_PROFESSIONAL: "Through a professional",
    Method.IN_PERSON: "In person",
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
    "identity": "Who to say is calling",
    "text_wording": "Words of a text",
    "professional": "Through whom",
    "emergency": "In an emergency",
}
_LINES = {"windows": "Safe times", "exceptions": "Days that differ"}
_NO_DAY = date.min
"""Said from here, every day has its year: a history is read long afterwards."""


def change_in_words(fields: Mapping[str, object]) -> tuple[str, ...]:
    """Return what a change of these fields to these values said: ``Calls: no``, ``When: mornings``."""
    return tuple(_said(fields))


def override_in_words(override: ContactOverride) -> tuple[str, ...]:
    """Return what somebody began against the plan, what stood against it and why they did."""
    return (
        f"Begun against the plan: {METHOD_LABELS[override.method].lower()}",
        f"What stood against it: {lines_as_one(override.against)}",
        f"Reason: {lines_as_one(override.reason)}",
    )


def _said(fields: Mapping[str, object]) -> Iterator[str]:
    for method in Method:
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
    for name, label in _LINES.items():
        lines = fields.get(name)
        if isinstance(lines, Sequence) and not isinstance(lines, str) and lines:
            yield f"{label}: {_times_said(name, tuple(map(str, lines)))}"
    again = fields.get("check_again_by")
    if isinstance(again, date) and fields.get("checked_on") is None:
        yield f"Check again by {long_date(again)}"


def _times_said(name: str, lines: tuple[str, ...]) -> str:
    """Return times in words; what cannot be read, as it was written."""
    try:
        times = agreed_times(lines, ()) if name == "windows" else agreed_times((), lines)
    except EntryRefused:
        return "; ".join(lines)
    return times_in_words(times, _NO_DAY)
