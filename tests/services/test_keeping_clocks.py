"""Clocks at the desk: from what the records hold to what is shown, and what may be recorded of them."""

from datetime import date, datetime, time, timedelta
from uuid import UUID

import pytest

from advocate_desk.app.rules import rulebook
from advocate_desk.domain.answer import Answer
from advocate_desk.domain.cases import Case
from advocate_desk.domain.clock_entries import ClockEntryKind
from advocate_desk.domain.clock_words import counts_from_words, due_words_of
from advocate_desk.domain.clocks import ClockState
from advocate_desk.domain.errors import EntryRefused
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.pathway import Lane, PathwayStep, StepMove, StepState
from advocate_desk.services.count_clocks import clocks_of_cases
from advocate_desk.services.keep_clocks import ClockLine, EntryForm, KeepClocks, KeyDateForm
from advocate_desk.services.keep_rights import KeepRights, RightsForm
from advocate_desk.services.session import Session
from advocate_desk.services.show_timeline import EntryKind, ShowTimeline
from tests.services.desk import Office, keep

TODAY = date(2026, 11, 23)
RULES = rulebook()


class _MinuteByMinute(KeepClocks):
    """The service, at a desk where a minute passes before anything is recorded."""

    def __init__(self, session: Session, office: Office) -> None:
        super().__init__(session, RULES)
        self._moves_on = office.clock

    def record(self, case_id: UUID, duty: str, start_id: UUID, form: EntryForm) -> UUID:
        self._moves_on.later(minutes=1)
        return super().record(case_id, duty, start_id, form)

    def take_back(self, case_id: UUID, duty: str, start_id: UUID) -> None:
        self._moves_on.later(minutes=1)
        super().take_back(case_id, duty, start_id)


@pytest.fixture
def clocks(session: Session, office: Office) -> KeepClocks:
    return _MinuteByMinute(session, office)


def _suspect(session: Session, office: Office, *moves: tuple[str, date | None]) -> UUID:
    """Keep a suspect's line with these moves, and return it."""
    now = office.clock.now()
    step = PathwayStep(
        id=new_id(now),
        stream_id=office.case_id,
        case_id=office.case_id,
        lane=Lane.JUSTICE,
        code="criminal_line",
        title="Suspect",
        position=90,
        about="the first",
    )
    kept = [
        StepMove(
            id=new_id(now + timedelta(seconds=number)),
            stream_id=office.case_id,
            case_id=office.case_id,
            step_id=step.id,
            to_state=StepState.WAITING,
            stage=stage,
            happened_on=on,
            recorded_at=now + timedelta(seconds=number),
            actor_id=session.user.id,
        )
        for number, (stage, on) in enumerate(moves)
    ]
    keep(session, step, *kept)
    return step.id


def _of(clocks: KeepClocks, office: Office, duty: str) -> ClockLine:
    (found,) = [one for one in clocks.view(office.case_id).every if one.clock.duty.code == duty]
    return found


def _record(clocks: KeepClocks, office: Office, duty: str, form: EntryForm) -> ClockLine:
    line = _of(clocks, office, duty)
    clocks.record(office.case_id, duty, line.clock.start_id, form)
    return _of(clocks, office, duty)


def test_a_move_starts_its_clocks_with_both_days_until_the_police_have_said(
    clocks: KeepClocks, session: Session, office: Office
) -> None:
    _suspect(session, office, ("arrested", date(2026, 11, 16)))
    told = _of(clocks, office, "told_of_arrest")
    assert (told.clock.due.on, told.about) == (date(2026, 11, 23), "Criminal case: the first")
    assert told.clock.with_enhanced is not None
    assert told.clock.with_enhanced.on == date(2026, 11, 17)
    assert "or 1 working day with enhanced rights" in counts_from_words(told.clock, clocks.view(office.case_id).rules)
    assert clocks.view(office.case_id).asks_rights
    KeepRights(session).record(office.case_id, RightsForm(answer=Answer.YES, decided_by="the officer"))
    decided = _of(clocks, office, "told_of_arrest").clock
    assert (decided.due.on, decided.state, decided.with_enhanced) == (date(2026, 11, 17), ClockState.LATE, None)
    assert due_words_of(decided, office.clock.now()) == "Passed 6 days ago, on 17 November"


