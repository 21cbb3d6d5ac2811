from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.problem_summary import TITLE, Problem, ProblemSummary


@pytest.fixture
def form(qtbot: QtBot, theme: Theme) -> Iterator[tuple[ProblemSummary, QLineEdit, QLineEdit]]:
    page = QWidget()
    qtbot.addWidget(page)
    summary, first, second = ProblemSummary(theme), QLineEdit("27 Marsh"), QLineEdit("31/2")
    column = QVBoxLayout(page)
    for part in (summary, first, second):
        column.addWidget(part)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    first.setFocus()
    yield summary, first, second
    page.hide()


def test_the_summary_takes_the_keyboard_and_what_was_typed_stays(
    form: tuple[ProblemSummary, QLineEdit, QLineEdit],
) -> None:
    summary, first, second = form
    summary.show_problems([Problem("Add the year.", first), Problem("Give the day.", second)])
    assert summary.hasFocus()
    assert summary.accessibleName() == f"{TITLE}. Add the year. Give the day."
    assert [link.accessibleName() for link in summary.links()] == ["Add the year.", "Give the day."]
    assert (first.text(), second.text()) == ("27 Marsh", "31/2")


def test_tab_and_enter_lead_from_the_summary_to_the_field(form: tuple[ProblemSummary, QLineEdit, QLineEdit]) -> None:
    summary, first, second = form
    summary.show_problems([Problem("Add the year.", first), Problem("Give the day.", second)])
    QTest.keyClick(summary, Qt.Key.Key_Tab)
    assert summary.links()[0].hasFocus()
    QTest.keyClick(summary.links()[0], Qt.Key.Key_Tab)
    QTest.keyClick(summary.links()[1], Qt.Key.Key_Return)
    assert second.hasFocus()


def test_a_summary_with_nothing_to_mend_goes_away(form: tuple[ProblemSummary, QLineEdit, QLineEdit]) -> None:
    summary, first, _ = form
    summary.show_problems([Problem("Add the year.", first)])
    summary.clear()
    assert not summary.isVisible()
    assert summary.links() == ()


def test_a_long_problem_takes_more_lines_where_there_is_little_room(
    form: tuple[ProblemSummary, QLineEdit, QLineEdit],
) -> None:
    summary, first, _ = form
    summary.show_problems([Problem("Is that 1888 or 1988? Type all four figures of the year. " * 3, first)])
    link = summary.links()[0]
    assert link.heightForWidth(300) >= 2 * link.heightForWidth(1400)
    assert link.minimumSizeHint().width() < 300
