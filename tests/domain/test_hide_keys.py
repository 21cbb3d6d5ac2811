import pytest

from advocate_desk.domain.hide_keys import HideKey, HideKeys

ESC, SHIFT, OTHER = HideKey.ESCAPE, HideKey.SHIFT, HideKey.OTHER


def pressed(*presses: tuple[HideKey, float]) -> list[int]:
    keys = HideKeys()
    return [keys.press(key, at) for key, at in presses]


def test_escape_three_times_within_a_second_and_a_half_hides() -> None:
    assert pressed((ESC, 0.0), (ESC, 0.7), (ESC, 1.5)) == [1, 2, 3]


def test_escape_pressed_slowly_to_close_one_thing_after_another_hides_nothing() -> None:
    assert max(pressed((ESC, 0.0), (ESC, 1.0), (ESC, 2.0), (ESC, 3.0))) == 2


def test_shift_three_times_within_five_seconds_hides() -> None:
    assert pressed((SHIFT, 0.0), (SHIFT, 2.5), (SHIFT, 5.0)) == [1, 2, 3]


@pytest.mark.parametrize("between", [OTHER, ESC])
def test_typing_capitals_hides_nothing(between: HideKey) -> None:
    presses = [(key, number / 10) for number, key in enumerate([SHIFT, between] * 4)]
    assert max(pressed(*presses)) < 2


def test_after_hiding_three_more_are_needed() -> None:
    assert pressed((ESC, 0.0), (ESC, 0.1), (ESC, 0.2), (ESC, 0.3)) == [1, 2, 3, 1]


def test_a_clock_set_back_counts_from_the_beginning() -> None:
    assert pressed((ESC, 5.0), (ESC, 5.1), (ESC, 1.0)) == [1, 2, 1]
