"""Colleagues come with a code, go without losing what they wrote, and find a way back in."""

import shutil
from datetime import date, datetime
from pathlib import Path

import pytest

from advocate_desk.domain.directory import Agency
from advocate_desk.domain.errors import (
    CannotDisableYourself,
    CodeExpired,
    DiskFailed,
    EntryRefused,
    NameAnAdministrator,
    NotAllowed,
    NotFound,
    PassphraseNotSet,
    PassphraseSetAlready,
    RecoveryWordsMistyped,
    RecoveryWordsOfAnotherVault,
    SignInNameTaken,
    VaultInUse,
    WeakPassphrase,
    WrongPassphrase,
)
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.record import SHARED_STREAM
from advocate_desk.domain.users import Role
from advocate_desk.services.manage_users import WHAT_DISABLING_LEAVES, ManageUsers, NewCode, UserLine
from advocate_desk.services.open_vault import NewVault, OpenVaults
from advocate_desk.services.session import Session
from advocate_desk.vault.opened import UnlockedVault
from tests.services.desk import (
    ADMINISTRATOR,
    ADVOCATE,
    LETTERS,
    OTHER_SUPERVISOR,
    PASSPHRASE,
    SUPERVISOR,
    Office,
    SetClock,
    keep,
    vaults_at,
)
from tests.support.folders import contents

OWN = "umbrella gravel notion spoon"
GOLDEN = Path(__file__).parents[1] / "data" / "vaults" / "records-0001" / "office.advault"


def line(office: Office, session: Session, name: str) -> UserLine:
    return next(each for each in ManageUsers(session, office.vaults).people() if each.name == name)


def add(office: Office, name: str, role: Role = Role.ADVOCATE) -> NewCode:
    with office.as_user(ADMINISTRATOR) as session:
        return ManageUsers(session, office.vaults).add(name, role, "Outreach worker")


def test_everybody_is_listed_those_who_may_sign_in_first(office: Office) -> None:
    with office.as_user(ADMINISTRATOR) as session:
        manage = ManageUsers(session, office.vaults)
        manage.disable(line(office, session, ADVOCATE).user_id)
        listed = manage.people()
    assert [each.name for each in listed] == [ADMINISTRATOR, LETTERS, OTHER_SUPERVISOR, SUPERVISOR, ADVOCATE]
    assert [each.name for each in listed if each.is_you] == [ADMINISTRATOR]
    assert [each.name for each in listed if not each.active] == [ADVOCATE]
    assert listed[1].role is Role.LETTERS
    assert listed[1].job_title == "Worker"
    assert not any(each.waits_for_code for each in listed)


def test_a_new_colleague_comes_in_with_the_code_and_leaves_it_behind(office: Office) -> None:
    new = add(office, "Wren Sample")
    assert (new.name, new.until) == ("Wren Sample", date(2026, 11, 30))
    with office.as_user(ADMINISTRATOR) as session:
        waiting = line(office, session, "Wren Sample")
    assert (waiting.waits_for_code, waiting.code_until, waiting.job_title) == (True, new.until, "Outreach worker")
    with pytest.raises(PassphraseNotSet):
        office.vaults.unlock(office.folder, "Wren Sample", new.code)
    session = office.vaults.unlock_with_code(office.folder, "Wren Sample", new.code, OWN)
    assert (session.user.display_name, session.role) == ("Wren Sample", Role.ADVOCATE)
    session.close()
    with pytest.raises(WrongPassphrase):
        office.vaults.unlock(office.folder, "Wren Sample", new.code)
    office.vaults.unlock(office.folder, "Wren Sample", OWN).close()
    with office.as_user(ADMINISTRATOR) as session:
        assert not line(office, session, "Wren Sample").waits_for_code


def test_the_code_is_read_as_people_say_and_type_it(office: Office) -> None:
    new = add(office, "Wren Sample")
    spoken = new.code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    office.vaults.unlock_with_code(office.folder, "wren sample", f" {spoken} ", OWN).close()


def test_a_code_opens_for_seven_days_and_no_longer(office: Office) -> None:
    new = add(office, "Wren Sample")
    office.clock.later(days=7)
    with pytest.raises(PassphraseNotSet):
        office.vaults.unlock(office.folder, "Wren Sample", new.code)
    office.clock.later(days=1)
    before = contents(office.folder)
    with pytest.raises(CodeExpired):
        office.vaults.unlock(office.folder, "Wren Sample", new.code)
    with pytest.raises(CodeExpired):
        office.vaults.unlock_with_code(office.folder, "Wren Sample", new.code, OWN)
    assert contents(office.folder) == before


