"""Half-typed words outlive the process they were typed into, however it ends."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.services.desk import ADVOCATE, PASSPHRASE, Office, make_office
from tests.support.environment import Computer
from tests.support.journey import Journey, journey
from tests.support.journey_steps import turn_to

CLIENT = "Ceri Sample"
NOTE = "She asked whether the hearing is"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the journey's pipes are files, which Windows has not")


@pytest.fixture
def office(tmp_path: Path, computer: Computer) -> Office:
    return make_office(tmp_path)


def open_the_case(desk: Journey) -> None:
    desk.sees("Unlock")
    desk.type(ADVOCATE)
    desk.press("Return")
    desk.type(PASSPHRASE)
    desk.press("Return")
    desk.sees("Today")
    desk.press("Ctrl+2")
    desk.sees("Caseload", "1 case")
    desk.press("Ctrl+Return")
    desk.sees("Case –", CLIENT)


def log_contact(desk: Journey) -> None:
    desk.press("L")
    desk.shows("Log contact with")


def add_note(desk: Journey) -> None:
    desk.press("N")
    desk.shows("Save note")


def change_plan(desk: Journey) -> None:
    turn_to(desk, "contact")
    desk.shows("Gone through together today")
    desk.reach("What must never happen?")


def add_person(desk: Journey) -> None:
    turn_to(desk, "people")
    desk.reach("Add person")
    desk.press("Return")
    desk.shows("Add a person")
    desk.reach("Access needs")


def new_referral(desk: Journey) -> None:
    desk.press("R")
    desk.sees("Referral", "New referral")
    desk.press("Alt+Y")


def new_case(desk: Journey) -> None:
    desk.press("Ctrl+2")
    desk.sees("Caseload", "1 case")
    desk.press("Ctrl+N")
    desk.sees("New case", "Who is this about?")


@dataclass(frozen=True)
class Place:
    """Somewhere words are typed: how it is come to, what leaves it, and what is shown there after the power went."""

    come: Callable[[Journey], None]
    words: str
    leave: str
    shown: str = ""


PLACES = (
    Place(log_contact, "She asked whether the hearing is", "Escape"),
    Place(add_note, "A note about the school run", "Escape"),
    Place(change_plan, "Never at work, never on Sunday", "Alt+1"),
    Place(add_person, "Reads large print", "Alt+1"),
    Place(new_referral, "The lock does not close any more", "Alt+Left"),
    Place(new_case, "Dana Sample", "", "What you typed before is back."),
)
"""The last is not left, but waited for: what was typed before is kept before it."""


def test_words_typed_anywhere_are_there_after_the_power_went(office: Office, tmp_path: Path) -> None:
    with journey(tmp_path / "before", "--vault", str(office.folder)) as desk:
        open_the_case(desk)
        for place in PLACES:
            place.come(desk)
            if place.come is log_contact:
                desk.press("Alt+N")
            desk.type(place.words)
            if place.leave:
                desk.press(place.leave)
        desk.shows("Saved: draft")
        desk.kill()
    with journey(tmp_path / "after", "--vault", str(office.folder)) as desk:
        open_the_case(desk)
        for place in PLACES:
            place.come(desk)
            desk.shows(place.shown or place.words)
            if place.leave:
                desk.press(place.leave)


def type_a_note(desk: Journey) -> None:
    log_contact(desk)
    desk.press("1")
    desk.press("Alt+N")
    desk.type(NOTE)


def test_words_are_kept_at_once_by_hiding_though_the_power_goes_behind_the_cover(
    office: Office, tmp_path: Path
) -> None:
    with journey(tmp_path / "before", "--vault", str(office.folder)) as desk:
        open_the_case(desk)
        type_a_note(desk)
        desk.press("Ctrl+Shift+H")
        desk.sees("Desk", "Show the desk")
        desk.press("Return")
        desk.shows("Saved: draft")
        desk.kill()
    with journey(tmp_path / "after", "--vault", str(office.folder)) as desk:
        open_the_case(desk)
        desk.press("L")
        desk.shows(NOTE)
