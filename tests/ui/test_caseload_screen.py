from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from advocate_desk.domain.users import Role
from advocate_desk.ui.desk import DeskContext, Who
from advocate_desk.ui.models.caseload import KEPT_PAGES, PAGE, CaseloadModel, Column
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screens.caseload import CaseloadScreen
from advocate_desk.ui.theme import Theme
from tests.support.desk import JO, FixedClock, make_desk
from tests.support.example_cases import CERI, ExampleCaseload, caseload_row

Open = Callable[..., tuple[CaseloadScreen, DeskContext]]


@pytest.fixture
def open_caseload(qapp: QApplication, theme: Theme, qtbot: QtBot) -> Open:
    def build(caseload: ExampleCaseload, role: Role = Role.ADVOCATE) -> tuple[CaseloadScreen, DeskContext]:
        who = Who(user_id=JO, name="Jo Advocate", role=role, is_sample=True)
        desk = make_desk(qapp, theme, caseload=caseload, who=who)
        screen = CaseloadScreen(desk, Place("caseload"))
        qtbot.addWidget(screen)
        screen.resize(1200, 800)
        screen.refresh()
        with qtbot.waitActive(screen):
            screen.show()
            screen.activateWindow()
        return screen, desk

    return build


def test_an_advocate_sees_her_own_open_cases_first(open_caseload: Open) -> None:
    caseload = ExampleCaseload()
    screen, _ = open_caseload(caseload)
    assert caseload.wanted[0].lead_id == JO
    assert caseload.wanted[0].open_only
    assert screen.count.text() == "12 cases"


def test_a_supervisor_sees_everybodys_cases_first(open_caseload: Open) -> None:
    caseload = ExampleCaseload()
    open_caseload(caseload, Role.SUPERVISOR)
    assert caseload.wanted[0].lead_id is None


def test_enter_opens_the_case_in_the_list(open_caseload: Open, qtbot: QtBot) -> None:
    screen, desk = open_caseload(ExampleCaseload())
    with qtbot.waitSignal(desk.navigator.went) as went:
        qtbot.keyClick(screen.table, Qt.Key.Key_Return)
    assert went.args == [Place("case", CERI)]


def test_j_and_k_move_through_the_list(open_caseload: Open, qtbot: QtBot) -> None:
    screen, _ = open_caseload(ExampleCaseload())
    screen.table.setFocus()
    qtbot.keyClick(screen.table, Qt.Key.Key_J)
    qtbot.keyClick(screen.table, Qt.Key.Key_J)
    qtbot.keyClick(screen.table, Qt.Key.Key_K)
    assert screen.table.currentIndex().row() == 1


def test_words_typed_in_the_search_field_find_cases_in_the_whole_vault(open_caseload: Open, qtbot: QtBot) -> None:
    caseload = ExampleCaseload()
    screen, _ = open_caseload(caseload)
    qtbot.keyClicks(screen.search, "ceri")
    qtbot.waitUntil(lambda: caseload.searched == ["ceri"])
    assert screen.count.text() == "1 case"
    assert "found by name" in screen.model.data(screen.model.index(0, Column.NAME), Qt.ItemDataRole.UserRole + 1)
    assert not screen.whose.isEnabled()


def test_when_nothing_is_found_it_says_why_and_what_to_try(open_caseload: Open, qtbot: QtBot) -> None:
    screen, _ = open_caseload(ExampleCaseload())
    qtbot.keyClicks(screen.search, "nobody")
    qtbot.waitUntil(screen.empty.isVisible)
    assert "Try part of a name" in screen.empty.sentence.text()


