import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

from advocate_desk.domain.plain_text import LONGEST
from advocate_desk.ui.bounded_edit import BoundedEdit
from advocate_desk.ui.dialogs.log_contact import LogContactSheet
from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.typed_words import TypedWords
from tests.support.desk import make_desk
from tests.support.example_cases import CERI, ExampleContacts


def pasted(text: str) -> QMimeData:
    data = QMimeData()
    data.setText(text)
    return data


@pytest.fixture
def field(qapp: QApplication, qtbot: QtBot) -> BoundedEdit:
    edit = BoundedEdit()
    qtbot.addWidget(edit)
    edit.setPlainText("Her own words")
    return edit


def test_ten_megabytes_pasted_change_nothing_and_are_refused_in_words(field: BoundedEdit, qtbot: QtBot) -> None:
    with qtbot.waitSignal(field.refused) as refused:
        field.insertFromMimeData(pasted("x" * 10_000_000))
    assert field.toPlainText() == "Her own words"
    assert "Split it into several entries." in refused.args[0]


def test_what_a_field_can_keep_is_pasted_with_its_line_breaks(field: BoundedEdit) -> None:
    field.selectAll()
    field.insertFromMimeData(pasted("a\nb" * 1000))
    assert field.toPlainText() == "a\nb" * 1000


def test_a_whole_field_may_be_replaced_by_another_as_long(field: BoundedEdit) -> None:
    field.setPlainText("a" * (LONGEST - 1))
    field.selectAll()
    field.insertFromMimeData(pasted("b" * (LONGEST - 1)))
    assert field.toPlainText() == "b" * (LONGEST - 1)


def test_the_refusal_stands_by_the_field(theme: Theme, qtbot: QtBot) -> None:
    words = TypedWords(theme, "What to keep", 3)
    qtbot.addWidget(words)
    words.edit.insertFromMimeData(pasted("x" * 10_000_000))
    assert "Nothing was pasted" in words.error.text()


def test_the_log_sheet_says_why_too_much_was_not_pasted(qapp: QApplication, theme: Theme, qtbot: QtBot) -> None:
    sheet = LogContactSheet(make_desk(qapp, theme, contacts=ExampleContacts()), CERI)
    qtbot.addWidget(sheet)
    sheet.form.note.insertFromMimeData(pasted("x" * 10_000_000))
    assert "Nothing was pasted" in sheet.message.headline.text()
    assert isinstance(sheet.form.note, QPlainTextEdit)
