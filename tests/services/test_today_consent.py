"""What Today says of agreements and consents to ask about again, of what is withheld, and of what outlived support."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.cases import Case, CaseStatus
from advocate_desk.domain.consent import Consent, Share
from advocate_desk.services.keep_agreements import KeepAgreements, NewAgreement
from advocate_desk.services.keep_consent import KeepConsent
from advocate_desk.services.new_consent import NewConsent
from advocate_desk.services.session import Session
from advocate_desk.services.show_today import Group, NextAct, ShowToday, TodayItem
from advocate_desk.services.withhold import WithheldForm, Withhold
from tests.services.desk import Office, change

TODAY, ASKED = date(2026, 11, 23), date(2026, 11, 2)
LATE, SOON, FAR = date(2026, 11, 21), date(2026, 11, 30), date(2026, 12, 1)
DAYS = pytest.mark.parametrize(
    ("day", "group", "due"),
    [
        (LATE, Group.LATE, "Overdue by 2 days"),
        (TODAY, Group.TODAY, "Due today"),
        (SOON, Group.NEXT_SEVEN_DAYS, "Due 30 November"),
        (FAR, None, ""),
        (None, None, ""),
    ],
    ids=["late", "today", "soon", "far", "no day"],
)
Give = Callable[..., Consent]


def rows(session: Session, office: Office) -> list[TodayItem]:
    view = ShowToday(session, office.rules).view()
    return [item for item in view.items if item.act is NextAct.OPEN_CONSENT]


@pytest.fixture
def give(session: Session, office: Office) -> Give:
    """Record a consent of three weeks ago."""

    def record(**fields: object) -> Consent:
        new = NewConsent(
            case_id=office.case_id,
            agency_id=office.agency_id,
            purpose="Emergency housing",
            shares=(Share.RISK_SUMMARY,),
            points=(),
            given_on=ASKED,
            how="In person",
        )
        return KeepConsent(session, office.rules).give(replace(new, **fields))

    return record


def agree(session: Session, office: Office, **fields: object) -> None:
    agreements = KeepAgreements(session)
    new = NewAgreement(
        case_id=office.case_id,
        person_id=agreements.view(office.case_id).may_agree[0].person_id,
        given_on=ASKED,
        how="On the phone",
        limits_explained=Answer.YES,
        privacy_explained=Answer.YES,
    )
    agreements.agree(replace(new, **fields))


def withdraw(session: Session, office: Office, on: date) -> None:
    agreements = KeepAgreements(session)
    agreements.withdraw(agreements.view(office.case_id).agreements[0].agreement.id, on)


def told(found: list[TodayItem]) -> list[tuple[str, Group, str]]:
    return [(item.what, item.group, item.why_now) for item in found]


@DAYS
def test_support_is_asked_about_again_on_its_day(
    session: Session, office: Office, day: date | None, group: Group | None, due: str
) -> None:
    agree(session, office, review_on=day)
    wanted = [("Ask again about support", group, f"Agreed 2 November. {due}")] if group else []
    found = rows(session, office)
    assert told(found) == wanted
    assert all((one.subject_id, one.name) == (office.case_id, "Ceri Sample") for one in found)
    counts = ShowToday(session, office.rules).view().counts
    assert group is None or counts[group] >= 1


@DAYS
def test_a_consent_is_asked_about_again_on_its_day(
    session: Session, office: Office, give: Give, day: date | None, group: Group | None, due: str
) -> None:
    give(review_on=day)
    what = "Ask again about sharing: Emergency housing"
    assert told(rows(session, office)) == ([(what, group, f"Exampleshire Council. {due}")] if group else [])


@DAYS
def test_what_is_withheld_is_looked_at_again_on_its_day(
    session: Session, office: Office, day: date | None, group: Group | None, due: str
) -> None:
    entry = WithheldForm(what="That she is pregnant", why="He must not know.", agency_id=office.agency_id)
    office.clock.later(days=-10)
    Withhold(session).keep(office.case_id, replace(entry, review_on=day))
    office.clock.later(days=10)
    what = "Look again at what is withheld"
    found = rows(session, office)
    assert told(found) == ([(what, group, f"Kept from Exampleshire Council. {due}")] if group else [])
    assert "pregnant" not in repr(found)


def test_what_was_withdrawn_ended_renewed_or_lifted_asks_for_nothing(
    session: Session, office: Office, give: Give
) -> None:
    consents = KeepConsent(session, office.rules)
    consents.withdraw(give(review_on=LATE, purpose="Counselling").id)
    give(review_on=LATE, expires_on=date(2026, 11, 22), purpose="Legal advice")
    give(review_on=LATE)
    assert len(rows(session, office)) == 1, "the first of two for one purpose is still to be asked about"
    give(given_on=TODAY, purpose=" emergency HOUSING")
    agree(session, office, review_on=LATE)
    agree(session, office, given_on=TODAY)
    withheld = Withhold(session)
    office.clock.later(days=-10)
    withheld.keep(office.case_id, WithheldForm(what="All", why="All.", review_on=LATE))
    office.clock.later(days=10)
    withheld.lift(withheld.view(office.case_id)[0].withheld, "No longer.")
    assert rows(session, office) == []


def test_each_consent_that_outlives_support_stays_on_today_until_it_was_asked_about(
    session: Session, office: Office, give: Give
) -> None:
    held = give()
    give(purpose="Counselling")
    agree(session, office)
    assert rows(session, office) == []
    withdraw(session, office, LATE)
    what, ended = "Ask what may still be shared", "Support was ended 21 November."
    assert told(rows(session, office)) == [(what, Group.LATE, f"{ended} 2 consents to share still hold")]
    give(given_on=TODAY, purpose="counselling")
    assert told(rows(session, office)) == [(what, Group.LATE, f"{ended} 1 consent to share still holds")]
    KeepConsent(session, office.rules).withdraw(held.id)
    assert rows(session, office) == []


def test_support_ended_today_is_due_today_and_agreed_again_asks_for_nothing(
    session: Session, office: Office, give: Give
) -> None:
    give()
    agree(session, office)
    withdraw(session, office, TODAY)
    assert [one.group for one in rows(session, office)] == [Group.TODAY]
    agree(session, office, given_on=TODAY)
    assert rows(session, office) == []


def test_a_closed_case_and_a_colleagues_case_ask_for_nothing_here(session: Session, office: Office, give: Give) -> None:
    give(review_on=LATE)
    with session.work() as unit:
        case = unit.get(Case, office.case_id)
    change(session, case, status=CaseStatus.CLOSED)
    assert rows(session, office) == []
    with session.work() as unit:
        case = unit.get(Case, office.case_id)
    change(session, case, status=CaseStatus.OPEN, lead_id=None)
    assert rows(session, office) == []