def test_a_new_case_is_begun_by_key(open_caseload: Open, qtbot: QtBot) -> None:
    screen, desk = open_caseload(ExampleCaseload())
    with qtbot.waitSignal(desk.navigator.went) as went:
        qtbot.keyClick(screen, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert went.args == [Place("new-case")]


def test_an_empty_list_offers_the_first_case_and_an_import_to_whoever_may(open_caseload: Open, qtbot: QtBot) -> None:
    screen, _ = open_caseload(ExampleCaseload(total=0))
    assert screen.first.isVisible()
    assert not screen.bring_in.isVisible()
    assert not screen.new.isVisible()
    screen, desk = open_caseload(ExampleCaseload(total=0), Role.SUPERVISOR)
    with qtbot.waitSignal(desk.navigator.went) as went:
        screen.bring_in.click()
    assert went.args == [Place("import")]


def test_a_search_that_finds_nothing_offers_no_new_case_in_its_place(open_caseload: Open, qtbot: QtBot) -> None:
    screen, _ = open_caseload(ExampleCaseload())
    qtbot.keyClicks(screen.search, "nobody")
    qtbot.waitUntil(screen.empty.isVisible)
    assert not screen.first.isVisible()
    assert screen.new.isVisible()


def test_pages_are_read_when_they_are_seen_and_only_once(open_caseload: Open, qtbot: QtBot) -> None:
    caseload = ExampleCaseload(total=130)
    screen, _ = open_caseload(caseload)
    screen.table.scrollToBottom()
    qtbot.waitUntil(lambda: screen.model.row(129) is not None)
    assert caseload.offsets.count(100) == 1


def test_whoever_leafs_through_the_list_meets_no_empty_row(open_caseload: Open) -> None:
    screen, _ = open_caseload(ExampleCaseload(total=100_000))
    for _ in range(30):
        QTest.keyClick(screen.table, Qt.Key.Key_PageDown)
        screen.repaint()
        first, last = screen.table.rowAt(0), screen.table.rowAt(screen.table.viewport().height() - 1)
        assert all(screen.model.row(number) for number in range(first, last + 1))
        QApplication.sendPostedEvents(screen, QEvent.Type.MetaCall)


def test_of_a_long_list_only_what_is_near_stays_in_memory_and_the_rest_is_read_again(open_caseload: Open) -> None:
    caseload = ExampleCaseload(total=100_000)
    screen, _ = open_caseload(caseload)
    bar = screen.table.verticalScrollBar()
    for place in (*range(0, bar.maximum(), bar.maximum() // 80), 0):
        bar.setValue(place)
        screen.repaint()
        QApplication.sendPostedEvents(screen, QEvent.Type.MetaCall)
    there = [number for number in range(100_000) if screen.model.row(number) is not None]
    assert there[0] == 0
    assert len(there) <= KEPT_PAGES * PAGE
    assert caseload.offsets.count(0) == 2


def test_enter_leads_back_to_the_chosen_case_where_it_was_scrolled_out_of_memory(open_caseload: Open) -> None:
    screen, desk = open_caseload(ExampleCaseload(total=100_000))
    model, gone = screen.model, list[Place]()
    desk.navigator.went.connect(gone.append)
    bar = screen.table.verticalScrollBar()
    for place in range(bar.maximum() // 2, bar.maximum(), bar.maximum() // 100):
        bar.setValue(place)
        screen.repaint()
        QApplication.sendPostedEvents(screen, QEvent.Type.MetaCall)
    assert model.row(0) is None
    for _ in range(2):
        QTest.keyClick(screen.table, Qt.Key.Key_Return)
        screen.repaint()
        QApplication.sendPostedEvents(screen, QEvent.Type.MetaCall)
    assert [place.screen for place in gone] == ["case"]


def test_the_list_keeps_qts_rules_for_models(qtmodeltester: object, theme: Theme) -> None:
    model = CaseloadModel(theme, FixedClock())
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.begin([caseload_row(number) for number in range(50)], 130)
    model.put(50, [caseload_row(number) for number in range(50, 100)])
    assert tester.model() is model
    assert model.rowCount() == 130


def test_a_screen_reader_hears_name_risk_and_lateness_of_a_row(theme: Theme) -> None:
    model = CaseloadModel(theme, FixedClock())
    model.begin([caseload_row()], 1)
    said = model.data(model.index(0, Column.RISK), Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Ceri Sample, AD-7KQ2-9MF, risk high, something is late"


def test_enter_in_the_search_field_opens_the_case_found_alone(open_caseload: Open, qtbot: QtBot) -> None:
    screen, desk = open_caseload(ExampleCaseload())
    qtbot.keyClicks(screen.search, "ceri")
    with qtbot.waitSignal(desk.navigator.went) as went:
        qtbot.keyClick(screen.search, Qt.Key.Key_Return)
    assert went.args == [Place("case", CERI)]


def test_enter_in_an_empty_search_field_opens_nothing(open_caseload: Open, qtbot: QtBot) -> None:
    screen, desk = open_caseload(ExampleCaseload())
    with qtbot.assertNotEmitted(desk.navigator.went):
        qtbot.keyClick(screen.search, Qt.Key.Key_Return)
    assert screen.table.hasFocus()
