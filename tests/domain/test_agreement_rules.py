"""Agreement to be supported: what makes it one, when to ask again, what follows when it ends."""

from datetime import date

import pytest

from advocate_desk.domain.agreement_rules import (
    NOBODY_ASKED,
    is_due,
    newest,
    standing,
    what_follows,
    why_not_supported,
)
from advocate_desk.domain.agreements import SupportAgreement
from advocate_desk.domain.answer import Answer
from advocate_desk.domain.pronouns import pronouns
from tests.support.records import CLIENT, NOW, TODAY, numbered
from tests.support.young import agreement, moment


def test_an_agreement_after_everything_was_explained_is_one() -> None:
    assert why_not_supported(agreement(), TODAY) == ()
    assert standing(agreement(), TODAY) == "Agreed."


@pytest.mark.parametrize("said", [one for one in Answer if one is not Answer.YES])
def test_an_agreement_before_the_limits_were_explained_says_what_to_explain(said: Answer) -> None:
    assert "what cannot" in why_not_supported(agreement(limits_explained=said), TODAY)[0]
    assert "what is kept" in why_not_supported(agreement(privacy_explained=said), TODAY)[0]
    assert len(why_not_supported(agreement(limits_explained=said, privacy_explained=said), TODAY)) == 2


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (None, NOBODY_ASKED),
        (agreement(withdrawn_on=TODAY), "The agreement was withdrawn on 23 November 2026."),
        (agreement(given_on=date(2026, 11, 24)), "The agreement is dated in the future. Check its date."),
        (agreement(deleted_at=NOW), "The agreement was taken out of the record."),
    ],
    ids=["never", "withdrawn", "to come", "taken out"],
)
def test_what_is_no_agreement_says_why(given: SupportAgreement | None, words: str) -> None:
    assert why_not_supported(given, TODAY) == (words,)


def test_an_earlier_agreement_never_stands_in_for_a_later_one_that_was_withdrawn() -> None:
    first = agreement(given_on=date(2026, 11, 1))
    second = agreement(id=numbered(221), withdrawn_on=TODAY)
    assert newest([second, first], CLIENT) == second
    assert newest([first, agreement(id=numbered(221), person_id=numbered(3))], CLIENT) == first
    again = agreement(id=numbered(222), recorded_at=moment(20, 15))
    assert newest([again, second, first], CLIENT) == again
    assert newest([], CLIENT) is None


@pytest.mark.parametrize(
    ("review_on", "due", "words"),
    [
        (None, False, "Agreed."),
        (date(2026, 11, 24), False, "Agreed. Ask again on 24 November 2026."),
        (date(2026, 11, 23), True, "Agreed. Due to be asked again since 23 November 2026."),
        (date(2026, 10, 31), True, "Agreed. Due to be asked again since 31 October 2026."),
    ],
)
def test_a_day_to_ask_again_ends_nothing_and_is_due_from_that_day(
    review_on: date | None, due: bool, words: str
) -> None:
    one = agreement(review_on=review_on)
    assert is_due(one, TODAY) is due
    assert standing(one, TODAY) == words
    assert why_not_supported(one, TODAY) == ()


def test_what_was_withdrawn_is_not_asked_about_again_by_itself() -> None:
    assert not is_due(agreement(review_on=TODAY, withdrawn_on=TODAY), TODAY)
    assert not is_due(None, TODAY)


def test_a_withdrawal_says_that_nothing_is_deleted_and_that_each_consent_is_asked_about() -> None:
    said = what_follows(pronouns("she/her"), 2)
    assert said[0].startswith("Nothing is deleted.")
    assert "2 consents to share still hold. Ask about each, one by one" in said[1]
    assert "Tell her how to come back" in said[2]
    assert "1 consent to share" in what_follows(pronouns(""), 1)[1]
    assert what_follows(pronouns(""), 0)[1] == "No consent to share is in force."
