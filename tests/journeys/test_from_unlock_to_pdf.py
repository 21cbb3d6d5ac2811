"""The way of one referral through the whole program, typed by two people: from unlock to the PDF in a folder."""

import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument

from advocate_desk.app.bootstrap import make_sample, open_vaults
from advocate_desk.domain.contacts import Contact
from advocate_desk.domain.letter import LetterCopy
from advocate_desk.domain.referral import (
    ProgressState,
    Referral,
    ReferralMove,
    ReviewState,
    progress_state,
    review_state,
)
from advocate_desk.services.sample_month import PASSPHRASE
from tests.support.environment import Computer
from tests.support.journey import Journey, journey

JO, SAM = "Jo Advocate", "Sam Supervisor"
NOTE = "She asked about the hearing"
ASK = "Offer a safe place to stay for her and the girls"
WHY = "She cannot go back to the house and her friend needs the room"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the journey's pipes are files, which Windows has not")


@pytest.fixture
def vault(computer: Computer, tmp_path: Path) -> Path:
    folder = tmp_path / "desk.advault"
    make_sample(folder, cases=2).close()
    return folder


@pytest.fixture
def documents(computer: Computer) -> Path:
    """Where the desk offers to save a letter."""
    folder = computer.home / "Documents"
    folder.mkdir()
    return folder


def sign_in(desk: Journey, name: str) -> None:
    desk.sees("Unlock")
    desk.type(name)
    desk.press("Return")
    desk.type(PASSPHRASE)
    desk.press("Return")
    desk.sees("Today")


def open_ceris_case(desk: Journey) -> None:
    desk.press("Ctrl+K")
    desk.type("Ceri Sample")
    desk.shows("1 case")
    desk.press("Return")
    desk.sees("Case –")
    desk.shows("Ceri Sample", "Pathway")


def open_ceris_referral(desk: Journey, state: str) -> None:
    open_ceris_case(desk)
    desk.reach(f"Emergency housing, Exampleshire Council: {state}")
    desk.press("Return")
    desk.sees("Referral", "Referral: Emergency housing")


def log_a_contact(desk: Journey) -> None:
    open_ceris_case(desk)
    desk.press("L")
    desk.press("1")
    desk.press("Alt+N")
    desk.type(NOTE)
    desk.press("Ctrl+Return")
    desk.shows("Contact logged.", "Saved")


def write_a_referral(desk: Journey) -> None:
    open_ceris_case(desk)
    desk.press("R")
    desk.sees("Referral")
    desk.shows("New referral: Emergency housing")
    desk.press("Alt+A")
    desk.type(ASK)
    desk.press("Alt+Y")
    desk.type(WHY)
    desk.press("Alt+P")
    desk.type("+2d")
    desk.press("Tab")
    desk.press("Ctrl+S")
    desk.shows("Saved", "Draft")


def send_it_for_review(desk: Journey) -> None:
    open_ceris_referral(desk, "Draft")
    desk.shows("Fine: no protected address or number is in this letter")
    desk.press("Ctrl+Return")
    desk.shows("Waiting for review")


def approve_it(desk: Journey) -> None:
    desk.press("Ctrl+3")
    desk.sees("Reviews", "2 waiting")
    desk.press("J")
    desk.shows("Ceri Sample", ASK)
    desk.press("A")
    desk.shows("Approve letter")
    desk.press("Return")
    desk.shows("Approved.")


def save_the_pdf(desk: Journey) -> None:
    """Save it where the dialog offers, under the neutral name it offers."""
    open_ceris_referral(desk, "Approved")
    desk.press("Ctrl+P")
    desk.sees("Letter", "Save as PDF", "Page 1 of 2, exactly as it prints")
    desk.reach("Save as PDF")
    desk.press("Return")
    desk.shows("The file can be read by anybody who has it.")
    desk.press("Return")
    desk.sees("Save the letter", "&Save")
    desk.press("Return")
    desk.shows("Did it leave?")


def record_that_it_was_sent(desk: Journey) -> None:
    save_the_pdf(desk)
    desk.press("Space")
    desk.reach("Mark as sent")
    desk.press("Return")
    desk.shows("Letter marked as sent.")


class Kept:
    """What the vault holds, read without the window."""

    def __init__(self, vault: Path) -> None:
        session = open_vaults().unlock(vault, JO, PASSPHRASE)
        try:
            with session.work() as unit:
                self.notes = {contact.summary for contact in unit.find(Contact)}
                self.referrals = unit.find(Referral, ask=ASK)
                ids = tuple(referral.id for referral in self.referrals)
                self.moves = unit.find(ReferralMove, referral_id=ids, order_by=("recorded_at",)) if ids else ()
                letters = tuple(move.letter_id for move in self.moves if move.letter_id is not None)
                self.copies = unit.find(LetterCopy, letter_id=letters) if letters else ()
            assert session.store.check() == ()
        finally:
            session.close()


Step = tuple[str, Callable[[Journey], None], Callable[[Kept], bool]]
STEPS: tuple[Step, ...] = (
    (JO, log_a_contact, lambda kept: NOTE in kept.notes),
    (JO, write_a_referral, lambda kept: [one.why for one in kept.referrals] == [WHY]),
    (JO, send_it_for_review, lambda kept: review_state(kept.moves) is ReviewState.AWAITING_REVIEW),
    (SAM, approve_it, lambda kept: review_state(kept.moves) is ReviewState.APPROVED),
    (JO, save_the_pdf, lambda kept: len(kept.copies) == 1),
    (JO, record_that_it_was_sent, lambda kept: progress_state(kept.moves) is ProgressState.SENT),
)


def text_of(pdf: Path) -> str:
    document = PdfDocument(pdf)
    try:
        return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())
    finally:
        document.close()


def lock_and_sign_in(desk: Journey, name: str) -> None:
    desk.press("Ctrl+L")
    desk.wait_for_desk()
    desk.shows("Locked.")
    desk.sees("Unlock")
    desk.type(name)
    desk.press("Return")
    desk.type(PASSPHRASE)
    desk.press("Return")
    desk.shows("Search cases")


def test_two_people_take_a_referral_from_unlock_to_the_pdf_by_keyboard(
    vault: Path, documents: Path, tmp_path: Path
) -> None:
    with journey(tmp_path / "pipes", "--vault", str(vault)) as desk:
        sign_in(desk, JO)
        for step in (log_a_contact, write_a_referral, send_it_for_review):
            step(desk)
        lock_and_sign_in(desk, SAM)
        approve_it(desk)
        lock_and_sign_in(desk, JO)
        save_the_pdf(desk)
    [file] = documents.iterdir()
    assert re.fullmatch(r"Letter AD-\w{4}-\w{3} R\d+\.pdf", file.name)
    letter = text_of(file)
    assert "Ceri Sample" in letter
    assert ASK in letter
    assert WHY in letter
    assert "Checked and approved by Sam Supervisor" in letter


def test_killed_between_any_two_steps_everything_shown_as_saved_is_there(
    vault: Path, documents: Path, tmp_path: Path
) -> None:
    for number, (name, step, is_kept) in enumerate(STEPS):
        assert not is_kept(Kept(vault)), f"step {number} was done before it began"
        with journey(tmp_path / f"pipes-{number}", "--vault", str(vault)) as desk:
            sign_in(desk, name)
            step(desk)
            desk.kill()
        assert is_kept(Kept(vault)), f"step {number} was shown as saved and is not there"
        for file in documents.iterdir():
            assert file.read_bytes().endswith(b"%%EOF\n")
            file.unlink()
