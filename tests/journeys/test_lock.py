"""Lock, with real processes."""

import os
import sys
from pathlib import Path

import pytest

from tests.services.desk import ADVOCATE, PASSPHRASE, Office, make_office
from tests.support.environment import Computer
from tests.support.journey import Journey, journey, memory_holds

CLIENT = "Ceri Sample"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the journey's pipes are files, which Windows has not")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return make_office(tmp_path)


def sign_in(desk: Journey) -> None:
    desk.sees("Unlock")
    desk.type(ADVOCATE)
    desk.press("Return")
    desk.type(PASSPHRASE)
    desk.press("Return")


def secrets_of(office: Office) -> dict[str, bytes]:
    with office.as_user(ADVOCATE) as session:
        key = session.vault.records_key
    return {
        "key": key,
        "key in hex": key.hex().encode(),
        "passphrase": PASSPHRASE.encode(),
        "passphrase on screen": PASSPHRASE.encode("utf-16-le"),
        "name": CLIENT.encode(),
        "name on screen": CLIENT.encode("utf-16-le"),
    }


def test_lock_ends_the_desk_and_a_fresh_one_leads_back_to_the_same_place(
    office: Office, tmp_path: Path, computer: Computer
) -> None:
    with journey(tmp_path / "pipes", "--vault", str(office.folder)) as desk:
        old = desk.process
        sign_in(desk)
        desk.sees("Today")
        desk.press("Ctrl+2")
        desk.sees("Caseload", "1 case")
        desk.press("Ctrl+Return")
        before = desk.sees("Case –", CLIENT)
        assert str(office.case_id.hex) in before["place"]
        desk.press("Ctrl+L")
        fresh = desk.wait_for_desk()
        desk.wait_for_end(old)
        assert fresh != old
        assert "Locked." in desk.sees("Unlock")["message"]
        sign_in(desk)
        assert desk.sees("Case –")["place"] == before["place"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads a process's memory as Linux shows it")
@pytest.mark.skipif(sys.platform != "win32" and os.geteuid() != 0, reason="only root may read the desk's memory")
def test_after_lock_no_process_holds_the_key_the_passphrase_or_a_name(office: Office, tmp_path: Path) -> None:
    secrets = secrets_of(office)
    with journey(tmp_path / "pipes", "--vault", str(office.folder)) as desk:
        old = desk.process
        sign_in(desk)
        desk.sees("Today")
        desk.press("Ctrl+2")
        desk.sees("Caseload", "1 case")
        desk.press("Ctrl+Return")
        desk.sees("Case –", CLIENT)
        held = memory_holds(old, secrets)
        assert held & {"key", "key in hex"}
        assert held & {"name", "name on screen"}
        desk.press("Ctrl+L")
        fresh = desk.wait_for_desk()
        desk.wait_for_end(old)
        desk.sees("Unlock")
        assert memory_holds(fresh, secrets) == set()
