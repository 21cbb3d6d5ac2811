"""A letter never goes where nobody of the case is to be reached, and passes on no plan that an incident made due."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.directory import Agency
from advocate_desk.domain.people import PointKind
from advocate_desk.services.check_letter import Finding
from advocate_desk.services.ports import LetterRenderer
from advocate_desk.services.session import Session
from advocate_desk.services.write_letter import WriteLetter
from tests.services.desk import ADVOCATE, Office, keep, phone_of
from tests.support.records import incident, phone

NEVER_USED = "The agency's address or number is never to be used in this case"
NOT_KNOWN = "How to make contact safely is not known for today"
Titles = Callable[[Finding], set[str]]


@pytest.fixture
def titles(sent_office: Office, draws: LetterRenderer) -> Titles:
    def of(finding: Finding) -> set[str]:
        with sent_office.as_user(ADVOCATE) as session:
            checks = WriteLetter(session, draws, sent_office.rules).view(sent_office.referral_id).checks
        return {check.title for check in checks if check.finding is finding}

    return of


def agency_of(office: Office, session: Session) -> Agency:
    with session.work() as unit:
        return unit.get(Agency, office.agency_id)


def test_an_agency_at_an_address_never_to_be_used_stops_the_letter(sent_office: Office, titles: Titles) -> None:
    assert NEVER_USED not in titles(Finding.STOP)
    with sent_office.as_user(ADVOCATE) as session:
        address = ", ".join(agency_of(sent_office, session).postal_address)
        hers = phone_of(sent_office, session)
        own = {"stream_id": hers.case_id, "case_id": hers.case_id, "person_id": hers.person_id}
        keep(session, phone(**own, kind=PointKind.WORKPLACE, value=address, digits="", safe=Answer.NO))
    assert NEVER_USED in titles(Finding.STOP)


def test_after_an_incident_the_letter_does_not_say_how_to_reach_her(sent_office: Office, titles: Titles) -> None:
    assert NOT_KNOWN not in titles(Finding.LOOK)
    with sent_office.as_user(ADVOCATE) as session:
        told_at = sent_office.clock.now() - timedelta(hours=1)
        own = {"stream_id": sent_office.case_id, "case_id": sent_office.case_id, "author_id": session.user.id}
        keep(session, incident(**own, recorded_at=told_at))
    assert NOT_KNOWN in titles(Finding.LOOK)
