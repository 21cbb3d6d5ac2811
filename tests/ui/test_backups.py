"""Backups, rehearsals and drills through their screens, on a real vault."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from advocate_desk.app.around import Around
from advocate_desk.app.desk import make_desk
from advocate_desk.app.program import Program
from advocate_desk.domain.settings import SERVICE_SETTINGS_ID, ServiceSettings
from advocate_desk.domain.users import Role
from advocate_desk.services.open_vault import NewVault, OpenVaults
from advocate_desk.services.session import Session
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.dialogs.prove_words import ProveWordsDialog, read_words
from advocate_desk.ui.dialogs.rehearse_restore import RehearseRestoreDialog
from advocate_desk.ui.front import FrontWindow
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screens.backups import BackupsScreen
from advocate_desk.ui.screens.door_restore import RestoreScreen
from advocate_desk.ui.tasks import InlineRunner
from advocate_desk.ui.theme import Theme
from tests.services.desk import PASSPHRASE, SetClock, vaults_at
from tests.support.desk_of_examples import make_example_desk
from tests.support.door import make_door
from tests.support.prompts import RecordedPrompts

ADA = "Ada Sample"


@dataclass
class Kept:
    """A vault of the test's own, open as its administrator, with its recovery words."""

    vaults: OpenVaults
    session: Session
    words: tuple[str, ...]
    desk: DeskContext
    prompts: RecordedPrompts


@pytest.fixture
def kept(tmp_path: Path, theme: Theme) -> Iterator[Kept]:
    program, prompts = Program(), RecordedPrompts()
    vaults = vaults_at(tmp_path / "state", SetClock())
    new = NewVault(
        folder=tmp_path / "vaults" / "Desk.advault", service_name="A Service", user_name=ADA, passphrase=PASSPHRASE
    )
    session, words = vaults.create(new)
    around = Around(tasks=InlineRunner(), prompts=prompts, theme=theme)
    yield Kept(vaults, session, words, make_desk(program, session, around, is_sample=False), prompts)
    session.close()
    program.close()


@pytest.fixture
def screen(kept: Kept, qtbot: QtBot) -> BackupsScreen:
    shown = BackupsScreen(kept.desk, Place(BackupsScreen.key))
    qtbot.addWidget(shown)
    shown.show()
    shown.refresh()
    return shown


def test_back_up_now_says_when_it_was_done_only_once_it_counts(
    kept: Kept, screen: BackupsScreen, tmp_path: Path
) -> None:
    assert screen.last.headline.text() == "No backup was made yet"
    kept.prompts.chooses = tmp_path / "night.adbackup"
    screen.back_up.click()
    assert kept.prompts.chooses.exists()
    assert screen.last.headline.text().startswith("Last good backup: today, ")
    assert screen.message.isHidden()


def test_with_a_second_place_back_up_now_asks_nothing(kept: Kept, screen: BackupsScreen, tmp_path: Path) -> None:
    place = tmp_path / "stick"
    place.mkdir()
    with kept.session.work() as unit:
        unit.change(unit.get(ServiceSettings, SERVICE_SETTINGS_ID), backup_folder=str(place))
        unit.commit("second place set")
    screen.refresh()
    screen.back_up.click()
    assert kept.prompts.asked == []
    assert len(list(place.iterdir())) == 1
    assert screen.last.headline.text().startswith("Last good backup: today, ")


def test_a_second_place_that_is_gone_is_said_by_the_button_and_nothing_counts(
    kept: Kept, screen: BackupsScreen, tmp_path: Path
) -> None:
    with kept.session.work() as unit:
        unit.change(unit.get(ServiceSettings, SERVICE_SETTINGS_ID), backup_folder=str(tmp_path / "gone"))
        unit.commit("second place set")
    screen.refresh()
    screen.back_up.click()
    assert "cannot be reached" in screen.message.headline.text()
    assert screen.last.headline.text() == "No backup was made yet"


def back_up(kept: Kept, to: Path) -> Path:
    kept.desk.backups.back_up_to(to)
    return to


def test_a_rehearsal_says_what_the_backup_holds_and_is_on_record(
    kept: Kept, screen: BackupsScreen, tmp_path: Path, qtbot: QtBot
) -> None:
    kept.prompts.chooses = back_up(kept, tmp_path / "night.adbackup")
    screen.rehearse.click()
    dialog = screen.findChild(RehearseRestoreDialog)
    assert dialog is not None
    dialog.form.choose.click()
    qtbot.keyClicks(dialog.form.sign_in_name, ADA)
    qtbot.keyClicks(dialog.form.passphrase, PASSPHRASE)
    qtbot.keyClick(dialog.form.passphrase, Qt.Key.Key_Return)
    assert dialog.held.headline.text() == "No cases. It opens and verifies."
    assert dialog.form.passphrase.text() == ""
    assert "Last tested today" in screen.rehearsed.text()
    dialog.restore.click()
    assert (kept.session.vault.folder.parent / "Desk 2.advault").is_dir()
    kept.vaults.unlock(kept.session.vault.folder.parent / "Desk 2.advault", ADA, PASSPHRASE).close()
    dialog.close()


def test_three_things_missing_are_each_said_beside_their_field(kept: Kept, qtbot: QtBot) -> None:
    dialog = RehearseRestoreDialog(None, kept.desk)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.go_on.click()
    shown = [field.error.text() for field in (dialog.form.file_field, dialog.form.name_field, dialog.form.secret_field)]
    assert shown == ["Choose the backup's file.", "Type a sign-in name.", "Type the passphrase of then."]