def test_a_refused_first_passphrase_leaves_the_code_as_it_was(office: Office) -> None:
    new = add(office, "Wren Sample")
    before = contents(office.folder)
    for weak in ("short", new.code, new.code.lower()):
        with pytest.raises(WeakPassphrase):
            office.vaults.unlock_with_code(office.folder, "Wren Sample", new.code, weak)
    with pytest.raises(PassphraseSetAlready):
        office.vaults.unlock_with_code(office.folder, ADVOCATE, PASSPHRASE, OWN)
    assert contents(office.folder) == before
    office.vaults.unlock_with_code(office.folder, "Wren Sample", new.code, OWN).close()


def test_nobody_else_adds_disables_or_resets(office: Office) -> None:
    with office.as_user(SUPERVISOR) as session:
        manage = ManageUsers(session, office.vaults)
        for refused in (
            manage.people,
            lambda: manage.add("Wren Sample", Role.ADMINISTRATOR),
            lambda: manage.disable(session.user.id),
            lambda: manage.reset(session.user.id),
        ):
            with pytest.raises(NotAllowed):
                refused()


def test_a_name_that_is_taken_or_missing_adds_nobody(office: Office) -> None:
    with office.as_user(ADMINISTRATOR) as session:
        manage = ManageUsers(session, office.vaults)
        listed, before = manage.people(), contents(office.folder)
        with pytest.raises(SignInNameTaken):
            manage.add(ADVOCATE.upper(), Role.ADVOCATE)
        with pytest.raises(EntryRefused):
            manage.add("  ", Role.ADVOCATE)
        assert manage.people() == listed
        assert contents(office.folder) == before


def test_what_is_said_when_somebody_is_disabled_is_true(office: Office) -> None:
    """The day this fails the records got a key of their own after each leaver: then the sentence must go."""
    old = {path.name: path.read_bytes() for path in office.folder.glob("header*.json")}
    with office.as_user(ADMINISTRATOR) as session:
        ManageUsers(session, office.vaults).disable(line(office, session, ADVOCATE).user_id)
        keep(session, agency_of(session.clock.now(), "Written afterwards"))
    with pytest.raises(WrongPassphrase), office.as_user(ADVOCATE):
        pass
    for name, data in old.items():
        (office.folder / name).write_bytes(data)
    with office.as_user(ADVOCATE) as session, session.work() as unit:
        assert unit.find(Agency, name="Written afterwards")
    assert "read what is written here later" in WHAT_DISABLING_LEAVES


def agency_of(now: datetime, name: str) -> Agency:
    return Agency(id=new_id(now), stream_id=SHARED_STREAM, name=name)


def test_a_disabled_colleague_is_kept_out_and_what_they_signed_still_verifies(office: Office) -> None:
    with office.as_user(SUPERVISOR) as session:
        signed, who = session.vault.sign(b"approved"), session.user.id
        ManageUsers(session, office.vaults).change_own_passphrase(PASSPHRASE, OWN)
    with office.as_user(ADMINISTRATOR) as session:
        ManageUsers(session, office.vaults).disable(who)
        assert session.vault.verify(who, b"approved", signed)
        assert not line(office, session, SUPERVISOR).active
        office.vaults.verify(session)
        with pytest.raises(NotFound):
            ManageUsers(session, office.vaults).reset(who)
    for passphrase in (PASSPHRASE, OWN):
        with pytest.raises(WrongPassphrase):
            office.vaults.unlock(office.folder, SUPERVISOR, passphrase)
    add(office, SUPERVISOR)  # the name is free for somebody else


def test_no_administrator_takes_their_own_way_in_away(office: Office) -> None:
    with office.as_user(ADMINISTRATOR) as session:
        manage = ManageUsers(session, office.vaults)
        for refused in (manage.disable, manage.reset):
            with pytest.raises(CannotDisableYourself):
                refused(session.user.id)


