"""The way on the timeline: each move on its day, with when it was written down, and nothing of what is kept apart."""

from datetime import UTC, date, datetime, time
from uuid import UUID

from advocate_desk.domain.users import User
from advocate_desk.services.keep_pathway import KeepPathway, MarkForm, MoveForm, NewStep
from advocate_desk.services.session import Session
from advocate_desk.services.show_timeline import Entry, EntryKind, ShowTimeline
from tests.services.desk import ADVOCATE, SUPERVISOR, Office
from tests.support.steps import rules_with_invented

RULES = rules_with_invented()
ARREST = MoveForm(stage="arrested", happened_on=date(2026, 11, 19), happened_time=time(4, 5), told_by="the officer")


def told(office: Office, session: Session) -> list[Entry]:
    entries = ShowTimeline(session, RULES).entries(office.case_id)
    return [one for one in entries if one.kind is EntryKind.PATHWAY]


def suspect(office: Office, way: KeepPathway) -> UUID:
    return way.add(office.case_id, NewStep(code="t_suspect", about="the first"))


def test_a_move_is_told_when_it_happened_and_when_it_was_written_down_by_whom_and_what_shows_it(
    office: Office, session: Session
) -> None:
    way = KeepPathway(session, RULES)
    step_id = suspect(office, way)
    assert told(office, session) == []
    way.move(step_id, ARREST)
    (arrest,) = told(office, session)
    assert (arrest.headline, arrest.text) == ("Investigation: the first: Arrested", "Told by: the officer.")
    assert (arrest.happened_at, arrest.whole_day) == (datetime(2026, 11, 19, 4, 5, tzinfo=UTC), False)
    assert (arrest.recorded_at, arrest.who, arrest.icon) == (office.clock.now(), ADVOCATE, "step")
    office.clock.later(minutes=1)
    end = MoveForm(stage="no_action", happened_on=date(2026, 11, 21), proof="Email", reason="evidence", note="By post.")
    way.move(step_id, end)
    newest = told(office, session)[0]
    assert newest.headline == "Investigation: the first: No further action"
    assert newest.text == "Reason: Not enough evidence, they say. Shown by: Email. By post."
    assert (newest.happened_at.date(), newest.whole_day) == (date(2026, 11, 21), True)


def test_what_was_taken_back_stays_and_says_so(office: Office, session: Session) -> None:
    way = KeepPathway(session, RULES)
    step_id = suspect(office, way)
    move_id = way.move(step_id, ARREST)
    office.clock.later(minutes=1)
    way.take_back(move_id, "Somebody else's.")
    back, arrest = told(office, session)
    assert back.headline == "Investigation: the first: Taken back: stands again at “Not begun”"
    assert (back.text, back.happened_at, back.whole_day) == ("Somebody else's.", office.clock.now(), False)
    assert arrest.headline == "Investigation: the first: Arrested (recorded in error)"


def test_a_mark_without_a_day_stands_where_it_was_written_and_says_that_the_day_is_not_known(
    office: Office, session: Session
) -> None:
    way = KeepPathway(session, RULES)
    form = MarkForm(mark="no_longer_supports", is_set=True, happened_on=None, told_by="the officer", proof="Email")
    way.mark(suspect(office, way), form)
    (mark,) = told(office, session)
    assert mark.headline == "Investigation: the first: Marked: No longer supports it"
    assert mark.text == "The day is not known. Told by: the officer. Shown by: Email."
    assert (mark.happened_at, mark.whole_day) == (office.clock.now(), False)


def test_a_step_that_is_kept_apart_tells_only_its_worker_and_supervisors(office: Office) -> None:
    with office.as_user(SUPERVISOR) as session:
        way = KeepPathway(session, RULES)
        with session.work() as unit:
            worker = next(one.id for one in unit.find(User) if one.display_name == SUPERVISOR)
        step_id = way.add(office.case_id, NewStep(code="t_programme", worker_id=worker, about="Wednesday group"))
        way.move(step_id, MoveForm(stage="waiting", happened_on=date(2026, 11, 20), waiting_on="the Wednesday group"))
        assert [one.headline for one in told(office, session)] == [
            "Behaviour-change programme: Wednesday group: Waiting"
        ]
    with office.as_user(ADVOCATE) as session:
        assert told(office, session) == []
