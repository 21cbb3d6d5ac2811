"""The letter of a whole day through the program: all that belongs in it, and nothing that does not."""

import shutil
import subprocess

import pytest

from tests.faults import planted_case as case
from tests.faults.conftest import Day
from tests.services.desk import text_of

BELONGS = (
    *("Private and confidential", "Duty Manager, Housing Options", "Exampleshire Council", "1 High Street"),
    *("NORTHBRIDGE ZZ99 3AA", "Dear Duty Manager", "Referral for emergency housing", "Yours faithfully"),
    *("Xanthippe Sample", "14 March 1991", "07700 900417", "Monday to Friday, 10am to 2pm", "16"),
    *(case.ASK, case.WHY, "agreed that we share what is in this letter with Exampleshire Council"),
    *(case.SERVICE, case.SERVICE_PHONE, case.ADVOCATE, "Checked and approved by Peregrina Sample"),
    *("Page 1 of", "safety information"),
)
NEVER = (
    *("Quillfeather", "ZZ99 4QF", "xanthippe@", "Thaddeus", "former partner", "900418", "Bartholomew", "Child 1"),
    *("Larkspurfield", "Philomena", "900419", "Gossamermews", "pyracantha", "bergamot", "marmalade", "clementine"),
    *("kumquat", "apothecary", "Ottoline", "Children", "At risk from"),
)


def words_of(day: Day) -> str:
    """Return the letter's words on one line, as a reader outside this project extracts them where there is one."""
    pdf = day.letter.read_bytes()
    outside = shutil.which("pdftotext")
    if outside is None:
        return text_of(pdf)
    read = subprocess.run([outside, "-layout", str(day.letter), "-"], capture_output=True, check=True)
    return " ".join(read.stdout.decode("utf-8").split())


def missing(text: str) -> list[str]:
    squeezed = "".join(text.split())
    return [part for part in BELONGS if "".join(part.split()) not in squeezed]


def too_much(text: str) -> list[str]:
    squeezed = "".join(text.split()).lower()
    return [part for part in NEVER if "".join(part.split()).lower() in squeezed]


def test_the_letter_holds_all_that_belongs_and_nothing_that_does_not(day: Day) -> None:
    text = words_of(day)
    work = day.answers["work"].document
    assert missing(text) == []
    assert too_much(text) == []
    assert f"{work['case']} / R1" in text
    assert missing(text_of(day.letter.read_bytes())) == too_much(text_of(day.letter.read_bytes())) == []


def test_control_a_letter_that_says_too_much_or_too_little_is_found(day: Day) -> None:
    text = words_of(day)
    assert too_much(f"{text} She can be found at 17 Quill feather Row.") == ["Quillfeather"]
    assert too_much(f"{text} Ring 07700 900 418.") == ["900418"]
    assert missing(text.replace("14 March 1991", "")) == ["14 March 1991"]


def test_the_letters_file_says_nothing_of_anybody_in_what_surrounds_its_words(day: Day) -> None:
    outside = shutil.which("pdfinfo")
    if outside is None:
        pytest.skip("pdfinfo is not installed")
    told = subprocess.run([outside, str(day.letter)], capture_output=True, check=True).stdout.decode("utf-8")
    assert not [word for word in case.WORDS if word.lower() in told.lower()]
