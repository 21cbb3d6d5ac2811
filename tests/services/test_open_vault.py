"""Making a vault, signing in, and keeping it whole."""

import errno
from pathlib import Path
from uuid import uuid4

import pytest

from advocate_desk.domain.errors import (
    DiskFull,
    DoesNotVerify,
    NoRights,
    NotAllowed,
    SampleVault,
    WeakPassphrase,
    WrongPassphrase,
)
from advocate_desk.domain.users import Role, User
from advocate_desk.platforms import this_platform
from advocate_desk.services.keep_drafts import KeepDrafts
from advocate_desk.services.open_vault import NewUser, NewVault
from advocate_desk.services.session import Session
from advocate_desk.storage.unit_of_work import SqlUnitOfWork
from tests.services.desk import (
    ADMINISTRATOR,
    ADVOCATE,
    PASSPHRASE,
    SUPERVISOR,
    Office,
    SetClock,
    vaults_at,
)
from tests.support.folders import contents
from tests.support.imports import modules_loaded_by


def test_a_new_vault_knows_its_service_and_its_first_administrator(tmp_path: Path) -> None:
    vaults = vaults_at(tmp_path / "state", SetClock())
    new = NewVault(
        folder=tmp_path / "v.advault",
        service_name="A Service",
        phone="020 7946 0304",
        user_name="Ada Sample",
        passphrase=PASSPHRASE,
    )
    session, words = vaults.create(new)
    assert len(words) == 24
    assert session.role is Role.ADMINISTRATOR
    assert (session.settings().service_name, session.settings().phone) == ("A Service", "020 7946 0304")
    assert not session.settings().is_sample
    session.close()
    again = vaults.unlock(new.folder, "Ada Sample", PASSPHRASE)
    assert again.user.display_name == "Ada Sample"
    again.close()


def test_a_weak_passphrase_makes_no_vault(tmp_path: Path) -> None:
    folder = tmp_path / "v.advault"
    with pytest.raises(WeakPassphrase):
        vaults_at(tmp_path / "state", SetClock()).create(
            NewVault(folder=folder, service_name="A Service", user_name="Ada Sample", passphrase="short")
        )
    assert not folder.exists()


def test_the_role_is_the_signed_directorys_and_not_a_row(office: Office) -> None:
    with office.as_user(ADVOCATE) as session:
        assert session.role is Role.ADVOCATE
        with pytest.raises(NotAllowed):
            office.vaults.add_user(
                session, NewUser(sign_in_name="New Sample", role=Role.ADMINISTRATOR, passphrase=PASSPHRASE)
            )


def test_a_wrong_passphrase_does_not_open_and_leaves_the_vault_free(office: Office) -> None:
    with pytest.raises(WrongPassphrase):
        office.vaults.unlock(office.folder, ADVOCATE, "not the passphrase at all")
    with office.as_user(ADVOCATE) as session:
        assert session.user.display_name == ADVOCATE


def test_a_colleague_whose_name_was_not_written_gets_it_at_the_first_sign_in(office: Office) -> None:
    with office.as_user(ADMINISTRATOR) as session:
        user_id = uuid4()
        session.vault.add_user(user_id, "Wren Sample", Role.ADVOCATE, PASSPHRASE)
    with office.as_user("Wren Sample") as session:
        assert session.user.id == user_id
    with office.as_user(ADVOCATE) as session, session.work() as unit:
        assert unit.get(User, user_id).display_name == "Wren Sample"


def test_a_backup_restored_elsewhere_holds_the_same_case(office: Office, tmp_path: Path) -> None:
    backup, elsewhere = tmp_path / "night.adbackup", tmp_path / "again.advault"
    with office.as_user(SUPERVISOR) as session:
        office.vaults.back_up(session, backup)
        inside = sorted(path.name for path in office.folder.iterdir())
    assert not [name for name in inside if name.startswith("copy-")]
    office.vaults.restore(backup, elsewhere)
    with Office(elsewhere, office.clock, office.rules, office.case_id, office.agency_id, office.service_id).as_user(
        ADVOCATE
    ) as session:
        assert session.settings().service_name == "Northbridge Advocacy"
        office.vaults.verify(session)


