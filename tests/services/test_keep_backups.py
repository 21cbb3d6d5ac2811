"""Backups that were proved, a restore rehearsed first, and the recovery drill."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from advocate_desk.domain.errors import (
    BackupDamaged,
    BackupPlaceRefuses,
    DiskFailed,
    EntryRefused,
    KnownFailure,
    NoSecondPlace,
    NotAllowed,
    RecoveryWordsMistyped,
    RecoveryWordsOfAnotherVault,
    SecondPlaceGone,
    TooManyTries,
    WrongPassphrase,
)
from advocate_desk.domain.keeping import KEPT_DAYS, BackupMade
from advocate_desk.domain.settings import SERVICE_SETTINGS_ID, ServiceSettings
from advocate_desk.services.keep_backups import KeepBackups
from advocate_desk.services.open_vault import NewVault
from advocate_desk.services.session import Session
from tests.services.desk import ADVOCATE, LETTERS, PASSPHRASE, SUPERVISOR, Office, vaults_at


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """The second place, as it were a share."""
    folder = tmp_path / "share"
    folder.mkdir()
    return folder


@pytest.fixture
def keeping(office: Office) -> Iterator[KeepBackups]:
    """A supervisor's way to backups."""
    with office.as_user(SUPERVISOR) as session:
        yield KeepBackups(session, office.vaults)


def set_place(session: Session, place: Path) -> None:
    with session.work() as unit:
        unit.change(unit.get(ServiceSettings, SERVICE_SETTINGS_ID), backup_folder=str(place))
        unit.commit("second place set")


def remembered(session: Session) -> tuple[BackupMade, ...]:
    with session.work() as unit:
        return unit.find(BackupMade)


@pytest.mark.parametrize("who", [ADVOCATE, LETTERS, SUPERVISOR])
def test_the_first_lock_of_a_day_makes_a_backup_whoever_sits_there(office: Office, place: Path, who: str) -> None:
    with office.as_user(who) as session:
        set_place(session, place)
        backups = KeepBackups(session, office.vaults)
        assert backups.due_today()
        backups.back_up_daily()
        assert not backups.due_today()
        (made,) = remembered(session)
        (file,) = place.iterdir()
    assert made.file_name == file.name
    assert file.name.startswith("backup-2026-11-23-")
    assert made.in_second_place
    office.vaults.restore(file, office.folder.parent / "again.advault")


def test_the_next_day_it_is_due_again(office: Office, place: Path) -> None:
    with office.as_user(ADVOCATE) as session:
        set_place(session, place)
        backups = KeepBackups(session, office.vaults)
        backups.back_up_daily()
        office.clock.later(days=1)
        assert backups.due_today()


def test_without_a_second_place_nothing_is_due_and_none_is_made(keeping: KeepBackups) -> None:
    assert not keeping.due_today()
    with pytest.raises(NoSecondPlace):
        keeping.back_up_daily()


def test_a_second_place_that_is_gone_is_said_and_recorded_nowhere(office: Office, place: Path) -> None:
    with office.as_user(ADVOCATE) as session:
        set_place(session, place / "not connected")
        backups = KeepBackups(session, office.vaults)
        with pytest.raises(SecondPlaceGone):
            backups.back_up_daily()
        assert remembered(session) == ()
        assert backups.due_today()
    assert list(place.iterdir()) == []


def test_a_second_place_that_is_a_file_is_said_too(office: Office, place: Path) -> None:
    with office.as_user(ADVOCATE) as session:
        set_place(session, office.folder / "header.json")
        with pytest.raises(SecondPlaceGone):
            KeepBackups(session, office.vaults).back_up_daily()


def test_a_second_place_that_refuses_is_said_and_recorded_nowhere(
    office: Office, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_given: object, **_named: object) -> None:
        raise PermissionError(13, "as a read-only share says")

    with office.as_user(ADVOCATE) as session:
        set_place(session, place)
        backups = KeepBackups(session, office.vaults)
        monkeypatch.setattr("advocate_desk.vault.backup.parts", refused)
        with pytest.raises(BackupPlaceRefuses):
            backups.back_up_daily()
        assert remembered(session) == ()
    assert list(place.iterdir()) == []
    assert not list(office.folder.glob("copy-*"))


def test_what_a_killed_backup_left_goes_with_the_next_and_nothing_else_does(office: Office, place: Path) -> None:
    ours, young, others = (place / f".{name}.part" for name in ("0123456789abcdef", "0123456789abcdee", "holiday"))
    foreign = place / ".0123456789abcded.part"
    for file, words in ((ours, b"manifest.json\0"), (young, b"manifest.json"), (others, b""), (foreign, b"a letter")):
        file.write_bytes(words)
    long_ago = (office.clock.now() - timedelta(days=2)).timestamp()
    for file in (ours, others, foreign):
        os.utime(file, (long_ago, long_ago))
    now = office.clock.now().timestamp()
    os.utime(young, (now, now))
    with office.as_user(ADVOCATE) as session:
        set_place(session, place)
        KeepBackups(session, office.vaults).back_up_daily()
    assert not ours.exists()
    assert young.exists(), "another computer may be writing it at this moment"
    assert others.exists()
    assert foreign.exists()


