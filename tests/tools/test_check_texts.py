from pathlib import Path

import pytest

from tools.check_texts import HELPLINES, complaints

NOTE = Path("docs/note.md")

# Put together here, so that this file does not hold what the check looks for.
BAD = {
    "a registry": "see files.pytho" + "nhosted.org/packages",
    "another registry": "deb http://deb.de" + "bian.org/debian bookworm main",
    "a user's folder": "saved in /ho" + "me/somebody/cases/list.csv",
    "a work folder": "cd /wo" + "rk/desk/",
    "a Windows user's folder": "C:\\Use" + "rs\\ceri",
    "a mobile number": "ring 079" + "11 123456",
    "a mobile number abroad": "ring +44 79" + "11 123456",
    "a mobile number as the vault compares it": "4479" + "11123456",
    "a landline": "ring 029 20" + "18 1471",
    "a number with dashes": "0113-4" + "96-1999",
    "a postcode": "CF10 3" + "AT",
    "a postcode of London": "SW1A 1" + "AA",
}

GOOD = {
    "an invented mobile number": "07700 900123 and +44 7700 900123 and +447700900123 and 447700900123",
    "an invented landline": "020 7946 0123",
    "other numbers kept for drama": "01632 960123, 0117 496 0123, 0161 496 0777 and 03069 990123",
    "the figures": "0123456789",
    "helplines": " ".join(sorted(HELPLINES)) + " and 0808 2000 247 and 999",
    "an invented user's folder": "/home/ceri/cases/list.csv",
    "a number that is there for a reason": "wrong = '079" + "11 123456'  # why: the check must find it",
    "an invented postcode": "ZZ99 3AB",
    "an identifier": "00000000-0000-8000-8000-000000000001",
    "a reference": "AD-7KQ2-9MF",
    "a date and a time": "2026-11-23 09:30:00.000123",
    "a hash": "0123456789abcdef0123456789abcdef",
    "a place in the program": "~/tmp/desk/list and docs/root/list and https://desk.example/home/page",
}


@pytest.mark.parametrize("line", BAD.values(), ids=BAD)
def test_what_must_not_be_committed_is_found_with_its_line(line: str) -> None:
    (found,) = complaints(NOTE, f"first line\n{line}\n")
    assert found.startswith(f"{NOTE}:2: ")


@pytest.mark.parametrize("line", GOOD.values(), ids=GOOD)
def test_what_may_be_committed_is_left_alone(line: str) -> None:
    assert complaints(NOTE, line) == []


@pytest.mark.parametrize(("name", "text"), [("steps.toml", "title = "), ("tokens.json", '{"ink": }')])
def test_a_data_file_that_cannot_be_read_is_found(name: str, text: str) -> None:
    (found,) = complaints(Path("resources") / name, text)
    assert found.startswith(f"resources/{name}: cannot be read")


def test_data_files_that_can_be_read_are_left_alone() -> None:
    assert complaints(Path("resources/steps.toml"), 'title = "Safety plan"') == []
    assert complaints(Path("resources/tokens.json"), '{"ink": "#112"}') == []


def test_drawings_and_locks_may_hold_figures_that_look_like_numbers() -> None:
    figures = "07" + "911 123456"
    assert complaints(Path("resources/icons/lock.svg"), figures) == []
    assert complaints(Path("requirements-dev.txt"), figures) == []
