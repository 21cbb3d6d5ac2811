"""After a lock the keyboard is where it was: in the same field, at the same place in its words."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from advocate_desk.ui.bounded_edit import BoundedLine
from advocate_desk.ui.cursor_place import cursor_in, put_cursor
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.dialogs.log_contact import LogContactSheet
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screens.case_contact import SafeContactSection
from advocate_desk.ui.screens.new_case import NewCaseScreen
from advocate_desk.ui.screens.referral import NEW, ReferralScreen
from advocate_desk.ui.typed_draft import keep_all
from tests.services.desk import ADVOCATE, Office
from tests.support.seat import Seat

SitDown = Callable[[str], Seat]
Opened = tuple[QWidget, QPlainTextEdit | QLineEdit]
WORDS, AT = "She asked whether the hearing is", 9


def log_sheet(desk: DeskContext, office: Office) -> Opened:
    sheet = LogContactSheet(desk, office.case_id)
    sheet.open_for("Ceri Sample")
    return sheet, sheet.form.note


def next_title(desk: DeskContext, office: Office) -> Opened:
    sheet = LogContactSheet(desk, office.case_id)
    sheet.open_for("Ceri Sample")
    return sheet, sheet.form.next_title


def new_case(desk: DeskContext, office: Office) -> Opened:
    place = Place(NewCaseScreen.key, None, "3")
    screen = NewCaseScreen(desk, place)
    screen.arrive(place)
    screen.refresh()
    return screen, screen.referral.wants.edit


def plan(desk: DeskContext, office: Office) -> Opened:
    section = SafeContactSection(desk, office.case_id)
    section.refresh()
    return section, section.fields.texts["never"]


def referral(desk: DeskContext, office: Office) -> Opened:
    screen = ReferralScreen(desk, Place(ReferralScreen.key, office.case_id, NEW))
    screen.refresh()
    return screen, screen.editor.form.why


@pytest.mark.parametrize("open_it", [log_sheet, next_title, new_case, plan, referral])
def test_the_cursor_comes_back_where_it_was(
    office: Office, sit_down: SitDown, qtbot: QtBot, open_it: Callable[[DeskContext, Office], Opened]
) -> None:
    desk = sit_down(ADVOCATE).desk
    before, field = open_it(desk, office)
    qtbot.addWidget(before)
    field.setFocus()
    qtbot.keyClicks(field, WORDS)
    put_at(field, AT)
    keep_all([before], lambda: None)
    after, same = open_it(desk, office)
    qtbot.addWidget(after)
    assert words_of(same) == WORDS
    assert after.window().focusWidget() is same
    assert place_of(same) == AT


def test_a_cursor_moved_without_a_key_comes_back_too(office: Office, sit_down: SitDown, qtbot: QtBot) -> None:
    desk = sit_down(ADVOCATE).desk
    before, note = log_sheet(desk, office)
    qtbot.addWidget(before)
    note.setFocus()
    qtbot.keyClicks(note, WORDS)
    keep_all([before], lambda: None)
    put_at(note, AT)
    keep_all([before], lambda: None)
    after, same = log_sheet(desk, office)
    qtbot.addWidget(after)
    assert place_of(same) == AT


def test_the_cursor_of_one_draft_never_moves_into_another(office: Office, sit_down: SitDown, qtbot: QtBot) -> None:
    desk = sit_down(ADVOCATE).desk
    for open_it in (plan, log_sheet):
        form, field = open_it(desk, office)
        qtbot.addWidget(form)
        field.setFocus()
        qtbot.keyClicks(field, WORDS)
        keep_all([form], lambda: None)
    after, same = plan(desk, office)
    qtbot.addWidget(after)
    assert words_of(same) == WORDS
    assert after.window().focusWidget() is not same


def test_a_field_is_found_again_among_others_of_its_name(qtbot: QtBot) -> None:
    forms = [QWidget(), QWidget()]
    for form in forms:
        qtbot.addWidget(form)
        column = QVBoxLayout(form)
        for _each in range(3):
            line = BoundedLine()
            line.setAccessibleName("Note")
            column.addWidget(line)
        column.addWidget(QPushButton("Note"))
    lines = [form.findChildren(BoundedLine) for form in forms]
    for line in (*lines[0], *lines[1]):
        line.setText(WORDS)
    lines[0][1].setFocus()
    lines[0][1].setCursorPosition(AT)
    assert put_cursor(forms[1], cursor_in(forms[0]))
    assert forms[1].focusWidget() is lines[1][1]
    assert lines[1][1].cursorPosition() == AT


@pytest.mark.parametrize(
    "text", ["", "[]", "no json", '["BoundedLine", "Note", 7, 0]', '["BoundedLine", "Note", -1, 0]']
)
def test_a_place_that_is_not_there_moves_nothing(qtbot: QtBot, text: str) -> None:
    form = QWidget()
    qtbot.addWidget(form)
    assert not put_cursor(form, text)


def test_where_somebody_was_in_a_passphrase_is_never_written_down(qtbot: QtBot) -> None:
    form = QWidget()
    qtbot.addWidget(form)
    secret = BoundedLine(form)
    secret.setEchoMode(QLineEdit.EchoMode.Password)
    secret.setFocus()
    assert cursor_in(form) == ""


def put_at(field: QPlainTextEdit | QLineEdit, place: int) -> None:
    if isinstance(field, QLineEdit):
        field.setCursorPosition(place)
        return
    cursor = field.textCursor()
    cursor.setPosition(place)
    field.setTextCursor(cursor)


def place_of(field: QPlainTextEdit | QLineEdit) -> int:
    return field.cursorPosition() if isinstance(field, QLineEdit) else field.textCursor().position()


def words_of(field: QPlainTextEdit | QLineEdit) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()
