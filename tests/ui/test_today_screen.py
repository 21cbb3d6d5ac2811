from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from advocate_desk.domain.cases import Case
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.tasks import Task
from advocate_desk.services.show_today import Group, NextAct, TodayItem
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.routes import ROUTES
from advocate_desk.ui.screens.case import CaseScreen
from advocate_desk.ui.screens.today import SAFE_CONTACT, TodayScreen
from advocate_desk.ui.widgets.today_row import TodayRow
from advocate_desk.ui.widgets.words import Words
from tests.services.desk import ADVOCATE, SUPERVISOR, Office, keep, other_case_with_phone, sent_for_review
from tests.services.watch import quiet_watch
from tests.support.seat import Seat

SitDown = Callable[[str], Seat]


@pytest.fixture
def jo(sit_down: SitDown, office: Office) -> Seat:
    seat = sit_down(ADVOCATE)
    quiet_watch(seat.session, office.case_id)
    return seat


def tasks_due(seat: Seat, office: Office, *days: int) -> None:
    """Keep a task for each of ``days``, counted from now."""
    now = seat.desk.clock.now()
    for number in days:
        task = Task(
            id=new_id(now),
            stream_id=office.case_id,
            case_id=office.case_id,
            title=f"Task of day {number}",
            due_at=now + timedelta(days=number, minutes=1),
        )
        keep(seat.session, task)


def own_case(seat: Seat, number: int) -> UUID:
    """Keep a case of one's own in which nobody asked about safe contact."""
    case_id = other_case_with_phone(seat.session, f"07700 {900550 + number}", f"447700{900550 + number}")
    with seat.session.work() as unit:
        unit.change(unit.get(Case, case_id), lead_id=seat.session.user.id)
        unit.commit("led for a test")
    return case_id


def shown(seat: Seat, qtbot: QtBot, part: str = "") -> TodayScreen:
    screen = TodayScreen(seat.desk, Place("today", None, part))
    qtbot.addWidget(screen)
    screen.resize(1200, 900)
    screen.refresh()
    with qtbot.waitActive(screen):
        screen.show()
        screen.activateWindow()
    return screen


def press(screen: QWidget, qtbot: QtBot, key: Qt.Key) -> None:
    qtbot.keyClick(screen.focusWidget() or screen, key)


def titles(screen: TodayScreen) -> list[str]:
    return [row.item.what for row in screen._rows]


def words_on(screen: TodayScreen) -> str:
    return "\n".join(label.text() for label in screen.findChildren(Words) if label.isVisibleTo(screen))


def test_nothing_to_do_is_said_in_plain_words(jo: Seat, qtbot: QtBot) -> None:
    assert "Nothing is late." in words_on(shown(jo, qtbot))


def test_nothing_late_is_said_where_other_things_are_due(jo: Seat, office: Office, qtbot: QtBot) -> None:
    tasks_due(jo, office, 3)
    assert "Nothing is late." in words_on(shown(jo, qtbot))


def test_j_and_k_go_through_the_rows_and_enter_does_the_next_thing(jo: Seat, office: Office, qtbot: QtBot) -> None:
    tasks_due(jo, office, -1, 0, 1)
    screen = shown(jo, qtbot)
    assert titles(screen) == ["Task of day -1", "Task of day 0", "Task of day 1"]
    screen.setFocus()
    for key in (Qt.Key.Key_J, Qt.Key.Key_J, Qt.Key.Key_J, Qt.Key.Key_K):
        press(screen, qtbot, key)
    assert screen.focusWidget() is screen._rows[1].button
    press(screen, qtbot, Qt.Key.Key_Return)
    assert jo.went == [Place("case", office.case_id)]


def test_space_ticks_a_task_and_undo_opens_it_again(jo: Seat, office: Office, qtbot: QtBot) -> None:
    tasks_due(jo, office, -1, 1)
    screen = shown(jo, qtbot)
    screen._rows[0].button.setFocus()
    press(screen, qtbot, Qt.Key.Key_Space)
    assert titles(screen) == ["Task of day 1"]
    assert jo.said == ["Task done."]
    assert screen.focusWidget() is screen._rows[0].button
    jo.undo[0]()
    assert titles(screen) == ["Task of day -1", "Task of day 1"]
    assert jo.went == []


def test_space_on_what_is_no_task_does_the_next_thing_like_enter(jo: Seat, qtbot: QtBot) -> None:
    case_id = own_case(jo, 5)
    screen = shown(jo, qtbot)
    qtbot.keyClick(screen._rows[0].button, Qt.Key.Key_Space)
    assert jo.went == [Place("case", case_id, "contact")]


