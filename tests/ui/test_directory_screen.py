from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from advocate_desk.services.keep_directory import AgencyForm
from advocate_desk.ui.dialogs.agency_form import AgencyDialog, ServiceDialog
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screens.directory import DirectoryScreen
from advocate_desk.ui.widgets.words import Words
from tests.services.desk import ADVOCATE
from tests.support.accessible import settle
from tests.support.seat import Seat

HOSTILE = "<b>Refuge</b><img src='x'>"


@pytest.fixture
def jo(sit_down: Callable[[str], Seat]) -> Seat:
    return sit_down(ADVOCATE)


@pytest.fixture
def screen(jo: Seat, qtbot: QtBot) -> DirectoryScreen:
    shown = DirectoryScreen(jo.desk, Place("directory"))
    qtbot.addWidget(shown)
    shown.resize(1200, 900)
    shown.refresh()
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    return shown


def opened(kind: type[AgencyDialog] | type[ServiceDialog]) -> AgencyDialog | ServiceDialog:
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible())


def words_on(screen: DirectoryScreen) -> str:
    settle(screen)
    return "\n".join(label.text() for label in screen.findChildren(Words) if label.isVisibleTo(screen))


def names(screen: DirectoryScreen) -> list[object]:
    model = screen.model
    return [model.data(model.index(row)) for row in range(model.rowCount())]


def test_the_agency_in_front_is_shown_with_all_it_offers(screen: DirectoryScreen) -> None:
    said = words_on(screen)
    assert names(screen) == ["Exampleshire Council"]
    for words in ("020 7946 0330", "Housing Options", "Evening shelter", "Details never checked"):
        assert words in said
    assert [chip.text() for chip in screen.pane.findChildren(Words) if chip.text() == "Takes nobody now"]


def test_typing_finds_by_service_and_number_and_says_when_nothing_fits(
    jo: Seat, screen: DirectoryScreen, qtbot: QtBot
) -> None:
    jo.desk.directory.save_agency(AgencyForm(name="Lantern Refuge", phones=("020 7946 0444",)), None)
    screen.refresh()
    for typed, found in (("0444", ["Lantern Refuge"]), ("housing opt", ["Exampleshire Council"]), ("zebra", [])):
        screen.search.setText(typed)
        qtbot.keyClick(screen.search, Qt.Key.Key_Return)
        assert names(screen) == found
    assert "No agency has these words" in screen.empty.sentence.text()


def test_j_and_k_go_through_the_agencies_and_the_place_names_the_one_in_front(
    jo: Seat, screen: DirectoryScreen, qtbot: QtBot
) -> None:
    refuge = jo.desk.directory.save_agency(AgencyForm(name="Lantern Refuge"), None)
    screen.refresh()
    screen.list.setFocus()
    qtbot.keyClick(screen.list, Qt.Key.Key_J)
    assert screen.pane.name.text() == "Lantern Refuge"
    assert screen.place() == Place("directory", None, refuge.hex)
    qtbot.keyClick(screen.list, Qt.Key.Key_K)
    assert screen.pane.name.text() == "Exampleshire Council"
    again = DirectoryScreen(jo.desk, Place("directory", None, refuge.hex))
    qtbot.addWidget(again)
    again.refresh()
    assert again.pane.name.text() == "Lantern Refuge"


def test_a_name_with_markup_in_it_is_shown_letter_by_letter(jo: Seat, screen: DirectoryScreen) -> None:
    jo.desk.directory.save_agency(AgencyForm(name=HOSTILE), None)
    screen.search.setText("img")
    screen.refresh()
    assert screen.pane.name.text() == HOSTILE
    assert screen.pane.name.textFormat() is Qt.TextFormat.PlainText


