"""A vault of every released format opens with the program of today, and everything in it is there."""

import multiprocessing
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from advocate_desk.domain.cases import Case
from advocate_desk.domain.contacts import Contact, Direction
from advocate_desk.domain.directory import Agency
from advocate_desk.domain.people import ContactPoint, Person, PersonRole
from advocate_desk.domain.safe_contact import SafeContactPlan
from advocate_desk.domain.settings import SERVICE_SETTINGS_ID, ServiceSettings
from advocate_desk.domain.users import User
from advocate_desk.services.open_vault import OpenVaults
from advocate_desk.services.ports import CaseloadFilter
from advocate_desk.services.session import Session
from tests.services.desk import ADMINISTRATOR, ADVOCATE, PASSPHRASE, SetClock, vaults_at

VAULTS = sorted((Path(__file__).parents[1] / "data" / "vaults").glob("records-*/office.advault"))
FIRST, NEWEST = VAULTS[0], VAULTS[-1]


def vaults(place: Path) -> OpenVaults:
    return vaults_at(place / "state", SetClock())


@pytest.fixture(params=VAULTS, ids=[path.parent.name for path in VAULTS])
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of one sample vault."""
    return copied(request.param, tmp_path)


def copied(vault: Path, to: Path) -> Path:
    folder = Path(shutil.copytree(vault, to / vault.name))
    folder.chmod(0o700)
    for file in folder.iterdir():
        file.chmod(0o600)
    return folder


@pytest.fixture
def session(old: Path, tmp_path: Path) -> Iterator[Session]:
    session = vaults(tmp_path).unlock(old, ADMINISTRATOR, PASSPHRASE)
    yield session
    session.close()


def look_at_everything(session: Session) -> None:
    """Find what the office held when it was made."""
    with session.work() as work:
        (case,) = work.find(Case)
        client = work.get(Person, case.client_id)
        assert work.find(Person, case_id=case.id, role=PersonRole.CLIENT) == (client,)
        numbers = [point for point in work.find(ContactPoint, case_id=case.id) if point.digits == "447700900123"]
        assert len(numbers) == 1
        assert {point.id for point in work.points_in("Ring 07700 900123.")} >= {numbers[0].id}
        assert [found.case_id for found in work.search(client.name_to_use)] == [case.id]
        assert work.caseload(CaseloadFilter(), 0, 10) == ((case.id,), 1)
        assert [plan.person_id for plan in work.find(SafeContactPlan, case_id=case.id)] == [client.id]
        assert work.find(Agency)
        assert {user.display_name for user in work.find(User)} >= {ADVOCATE, ADMINISTRATOR}


def test_everything_in_an_older_vault_is_there(session: Session) -> None:
    look_at_everything(session)


def test_an_older_vault_verifies_and_its_history_replays(session: Session, tmp_path: Path) -> None:
    assert session.store.check() == ()
    vaults(tmp_path).rebuild(session, tmp_path / "again.advault")
    again = vaults(tmp_path).unlock(tmp_path / "again.advault", ADMINISTRATOR, PASSPHRASE)
    assert again.store.check() == ()
    look_at_everything(again)
    again.close()


def test_what_nobody_thought_of_then_has_its_first_value(session: Session) -> None:
    with session.work() as work:
        settings = work.get(ServiceSettings, SERVICE_SETTINGS_ID)
        assert (settings.cover_after_minutes, settings.lock_after_minutes, settings.backup_folder) == (2, 10, "")
        assert all(case.import_id is None for case in work.find(Case))
        assert all(contact.direction is not Direction.NOT_KNOWN for contact in work.find(Contact))


def test_a_backup_of_an_older_vault_opens_again(old: Path, tmp_path: Path) -> None:
    place = vaults(tmp_path)
    session = place.unlock(old, ADMINISTRATOR, PASSPHRASE)
    place.back_up(session, tmp_path / "office.adbackup")
    session.close()
    place.restore(tmp_path / "office.adbackup", tmp_path / "restored.advault")
    restored = place.unlock(tmp_path / "restored.advault", ADVOCATE, PASSPHRASE)
    look_at_everything(restored)
    restored.close()


def test_a_copy_of_what_it_was_stays_beside_it(tmp_path: Path) -> None:
    for vault in VAULTS:
        revision = vault.parent.name.removeprefix("records-")
        old = copied(vault, tmp_path / revision)
        vaults(tmp_path).unlock(old, ADVOCATE, PASSPHRASE).close()
        assert (old / f"records.1.at-{revision}.db").is_file()


# --- killed on the way ---------------------------------------------------------------------------------------


def _migrate_and_die(folder: Path, place: Path, dies_at: int) -> None:
    """Open the vault and end at once, like kill -9, before the statement of that number."""
    import os  # noqa: PLC0415 - of the child alone

    from sqlalchemy import event  # noqa: PLC0415
    from sqlalchemy.engine import Engine  # noqa: PLC0415

    counted = 0

    def before(*_: object) -> None:
        nonlocal counted
        counted += 1
        if counted == dies_at:
            os._exit(9)

    event.listen(Engine, "before_cursor_execute", before)
    vaults(place).unlock(folder, ADVOCATE, PASSPHRASE).close()
    os._exit(0)


def killed_at(folder: Path, place: Path, step: int) -> bool:
    """Open the vault in a process that dies at ``step``; False where it came to its end before."""
    process = multiprocessing.get_context("spawn").Process(target=_migrate_and_die, args=(folder, place, step))
    process.start()
    process.join(60)
    assert process.exitcode in {0, 9}
    return process.exitcode == 9


@pytest.mark.parametrize(
    ("vault", "step"),
    [*((FIRST, step) for step in (3, 8, 20, 45, 80, 200)), *((NEWEST, step) for step in (8, 19, 50))],
)
def test_a_migration_that_is_killed_leaves_a_vault_that_opens(tmp_path: Path, vault: Path, step: int) -> None:
    old = copied(vault, tmp_path)
    assert killed_at(old, tmp_path, step)
    session = vaults(tmp_path).unlock(old, ADVOCATE, PASSPHRASE)
    look_at_everything(session)
    assert session.store.check() == ()
    session.close()