def test_a_wrong_passphrase_keeps_what_was_typed_and_proves_nothing(kept: Kept, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = RehearseRestoreDialog(None, kept.desk)
    qtbot.addWidget(dialog)
    dialog.form.show_file(back_up(kept, tmp_path / "night.adbackup"))
    dialog.form.sign_in_name.setText(ADA)
    dialog.form.passphrase.setText("not the passphrase of then")
    dialog.go_on.click()
    assert "do not open this vault" in dialog.message.headline.text()
    assert dialog.form.sign_in_name.text() == ADA
    assert kept.desk.backups.state().last_drill_restore is None


def test_the_sheet_is_proved_by_its_words_numbers_and_all(kept: Kept, screen: BackupsScreen, qtbot: QtBot) -> None:
    screen.prove.click()
    dialog = screen.findChild(ProveWordsDialog)
    assert dialog is not None
    typed = "\n".join(f"{number}. {word}" for number, word in enumerate(kept.words, start=1))
    dialog.words.edit.setPlainText(typed)
    dialog.prove.click()
    assert dialog.message.headline.text() == "These words open this vault"
    assert dialog.words.words == ""
    assert "Last proved today" in screen.proved.text()
    dialog.close()


def test_a_misread_word_is_named_by_its_place_and_stays_typed(kept: Kept, qtbot: QtBot) -> None:
    dialog = ProveWordsDialog(None, kept.desk)
    qtbot.addWidget(dialog)
    typed = " ".join((*kept.words[:6], "qqqq", *kept.words[7:]))
    dialog.words.edit.setPlainText(typed)
    dialog.prove.click()
    assert "Word 7 " in dialog.message.headline.text()
    assert dialog.words.words == typed
    dialog.words.edit.setPlainText(" ".join(kept.words[:23]))
    dialog.prove.click()
    assert "23 words" in dialog.message.headline.text()
    assert kept.desk.backups.state().last_drill_words is None


def test_words_are_read_whatever_stands_between_them() -> None:
    assert read_words("1. harbour, 2) lemon\n3 seven") == ["harbour", "lemon", "seven"]


def test_at_the_door_a_backup_becomes_a_vault_to_unlock(
    kept: Kept, tmp_path: Path, theme: Theme, qtbot: QtBot, qapp: QApplication
) -> None:
    backup = back_up(kept, tmp_path / "night.adbackup")
    elsewhere = tmp_path / "new computer"
    prompts = RecordedPrompts(chooses=backup)
    window = FrontWindow(make_door(theme, vaults=kept.vaults, new_vaults=elsewhere, known=(), prompts=prompts))
    qtbot.addWidget(window)
    window.show_unlock()
    window.unlock.restore.click()
    page = window.findChild(RestoreScreen)
    assert page is not None
    page.form.choose.click()
    page.form.sign_in_name.setText(ADA)
    page.form.passphrase.setText(PASSPHRASE)
    page.rehearse.click()
    assert page.held.headline.text() == "No cases. It opens and verifies."
    assert list(elsewhere.iterdir()) == []
    page.restore.click()
    assert window.unlock.form.vault.currentText() == "Desk"
    kept.vaults.unlock(elsewhere / "Desk.advault", ADA, PASSPHRASE).close()


def test_at_the_door_a_backup_can_be_restored_by_those_who_have_only_the_sheet(
    kept: Kept, tmp_path: Path, theme: Theme, qtbot: QtBot
) -> None:
    backup = back_up(kept, tmp_path / "night.adbackup")
    elsewhere = tmp_path / "new computer"
    page = RestoreScreen(make_door(theme, vaults=kept.vaults, new_vaults=elsewhere))
    qtbot.addWidget(page)
    page.unopened.click()
    assert page.form.file_field.error.text() == "Choose the backup's file."
    page.form.show_file(backup)
    with qtbot.waitSignal(page.restored) as restored:
        page.unopened.click()
    kept.vaults.unlock(restored.args[0], ADA, PASSPHRASE).close()


def test_a_damaged_backup_leaves_nothing_at_the_door(kept: Kept, tmp_path: Path, theme: Theme, qtbot: QtBot) -> None:
    backup = back_up(kept, tmp_path / "night.adbackup")
    hurt = bytearray(backup.read_bytes())
    hurt[len(hurt) // 2] ^= 1
    backup.write_bytes(hurt)
    elsewhere = tmp_path / "new computer"
    elsewhere.mkdir()
    page = RestoreScreen(make_door(theme, vaults=kept.vaults, new_vaults=elsewhere))
    qtbot.addWidget(page)
    page.form.show_file(backup)
    page.unopened.click()
    assert "damaged" in page.message.headline.text()
    assert list(elsewhere.iterdir()) == []


def test_the_drill_can_be_practised_in_the_sample_vault(
    sample: tuple[Program, Session], theme: Theme, qtbot: QtBot
) -> None:
    dialog = ProveWordsDialog(None, make_example_desk(*sample, theme, Role.ADMINISTRATOR))
    qtbot.addWidget(dialog)
    dialog.show()
    assert len(dialog.sheet.text().split()) == 24
    dialog.words.edit.setPlainText(dialog.sheet.text())
    dialog.prove.click()
    assert dialog.message.headline.text() == "These words open this vault"