def test_l_opens_the_log_of_the_row_it_stands_on(jo: Seat, office: Office, qtbot: QtBot) -> None:
    tasks_due(jo, office, 1)
    screen = shown(jo, qtbot)
    screen._rows[0].button.setFocus()
    press(screen, qtbot, Qt.Key.Key_L)
    assert jo.went == [Place("case", office.case_id, "log")]
    case = CaseScreen(jo.desk, jo.went[0])
    qtbot.addWidget(case)
    case.arrive(jo.went[0])
    case.refresh()
    assert case.sheet.isVisibleTo(case)


def test_counts_are_filters_and_the_rail_counts_what_cannot_wait(jo: Seat, office: Office, qtbot: QtBot) -> None:
    counted: list[tuple[str, int]] = []
    jo.desk.navigator.counted.connect(lambda key, number: counted.append((key, number)))
    tasks_due(jo, office, -2, -1, 0, 3)
    screen = shown(jo, qtbot)
    assert counted == [("today", 3)]
    late = screen.filters[Group.LATE.value]
    assert late.text() == "Late  2"
    late.click()
    assert titles(screen) == ["Task of day -2", "Task of day -1"]
    assert screen.place() == Place("today", None, "late")
    screen.filters[""].click()
    assert len(titles(screen)) == 4


def test_a_long_list_shows_its_first_rows_and_all_of_it_when_asked(jo: Seat, office: Office, qtbot: QtBot) -> None:
    tasks_due(jo, office, *range(-12, 0))
    screen = shown(jo, qtbot)
    assert len(titles(screen)) == 7
    screen.filters[Group.LATE.value].click()
    assert len(titles(screen)) == 12


def test_many_people_to_check_open_as_a_list_of_their_own(jo: Seat, qtbot: QtBot) -> None:
    cases = {own_case(jo, number) for number in range(5)}
    screen = shown(jo, qtbot)
    assert titles(screen) == ["5 people's safe contact is to be checked"]
    screen._rows[0].button.click()
    assert screen.place().part == SAFE_CONTACT
    assert {row.item.subject_id for row in screen._rows} == cases
    assert jo.went == []


def test_no_row_offers_to_call(jo: Seat, office: Office, qtbot: QtBot) -> None:
    tasks_due(jo, office, -1, 0, 1)
    screen = shown(jo, qtbot)
    assert not [row for row in screen._rows if "call" in row.button.text().lower()]


def test_a_supervisor_reads_what_waits_on_the_first_line(office: Office, sit_down: SitDown, qtbot: QtBot) -> None:
    referral_id = sent_for_review(office)
    sam = sit_down(SUPERVISOR)
    screen = shown(sam, qtbot)
    assert screen.first_line.isVisibleTo(screen)
    assert screen.first_line.text() == "1 referral waits for you. Oldest: sent today."
    screen._rows[0].button.click()
    assert sam.went == [Place("reviews", None, referral_id.hex)]


def test_a_place_this_version_does_not_know_shows_everything(jo: Seat, office: Office, qtbot: QtBot) -> None:
    tasks_due(jo, office, -1)
    screen = shown(jo, qtbot)
    screen.arrive(Place("today", None, "yesterday"))
    screen.refresh()
    assert screen.place() == Place("today")
    assert titles(screen) == ["Task of day -1"]


def test_every_next_thing_has_its_word_and_its_place(jo: Seat, office: Office, qtbot: QtBot) -> None:
    screen = shown(jo, qtbot)
    for act in NextAct:
        row = TodayRow(
            jo.desk.theme,
            TodayItem(group=Group.LATE, what="A thing", why_now="Now", act=act, subject_id=office.case_id),
        )
        qtbot.addWidget(row)
        row.acted.connect(screen._act)
        row.button.click()
    assert len(jo.went) == len(NextAct) - 1, "what an import brought in is shown here"
    assert screen.place().part == "imported"
    assert {place.screen for place in jo.went} <= ROUTES.keys()


def test_seven_late_rows_are_red_and_the_rest_is_counted(jo: Seat, office: Office, qtbot: QtBot) -> None:
    tasks_due(jo, office, *range(-12, 0))
    screen = shown(jo, qtbot)
    assert len(titles(screen)) == 7
    assert "And 5 more are late." in words_on(screen)
    whole = shown(jo, qtbot, Group.LATE.value)
    assert [row.item.is_red for row in whole._rows] == [True] * 7 + [False] * 5
    assert "And 5 more are late." in words_on(whole)