def test_a_lost_passphrase_is_reset_and_the_person_stays_who_they_were(office: Office) -> None:
    with office.as_user(SUPERVISOR) as session:
        signed, who = session.vault.sign(b"approved"), session.user.id
    with office.as_user(ADMINISTRATOR) as session:
        manage = ManageUsers(session, office.vaults)
        first, second = manage.reset(who), manage.reset(who)
        assert session.vault.verify(who, b"approved", signed)
    for gone in (PASSPHRASE, first.code):
        with pytest.raises(WrongPassphrase):
            office.vaults.unlock(office.folder, SUPERVISOR, gone)
    session = office.vaults.unlock_with_code(office.folder, SUPERVISOR, second.code, OWN)
    assert (session.user.id, session.role) == (who, Role.SUPERVISOR)
    assert session.vault.verify(who, b"approved", signed)
    assert session.vault.verify(who, b"since", session.vault.sign(b"since"))
    assert session.vault.sign(b"approved") != signed
    office.vaults.verify(session)
    session.close()


@pytest.mark.parametrize("finished", [True, False], ids=["added again", "reset"])
def test_a_colleague_whose_adding_was_cut_short_gets_a_new_code_by_the_same_name(
    office: Office, monkeypatch: pytest.MonkeyPatch, finished: bool
) -> None:
    with office.as_user(ADMINISTRATOR) as session, monkeypatch.context() as patch:
        patch.setattr(type(session), "work", _disk_fails)
        with pytest.raises(DiskFailed):
            ManageUsers(session, office.vaults).add("Nia Sample", Role.ADVOCATE)
    with office.as_user(ADMINISTRATOR) as session:
        manage = ManageUsers(session, office.vaults)
        with pytest.raises(SignInNameTaken):
            manage.add("Nia Sample", Role.SUPERVISOR)
        code = manage.reset(manage.find("nia  sample").user_id).code
        if finished:
            code = manage.add("Nia Sample", Role.ADVOCATE).code
            with pytest.raises(SignInNameTaken):
                manage.add("Nia Sample", Role.ADVOCATE)
    session = office.vaults.unlock_with_code(office.folder, "Nia Sample", code, OWN)
    assert session.user.display_name == "Nia Sample"
    session.close()


def new_vault(place: Path) -> tuple[OpenVaults, Path, tuple[str, ...]]:
    vaults, folder = vaults_at(place / "state", SetClock()), place / "v.advault"
    session, words = vaults.create(
        NewVault(folder=folder, service_name="A Service", user_name="Ada Sample", passphrase=PASSPHRASE)
    )
    session.close()
    return vaults, folder, words


def test_the_recovery_words_give_the_administrator_a_new_passphrase_and_everybody_is_told_once(tmp_path: Path) -> None:
    vaults, folder, words = new_vault(tmp_path)
    session = vaults.unlock(folder, "Ada Sample", PASSPHRASE)
    signed, who = session.vault.sign(b"approved"), session.user.id
    code = ManageUsers(session, vaults).add("Jo Sample", Role.LETTERS).code
    assert ManageUsers(session, vaults).notices() == ()
    session.close()
    session = vaults.recover(folder, words, "", OWN)
    assert (session.user.id, session.role, session.user.display_name) == (who, Role.ADMINISTRATOR, "Ada Sample")
    assert session.vault.verify(who, b"approved", signed)
    vaults.verify(session)
    session.close()
    with pytest.raises(WrongPassphrase):
        vaults.unlock(folder, "Ada Sample", PASSPHRASE)
    for comes_in in (
        lambda: vaults.unlock(folder, "Ada Sample", OWN),
        lambda: vaults.unlock_with_code(folder, "Jo Sample", code, OWN + " mine"),
    ):
        session = comes_in()
        manage = ManageUsers(session, vaults)
        (notice,) = manage.notices()
        assert "Ada Sample" in notice.sentence
        assert "10:42am on Monday 23 November 2026" in notice.sentence
        manage.seen(notice.notice_id)
        manage.seen(notice.notice_id)
        assert manage.notices() == ()
        session.close()
    vaults.recover(folder, words, "ada sample", PASSPHRASE).close()  # the words stay as they are


