import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocate_desk.domain.safety_words import find_safety_words


@pytest.mark.parametrize(
    "text",
    [
        "not safe",
        "NOT SAFE",
        "Not  safe",
        "not-safe",
        "not_safe",
        "It is not really safe there",
        "unsafe",
        "un-safe",
        "isn't safe",
        "isn’t safe",
        "Phone not\nsafe.",
        "wasn't safe when we rang",
        "It won’t be safe",
        "\uff2e\uff2f\uff34 \uff33\uff21\uff26\uff25",
    ],
)
def test_not_safe_is_found_however_it_is_written(text: str) -> None:
    assert find_safety_words(text).not_safe


@pytest.mark.parametrize(
    "text",
    [
        "DO NOT CALL HOME NO.",
        "do not  call",
        "Do-not-call",
        "don't ring her",
        "don’t phone",
        "dont call",
        "never call",
        "must not be contacted",
        "Cannot call after six",
        "please do not ever text",
        "no calls please",
        "do NOT under any circumstances call",
        "Don't ever try to ring",
        "Do not use this number",
        "not to be contacted",
        "She asked us not to call",
        "shouldn't be called",
        "avoid calling",
        "DNC",
        "D.N.C.",
        "\uff24\uff2f \uff2e\uff2f\uff34 \uff23\uff21\uff2c\uff2c",
    ],
)
def test_do_not_call_is_found_however_it_is_written(text: str) -> None:
    assert find_safety_words(text).do_not_call


@pytest.mark.parametrize(
    "text",
    [
        "",
        "safe",
        "safe to call",
        "call any time",
        "ex works for council",
        "notable safety",
        "They do not live together. Call any time.",
        "We do not know when, call any time",
        "No contact with him since May",
    ],
)
def test_other_words_stop_nothing(text: str) -> None:
    assert not find_safety_words(text)


@pytest.mark.parametrize(
    "text",
    ["Do not leave a message", "don’t leave any voicemail", "never leave msg", "No messages", "no voicemails please"],
)
def test_that_no_message_may_be_left_is_found_and_stops_no_call(text: str) -> None:
    found = find_safety_words(text)
    assert found.no_message
    assert not found.do_not_call
    assert not found.not_safe


def test_the_words_are_given_back_as_they_stand_so_that_the_banner_can_show_them() -> None:
    assert find_safety_words("DO NOT CALL HOME NO.").saying == "DO NOT CALL HOME NO."
    long = "A long note. " * 40 + "Her phone is not safe after six. " + "More of it. " * 40
    assert find_safety_words(long).saying == "Her phone is not safe after six."


@given(st.text(), st.text())
def test_words_around_it_never_hide_it(before: str, after: str) -> None:
    assert find_safety_words(f"{before} do not call {after}").do_not_call


@pytest.mark.parametrize("text", ["not" + "_" * 20_000, "not " * 5_000, "not " + "a" * 20_000, "do " * 7_000])
def test_no_text_makes_the_search_slow(text: str) -> None:
    begun = time.perf_counter()
    find_safety_words(text)
    assert time.perf_counter() - begun < 1
