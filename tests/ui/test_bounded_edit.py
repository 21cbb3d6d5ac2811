import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from advocate_desk.domain.plain_text import LONGEST
from advocate_desk.ui.bounded_edit import BoundedEdit, BoundedLine
from advocate_desk.ui.dialogs.log_contact import LogContactSheet
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screens.referral_editor import ReferralEditor
from advocate_desk.ui.screens.reviews import ReviewsScreen
from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.fields import Field
from advocate_desk.ui.widgets.typed_words import TypedWords
from tests.support.accessible import complaints
from tests.support.desk import make_desk
from tests.support.example_cases import CERI, ExampleContacts

TOO_LONG = "One line holds 20,000 characters, and this would be more. Nothing was changed."


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


@pytest.fixture
def line(qapp: QApplication, qtbot: QtBot) -> BoundedLine:
    edit = BoundedLine()
    qtbot.addWidget(edit)
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


def test_the_review_comment_says_beside_it_why_too_much_was_not_pasted(
    qapp: QApplication, theme: Theme, qtbot: QtBot
) -> None:
    screen = ReviewsScreen(make_desk(qapp, theme), Place("reviews"))
    qtbot.addWidget(screen)
    screen.comment.insertFromMimeData(pasted("x" * 10_000_000))
    told = [line.text() for line in screen.findChildren(QLabel) if not line.isHidden()]
    assert any("Nothing was pasted" in line for line in told)


def test_the_referral_says_beside_each_long_field_why_too_much_was_not_pasted(
    qapp: QApplication, theme: Theme, qtbot: QtBot
) -> None:
    editor = ReferralEditor(make_desk(qapp, theme))
    qtbot.addWidget(editor)
    for edit in (editor.form.ask, editor.form.why, editor.form.basis_reason):
        edit.insertFromMimeData(pasted("x" * 10_000_000))
    told = [line for line in editor.findChildren(QLabel) if "Nothing was pasted" in line.text()]
    assert len(told) == 3


@pytest.mark.parametrize("pasted_length", [LONGEST + 1, 32_767, 32_768, 10_000_000])
def test_a_line_refuses_what_it_has_no_room_for_and_loses_no_word(
    line: BoundedLine, qtbot: QtBot, pasted_length: int
) -> None:
    QApplication.clipboard().setText("x" * pasted_length)
    line.setText("Her own words")
    line.selectAll()
    with qtbot.waitSignal(line.refused) as refused:
        line.paste()
    assert (line.text(), line.selectedText()) == ("Her own words", "Her own words")
    assert refused.args == [TOO_LONG]


def test_a_line_keeps_whole_all_it_has_room_for(line: BoundedLine, qtbot: QtBot) -> None:
    QApplication.clipboard().setText("x" * LONGEST)
    with qtbot.assertNotEmitted(line.refused):
        line.paste()
    assert line.text() == "x" * LONGEST


def test_a_key_too_much_is_told_as_well(line: BoundedLine, qtbot: QtBot) -> None:
    line.setText("x" * LONGEST)
    with qtbot.waitSignal(line.refused):
        qtbot.keyClicks(line, "y")
    assert line.text() == "x" * LONGEST


def test_the_refusal_stands_by_the_line_until_something_else_is_typed(qtbot: QtBot) -> None:
    line = BoundedLine(longest=200)
    field = Field("Headline", line)
    qtbot.addWidget(field)
    QApplication.clipboard().setText("x" * 201)
    line.paste()
    assert "One line holds 200 characters" in field.error.text()
    qtbot.keyClicks(line, "y")
    assert (line.text(), field.error.text()) == ("y", "")


def test_a_line_without_words_beside_it_says_itself_why_nothing_was_pasted(line: BoundedLine) -> None:
    QApplication.clipboard().setText("x" * (LONGEST + 1))
    line.paste()
    assert [note.text() for note in line.findChildren(QLabel)] == [TOO_LONG]


def test_a_line_that_cuts_a_paste_off_is_found_wherever_it_stands(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    loose = QLineEdit(window)
    loose.setAccessibleName("Loose")
    BoundedLine(window)
    QSpinBox(window)
    assert [words for words in complaints(window) if "cuts" in words] == ["QLineEdit 'Loose' cuts a long paste off"]


def test_a_field_without_bounds_is_found_wherever_it_stands(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    loose = QPlainTextEdit(window)
    loose.setAccessibleName("Loose")
    BoundedEdit(window)
    assert [words for words in complaints(window) if "any size" in words] == [
        "QPlainTextEdit 'Loose' takes a paste of any size"
    ]
