"""At most a few rows of Today are red, danger first; every other late row still says so, and all are counted."""

from datetime import timedelta

from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.tasks import Task
from advocate_desk.services.keep_orders import KeepOrders, OrderForm
from advocate_desk.services.session import Session
from advocate_desk.services.show_today import MOST_RED, Group, NextAct, ShowToday, TodayView
from tests.services.desk import ADVOCATE, Office, keep
from tests.services.watch import quiet_watch


def tasks_late(session: Session, office: Office, *days: int) -> None:
    now = office.clock.now()
    for number in days:
        task = Task(
            id=new_id(now),
            stream_id=office.case_id,
            case_id=office.case_id,
            title=f"Late by {number}",
            due_at=now - timedelta(days=number),
        )
        keep(session, task)


def view_of(session: Session, office: Office) -> TodayView:
    return ShowToday(session, office.rules).view()


def test_of_many_late_rows_the_longest_late_are_red_and_all_are_counted(office: Office) -> None:
    with office.as_user(ADVOCATE) as session:
        quiet_watch(session, office.case_id)
        tasks_late(session, office, *range(1, 13))
        view = view_of(session, office)
    late = [one for one in view.items if one.group is Group.LATE]
    assert [one.what for one in late if one.is_red] == [f"Late by {number}" for number in range(12, 5, -1)]
    assert [one.is_red for one in late] == [True] * MOST_RED + [False] * 5
    assert view.counts[Group.LATE] == 12


def test_few_late_rows_are_all_red_and_nothing_else_is(office: Office) -> None:
    with office.as_user(ADVOCATE) as session:
        quiet_watch(session, office.case_id)
        tasks_late(session, office, 3, -1)
        items = view_of(session, office).items
    assert [one.what for one in items if one.is_red] == ["Late by 3"]
    assert len(items) == 2


def test_an_order_that_protects_nobody_yet_is_red_before_what_is_late_for_longer(office: Office) -> None:
    with office.as_user(ADVOCATE) as session:
        tasks_late(session, office, *range(10, 20))
        made = session.clock.today() - timedelta(days=2)
        KeepOrders(session, office.rules).add(office.case_id, OrderForm(kind="non_molestation", made_on=made))
        red = [one for one in view_of(session, office).items if one.is_red]
    assert red[0].act is NextAct.OPEN_COURT
    assert len(red) == MOST_RED
