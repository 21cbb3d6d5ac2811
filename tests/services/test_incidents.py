"""Writing incidents down, correcting them, and what the watch says of the case then."""

from datetime import date

import pytest

from advocate_desk.domain.cases import Case, CaseStatus
from advocate_desk.domain.errors import EntryRefused, NeverChanged, NotFound, TextRefused
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.incidents import Incident, IncidentKind
from advocate_desk.domain.marac import MaracCriterion
from advocate_desk.domain.people import Person, PersonRole
from advocate_desk.services.record_incident import NewIncident, RecordIncident
from advocate_desk.services.refer_to_marac import ReferToMarac
from advocate_desk.services.session import Session
from advocate_desk.services.watch_risk import WatchRisk
from tests.services.desk import SUPERVISOR, Office, change, other_case_with_phone
from tests.services.marac import other_person, referred

HIGH, _, ESCALATES, REPEATS = MaracCriterion


def new(office: Office, session: Session, on: date | None, **changes: object) -> NewIncident:
    typed: dict[str, object] = {
        "kinds": (IncidentKind.THREATS,),
        "happened_on": on,
        "by_whom": (other_person(office, session),),
    }
    return NewIncident(**{**typed, **changes})  # type: ignore[arg-type]  # any field may be given


def test_an_incident_is_kept_as_it_was_told_and_never_edited(office: Office, session: Session) -> None:
    service = RecordIncident(session, office.rules)
    told = new(office, session, date(2026, 11, 20), what="  He stood outside.\n", told_to="Police, her GP")
    kept = service.record(office.case_id, told)
    assert (kept.what, kept.told_to, kept.author_id) == ("  He stood outside.\n", "Police, her GP", session.user.id)
    with session.work() as unit, pytest.raises(NeverChanged):
        unit.change(unit.get(Incident, kept.id), what="Shorter.")


def test_a_corrected_incident_counts_once_as_it_was_corrected(office: Office, session: Session) -> None:
    service = RecordIncident(session, office.rules)
    first = service.record(office.case_id, new(office, session, date(2026, 11, 20)))
    office.clock.later(minutes=5)
    second = service.correct(first.id, new(office, session, date(2025, 2, 1)))
    view = service.view(office.case_id)
    assert [one.incident.id for one in view.incidents] == [second.id]
    assert view.escalation.counted == ()
    with pytest.raises(NotFound):
        service.correct(office.case_id, new(office, session, None))


def test_incidents_stand_newest_first_and_those_without_a_day_are_told_apart(office: Office, session: Session) -> None:
    service = RecordIncident(session, office.rules)
    undated = service.record(office.case_id, new(office, session, None, about_when="before the move"))
    old = service.record(office.case_id, new(office, session, date(2026, 3, 1)))
    recent = service.record(office.case_id, new(office, session, date(2026, 11, 1)))
    view = service.view(office.case_id)
    assert [one.incident.id for one in view.incidents] == [recent.id, old.id, undated.id]
    assert [one.incident.id for one in view.undated] == [undated.id]


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"kinds": ()}, "at least one kind"),
        ({"happened_on": date(2026, 11, 20), "happened_until": date(2026, 11, 19)}, "ends before it begins"),
        ({"happened_on": date(2026, 11, 24)}, "still to come"),
        ({"happened_until": date(2026, 11, 24)}, "still to come"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    office: Office, session: Session, changes: dict[str, object], says: str
) -> None:
    service = RecordIncident(session, office.rules)
    with pytest.raises(EntryRefused, match=says):
        service.record(office.case_id, new(office, session, date(2026, 11, 20), **_over(changes)))
    with pytest.raises(TextRefused):
        service.record(office.case_id, new(office, session, None, what="a\0b"))
    assert service.view(office.case_id).incidents == ()


def _over(changes: dict[str, object]) -> dict[str, object]:
    return {"happened_on": date(2026, 11, 20), **changes}


def test_nobody_of_another_case_and_not_the_client_did_it(office: Office, session: Session) -> None:
    service = RecordIncident(session, office.rules)
    elsewhere = other_case_with_phone(session, "07700 900777", "447700900777")
    with session.work() as unit:
        stranger = unit.find(Person, case_id=elsewhere)[0].id
        client = unit.find(Person, case_id=office.case_id, role=PersonRole.CLIENT)[0].id
    for field, who, says in (
        ("by_whom", stranger, "not among the people"),
        ("who_was_there", new_id(session.clock.now()), "not among the people"),
        ("by_whom", client, "done to the client"),
    ):
        with pytest.raises(EntryRefused, match=says):
            service.record(office.case_id, new(office, session, None, **{field: (who,)}))


def test_the_watch_speaks_of_a_repeat_until_it_is_referred_again(office: Office, session: Session) -> None:
    watching = WatchRisk(session, office.rules)
    assert [met.criterion for met in watching.view(office.case_id).unanswered] == [HIGH]
    referred(office, session, date(2026, 11, 10))
    assert watching.watched((office.case_id,)) == ()
    RecordIncident(session, office.rules).record(office.case_id, new(office, session, date(2026, 11, 21)))
    (spoken,) = watching.watched((office.case_id,))
    assert [met.criterion for met in spoken.unanswered] == [REPEATS]
    assert "Pat Pretend" in spoken.unanswered[0].sentence
    referred(office, session, date(2026, 11, 22))
    assert watching.watched((office.case_id,)) == ()


def test_a_decision_quiets_the_watch_and_a_new_incident_wakes_it(office: Office) -> None:
    with office.as_user(SUPERVISOR) as session:
        incidents, watching = RecordIncident(session, office.rules), WatchRisk(session, office.rules)
        for day in (1, 8, 15):
            incidents.record(office.case_id, new(office, session, date(2026, 11, day)))
        decide = ReferToMarac(session, office.rules).decide_not_now
        for criterion in (HIGH, ESCALATES):
            decide(office.case_id, criterion, "The police called an emergency meeting.", date(2026, 12, 20))
        assert watching.watched((office.case_id,)) == ()
        assert [met.criterion for met, _ in watching.view(office.case_id).decided] == [HIGH, ESCALATES]
        office.clock.later(minutes=5)
        incidents.record(office.case_id, new(office, session, date(2026, 11, 22)))
        (spoken,) = watching.watched((office.case_id,))
        assert [met.criterion for met in spoken.unanswered] == [ESCALATES]


@pytest.mark.parametrize(
    ("status", "is_watched"),
    [
        (CaseStatus.CLOSED, False),
        (CaseStatus.TRANSFERRED, False),
        (CaseStatus.UNABLE_TO_CONTACT, True),
        (CaseStatus.ON_HOLD, True),
    ],
)
def test_an_ended_episode_is_not_watched_and_one_out_of_touch_is(
    office: Office, session: Session, status: CaseStatus, is_watched: bool
) -> None:
    with session.work() as unit:
        case = unit.get(Case, office.case_id)
    change(session, case, status=status)
    elsewhere = other_case_with_phone(session, "07700 900777", "447700900777")
    watching = WatchRisk(session, office.rules)
    spoken = watching.watched((elsewhere, office.case_id))
    assert [one.case_id for one in spoken] == ([office.case_id] if is_watched else [])
    assert watching.view(office.case_id).unanswered != ()
    assert watching.watched(()) == ()
