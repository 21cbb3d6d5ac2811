"""Half-typed words outlive the process they were typed into, however it ends."""

import sys
from pathlib import Path

import pytest

from tests.services.desk import ADVOCATE, PASSPHRASE, Office, make_office
from tests.support.environment import Computer
from tests.support.journey import Journey, journey

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


def type_a_note(desk: Journey) -> None:
    desk.press("L")
    desk.press("1")
    desk.press("Alt+N")
    desk.type(NOTE)


def test_words_kept_as_a_draft_are_there_after_the_power_went(office: Office, tmp_path: Path) -> None:
    with journey(tmp_path / "before", "--vault", str(office.folder)) as desk:
        open_the_case(desk)
        type_a_note(desk)
        desk.shows("Saved: draft")
        desk.kill()
    with journey(tmp_path / "after", "--vault", str(office.folder)) as desk:
        open_the_case(desk)
        desk.press("L")
        desk.shows(NOTE)


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