def test_superseded_backups_of_ours_go_and_no_other_file_is_touched(office: Office, place: Path) -> None:
    of_others = place / "backup-2020-01-01-00000000.adbackup"
    of_others.write_bytes(b"of another team")
    with office.as_user(ADVOCATE) as session:
        set_place(session, place)
        backups = KeepBackups(session, office.vaults)
        backups.back_up_daily()
        (first,) = remembered(session)
        office.clock.later(hours=1)
        backups.back_up_daily()
        assert not (place / first.file_name).exists()
        newest = next(one for one in remembered(session) if one.id != first.id)
        changed = place / newest.file_name
        changed.write_bytes(b"somebody put another file here")
        office.clock.later(hours=1)
        backups.back_up_daily()
    assert of_others.exists()
    assert changed.exists()


def test_the_state_tells_age_and_drills(office: Office, keeping: KeepBackups, tmp_path: Path) -> None:
    before = keeping.state()
    assert before.is_old
    assert before.last_made_at is None
    assert not before.words_drill_due
    keeping.back_up_to(tmp_path / "night.adbackup")
    assert not keeping.state().is_old
    office.clock.later(days=7)
    assert keeping.state().days_old == 7
    assert not keeping.state().is_old
    office.clock.later(days=1)
    assert keeping.state().is_old
    office.clock.later(days=358)
    assert keeping.state().words_drill_due
    assert keeping.state().restore_drill_due


def test_a_backup_inside_the_vault_is_refused(office: Office, keeping: KeepBackups) -> None:
    with pytest.raises(EntryRefused):
        keeping.back_up_to(office.folder / "inside.adbackup")


def test_a_rehearsal_says_what_the_backup_holds_and_leaves_nothing(
    office: Office, keeping: KeepBackups, tmp_path: Path
) -> None:
    file = tmp_path / "night.adbackup"
    keeping.back_up_to(file)
    before = sorted(path.name for path in tmp_path.iterdir())
    found = keeping.rehearse(file, ADVOCATE, PASSPHRASE)
    assert found.cases == 1
    assert found.same_vault
    assert found.cases_here_since == 0
    assert found.made_at == office.clock.now().replace(microsecond=0)
    assert found.newest is not None
    assert sorted(path.name for path in tmp_path.iterdir()) == before
    drill = keeping.state().last_drill_restore
    assert drill is not None
    assert drill.cases == 1


def test_a_rehearsal_with_a_wrong_passphrase_proves_nothing_and_leaves_nothing(
    keeping: KeepBackups, tmp_path: Path
) -> None:
    file = tmp_path / "night.adbackup"
    keeping.back_up_to(file)
    before = sorted(path.name for path in tmp_path.iterdir())
    with pytest.raises(WrongPassphrase):
        keeping.rehearse(file, ADVOCATE, "not the passphrase of then")
    assert keeping.state().last_drill_restore is None
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_wrong_passphrases_of_then_are_counted_apart_and_lock_nobody_out_of_the_vault(
    office: Office, tmp_path: Path
) -> None:
    file = tmp_path / "night.adbackup"
    with office.as_user(SUPERVISOR) as session:
        keeping = KeepBackups(session, office.vaults)
        keeping.back_up_to(file)
        for _ in range(10):
            with pytest.raises(WrongPassphrase):
                keeping.rehearse(file, ADVOCATE, "not the passphrase of then")
        with pytest.raises(TooManyTries):
            keeping.rehearse(file, ADVOCATE, PASSPHRASE)
    with office.as_user(ADVOCATE):
        pass