def test_what_is_said_of_a_clock_is_kept_and_taken_back(clocks: KeepClocks, session: Session, office: Office) -> None:
    _suspect(session, office, ("arrested", date(2026, 11, 9)))
    assert _of(clocks, office, "told_of_arrest").clock.state is ClockState.LATE
    chased = _record(clocks, office, "told_of_arrest", EntryForm(kind=ClockEntryKind.CHASED, on=TODAY))
    assert (chased.clock.state, len(chased.clock.entries)) == (ClockState.LATE, 1)
    met = EntryForm(kind=ClockEntryKind.MET, on=TODAY, told_by="the officer")
    assert _record(clocks, office, "told_of_arrest", met).clock.state is ClockState.MET_LATE
    clocks.take_back(office.case_id, "told_of_arrest", chased.clock.start_id)
    assert _of(clocks, office, "told_of_arrest").clock == chased.clock


@pytest.mark.parametrize(
    ("form", "says"),
    [
        (EntryForm(kind=ClockEntryKind.MET, on=date(2026, 11, 8)), "before the day it counts from, 9 November 2026"),
        (EntryForm(kind=ClockEntryKind.MET, on=date(2026, 11, 24)), "still to come"),
        (EntryForm(kind=ClockEntryKind.NOT_OWED), "why it does not hold here"),
        (EntryForm(kind=ClockEntryKind.CHASED), "the day they were asked"),
        (EntryForm(kind=ClockEntryKind.EXTENDED), "Give the new last day"),
        (EntryForm(kind=ClockEntryKind.PAUSED, on=TODAY), "does not stand still"),
        (EntryForm(kind=ClockEntryKind.RESUMED, on=TODAY), "does not stand still"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    clocks: KeepClocks, session: Session, office: Office, form: EntryForm, says: str
) -> None:
    _suspect(session, office, ("arrested", date(2026, 11, 9)))
    before = _of(clocks, office, "told_of_arrest")
    with pytest.raises(EntryRefused, match=says):
        _record(clocks, office, "told_of_arrest", form)
    assert _of(clocks, office, "told_of_arrest") == before


def test_a_day_that_must_have_been_is_asked_for_given_put_right_and_taken_out(
    clocks: KeepClocks, session: Session, office: Office
) -> None:
    line = _suspect(session, office, ("no_further_action", date(2026, 11, 9)))
    asked = _of(clocks, office, "police_review_request")
    assert asked.clock.state is ClockState.NOT_STARTED
    assert [kind.code for kind in asked.asks] == ["told_of_police_decision"]
    wanted = KeyDateForm(code="told_of_police_decision", on=None, step_id=line)
    unknown = clocks.add_date(office.case_id, wanted)
    given = _of(clocks, office, "police_review_request")
    assert (given.clock.state, given.given.id if given.given else None) == (ClockState.NOT_STARTED, unknown)
    assert given.given is not None
    put_right = clocks.correct_date(given.given, KeyDateForm(code=wanted.code, on=date(2026, 11, 12), step_id=line))
    known = _of(clocks, office, "police_review_request").clock
    assert (known.due.on, known.start_id) == (date(2027, 2, 12), unknown)
    (day,) = clocks.view(office.case_id).key_dates
    assert day.key_date.id == put_right
    clocks.remove_date(put_right)
    assert _of(clocks, office, "police_review_request").clock == given.clock
    clocks.restore_date(put_right)
    assert _of(clocks, office, "police_review_request").clock == known


@pytest.mark.parametrize(
    ("on", "of_line", "says"),
    [
        (date(2026, 11, 8), True, "cannot be before .*No further action.*, 9 November 2026"),
        (date(2026, 11, 24), True, "still to come"),
        (date(2026, 11, 12), False, "which line"),
    ],
)
def test_a_day_before_what_it_follows_or_of_no_line_is_refused_in_words(
    clocks: KeepClocks, session: Session, office: Office, on: date, of_line: bool, says: str
) -> None:
    line = _suspect(session, office, ("no_further_action", date(2026, 11, 9)))
    form = KeyDateForm(code="told_of_police_decision", on=on, step_id=line if of_line else None)
    with pytest.raises(EntryRefused, match=says):
        clocks.add_date(office.case_id, form)
    assert clocks.view(office.case_id).key_dates == ()


def test_a_request_for_data_stands_still_from_the_question_to_the_answer(clocks: KeepClocks, office: Office) -> None:
    clocks.add_date(office.case_id, KeyDateForm(code="data_request_received", on=date(2026, 11, 2)))
    asked = EntryForm(kind=ClockEntryKind.PAUSED, on=date(2026, 11, 10))
    assert _record(clocks, office, "data_request", asked).clock.state is ClockState.PAUSED
    with pytest.raises(EntryRefused, match="before it stood still, on 10 November"):
        _record(clocks, office, "data_request", EntryForm(kind=ClockEntryKind.RESUMED, on=date(2026, 11, 9)))
    answered = EntryForm(kind=ClockEntryKind.RESUMED, on=date(2026, 11, 12))
    assert _record(clocks, office, "data_request", answered).clock.due.on == date(2026, 12, 7)


def test_hours_count_from_the_time_that_was_given(clocks: KeepClocks, office: Office) -> None:
    clocks.add_date(office.case_id, KeyDateForm(code="breach_noticed", on=date(2026, 11, 22), at=time(9, 30)))
    due = _of(clocks, office, "breach_report").clock.due.at
    assert due == datetime.fromisoformat("2026-11-25T09:30:00+00:00")


def test_clocks_of_many_cases_are_those_of_each(clocks: KeepClocks, session: Session, office: Office) -> None:
    _suspect(session, office, ("arrested", date(2026, 11, 9)), ("bailed", None))
    with session.work() as unit:
        cases = unit.find(Case)
        together = clocks_of_cases(unit, session, RULES, cases, office.clock.now())
        alone = {case.id: clocks_of_cases(unit, session, RULES, [case], office.clock.now())[case.id] for case in cases}
    assert together == alone
    assert {one.state for one in together[office.case_id]} >= {ClockState.LATE, ClockState.NOT_STARTED}


def test_the_timeline_tells_each_day_and_each_entry_once_as_it_stands(
    clocks: KeepClocks, session: Session, office: Office
) -> None:
    line = _suspect(session, office, ("no_further_action", date(2026, 11, 9)))
    wrong = clocks.add_date(
        office.case_id, KeyDateForm(code="told_of_police_decision", on=date(2026, 11, 10), step_id=line)
    )
    (day,) = clocks.view(office.case_id).key_dates
    assert day.key_date.id == wrong
    clocks.correct_date(
        day.key_date, KeyDateForm(code="told_of_police_decision", on=date(2026, 11, 12), step_id=line, told_by="Ravi")
    )
    met = EntryForm(kind=ClockEntryKind.MET, on=date(2026, 11, 13), told_by="the officer")
    _record(clocks, office, "police_review_request", met)
    KeepRights(session).record(office.case_id, RightsForm(answer=Answer.NO, decided_by="the officer"))
    found = [one for one in ShowTimeline(session, RULES).entries(office.case_id) if one.kind is EntryKind.DATE]
    assert {(one.headline, one.text, one.happened_at.date()) for one in found} == {
        ("Told of the police decision", "Told by Ravi.", date(2026, 11, 12)),
        ("Ask the police to review their decision: done", "Told by the officer.", date(2026, 11, 13)),
        ("The police said no to enhanced rights", "Decided by the officer.", TODAY),
    }
