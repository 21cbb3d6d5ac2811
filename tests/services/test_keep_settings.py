from collections.abc import Iterator
from pathlib import Path

import pytest

from advocate_desk.domain.errors import EntryRefused, NotAllowed, TextRefused
from advocate_desk.domain.settings import Nation
from advocate_desk.services.keep_settings import KeepSettings, check_second_place
from tests.services.desk import ADMINISTRATOR, ADVOCATE, LETTERS, SUPERVISOR, Office


@pytest.fixture
def settings(office: Office) -> Iterator[KeepSettings]:
    with office.as_user(ADMINISTRATOR) as session:
        yield KeepSettings(session)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("service_name", "Northbridge and Millbrook Advocacy"),
        ("strapline", ""),
        ("sender_lines", ("PO Box 7", "NORTHBRIDGE", "ZZ99 3AA", "office@northbridge.example")),
        ("phone", "020 7946 0100"),
        ("marking", "OFFICIAL-SENSITIVE"),
        ("window_offset_x", -10),
        ("window_offset_y", 10),
        ("nation", Nation.WALES),
        ("cover_after_minutes", 1),
        ("lock_after_minutes", 15),
        ("high_risk_from", 17),
        ("medium_risk_from", 8),
        ("marac_feedback_days", 3),
        ("safe_contact_days", 14),
    ],
)
def test_what_is_set_is_there_for_everybody(office: Office, name: str, value: object) -> None:
    with office.as_user(SUPERVISOR) as session:
        assert getattr(KeepSettings(session).change(**{name: value}), name) == value
    with office.as_user(LETTERS) as session:
        assert getattr(KeepSettings(session).read(), name) == value


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("service_name", " "),
        ("service_name", "Two\nlines"),
        ("service_name", "x" * 81),
        ("marking", ""),
        ("sender_lines", ("1", "2", "3", "4", "5")),
        ("sender_lines", ("one\nin another",)),
        ("window_offset_x", 11),
        ("window_offset_y", -11),
        ("cover_after_minutes", 0),
        ("cover_after_minutes", 10),
        ("lock_after_minutes", 1),
        ("lock_after_minutes", 2),
        ("lock_after_minutes", 16),
        ("high_risk_from", 25),
        ("high_risk_from", 0),
        ("medium_risk_from", 0),
        ("medium_risk_from", 15),
        ("marac_feedback_days", 0),
        ("safe_contact_days", 0),
        ("backup_folder", "/no/such/folder"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(settings: KeepSettings, name: str, value: object) -> None:
    before = settings.read()
    with pytest.raises(EntryRefused):
        settings.change(**{name: value})
    assert settings.read() == before


def test_of_two_values_one_wrong_keeps_neither(settings: KeepSettings) -> None:
    before = settings.read()
    with pytest.raises(EntryRefused):
        settings.change(strapline="For everybody", lock_after_minutes=99)
    assert settings.read() == before


def test_text_that_cannot_be_kept_is_refused(settings: KeepSettings) -> None:
    with pytest.raises(TextRefused):
        settings.change(strapline="half \ud800")


def test_whether_this_is_the_sample_is_no_setting(settings: KeepSettings) -> None:
    with pytest.raises(KeyError):
        settings.change(is_sample=True)
    assert not settings.read().is_sample


@pytest.mark.parametrize("name", [ADVOCATE, LETTERS])
def test_who_does_not_keep_the_vault_reads_and_is_told_who_changes(office: Office, name: str) -> None:
    with office.as_user(name) as session:
        settings = KeepSettings(session)
        assert "supervisor or an administrator" in settings.why_not_change()
        with pytest.raises(NotAllowed):
            settings.change(strapline="Ours now")
        assert settings.read().strapline != "Ours now"


def test_a_second_place_that_can_be_written_is_taken_and_nothing_is_left_in_it(
    settings: KeepSettings, tmp_path: Path
) -> None:
    place = tmp_path / "a share"
    place.mkdir()
    assert settings.change(backup_folder=str(place)).backup_folder == str(place)
    assert list(place.iterdir()) == []
    assert settings.change(backup_folder="").backup_folder == ""


def test_a_second_place_in_the_vault_itself_is_refused(settings: KeepSettings, office: Office, tmp_path: Path) -> None:
    within = office.folder / "backups"
    within.mkdir()
    other = tmp_path / "other.advault"
    other.mkdir()
    round_about = tmp_path / "round about"
    round_about.symlink_to(office.folder)
    for place in (office.folder, within, other, round_about):
        with pytest.raises(EntryRefused, match="part of a vault"):
            settings.change(backup_folder=str(place))
    assert settings.read().backup_folder == ""


def test_a_place_where_nothing_can_be_written_is_refused_and_left_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "a share"
    place.mkdir()

    def refused(*_: object) -> None:
        raise PermissionError(13, "refused")

    monkeypatch.setattr("os.fsync", refused)
    with pytest.raises(EntryRefused, match="Nothing can be written"):
        check_second_place(place, tmp_path / "office.advault")
    assert list(place.iterdir()) == []