def test_a_damaged_backup_does_not_pass_a_rehearsal(keeping: KeepBackups, tmp_path: Path) -> None:
    file = tmp_path / "night.adbackup"
    keeping.back_up_to(file)
    hurt = bytearray(file.read_bytes())
    hurt[len(hurt) // 2] ^= 1
    file.write_bytes(hurt)
    with pytest.raises(BackupDamaged):
        keeping.rehearse(file, ADVOCATE, PASSPHRASE)
    assert keeping.state().last_drill_restore is None


def test_a_backup_of_another_vault_is_told_as_such_and_is_no_drill_of_ours(
    office: Office, keeping: KeepBackups, tmp_path: Path
) -> None:
    vaults = vaults_at(tmp_path / "state", office.clock)
    new = NewVault(folder=tmp_path / "other.advault", service_name="Other", user_name="Ada", passphrase=PASSPHRASE)
    session, words = vaults.create(new)
    file = tmp_path / "other.adbackup"
    vaults.back_up(session, file)
    session.close()
    found = keeping.rehearse(file, "Ada", PASSPHRASE)
    assert not found.same_vault
    assert found.cases == 0
    assert found.newest is None
    assert found.cases_here_since is None
    assert keeping.state().last_drill_restore is None
    with pytest.raises(RecoveryWordsOfAnotherVault):
        keeping.prove_words(words)
    with pytest.raises(RecoveryWordsMistyped):
        keeping.prove_words(("abandon",) * 24)
    assert keeping.state().last_drill_words is None


def test_the_right_words_are_proved_and_the_day_is_kept(tmp_path: Path, office: Office) -> None:
    vaults = vaults_at(tmp_path / "state", office.clock)
    new = NewVault(folder=tmp_path / "other.advault", service_name="Other", user_name="Ada", passphrase=PASSPHRASE)
    session, words = vaults.create(new)
    with_words = KeepBackups(session, vaults)
    office.clock.later(days=366)
    assert with_words.state().words_drill_due
    with_words.prove_words(words)
    assert not with_words.state().words_drill_due
    session.close()


def test_an_advocate_neither_restores_nor_drills(office: Office, session: Session, tmp_path: Path) -> None:
    backups = KeepBackups(session, office.vaults)
    for attempt in (
        lambda: backups.back_up_to(tmp_path / "b.adbackup"),
        lambda: backups.restore(tmp_path / "b.adbackup", tmp_path / "v.advault"),
        lambda: backups.rehearse(tmp_path / "b.adbackup", ADVOCATE, PASSPHRASE),
        lambda: backups.prove_words(("word",) * 24),
    ):
        with pytest.raises(NotAllowed):
            attempt()


def test_a_backup_that_cannot_be_recorded_is_not_left_lying(
    office: Office, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with office.as_user(ADVOCATE) as session:
        set_place(session, place)
        backups = KeepBackups(session, office.vaults)

        def broken(*_given: object, **_named: object) -> None:
            raise OSError

        monkeypatch.setattr(KeepBackups, "_record", broken)
        with pytest.raises(Exception, match="does not count"):
            backups.back_up_daily()
    assert list(place.iterdir()) == []


def test_a_backup_whose_record_stood_when_the_disk_failed_stays_and_counts(
    office: Office, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with office.as_user(ADVOCATE) as session:
        set_place(session, place)
        backups = KeepBackups(session, office.vaults)
        recorded = KeepBackups._record

        def on_record_then_failed(keeping: KeepBackups, made: BackupMade) -> None:
            recorded(keeping, made)
            raise DiskFailed

        monkeypatch.setattr(KeepBackups, "_record", on_record_then_failed)
        with pytest.raises(KnownFailure):
            backups.back_up_daily()
        assert [one.file_name for one in remembered(session)] == [path.name for path in place.iterdir()]


def test_a_backup_that_was_stopped_is_recorded_nowhere_and_leaves_nothing(office: Office, place: Path) -> None:
    with office.as_user(ADVOCATE) as session:
        set_place(session, place)
        backups = KeepBackups(session, office.vaults)
        with pytest.raises(KnownFailure, match="stopped"):
            backups.back_up_daily(lambda _done, _total: False)
        assert remembered(session) == ()
        assert backups.due_today()
    assert list(place.iterdir()) == []
    assert not list(office.folder.glob("copy-*"))


def test_a_rehearsal_that_was_stopped_proves_nothing_and_leaves_nothing(keeping: KeepBackups, tmp_path: Path) -> None:
    file = tmp_path / "night.adbackup"
    keeping.back_up_to(file)
    before = sorted(path.name for path in tmp_path.iterdir())
    with pytest.raises(KnownFailure, match="stopped"):
        keeping.rehearse(file, ADVOCATE, PASSPHRASE, lambda _done, _total: False)
    assert keeping.state().last_drill_restore is None
    assert sorted(path.name for path in tmp_path.iterdir()) == before


def test_what_a_killed_rehearsal_left_goes_with_the_next(office: Office, keeping: KeepBackups, tmp_path: Path) -> None:
    file = tmp_path / "night.adbackup"
    keeping.back_up_to(file)
    old, young = tmp_path / ".rehearsal-old.tmp", tmp_path / ".rehearsal-young.tmp"
    for folder, age in ((old, 2), (young, 0)):
        folder.mkdir()
        moment = (office.clock.now() - timedelta(days=age)).timestamp()
        os.utime(folder, (moment, moment))
    keeping.rehearse(file, ADVOCATE, PASSPHRASE)
    assert not old.exists()
    assert young.exists(), "another desk may be rehearsing at this moment"


def test_a_clock_that_once_ran_ahead_silences_no_backup(office: Office, place: Path) -> None:
    with office.as_user(SUPERVISOR) as session:
        set_place(session, place)
        backups = KeepBackups(session, office.vaults)
        office.clock.later(days=400)
        backups.back_up_daily()
        office.clock.later(days=-400)
        assert backups.due_today()
        assert backups.state().is_old
        backups.back_up_daily()
        assert not backups.due_today()
        assert backups.state().days_old == 0


def test_a_clock_that_fell_back_takes_no_backup_away_that_was_just_made(office: Office, place: Path) -> None:
    with office.as_user(SUPERVISOR) as session:
        set_place(session, place)
        backups = KeepBackups(session, office.vaults)
        for _day in range(KEPT_DAYS):
            backups.back_up_daily()
            office.clock.later(days=7)
        before = set(place.iterdir())
        office.clock.later(days=-2000)
        backups.back_up_daily()
        assert set(place.iterdir()) - before