def test_an_agency_is_added_by_keyboard_and_stands_in_front(jo: Seat, screen: DirectoryScreen, qtbot: QtBot) -> None:
    action = screen.main_action()
    assert action is not None
    action.trigger()
    dialog = opened(AgencyDialog)
    qtbot.keyClicks(dialog.name, "Lantern Refuge")
    dialog.phones.setFocus()
    qtbot.keyClicks(dialog.phones, "0808 2000 247")
    qtbot.keyClick(dialog.record_button, Qt.Key.Key_Return)
    assert screen.pane.name.text() == "Lantern Refuge"
    assert "0808 2000 247" in words_on(screen)
    assert jo.said == ["Saved."]


def test_a_name_left_out_is_asked_for_beside_the_field_and_what_was_typed_stays(
    screen: DirectoryScreen, qtbot: QtBot
) -> None:
    screen.add.click()
    dialog = opened(AgencyDialog)
    qtbot.keyClicks(dialog.email, "office@lantern.example")
    dialog.record_button.click()
    assert dialog.isVisible()
    assert dialog.name_field.error.text() == "Type the agency's name."
    assert dialog.email.text() == "office@lantern.example"
    dialog.reject()


def test_a_service_is_closed_for_now_with_a_warning(jo: Seat, screen: DirectoryScreen) -> None:
    screen.pane.service_buttons[1].click()
    dialog = opened(ServiceDialog)
    assert isinstance(dialog, ServiceDialog)
    dialog.status.setCurrentIndex(dialog.status.findText("Closed for now"))
    dialog.alert.clear()
    dialog.alert.insert("Ring before you refer.")
    dialog.record_button.click()
    assert "Ring before you refer." in words_on(screen)
    assert "Closed for now" in words_on(screen)


def test_a_form_that_nobody_touched_changes_nothing(jo: Seat, screen: DirectoryScreen) -> None:
    agency_id = jo.desk.directory.save_agency(AgencyForm(name="Two\nlines", description="a\u2028b"), None)
    before = jo.desk.directory.agency(agency_id).agency
    dialog = AgencyDialog(screen, jo.desk, before, lambda _id: None)
    dialog.record()
    assert jo.desk.directory.agency(agency_id).agency == before


def test_details_checked_today_are_told_and_taken_back(jo: Seat, screen: DirectoryScreen) -> None:
    screen.pane.check.click()
    assert "Details checked 23 November 2026." in words_on(screen)
    jo.undo[0]()
    assert "Details checked 3 November 2026" in words_on(screen)


def test_every_field_of_the_forms_gives_way_to_tab(jo: Seat, screen: DirectoryScreen) -> None:
    view = jo.desk.directory.agency(jo.desk.directory.agencies()[0].agency_id)
    dialog = ServiceDialog(screen, jo.desk, view.agency, None, lambda _id: None)
    assert all(edit.tabChangesFocus() for edit in dialog.findChildren(QPlainTextEdit))
    assert dialog.findChildren(QLineEdit)
    dialog.deleteLater()


def test_what_was_typed_is_there_again_after_escape_and_forgotten_when_given_up(
    jo: Seat, screen: DirectoryScreen, qtbot: QtBot
) -> None:
    screen.add.click()
    dialog = opened(AgencyDialog)
    qtbot.keyClicks(dialog.name, "Lantern Ref")
    qtbot.keyClick(dialog.name, Qt.Key.Key_Escape)
    assert jo.desk.directory.agencies("lantern") == ()
    again = AgencyDialog(screen, jo.desk, None, lambda _id: None)
    assert again.name.text() == "Lantern Ref"
    assert "your own words from before" in again.message.headline.text()
    again.record()
    assert [line.name for line in jo.desk.directory.agencies("lantern")] == ["Lantern Ref"]
    third = AgencyDialog(screen, jo.desk, None, lambda _id: None)
    assert third.name.text() == ""
    qtbot.keyClicks(third.name, "Nothing")
    third.close_button.click()
    assert AgencyDialog(screen, jo.desk, None, lambda _id: None).name.text() == ""
