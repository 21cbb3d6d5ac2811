"""What a supervisor sees of caseloads: how heavy they are, by name, and for nobody else."""

from advocate_desk.domain.cases import Case, CaseStatus
from advocate_desk.domain.settings import SERVICE_SETTINGS_ID, ServiceSettings
from advocate_desk.services.show_today import ShowToday
from advocate_desk.services.today_weights import CaseloadWeight
from tests.services.desk import ADVOCATE, SUPERVISOR, Office, other_case_with_phone


def weights(office: Office, name: str) -> tuple[CaseloadWeight, ...]:
    with office.as_user(name) as session:
        return ShowToday(session, office.rules).view().weights


def own_case(office: Office, name: str, number: int, status: CaseStatus = CaseStatus.OPEN) -> None:
    """Keep a case of theirs whose risk nobody has judged."""
    with office.as_user(name) as session:
        case_id = other_case_with_phone(session, f"07700 {900560 + number}", f"447700{900560 + number}")
        with session.work() as unit:
            unit.change(unit.get(Case, case_id), lead_id=session.user.id, status=status)
            unit.commit("led for a test")


def test_a_caseload_weighs_by_risk_and_closed_cases_weigh_nothing(office: Office) -> None:
    own_case(office, ADVOCATE, 1)
    own_case(office, ADVOCATE, 2, CaseStatus.CLOSED)
    own_case(office, SUPERVISOR, 3)
    assert weights(office, SUPERVISOR) == (
        CaseloadWeight(name=ADVOCATE, cases=2, weight=3 + 2, too_many=False),
        CaseloadWeight(name=SUPERVISOR, cases=1, weight=2, too_many=False),
    )


def test_an_advocate_is_shown_nobodys_weight(office: Office) -> None:
    assert weights(office, ADVOCATE) == ()


def test_more_cases_than_one_can_hold_are_said(office: Office) -> None:
    own_case(office, ADVOCATE, 1)
    with office.as_user(SUPERVISOR) as session, session.work() as unit:
        unit.change(unit.get(ServiceSettings, SERVICE_SETTINGS_ID), most_cases=1)
        unit.commit("set for a test")
    assert [one.too_many for one in weights(office, SUPERVISOR)] == [True]
