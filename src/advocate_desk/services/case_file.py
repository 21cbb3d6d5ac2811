"""A case as its screens and letters need it: who, where, how to reach her, what she agreed to, how high the risk."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from advocate_desk.domain.cases import Case
from advocate_desk.domain.consent import Consent
from advocate_desk.domain.contact_banner import ContactBanner, banner
from advocate_desk.domain.contact_rules import Verdict, may_begin, may_reach
from advocate_desk.domain.contacts import ContactKind
from advocate_desk.domain.hidden_points import HiddenPoint, hidden
from advocate_desk.domain.incidents import Incident
from advocate_desk.domain.own_instruments import InstrumentFile, with_own
from advocate_desk.domain.people import ContactPoint, Person, PersonRole
from advocate_desk.domain.pronouns import pronouns
from advocate_desk.domain.risk import RiskAssessment
from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.domain.safe_contact import Method, SafeContactPlan
from advocate_desk.domain.settings import SERVICE_SETTINGS_ID, ServiceSettings
from advocate_desk.domain.users import User
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.reading import latest_assessment


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseFile:
    """The records of one case that everything else is judged by, read in one unit of work.

    ``plan`` is None where nobody has asked how it is safe to contact her. ``consents`` are in the order they
    were recorded. ``staff`` is everybody, by id. ``own_lists``
    are the service's own lists of risk questions, every edition.
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
    incidents: tuple[Incident, ...]
    own_lists: tuple[InstrumentFile, ...] = ()

    def rules(self, shipped: Rulebook) -> Rulebook:
        """Return the rules in force here: the service's own lists of risk questions over those that ship."""
        return with_own(shipped, self.own_lists)

    @property
    def others(self) -> frozenset[UUID]:
        """The ids of those she is at risk from."""
        return frozenset(one.id for one in self.people if one.role is PersonRole.OTHER_PERSON)

    def may_reach(self, method: Method, now: datetime, point: ContactPoint | None = None) -> Verdict:
        """Say whether she may be reached by ``method`` now, on ``point`` or on any number or address of hers."""
        person = pronouns(self.client.pronouns)
        return may_reach(self.plan, self.points, self.incidents, method, now, point, person, self.others)

    def may_begin(self, kind: ContactKind, now: datetime) -> Verdict:
        """Say whether an outgoing contact of this kind may be begun now."""
        person = pronouns(self.client.pronouns)
        return may_begin(self.plan, self.points, self.incidents, kind, now, person, self.others)

    def banner(self, now: datetime) -> ContactBanner:
        """Return the words of the safe-contact banner for now."""
        return banner(self.plan, self.points, self.incidents, now, pronouns(self.client.pronouns), self.others)

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
    """Read a case in nine queries.

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
        incidents=unit.find(Incident, case_id=case_id, order_by=("recorded_at", "id")),
        own_lists=unit.find(InstrumentFile),
    )


def hidden_points(file: CaseFile, person: Person, now: datetime) -> tuple[HiddenPoint, ...]:
    """Return one person's contact points as a screen may hold them now: without their values."""
    others = file.others
    return tuple(
        hidden(point, person, file.plan, file.points, file.incidents, now, others)
        for point in file.points
        if point.person_id == person.id
    )