def test_a_recovery_that_is_refused_changes_nothing_and_records_nothing(tmp_path: Path) -> None:
    vaults, folder, words = new_vault(tmp_path)
    session = vaults.unlock(folder, "Ada Sample", PASSPHRASE)
    manage = ManageUsers(session, vaults)
    code = manage.add("Bea Sample", Role.ADMINISTRATOR).code
    manage.add("Jo Sample", Role.ADVOCATE)
    with pytest.raises(VaultInUse):
        vaults.recover(folder, words, "Ada Sample", OWN)
    session.close()
    before = contents(folder)
    for user, passphrase, failure in (
        ("", OWN, NameAnAdministrator),
        ("Jo Sample", OWN, NotFound),
        ("Nobody Sample", OWN, NotFound),
        ("Ada Sample", "short", WeakPassphrase),
    ):
        with pytest.raises(failure):
            vaults.recover(folder, words, user, passphrase)
    with pytest.raises(RecoveryWordsMistyped):
        vaults.recover(folder, words[:-1], "Ada Sample", OWN)
    assert contents(folder) == before
    session = vaults.unlock_with_code(folder, "Bea Sample", code, OWN)
    assert ManageUsers(session, vaults).notices() == ()
    session.close()


def test_a_recovery_cut_short_is_on_record_and_can_be_done_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vaults, folder, words = new_vault(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(UnlockedVault, "recover", _disk_fails)
        with pytest.raises(DiskFailed):
            vaults.recover(folder, words, "", OWN)
    session = vaults.unlock(folder, "Ada Sample", PASSPHRASE)
    assert len(ManageUsers(session, vaults).notices()) == 1
    vaults.verify(session)
    session.close()
    session = vaults.recover(folder, words, "", OWN)
    assert len(ManageUsers(session, vaults).notices()) == 2
    session.close()


def _disk_fails(*_: object) -> None:
    raise DiskFailed


def test_the_drill_tells_this_vaults_words_from_anothers(tmp_path: Path) -> None:
    vaults, folder, words = new_vault(tmp_path)
    (tmp_path / "other").mkdir()
    _, _, others = new_vault(tmp_path / "other")
    session = vaults.unlock(folder, "Ada Sample", PASSPHRASE)
    before = contents(folder)
    vaults.prove_recovery_words(session, [" ".join(words)])
    with pytest.raises(RecoveryWordsOfAnotherVault):
        vaults.prove_recovery_words(session, others)
    assert contents(folder) == before
    session.close()
    vaults.check_recovery_words(folder, words)


def test_a_closed_vault_is_copied_without_a_passphrase_and_the_copy_opens(office: Office, tmp_path: Path) -> None:
    copy, again = tmp_path / "night.adbackup", tmp_path / "again.advault"
    office.vaults.copy(office.folder, copy)
    with office.as_user(ADVOCATE), pytest.raises(VaultInUse):
        office.vaults.copy(office.folder, tmp_path / "second.adbackup")
    office.vaults.restore(copy, again)
    session = office.vaults.unlock(again, ADVOCATE, PASSPHRASE)
    office.vaults.verify(session)
    session.close()


def test_a_vault_of_the_first_format_can_be_used_for_all_of_it(tmp_path: Path) -> None:
    folder = tmp_path / "office.advault"
    shutil.copytree(GOLDEN, folder)
    clock = SetClock()
    vaults = vaults_at(tmp_path / "state", clock)
    session = vaults.unlock(folder, SUPERVISOR, PASSPHRASE)
    signed, who = session.vault.sign(b"approved"), session.user.id
    session.vault.change_passphrase(PASSPHRASE, OWN)
    session.close()
    assert vaults.info(folder).format_version == 1  # whoever may not sign the directory leaves the format alone
    session = vaults.unlock(folder, ADMINISTRATOR, PASSPHRASE)
    manage = ManageUsers(session, vaults)
    assert {each.name for each in manage.people()} == {ADMINISTRATOR, SUPERVISOR, ADVOCATE, OTHER_SUPERVISOR, LETTERS}
    code = manage.add("Wren Sample", Role.ADVOCATE).code
    reset = manage.reset(who).code
    manage.disable(next(each.user_id for each in manage.people() if each.name == LETTERS))
    vaults.verify(session)
    session.close()
    assert vaults.info(folder).format_version == 2
    vaults.unlock(folder, ADVOCATE, PASSPHRASE).close()
    vaults.unlock_with_code(folder, "Wren Sample", code, OWN).close()
    session = vaults.unlock_with_code(folder, SUPERVISOR, reset, OWN + " again")
    assert session.vault.verify(who, b"approved", signed)
    session.close()
