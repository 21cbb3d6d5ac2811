from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from advocate_desk.domain.errors import UnsafePlace, WeakPassphrase
from advocate_desk.domain.users import Role
from advocate_desk.services.open_vault import free_folder
from advocate_desk.ui.front import FrontWindow
from advocate_desk.ui.paper import draw_recovery_sheet
from advocate_desk.ui.screens.first_run import FirstRunScreen
from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.words import Words
from tests.support.door import FIVE, WORDS, FakeSession, FakeVaults, Happened, RecordedPaper, make_door


@pytest.fixture
def happened() -> Happened:
    return Happened()


@pytest.fixture
def vaults() -> FakeVaults:
    return FakeVaults()


@pytest.fixture
def paper() -> RecordedPaper:
    return RecordedPaper()


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, happened: Happened, vaults: FakeVaults, paper: RecordedPaper) -> FrontWindow:
    window = FrontWindow(make_door(theme, happened, vaults=vaults, paper=paper, known=()))
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


@pytest.fixture
def screen(window: FrontWindow) -> FirstRunScreen:
    assert window.first_run is not None
    return window.first_run


def type_here(qtbot: QtBot, screen: FirstRunScreen, words: str) -> None:
    field = screen.window().focusWidget()
    assert isinstance(field, QLineEdit)
    qtbot.keyClicks(field, words)


def tab(qtbot: QtBot, screen: FirstRunScreen) -> None:
    qtbot.keyClick(screen.window().focusWidget(), Qt.Key.Key_Tab)


def enter(qtbot: QtBot, screen: FirstRunScreen) -> None:
    qtbot.keyClick(screen.window().focusWidget(), Qt.Key.Key_Return)


def name_the_service(qtbot: QtBot, screen: FirstRunScreen) -> None:
    type_here(qtbot, screen, "Northbridge Advocacy")
    tab(qtbot, screen)
    type_here(qtbot, screen, "020 7946 0301")
    tab(qtbot, screen)
    type_here(qtbot, screen, "Jo Advocate")
    enter(qtbot, screen)


def make_the_vault(qtbot: QtBot, screen: FirstRunScreen) -> None:
    name_the_service(qtbot, screen)
    screen.passphrase.fields.form.take.click()
    screen.passphrase.fields.form.passphrase.setFocus()
    enter(qtbot, screen)


def type_two_words_back(qtbot: QtBot, screen: FirstRunScreen) -> None:
    first, second = screen.recovery.asked
    type_here(qtbot, screen, WORDS[first])
    tab(qtbot, screen)
    type_here(qtbot, screen, f" {WORDS[second].upper()} ")
    enter(qtbot, screen)


def test_set_up_by_keyboard_from_the_service_to_the_second_person(
    qtbot: QtBot, screen: FirstRunScreen, vaults: FakeVaults, happened: Happened
) -> None:
    make_the_vault(qtbot, screen)
    type_two_words_back(qtbot, screen)
    assert screen.step is screen.second
    type_here(qtbot, screen, "Sam Supervisor")
    tab(qtbot, screen)
    type_here(qtbot, screen, "Team Manager")
    screen.second.fields.form.take.click()
    screen.second.form.name.setFocus()
    enter(qtbot, screen)
    assert screen.step is screen.start
    screen.go_on.click()
    assert [(new.service_name, new.phone, new.user_name, new.passphrase) for new in vaults.created] == [
        ("Northbridge Advocacy", "020 7946 0301", "Jo Advocate", FIVE)
    ]
    assert [(new.sign_in_name, new.role, new.job_title) for new in vaults.added] == [
        ("Sam Supervisor", Role.SUPERVISOR, "Team Manager")
    ]
    assert len(happened.opened) == 1


def test_an_empty_field_says_by_itself_what_is_missing(qtbot: QtBot, screen: FirstRunScreen) -> None:
    enter(qtbot, screen)
    assert screen.step is screen.service
    assert screen.service.form.service_name_error.text() == "Type your service's name."
    assert screen.service.form.user_name_error.isVisible()
    assert screen.service.form.service_name.hasFocus()


def test_a_passphrase_that_is_not_seen_is_typed_twice_alike(
    qtbot: QtBot, screen: FirstRunScreen, vaults: FakeVaults
) -> None:
    name_the_service(qtbot, screen)
    form = screen.passphrase.fields.form
    qtbot.keyClicks(form.passphrase, "one long passphrase")
    qtbot.keyClicks(form.repeat, "one long passphrasf")
    enter(qtbot, screen)
    assert "not the same" in form.repeat_error.text()
    assert vaults.created == []
    form.reveal.click()
    assert not form.repeat.isVisible()
    form.passphrase.setFocus()
    enter(qtbot, screen)
    assert [new.passphrase for new in vaults.created] == ["one long passphrase"]


