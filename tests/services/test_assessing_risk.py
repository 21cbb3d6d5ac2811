from datetime import date

import pytest

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.errors import EntryRefused, NeverChanged, NotFound
from advocate_desk.domain.incidents import IncidentKind
from advocate_desk.domain.risk import RiskLevel, RiskOccasion
from advocate_desk.services.assess_risk import AssessRisk, NewAssessment
from advocate_desk.services.keep_settings import KeepSettings
from advocate_desk.services.record_incident import NewIncident, RecordIncident
from advocate_desk.services.session import Session
from tests.services.desk import ADVOCATE, SUPERVISOR, Office, other_case_with_phone


def answers(office: Office, yes: int, not_known: int = 0) -> dict[str, Answer]:
    codes = office.rules.instruments[0].codes
    said = [Answer.YES] * yes + [Answer.NOT_KNOWN] * not_known
    return dict(zip(codes, [*said, *[Answer.NO] * (len(codes) - len(said))], strict=True))


@pytest.mark.parametrize(
    ("yes", "level"), [(13, RiskLevel.MEDIUM), (14, RiskLevel.HIGH), (9, RiskLevel.STANDARD), (10, RiskLevel.MEDIUM)]
)
def test_the_level_follows_the_yes_answers(session: Session, office: Office, yes: int, level: RiskLevel) -> None:
    risk = AssessRisk(session, office.rules)
    signed = risk.sign(NewAssessment(case_id=office.case_id, answers=answers(office, yes)))
    assert (signed.level, signed.judgement, signed.high_from) == (level, None, 14)
    newest = risk.view(office.case_id).signed[0]
    assert (newest.assessment.id, newest.score, newest.questions, newest.assessor) == (signed.id, yes, 24, ADVOCATE)


def test_judgement_raises_a_level_and_never_lowers_it(session: Session, office: Office) -> None:
    risk = AssessRisk(session, office.rules)
    raised = risk.sign(
        NewAssessment(
            case_id=office.case_id, answers=answers(office, 2), judgement=RiskLevel.HIGH, reason="Threats to kill."
        )
    )
    assert raised.level is RiskLevel.HIGH
    not_lowered = risk.sign(
        NewAssessment(
            case_id=office.case_id, answers=answers(office, 16), judgement=RiskLevel.STANDARD, reason="A calm week."
        )
    )
    assert (not_lowered.level, not_lowered.judgement) == (RiskLevel.HIGH, RiskLevel.STANDARD)


def test_what_is_not_known_is_a_gap_and_never_a_no(session: Session, office: Office) -> None:
    risk = AssessRisk(session, office.rules)
    some = dict(list(answers(office, 3, not_known=2).items())[:5])
    risk.sign(NewAssessment(case_id=office.case_id, answers=some))
    newest = risk.view(office.case_id).signed[0]
    assert (newest.score, newest.gap) == (3, 21)


def test_judgement_needs_its_reason_and_an_empty_list_is_not_signed(session: Session, office: Office) -> None:
    risk = AssessRisk(session, office.rules)
    with pytest.raises(EntryRefused):
        risk.sign(NewAssessment(case_id=office.case_id, answers=answers(office, 1), judgement=RiskLevel.HIGH))
    with pytest.raises(EntryRefused):
        risk.sign(NewAssessment(case_id=office.case_id))
    assert len(risk.view(office.case_id).signed) == 1


def test_a_signed_assessment_never_changes(session: Session, office: Office) -> None:
    signed = AssessRisk(session, office.rules).sign(NewAssessment(case_id=office.case_id, answers=answers(office, 1)))
    with session.work() as unit, pytest.raises(NeverChanged):
        unit.change(signed, level=RiskLevel.HIGH)


def test_thresholds_are_settings_and_an_old_assessment_keeps_its_own(office: Office) -> None:
    with office.as_user(SUPERVISOR) as session:
        risk = AssessRisk(session, office.rules)
        before = risk.sign(NewAssessment(case_id=office.case_id, answers=answers(office, 12)))
        assert (before.level, before.high_from, before.medium_from) == (RiskLevel.MEDIUM, 14, 10)
        KeepSettings(session).change(medium_risk_from=9)
        KeepSettings(session).change(high_risk_from=12)
        office.clock.later(minutes=5)
        after = risk.sign(NewAssessment(case_id=office.case_id, answers=answers(office, 12)))
        assert (after.level, after.high_from, after.medium_from) == (RiskLevel.HIGH, 12, 9)
        view = risk.view(office.case_id)
        assert [line.assessment.level for line in view.signed[:2]] == [RiskLevel.HIGH, RiskLevel.MEDIUM]
        assert (view.high_from, view.medium_from) == (12, 9)
        with pytest.raises(EntryRefused):
            KeepSettings(session).change(medium_risk_from=13)


