"""A case as its first page shows it, and the list it stands in."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from advocate_desk.domain.cases import CaseStatus
from advocate_desk.domain.contacts import Contact, ContactKind, ContactResult, Note
from advocate_desk.domain.errors import EntryRefused, NotAllowed, NotFound, TextRefused
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.incidents import IncidentKind
from advocate_desk.domain.pathway import Lane, PathwayStep, StepMove, StepState
from advocate_desk.domain.risk import RiskLevel
from advocate_desk.domain.safe_contact import SafeContactPlan
from advocate_desk.domain.tasks import Task
from advocate_desk.services.list_caseload import ListCaseload
from advocate_desk.services.log_contact import LogContact
from advocate_desk.services.move_case import MoveCase, NewMove
from advocate_desk.services.ports import CaseloadFilter
from advocate_desk.services.record_incident import NewIncident, RecordIncident
from advocate_desk.services.session import Session
from advocate_desk.services.show_case import CaseSummary, ShowCase
from tests.services.desk import LETTERS, Office, keep, new_contact, other_case_with_phone


def summary(office: Office, session: Session) -> CaseSummary:
    return ShowCase(session, office.rules).summary(office.case_id)


def step(office: Office, lane: Lane, code: str, position: int, *moves: tuple[StepState, date | None]) -> list[object]:
    now = office.clock.now()
    kept = PathwayStep(
        id=new_id(now),
        stream_id=office.case_id,
        case_id=office.case_id,
        lane=lane,
        code=code,
        title=code.capitalize(),
        position=position,
    )
    records: list[object] = [kept]
    for place, (state, due_on) in enumerate(moves):
        records.append(
            StepMove(
                id=new_id(now),
                stream_id=office.case_id,
                case_id=office.case_id,
                step_id=kept.id,
                to_state=state,
                happened_on=date(2026, 11, 20),
                recorded_at=now + timedelta(microseconds=place),
                actor_id=kept.id,
                waiting_on="the council" if state is StepState.WAITING else "",
                due_on=due_on,
            )
        )
    return records


def task(office: Office, title: str, due_at: datetime | None) -> Task:
    return Task(
        id=new_id(office.clock.now()), stream_id=office.case_id, case_id=office.case_id, title=title, due_at=due_at
    )


def test_the_summary_tells_who_how_safe_and_how_high(office: Office, session: Session) -> None:
    shown = summary(office, session)
    assert (shown.client.name_to_use, shown.lead_name, shown.open_days) == ("Ceri Sample", "Jo Advocate", 12)
    assert (shown.level, shown.high_risk_score) == (RiskLevel.HIGH, 16)
    assert shown.banner.headline.startswith("Text first")
    assert shown.banner.may_show_number
    assert {point.masked for point in shown.points} == {
        "Phone, safe to call and text · hidden",
        "Address, not asked if safe, do not disclose · hidden",
    }
    assert shown.consent_given_on is None


def test_steps_and_tasks_are_told_in_words_and_what_is_late_says_so(office: Office, session: Session) -> None:
    records = [
        *step(office, Lane.REPORT, "police_report", 0, (StepState.NOT_WANTED, None)),
        *step(office, Lane.SUPPORT, "housing", 1, (StepState.WAITING, date(2026, 11, 21))),
        *step(office, Lane.SUPPORT, "safety_plan", 2, (StepState.WAITING, None), (StepState.DONE, None)),
        task(office, "Ring the council", datetime(2026, 11, 23, 17, 0, tzinfo=UTC)),
        task(office, "Chase the reply", datetime(2026, 11, 22, 9, 0, tzinfo=UTC)),
        task(office, "Some day", None),
    ]
    keep(session, *records)  # type: ignore[arg-type]
    shown = summary(office, session)
    assert [(one.status_line, one.late) for one in shown.steps] == [
        ("Chose not to report", False),
        ("With the council. Reply overdue by 2 days", True),
        ("Done 20 November", False),
    ]
    assert [(one.title, one.due_line, one.late, one.due_today) for one in shown.tasks] == [
        ("Chase the reply", "Overdue 1 day", True, False),
        ("Ring the council", "Due today, 5pm", False, True),
        ("Some day", "No day set", False, False),
    ]
    (row,) = ListCaseload(session).page(CaseloadFilter()).rows
    report, support, justice = row.lanes
    assert (report.wanted, report.total) == (False, 0)
    assert (support.done, support.total, support.late) == (1, 2, True)
    assert (justice.wanted, justice.total) == (True, 0)
    assert (row.next_step, row.next_due, row.late) == ("Housing", date(2026, 11, 21), True)


def test_a_task_is_ticked_and_the_tick_taken_back(office: Office, session: Session) -> None:
    due = task(office, "Ring the council", datetime(2026, 11, 22, 17, 0, tzinfo=UTC))
    keep(session, due)
    show = ShowCase(session, office.rules)
    show.finish_task(due.id)
    assert [(one.done, one.late) for one in summary(office, session).tasks] == [(True, False)]
    assert not ListCaseload(session).page(CaseloadFilter()).rows[0].late
    show.finish_task(due.id, done=False)
    assert [(one.done, one.late) for one in summary(office, session).tasks] == [(False, True)]


def test_a_case_is_found_by_its_reference_however_it_is_typed(office: Office, session: Session) -> None:
    show = ShowCase(session, office.rules)
    reference = summary(office, session).case.reference
    assert show.by_reference(reference.lower().replace("-", " ")) == office.case_id
    wrong = reference[:-1] + ("0" if reference[-1] != "0" else "1")
    for typed in (wrong, "nonsense", ""):
        with pytest.raises(NotFound):
            show.by_reference(typed)


def test_what_somebody_types_finds_cases_and_says_by_what(office: Office, session: Session) -> None:
    other = other_case_with_phone(session, "07700 900777", "447700900777")
    found = ListCaseload(session).find("900777")
    assert [(row.case_id, row.found_by) for row in found.rows] == [(other, "phone")]
    assert [row.name for row in ListCaseload(session).find("ceri").rows] == ["Ceri Sample"]
    assert ListCaseload(session).find("no such person").rows == ()


def test_a_page_of_the_list_is_a_page_and_knows_the_whole(office: Office, session: Session) -> None:
    for number in range(5):
        phone = f"07700 900{800 + number}"
        other_case_with_phone(session, phone, f"44{phone[1:]}".replace(" ", ""))
    listing = ListCaseload(session)
    first, rest = listing.page(CaseloadFilter(), 0, 4), listing.page(CaseloadFilter(), 4, 4)
    assert (first.total, len(first.rows), len(rest.rows)) == (6, 4, 2)
    assert first.rows[0].name == "Ceri Sample"
    assert first.rows[0].level is RiskLevel.HIGH
    assert {row.case_id for row in first.rows} & {row.case_id for row in rest.rows} == set()


def test_a_logged_contact_is_the_latest_entry_and_an_attempt_is_no_contact(office: Office, session: Session) -> None:
    log = LogContact(session)
    log.log(new_contact(office))
    log.log(new_contact(office, result=ContactResult.NO_ANSWER, happened_at=office.clock.now(), summary=""))
    latest = summary(office, session).latest
    assert [entry.headline for entry in latest[:2]] == ["Call to client: no answer", "Call to client"]
    (row,) = ListCaseload(session).page(CaseloadFilter()).rows
    assert row.last_contact_at == office.clock.now() - timedelta(minutes=30)
    office.clock.later(days=-2)
    (row,) = ListCaseload(session).page(CaseloadFilter()).rows
    assert row.last_contact_at is None, "a contact of a day still to come says nothing"


def test_a_correction_stands_in_the_place_of_what_it_corrects(office: Office, session: Session) -> None:
    log = LogContact(session)
    first = log.log(new_contact(office, summary="Wrong words."))
    log.log(new_contact(office, summary="Right words.", corrects_id=first))
    assert [entry.text for entry in summary(office, session).latest if entry.kind == "contact"] == ["Right words."]
    with session.work() as unit:
        assert {one.summary for one in unit.find(Contact)} == {"Wrong words.", "Right words."}


def test_the_latest_tells_of_moves_and_of_incidents_as_they_stand_now(office: Office, session: Session) -> None:
    incidents = RecordIncident(session, office.rules)
    threat = NewIncident(kinds=(IncidentKind.THREATS,), happened_on=date(2026, 11, 23), what="He stood at the gate.")
    first = incidents.record(office.case_id, threat)
    office.clock.later(minutes=1)
    incidents.correct(first.id, replace(threat, kinds=(IncidentKind.STALKING,), distressing=True))
    office.clock.later(hours=3)
    MoveCase(session, office.rules).move(
        NewMove(case_id=office.case_id, to_status=CaseStatus.ON_HOLD, reason="Until the trial")
    )
    latest = summary(office, session).latest
    assert [(one.kind, one.headline, one.distressing) for one in latest[:2]] == [
        ("life", "Put on hold", False),
        ("incident", "Incident: stalking", True),
    ]
    assert sum(one.kind == "incident" for one in latest) == 1


def test_what_happened_late_in_the_evening_is_told_by_when_it_happened(office: Office, session: Session) -> None:
    now = office.clock.now()
    keep(
        session,
        Note(
            id=new_id(now),
            stream_id=office.case_id,
            case_id=office.case_id,
            happened_at=now - timedelta(days=3),
            recorded_at=now,
            author_id=session.user.id,
            headline="Told late",
            text="x",
        ),
    )
    LogContact(session).log(new_contact(office))
    kinds = [entry.kind for entry in summary(office, session).latest]
    assert kinds.index("contact") < kinds.index("note")


def test_a_contact_makes_the_next_step_and_renews_the_plan(office: Office, session: Session) -> None:
    next_at = datetime(2026, 11, 26, 10, 0, tzinfo=UTC)
    LogContact(session).log(
        new_contact(office, safe_contact_checked=True, next_title="Call again", next_at=next_at, distressing=True)
    )
    shown = summary(office, session)
    assert [(one.title, one.due_line) for one in shown.tasks] == [("Call again", "Due 26 November, 10am")]
    assert shown.plan
    assert (shown.plan.checked_on, shown.plan.check_again_by) == (date(2026, 11, 23), date(2026, 12, 21))
    assert shown.latest[0].distressing


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"happened_at": datetime(2026, 11, 24, tzinfo=UTC)}, "future"),
        ({"minutes": -1}, "minutes"),
        ({"minutes": 100_000}, "minutes"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_of_it_kept(
    office: Office, session: Session, wrong: dict[str, object], sentence: str
) -> None:
    with pytest.raises(EntryRefused, match=sentence):
        LogContact(session).log(new_contact(office, next_title="Call again", **wrong))
    with session.work() as unit:
        assert (unit.find(Contact), unit.find(Task)) == ((), ())


def test_a_plan_nobody_wrote_is_not_renewed_and_the_contact_waits_with_it(office: Office, session: Session) -> None:
    other = other_case_with_phone(session, "07700 900777", "447700900777")
    with pytest.raises(EntryRefused, match="how contact is safe"):
        LogContact(session).log(new_contact(office, case_id=other, safe_contact_checked=True))
    with session.work() as unit:
        assert unit.find(Contact) == ()
        assert len(unit.find(SafeContactPlan)) == 1


def test_a_correction_never_points_into_another_case(office: Office, session: Session) -> None:
    other = other_case_with_phone(session, "07700 900777", "447700900777")
    elsewhere = LogContact(session).log(new_contact(office, case_id=other))
    with pytest.raises(EntryRefused, match="same case"):
        LogContact(session).log(new_contact(office, corrects_id=elsewhere))


def test_words_that_cannot_be_kept_exactly_are_refused(office: Office, session: Session) -> None:
    with pytest.raises(TextRefused):
        LogContact(session).log(new_contact(office, summary="a\0b"))


def test_a_way_nobody_agreed_is_not_begun(office: Office, session: Session) -> None:
    log = LogContact(session)
    assert log.may_use(office.case_id, ContactKind.TEXT).allowed
    letter = log.may_use(office.case_id, ContactKind.LETTER)
    assert (letter.allowed, "not safe" in letter.why) == (False, True)
    assert not log.may_use(other_case_with_phone(session, "07700 900777", "447700900777"), ContactKind.CALL).allowed


def test_the_print_desk_sees_no_case(office: Office) -> None:
    with office.as_user(LETTERS) as session:
        with pytest.raises(NotAllowed):
            ListCaseload(session).page(CaseloadFilter())
        with pytest.raises(NotAllowed):
            ListCaseload(session).find("ceri")
        with pytest.raises(NotAllowed):
            summary(office, session)
        with pytest.raises(NotAllowed):
            LogContact(session).log(new_contact(office))


def test_a_case_that_is_not_here_is_not_found(office: Office, session: Session) -> None:
    with pytest.raises(NotFound):
        ShowCase(session, office.rules).summary(UUID(int=5))