def test_a_weak_passphrase_is_refused_by_its_field(qtbot: QtBot, screen: FirstRunScreen, vaults: FakeVaults) -> None:
    vaults.failure = WeakPassphrase()
    make_the_vault(qtbot, screen)
    assert screen.step is screen.passphrase
    assert screen.passphrase.fields.form.passphrase_error.text() == WeakPassphrase.sentence
    assert screen.go_on.isEnabled()


def test_a_vault_that_cannot_be_made_says_why(qtbot: QtBot, screen: FirstRunScreen, vaults: FakeVaults) -> None:
    vaults.failure = UnsafePlace()
    make_the_vault(qtbot, screen)
    assert screen.message.headline.text() == UnsafePlace.sentence


def test_nobody_goes_on_without_two_words_from_the_paper(qtbot: QtBot, screen: FirstRunScreen) -> None:
    make_the_vault(qtbot, screen)
    type_here(qtbot, screen, "harbour")
    enter(qtbot, screen)
    assert screen.step is screen.recovery
    assert "Look at the paper" in screen.recovery.form.first_error.text()
    assert not screen.back.isVisible()


def test_the_words_stand_in_order_can_be_printed_and_leave_the_screen(
    qtbot: QtBot, screen: FirstRunScreen, paper: RecordedPaper
) -> None:
    make_the_vault(qtbot, screen)
    grid = screen.recovery.form.words

    def shown() -> set[str]:
        return {label.text() for label in screen.recovery.findChildren(Words) if label.property("look") == "word"}

    assert shown() == {f"{place}  {word}" for place, word in enumerate(WORDS, start=1)}
    screen.recovery.form.print_sheet.click()
    assert paper.printed == [WORDS]
    type_two_words_back(qtbot, screen)
    assert grid.count() == 0


def test_putting_off_the_second_person_says_what_that_means(
    qtbot: QtBot, screen: FirstRunScreen, vaults: FakeVaults
) -> None:
    make_the_vault(qtbot, screen)
    type_two_words_back(qtbot, screen)
    screen.later.click()
    assert "No letter can leave" in screen.start.words.text()
    assert vaults.added == []


def test_a_vault_whose_words_nobody_holds_is_taken_away_again(
    qtbot: QtBot, screen: FirstRunScreen, happened: Happened
) -> None:
    make_the_vault(qtbot, screen)
    screen.window().close()
    assert [session.name for session in happened.discarded if isinstance(session, FakeSession)] == ["Jo Advocate"]


def test_a_vault_that_is_set_up_stays_when_the_window_closes(
    qtbot: QtBot, screen: FirstRunScreen, happened: Happened
) -> None:
    make_the_vault(qtbot, screen)
    type_two_words_back(qtbot, screen)
    screen.window().close()
    assert happened.discarded == []


def test_the_sample_month_can_be_tried_without_setting_anything_up(
    screen: FirstRunScreen, happened: Happened, vaults: FakeVaults
) -> None:
    screen.sample.click()
    assert [session.name for session in happened.opened if isinstance(session, FakeSession)] == ["sample"]
    assert vaults.created == []


def test_no_folder_is_taken_twice_and_its_name_says_nothing(tmp_path: Path) -> None:
    assert free_folder(tmp_path).name == "Desk.advault"
    free_folder(tmp_path).mkdir()
    assert free_folder(tmp_path).name == "Desk 2.advault"


def test_the_recovery_sheet_keeps_its_ink_on_the_paper(qtbot: QtBot, theme: Theme) -> None:
    dots = 4.0
    sheet = QImage(round(210 * dots), round(297 * dots), QImage.Format.Format_Grayscale8)
    sheet.fill(255)
    painter = QPainter(sheet)
    draw_recovery_sheet(painter, WORDS, dots)
    painter.end()
    dark = [
        (x, y)
        for y in range(0, sheet.height(), 2)
        for x in range(0, sheet.width(), 2)
        if sheet.pixelColor(x, y).value() < 128
    ]
    assert dark
    assert 20 * dots < min(x for x, _ in dark)
    assert max(x for x, _ in dark) < 195 * dots
    assert max(y for _, y in dark) < 150 * dots
