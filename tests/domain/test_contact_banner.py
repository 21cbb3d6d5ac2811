"""The words over every section of a case."""

import pytest

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.contact_banner import banner
from advocate_desk.domain.pronouns import pronouns
from advocate_desk.domain.safe_contact import Method
from tests.support.records import NOW, TODAY, phone, plan

_HER = pronouns("she/her")


def test_the_banner_says_how_when_never_what_to_say_and_when_it_was_checked() -> None:
    said = banner(
        plan(
            text=Answer.YES,
            call=Answer.YES,
            voicemail=Answer.NO,
            post=Answer.NO,
            first_method=Method.TEXT,
            times="Monday to Friday, 10am to 2pm",
            if_someone_else_answers="Say “the library”.",
        ),
        [phone()],
        (),
        NOW,
        _HER,
    )
    assert said.recorded
    assert said.may_show_number
    assert not said.stale
    assert said.headline == "Text first, then call, Monday to Friday, 10am to 2pm."
    assert said.never == "No post. No voicemail. Not asked, so not safe: email."
    assert said.detail == (
        "If someone else answers: Say “the library”. Checked 20 November. Check again by 18 December."
    )


def test_without_a_record_the_banner_asks_and_shows_no_number() -> None:
    said = banner(None, [phone()], (), NOW, _HER)
    assert not said.recorded
    assert said.headline == "Ask how it is safe to contact her before you call."
    assert not said.may_show_number


@pytest.mark.parametrize(
    ("recorded", "word"), [("she/her", "her"), ("he/him", "him"), ("they/them", "them"), ("", "them")]
)
def test_the_banner_uses_the_persons_own_pronouns(recorded: str, word: str) -> None:
    assert f"contact {word} before" in banner(None, [], (), NOW, pronouns(recorded)).headline


def test_a_plan_past_its_day_asks_again_before_it_repeats_what_was_agreed() -> None:
    said = banner(plan(call=Answer.YES, check_again_by=TODAY.replace(day=22)), [phone()], (), NOW, _HER)
    assert said.stale
    assert not said.may_show_number
    assert said.headline == "Ask how it is safe to contact her before you call. Last agreed: call only."
    assert said.detail.endswith("Checked 20 November. It was to be checked again by 22 November.")


def test_an_imported_plan_says_that_nobody_has_checked_it() -> None:
    said = banner(plan(call=Answer.YES, checked_on=None, check_again_by=TODAY), [phone()], (), NOW, _HER)
    assert "Written down but never checked: call only." in said.headline
    assert said.detail.endswith("Not checked yet.")
    assert not said.may_show_number


def test_a_plan_that_allows_nothing_says_so() -> None:
    said = banner(plan(call=Answer.NO), [phone()], (), NOW, _HER)
    assert said.headline.startswith("No way is recorded as safe.")
    assert said.never.startswith("No calls.")
    assert not said.may_show_number


def test_a_yes_without_a_safe_number_is_named_and_never_shown_as_a_way() -> None:
    said = banner(plan(call=Answer.YES), [phone(safe=Answer.NOT_KNOWN)], (), NOW, _HER)
    assert "Agreed, but nothing is marked safe for: calls." in said.never
    assert "call only" not in said.headline
    assert not said.may_show_number


def test_a_safe_voicemail_is_said_and_her_own_never_comes_first() -> None:
    said = banner(
        plan(call=Answer.YES, voicemail=Answer.YES, never="Never ring at weekends."),
        [phone(safe_for_voicemail=Answer.YES)],
        (),
        NOW,
        _HER,
    )
    assert said.headline == "Call only. A voicemail is safe."
    assert said.never.startswith("Never ring at weekends.")


def test_the_banner_never_holds_the_number_itself() -> None:
    said = banner(plan(call=Answer.YES), [phone()], (), NOW, _HER)
    assert "900123" not in f"{said.headline}{said.never}{said.detail}"


def test_two_agreed_ways_without_a_first_are_offered_side_by_side() -> None:
    said = banner(plan(call=Answer.YES, text=Answer.YES), [phone()], (), NOW, _HER)
    assert said.headline == "Call or text."
    assert said.detail.startswith("If someone else answers: nothing is agreed")


def test_the_banner_names_who_to_say_is_calling_before_anything_is_said() -> None:
    said = banner(plan(call=Answer.YES, identity="the library."), [phone()], (), NOW, _HER)
    assert said.detail.startswith("Say who calls: the library. If someone else answers: nothing is agreed")
