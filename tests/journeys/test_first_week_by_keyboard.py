"""The first week of a service: from no vault to a printed letter, by two people with the keyboard alone.

Everything is the real program in processes of its own, and the system's own print dialog is answered by keyboard. There
is no printer, so the dialog's one printer is a file in a tray: the driver (`tests.support.driven.desk_driver`) lets it
offer that file, which the desk itself does not.

The numbers of keys are those of the budgets the desk was planned with, besides the words that somebody has to type. A
referral has one key more than the plan: Tab to its second line, the reason, without which no letter goes to anybody.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from tests.support import journey_steps as steps
from tests.support.environment import Computer
from tests.support.journey import Journey, journey
from tests.support.workbook import AGENCY, save_workbook

SERVICE, ALEX, SAM = "Sample Advocacy", "Alex Administrator", "Sam Supervisor"
PASSPHRASES = {ALEX: "seven blue kettles on a shelf", SAM: "nine green ladders in a barn"}
CLIENT, NUMBER = "Ceri Sample", "07700 900123"
NOTE = "She asked about the hearing"
ASK = "Offer a safe place to stay for her and the girls"
WHY = "She cannot go back to the house"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the journey's pipes are files, which Windows has not")


@pytest.fixture
def workbook(computer: Computer) -> Path:
    """The spreadsheet the service has kept so far."""
    file = computer.home / "caseload.xlsx"
    save_workbook(file)
    return file


@pytest.fixture
def tray(tmp_path: Path) -> Path:
    """Where printed pages come out."""
    folder = tmp_path / "tray"
    folder.mkdir()
    return folder


def alex_sets_up_the_service(desk: Journey, tray: Path) -> str:
    steps.set_up(desk, SERVICE, ALEX, PASSPHRASES[ALEX], tray)
    return steps.add_a_colleague(desk, SAM)


def alex_opens_a_case(desk: Journey) -> None:
    steps.add_a_case(desk, CLIENT, NUMBER)
    steps.go_through_safe_contact(desk)
    steps.show_the_number(desk, NUMBER)


def a_call_is_four_keys_and_the_words(desk: Journey) -> None:
    assert besides(NOTE, steps.log_a_call(desk, NOTE)) == ["L", "1", "Tab", "Ctrl+Return"]


def a_referral_is_eleven_keys_and_its_two_lines(desk: Journey) -> None:
    steps.record_consent(desk, AGENCY)
    keys = besides(WHY, besides(ASK, steps.refer(desk, AGENCY, ASK, WHY)))
    assert keys == ["R", *AGENCY[:3], "Return", "Tab", "Tab", *"+3d", "Ctrl+Return"]


def sam_comes_with_a_code_and_approves_by_two_keys(desk: Journey, code: str) -> None:
    steps.lock(desk)
    steps.sign_in_with_a_code(desk, SAM, code, PASSPHRASES[SAM])
    assert steps.approve(desk, CLIENT, ASK) == ["A", "Return"]


def alex_finds_the_case_by_six_keys_and_prints(desk: Journey) -> None:
    steps.lock(desk)
    steps.sign_in(desk, ALEX, PASSPHRASES[ALEX])
    assert steps.open_the_case(desk, CLIENT) == ["Ctrl+K", *CLIENT[:4], "Return"]
    steps.open_the_letter(desk, AGENCY)
    # The desk's own question, which names who it goes to, and then the system's.
    assert steps.print_the_letter(desk) == ["Ctrl+P", "Return", "Return"]
    steps.record_that_it_was_sent(desk)


def who_is_late_is_one_key_and_hiding_three(desk: Journey) -> None:
    assert steps.see_who_is_late(desk) == ["Ctrl+1"]
    assert steps.hide(desk) == ["Esc", "Esc", "Esc"]
    steps.come_back(desk, "Today")


def besides(words: str, keys: Sequence[str]) -> list[str]:
    """Return the keys that were pressed besides typing ``words``."""
    at = next(at for at in range(len(keys)) if list(keys[at : at + len(words)]) == list(words))
    return [*keys[:at], *keys[at + len(words) :]]


def pages_in(pdf: Path) -> int:
    document = PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def test_two_people_begin_a_service_and_print_a_letter_by_keyboard_alone(
    workbook: Path, tray: Path, tmp_path: Path
) -> None:
    with journey(tmp_path / "pipes", DESK_PRINTS_INTO=str(tray)) as desk:
        code = alex_sets_up_the_service(desk, tray)
        steps.import_the_workbook(desk, workbook)
        alex_opens_a_case(desk)
        a_call_is_four_keys_and_the_words(desk)
        a_referral_is_eleven_keys_and_its_two_lines(desk)
        sam_comes_with_a_code_and_approves_by_two_keys(desk, code)
        alex_finds_the_case_by_six_keys_and_prints(desk)
        who_is_late_is_one_key_and_hiding_three(desk)
    assert {file.name: pages_in(file) for file in tray.iterdir()} == {"Recovery sheet.pdf": 1, "Letter.pdf": 2}
