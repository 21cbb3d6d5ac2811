from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from advocate_desk.domain.memorable_dates import Box
from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.memorable_date import MemorableDateField

MONDAY = date(2026, 11, 23)
Form = tuple[MemorableDateField, QLineEdit]


@pytest.fixture
def form(qtbot: QtBot, theme: Theme) -> Iterator[Form]:
    page = QWidget()
    qtbot.addWidget(page)
    born, after = MemorableDateField(theme, "Date of birth", lambda: MONDAY), QLineEdit()
    column = QVBoxLayout(page)
    column.addWidget(born)
    column.addWidget(after)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    born.focus_box().setFocus()
    yield born, after
    page.hide()


def test_the_keyboard_stays_in_a_full_box_until_tab_takes_it_on(form: Form) -> None:
    born, _ = form
    QTest.keyClicks(born.boxes[Box.DAY], "27")
    assert born.boxes[Box.DAY].hasFocus()
    QTest.keyClick(born.boxes[Box.DAY], Qt.Key.Key_Tab)
    assert born.boxes[Box.MONTH].hasFocus()


def test_what_was_understood_stands_beneath_in_words(form: Form) -> None:
    born, after = form
    for box, typed in zip(Box, ("27", "mar", "1988"), strict=True):
        QTest.keyClicks(born.boxes[box], typed)
    assert (born.read.text(), born.day()) == ("27 March 1988", date(1988, 3, 27))
    after.setFocus()
    assert not born.error.isVisible()


def test_nothing_is_told_wrong_between_the_boxes_and_in_words_after_the_last(form: Form) -> None:
    born, after = form
    QTest.keyClicks(born.boxes[Box.DAY], "31")
    born.boxes[Box.MONTH].setFocus()
    QTest.keyClicks(born.boxes[Box.MONTH], "february")
    assert not born.error.isVisible()
    born.boxes[Box.YEAR].setFocus()
    QTest.keyClicks(born.boxes[Box.YEAR], "1988")
    after.setFocus()
    assert born.error.text() == "There is no 31 February 1988: that month has 29 days. Check the day."
    assert born.error.isVisible()
    assert born.first_wrong() is born.boxes[Box.DAY]
    assert born.boxes[Box.DAY].accessibleDescription() == born.error.text()
    assert born.texts() == ("31", "february", "1988")


def test_a_date_pasted_into_the_first_box_fills_all_three(form: Form) -> None:
    born, _ = form
    QApplication.clipboard().setText("27/3/1988")
    born.boxes[Box.DAY].paste()
    assert born.texts() == ("27", "3", "1988")