def test_an_assessment_keeps_sources_notes_and_what_it_was_for(session: Session, office: Office) -> None:
    signed = AssessRisk(session, office.rules).sign(
        NewAssessment(
            case_id=office.case_id,
            answers={"injury": Answer.YES},
            sources={"injury": "The police report", "money": " "},
            notes={"money": "She would rather talk about this another day."},
            occasion=RiskOccasion.NEW_INCIDENT,
        )
    )
    assert signed.sources == {"injury": "The police report"}
    assert signed.notes == {"money": "She would rather talk about this another day."}
    assert signed.occasion is RiskOccasion.NEW_INCIDENT
    with pytest.raises(ValueError, match="does not ask"):
        AssessRisk(session, office.rules).sign(
            NewAssessment(case_id=office.case_id, answers={"injury": Answer.YES}, notes={"nothing": "x"})
        )


def test_a_screening_never_lowers_the_level_in_force_and_judgement_may_raise_it(
    session: Session, office: Office
) -> None:
    risk = AssessRisk(session, office.rules)
    screening = "stalking-screening"
    assert len(risk.view(office.case_id, screening).instrument.questions) == 11
    low = risk.sign(NewAssessment(case_id=office.case_id, instrument=screening, answers={"turning_up": Answer.NO}))
    assert (low.instrument, low.level) == (screening, RiskLevel.HIGH)
    office.clock.later(minutes=5)
    risk.sign(NewAssessment(case_id=office.case_id, answers=answers(office, 2)))
    office.clock.later(minutes=5)
    every = dict.fromkeys(risk.view(office.case_id, screening).instrument.codes, Answer.YES)
    many = risk.sign(NewAssessment(case_id=office.case_id, instrument=screening, answers=every))
    assert many.level is RiskLevel.STANDARD
    office.clock.later(minutes=5)
    raised = risk.sign(
        NewAssessment(
            case_id=office.case_id,
            instrument=screening,
            answers=every,
            judgement=RiskLevel.HIGH,
            reason="Followed every day.",
        )
    )
    assert raised.level is RiskLevel.HIGH
    newest = risk.view(office.case_id).signed[0]
    assert (newest.instrument, newest.score, newest.questions) == ("Stalking screening", 11, 11)


def test_a_screening_alone_gives_no_level_without_judgement(session: Session, office: Office) -> None:
    elsewhere = other_case_with_phone(session, "07700 900777", "447700900777")
    risk = AssessRisk(session, office.rules)
    with pytest.raises(EntryRefused, match="gives no level"):
        risk.sign(NewAssessment(case_id=elsewhere, instrument="stalking-screening", answers={"turning_up": Answer.YES}))
    with pytest.raises(NotFound):
        risk.sign(NewAssessment(case_id=elsewhere, instrument="of-nobody", answers={}))


def test_an_incident_after_the_newest_assessment_makes_it_stale(session: Session, office: Office) -> None:
    risk, incidents = AssessRisk(session, office.rules), RecordIncident(session, office.rules)
    assert risk.view(office.case_id).again_on == date(2026, 12, 18)
    for day in (date(2026, 11, 19), date(2026, 11, 21)):
        incidents.record(office.case_id, NewIncident(kinds=(IncidentKind.THREATS,), happened_on=day))
    (after,) = risk.view(office.case_id).incidents_since
    assert after.last_day == date(2026, 11, 21)
    office.clock.later(minutes=5)
    risk.sign(NewAssessment(case_id=office.case_id, answers=answers(office, 3)))
    assert risk.view(office.case_id).incidents_since == ()
    office.clock.later(minutes=5)
    incidents.record(office.case_id, NewIncident(kinds=(IncidentKind.THREATS,), happened_on=date(2026, 11, 23)))
    assert len(risk.view(office.case_id).incidents_since) == 1
