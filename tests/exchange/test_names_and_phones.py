import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocate_desk.domain.likeness import ALIKE
from advocate_desk.exchange.phones import UkPhoneNumbers
from advocate_desk.exchange.resemblance import NameResemblance


@pytest.mark.parametrize(
    "typed",
    [
        "07700900123",
        "07700 900123",
        "07700 900 123",
        "(0)7700 900123",
        "(0)7700900123",
        "+44 7700 900123",
        "+44 (0)7700 900123",
        "0044 7700 900123",
        "07700 900123 (mum's)",
        "'+44 7700 900123",
    ],
)
def test_a_number_is_the_same_however_it_is_written(typed: str) -> None:
    assert UkPhoneNumbers().digits(typed) == "447700900123"


@pytest.mark.parametrize(
    "typed", ["", "ask sister", "asksister", "not safe", "n/a", "?", "12", "01/01/1999", "x" * 10_000]
)
def test_words_and_dates_are_no_number(typed: str) -> None:
    assert UkPhoneNumbers().digits(typed) == ""


@given(st.text(max_size=60))
def test_any_text_has_digits_or_none(typed: str) -> None:
    found = UkPhoneNumbers().digits(typed)
    assert found == "" or found.isdigit()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jayne Price", "Jyne Price"),
        ("Tracy Freeman", "TracyFreeman"),
        ("Siân Llŷr", "Sin Llŷr"),
        ("Al Sample", "Sample, Al"),
    ],
)
def test_a_slip_of_the_pen_leaves_names_alike(one: str, other: str) -> None:
    assert NameResemblance().score(one, other) >= ALIKE


@pytest.mark.parametrize(("one", "other"), [("Ceri Sample", "Lowri Invented"), ("", ""), ("Ann", "李 小龙")])
def test_other_names_are_not_alike(one: str, other: str) -> None:
    assert NameResemblance().score(one, other) < ALIKE
