"""The statements behind Today find the very agreements, consents and entries that the rules of the domain call due."""

import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from advocate_desk.domain.agenda import AgendaFilter, DueKind, DueWhen
from advocate_desk.domain.agreement_rules import is_due as is_agreement_due
from advocate_desk.domain.agreement_rules import newest
from advocate_desk.domain.agreements import SupportAgreement, Withheld
from advocate_desk.domain.cases import Case, CaseStatus
from advocate_desk.domain.consent import Consent
from advocate_desk.domain.consent_rules import due_to_ask_again, left_to_ask
from advocate_desk.domain.identifiers import new_case_reference, new_id
from advocate_desk.domain.people import Person, PersonRole
from advocate_desk.domain.record import Record
from advocate_desk.domain.withholding import is_due as is_withheld_due
from advocate_desk.services.session import Session
from tests.services.desk import Office, keep
from tests.support.records import consent
from tests.support.young import agreement, withheld

TODAY = date(2026, 11, 23)
KINDS = (DueKind.AGREEMENT, DueKind.CONSENT, DueKind.WITHHELD, DueKind.AFTER_WITHDRAWAL)
CASES = 60


@dataclass
class Invented:
    """One case and everything of it that may be due."""

    case: Case
    client: Person
    agreements: list[SupportAgreement] = field(default_factory=list)
    consents: list[Consent] = field(default_factory=list)
    withheld: list[Withheld] = field(default_factory=list)

    def records(self) -> list[Record]:
        return [self.case, self.client, *self.agreements, *self.consents, *self.withheld]

    def due(self) -> set[tuple[DueKind, UUID]]:
        """What the rules call due today or earlier."""
        counting = newest(self.agreements, self.client.id)
        found = {(DueKind.CONSENT, one.id) for one in due_to_ask_again(self.consents, TODAY)}
        found |= {(DueKind.WITHHELD, one.id) for one in self.withheld if is_withheld_due(one, TODAY)}
        if counting is not None and is_agreement_due(counting, TODAY):
            found.add((DueKind.AGREEMENT, counting.id))
        if counting is not None and left_to_ask(counting, self.consents, TODAY):
            found.add((DueKind.AFTER_WITHDRAWAL, counting.id))
        return found


class Inventor:
    """Invents cases whose days lie so close together that every rule is met from both sides."""

    def __init__(self, session: Session, office: Office, seed: int) -> None:
        self._draw = random.Random(seed)
        self._user, self._agencies = session.user.id, (office.agency_id, new_id(office.clock.now()))

    def case(self) -> Invented:
        case_id, client_id = self._id(), self._id()
        own = {"stream_id": case_id, "case_id": case_id}
        case = Case(
            id=case_id,
            stream_id=case_id,
            reference=new_case_reference(),
            client_id=client_id,
            lead_id=self._user,
            status=CaseStatus.OPEN,
        )
        made = Invented(case, Person(id=client_id, role=PersonRole.CLIENT, name_to_use="Robin Invented", **own))
        for _ in range(self._draw.randrange(4)):
            fields = {"person_id": client_id, "withdrawn_on": self._day(2), **self._recorded(), **own}
            made.agreements.append(agreement(**fields))
        for _ in range(self._draw.randrange(5)):
            purpose = self._draw.choice(("Emergency housing", " emergency HOUSING", "Counselling"))
            fields = {"purpose": purpose, "expires_on": self._day(3), "withdrawn_on": self._day(5), **own}
            made.consents.append(consent(agency_id=self._agencies[0], **fields, **self._recorded()))
        for _ in range(self._draw.randrange(3)):
            lifted = {"lifted_on": self._day(2), "review_on": self._day(1), **own}
            made.withheld.append(withheld(id=self._id(), recorded_by=self._user, **lifted))
        return made

    def _recorded(self) -> dict[str, object]:
        at = datetime(2026, 11, 23, tzinfo=UTC) + timedelta(seconds=self._draw.randrange(10**6))
        return {
            "id": self._id(),
            "given_on": TODAY + timedelta(days=self._draw.randint(-4, 0)),
            "recorded_at": at,
            "recorded_by": self._user,
            "review_on": self._day(1),
        }

    def _day(self, one_in: int) -> date | None:
        """Return a day around today, once in so many times."""
        return TODAY + timedelta(days=self._draw.randint(-3, 2)) if self._draw.randrange(one_in) == 0 else None

    def _id(self) -> UUID:
        return UUID(int=self._draw.getrandbits(128), version=4)


def wanted(session: Session) -> AgendaFilter:
    now = session.clock.now()
    return AgendaFilter(
        user_id=session.user.id,
        staff=(session.user.id,),
        unheld=False,
        reviews=False,
        now=now,
        day_ends=now + timedelta(hours=12),
        week_ends=now + timedelta(days=7),
        today=TODAY,
        last_day=TODAY,
        limit=1000,
    )


@pytest.mark.parametrize("seed", [8, 21, 34])
def test_what_the_rules_call_due_is_what_today_is_told(session: Session, office: Office, seed: int) -> None:
    inventor = Inventor(session, office, seed)
    cases = [inventor.case() for _ in range(CASES)]
    keep(session, *(record for case in cases for record in case.records()))
    with session.work() as unit:
        agenda = unit.agenda(wanted(session))
    found = {(one.kind, one.record_id) for one in agenda.due if one.kind in KINDS}
    due = set().union(*(case.due() for case in cases))
    assert found == due
    assert {kind for kind, _ in due} == set(KINDS), "each kind is among what was invented"
    counted = sum(agenda.totals.get((kind, when), 0) for kind in KINDS for when in DueWhen)
    assert counted == len(due)
