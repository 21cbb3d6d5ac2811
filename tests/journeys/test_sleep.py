"""A real desk when the computer falls asleep, locks its own screen, or sleeps without a word."""

import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from advocate_desk.app.bootstrap import make_sample
from advocate_desk.services.sample_month import PASSPHRASE as SAMPLE_PASSPHRASE
from tests.services.desk import ADVOCATE, PASSPHRASE, Office, make_office
from tests.support.bus import Bus, daemon, private_bus
from tests.support.environment import Computer
from tests.support.journey import BUSES, Journey, journey

CLIENT = "Ceri Sample"
NOTE = "She asked whether the hearing is"
ONE_SECOND = 1.0

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="what the desk listens to is Linux's"),
    pytest.mark.skipif(daemon() is None, reason="needs dbus-daemon"),
]


@pytest.fixture
def office(tmp_path: Path, computer: Computer) -> Office:
    return make_office(tmp_path)


@pytest.fixture
def bus(tmp_path: Path, qapp: QApplication) -> Iterator[Bus]:
    with private_bus(tmp_path) as bus:
        yield bus


@pytest.fixture
def desk(office: Office, bus: Bus, tmp_path: Path) -> Iterator[Journey]:
    heard = {name: bus.address for name in BUSES}
    with journey(tmp_path / "pipes", "--vault", str(office.folder), **heard) as desk:
        yield desk


def sign_in(desk: Journey) -> None:
    desk.sees("Unlock")
    desk.type(ADVOCATE)
    desk.press("Return")
    desk.type(PASSPHRASE)
    desk.press("Return")
    desk.shows("Search cases")


def open_the_case(desk: Journey) -> dict[str, str]:
    desk.press("Ctrl+2")
    desk.sees("Caseload", "1 case")
    desk.press("Ctrl+Return")
    return desk.sees("Case –", CLIENT)


def seconds_until_gone(desk: Journey, process: int, began: float) -> float:
    desk.wait_for_end(process)
    return time.monotonic() - began


@pytest.mark.parametrize("how", ["sleep", "session lock", "screen saver"])
def test_the_process_with_the_keys_is_gone_within_a_second_and_the_words_come_back(
    how: str, desk: Journey, bus: Bus
) -> None:
    sign_in(desk)
    place = open_the_case(desk)["place"]
    desk.press("L")
    desk.press("1")
    desk.press("Alt+N")
    desk.type(NOTE)
    desk.press("F1")
    desk.sees("Keys")
    old, began = desk.process, time.monotonic()
    {
        "sleep": bus.sleep_begins,
        "session lock": bus.session_locks,
        "screen saver": lambda: bus.screen_saver("org.gnome.ScreenSaver", True),
    }[how]()
    assert seconds_until_gone(desk, old, began) <= ONE_SECOND
    desk.wait_for_desk()
    sign_in(desk)
    assert desk.sees("Case –", CLIENT)["place"] == place
    desk.press("L")
    desk.shows(NOTE)


def test_a_computer_that_slept_without_a_word_wakes_up_locked(desk: Journey) -> None:
    sign_in(desk)
    open_the_case(desk)
    old = desk.process
    os.kill(old, signal.SIGSTOP)
    desk.let_it_sleep(600)
    os.kill(old, signal.SIGCONT)
    desk.wait_for_end(old)
    desk.wait_for_desk()
    desk.sees("Unlock")
    sign_in(desk)
    desk.sees("Case –", CLIENT)


def test_a_key_that_ends_the_sleep_opens_nothing(desk: Journey) -> None:
    sign_in(desk)
    old = desk.process
    desk.let_it_sleep(600)
    desk.press("Ctrl+2")
    desk.wait_for_end(old)
    desk.wait_for_desk()
    desk.sees("Unlock")


def test_a_letter_that_is_being_drawn_does_not_hold_up_the_lock(computer: Computer, bus: Bus, tmp_path: Path) -> None:
    vault = tmp_path / "desk.advault"
    make_sample(vault, cases=2).close()
    heard = {name: bus.address for name in BUSES}
    with journey(tmp_path / "pipes", "--vault", str(vault), **heard) as desk:
        desk.sees("Unlock")
        desk.type("Jo Advocate")
        desk.press("Return")
        desk.type(SAMPLE_PASSPHRASE)
        desk.press("Return")
        desk.shows("Search cases")
        desk.press("Ctrl+K")
        desk.type(CLIENT)
        desk.shows("1 case")
        desk.press("Return")
        desk.shows(CLIENT, "Pathway")
        desk.reach("Emergency housing, Exampleshire Council: Sent")
        desk.press("Return")
        desk.sees("Referral", "Referral: Emergency housing")
        desk.press("Ctrl+P")
        desk.sees("Letter")
        old, began = desk.process, time.monotonic()
        bus.sleep_begins()
        assert seconds_until_gone(desk, old, began) <= ONE_SECOND
