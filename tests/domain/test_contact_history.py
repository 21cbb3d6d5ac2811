from datetime import date

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.contact_history import change_in_words
from advocate_desk.domain.safe_contact import Method


def test_a_change_tells_each_answer_in_words_and_a_no_as_a_no() -> None:
    said = change_in_words({"call": Answer.NO, "text": Answer.YES, "email": Answer.PREFER_NOT_TO_SAY})
    assert said == ("Calls: no", "Texts: yes", "Email: no wish to say")


def test_words_are_told_on_one_line_and_empty_ones_not_at_all() -> None:
    fields = {"times": "mornings\nafter 10am", "never": "", "who_may_answer": "Her sister", "first_method": Method.TEXT}
    assert change_in_words(fields) == ("Texts first", "When: mornings; after 10am", "Who may answer: Her sister")


def test_a_check_alone_changes_no_word() -> None:
    assert change_in_words({"checked_on": date(2026, 11, 23), "call": Answer.NOT_ASKED}) == ()
