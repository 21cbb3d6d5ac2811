import pytest

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.errors import EntryRefused, NeverChanged
from advocate_desk.domain.risk import RiskLevel
from advocate_desk.services.assess_risk import AssessRisk, NewAssessment
from advocate_desk.services.session import Session
from tests.services.desk import ADVOCATE, Office


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