def test_an_advocate_makes_no_backup(office: Office, session: Session, tmp_path: Path) -> None:
    with pytest.raises(NotAllowed):
        office.vaults.back_up(session, tmp_path / "night.adbackup")
    assert not (tmp_path / "night.adbackup").exists()


def test_a_sound_vault_verifies_and_an_unequal_header_copy_is_told(office: Office, session: Session) -> None:
    office.vaults.verify(session)
    second = next(path for path in office.folder.iterdir() if "header" in path.name and path.name != "header.json")
    second.write_bytes(second.read_bytes()[:-1])
    with pytest.raises(DoesNotVerify) as damage:
        office.vaults.verify(session)
    assert "key file" in damage.value.findings[0]


def test_a_vault_rebuilt_from_its_journal_opens_with_the_same_passphrase(office: Office, tmp_path: Path) -> None:
    rebuilt = tmp_path / "rebuilt.advault"
    with office.as_user(SUPERVISOR) as session:
        office.vaults.rebuild(session, rebuilt)
        with session.work() as unit:
            people = unit.find(User, order_by=("id",))
    with Office(rebuilt, office.clock, office.rules, office.case_id, office.agency_id, office.service_id).as_user(
        ADVOCATE
    ) as session:
        with session.work() as unit:
            assert unit.find(User, order_by=("id",)) == people
        office.vaults.verify(session)


def test_a_rebuild_that_fails_leaves_nothing_behind(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rebuilt = tmp_path / "rebuilt.advault"
    with office.as_user(SUPERVISOR) as session:
        monkeypatch.setattr(type(session.store), "replay_into", _disk_full)
        before = set(tmp_path.iterdir())
        with pytest.raises(DiskFull):
            office.vaults.rebuild(session, rebuilt)
    assert set(tmp_path.iterdir()) == before


def _disk_full(*_: object) -> None:
    raise OSError(errno.ENOSPC, "disk full")


def test_a_vault_that_cannot_be_finished_leaves_its_place_free(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vaults = vaults_at(tmp_path / "state", SetClock())
    new = NewVault(folder=tmp_path / "v.advault", service_name="A", user_name="Ada Sample", passphrase=PASSPHRASE)
    with monkeypatch.context() as full:
        full.setattr(SqlUnitOfWork, "commit", _disk_full)
        with pytest.raises(OSError, match="disk full"):
            vaults.create(new)
    assert not new.folder.exists()
    session, _ = vaults.create(new)
    session.close()


def test_no_list_of_real_people_is_read_into_the_sample_vault(tmp_path: Path) -> None:
    new = NewVault(
        folder=tmp_path / "v.advault", service_name="A", user_name="Ada Sample", passphrase=PASSPHRASE, is_sample=True
    )
    session, _ = vaults_at(tmp_path / "state", SetClock()).create(new)
    with pytest.raises(SampleVault, match="invented"):
        session.refuse_real_people()
    session.close()


def test_the_services_need_neither_screens_nor_records_nor_drawing() -> None:
    loaded = modules_loaded_by(["advocate_desk.services.write_letter", "advocate_desk.app.bootstrap"])
    assert not {"PySide6", "sqlalchemy", "alembic", "reportlab", "nacl"} & {name.partition(".")[0] for name in loaded}


def test_a_vault_in_a_folder_that_may_only_be_read_is_read_and_left_as_it_is(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(office.folder)
    platform = type(this_platform())
    monkeypatch.setattr(platform, "cannot_be_written", lambda self, folder: folder == office.folder)
    with office.as_user(ADVOCATE) as session:
        assert session.read_only
        assert session.settings().service_name == "Northbridge Advocacy"
        drafts = KeepDrafts(session)
        drafts.erase("place")
        assert drafts.load("place") is None
        for write in (
            lambda: drafts.keep("place", "here"),
            lambda: session.vault.change_passphrase(PASSPHRASE, "umbrella gravel notion spoon"),
        ):
            with pytest.raises(NoRights):
                write()
    assert contents(office.folder) == before
