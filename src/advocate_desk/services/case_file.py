"""A case as its screens and letters need it: who, where, how to reach her, what she agreed to, how high the risk."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from advocate_desk.domain.cases import Case
from advocate_desk.domain.consent import Consent
from advocate_desk.domain.hidden_points import HiddenPoint, hidden
from advocate_desk.domain.people import ContactPoint, Person
from advocate_desk.domain.risk import RiskAssessment
from advocate_desk.domain.safe_contact import SafeContactPlan
from advocate_desk.domain.settings import SERVICE_SETTINGS_ID, ServiceSettings
from advocate_desk.domain.users import User
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.reading import latest_assessment


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseFile:
    """The records of one case that everything else is judged by, read in one unit of work.

    ``plan`` is None where nobody has asked how it is safe to contact her. ``consents`` are in the order they
    were recorded. ``staff`` is everybody, by id.
    """

    case: Case
    client: Person
    people: tuple[Person, ...]
    points: tuple[ContactPoint, ...]
    plan: SafeContactPlan | None
    assessments: tuple[RiskAssessment, ...]
    consents: tuple[Consent, ...]
    settings: ServiceSettings
    staff: Mapping[UUID, User]

    @property
    def assessment(self) -> RiskAssessment | None:
        """The newest signed assessment."""
        return latest_assessment(self.assessments)

    @property
    def lead_name(self) -> str:
        """Who holds the case; where a spreadsheet named somebody who is no user here, that name."""
        return self.name_of(self.case.lead_id) or self.case.lead_as_text

    def name_of(self, user_id: UUID | None) -> str:
        """Return a colleague's name, or "" where nobody is named."""
        user = self.staff.get(user_id) if user_id else None
        return user.display_name if user else ""

    def consent(self, consent_id: UUID | None) -> Consent | None:
        """Return one of the case's consents, or None."""
        return next((consent for consent in self.consents if consent.id == consent_id), None)

    def person(self, person_id: UUID) -> Person | None:
        """Return one of the case's people, or None."""
        return next((person for person in self.people if person.id == person_id), None)


def read_case_file(unit: UnitOfWork, case_id: UUID) -> CaseFile:
    """Read a case in seven queries.

    Raises:
        NotFound: no such case.
    """
    case = unit.get(Case, case_id)
    people = unit.find(Person, case_id=case_id, order_by=("id",))
    plans = unit.find(SafeContactPlan, case_id=case_id, person_id=case.client_id)
    return CaseFile(
        case=case,
        client=next((one for one in people if one.id == case.client_id), None) or unit.get(Person, case.client_id),
        people=people,
        points=unit.find(ContactPoint, case_id=case_id, order_by=("id",)),
        plan=plans[0] if plans else None,
        assessments=unit.find(RiskAssessment, case_id=case_id),
        consents=unit.find(Consent, case_id=case_id, order_by=("recorded_at", "id")),
        settings=unit.get(ServiceSettings, SERVICE_SETTINGS_ID),
        staff={user.id: user for user in unit.find(User)},
    )


def hidden_points(file: CaseFile, person: Person, today: date) -> tuple[HiddenPoint, ...]:
    """Return one person's contact points as a screen may hold them: without their values."""
    return tuple(
        hidden(point, person, file.plan, file.points, today) for point in file.points if point.person_id == person.id
    )
