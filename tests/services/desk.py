"""A small service at work, on a real vault: three people, two agencies, one case that is ready to be referred."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, TypedDict
from uuid import UUID

from pypdfium2 import PdfDocument

from advocate_desk.app.bootstrap import LateStores
from advocate_desk.app.rules import rulebook
from advocate_desk.domain.answer import Answer
from advocate_desk.domain.cases import Case
from advocate_desk.domain.consent import Consent, Share
from advocate_desk.domain.contacts import ContactKind, ContactResult, Direction
from advocate_desk.domain.dates_in_words import in_london
from advocate_desk.domain.directory import Agency, Service, ServiceStatus
from advocate_desk.domain.identifiers import new_case_reference, new_id
from advocate_desk.domain.people import ContactPoint, Disclosure, Person, PersonRole, PointKind
from advocate_desk.domain.record import SHARED_STREAM, Record
from advocate_desk.domain.referral import Referral
from advocate_desk.domain.risk import RiskAssessment, RiskLevel
from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.domain.safe_contact import Method, SafeContactPlan
from advocate_desk.domain.users import Role, User
from advocate_desk.services.log_contact import NewContact
from advocate_desk.services.make_referral import NO_AGENCY, MakeReferral, NewConsent, ReferralForm
from advocate_desk.services.open_vault import NewUser, NewVault, OpenVaults
from advocate_desk.services.review_referral import ReviewReferral
from advocate_desk.services.session import Session
from tests.support.vaults import keeper

PASSPHRASE = "kettle orbit willow mosaic"
ADMINISTRATOR, SUPERVISOR, ADVOCATE, OTHER_SUPERVISOR = (
    "Alex Administrator",
    "Sam Supervisor",
    "Jo Advocate",
    "Mo Supervisor",
)
LETTERS = "Lee Letters"
ROLES = {
    SUPERVISOR: Role.SUPERVISOR,
    OTHER_SUPERVISOR: Role.SUPERVISOR,
    ADVOCATE: Role.ADVOCATE,
    LETTERS: Role.LETTERS,
}
CONSENT_ENDS = date(2026, 12, 1)
SHARES = (Share.RISK_SUMMARY, Share.SAFE_CONTACT, Share.DATE_OF_BIRTH)
DEVICE = UUID("0193f000-0000-7000-8000-000000000001")


class Own(TypedDict):
    """What every row of one case has in common."""

    stream_id: UUID
    case_id: UUID


@dataclass(slots=True)
class SetClock:
    """A clock that stands where it is put."""

    at: datetime = field(default=datetime(2026, 11, 23, 10, 42, tzinfo=UTC))

    def now(self) -> datetime:
        return self.at

    def today(self) -> date:
        return in_london(self.at).date()

    def later(self, **span: float) -> None:
        self.at += timedelta(**span)


@dataclass(slots=True)
class Office:
    """A vault folder and a way to sit down at it as one of its users; one at a time, as in life."""

    folder: Path
    clock: SetClock
    rules: Rulebook
    case_id: UUID
    agency_id: UUID
    service_id: UUID
    referral_id: UUID = NO_AGENCY
    """The referral that was sent for review or approved, in an office that has one."""

    @property
    def vaults(self) -> OpenVaults:
        """The service over this office's place."""
        return vaults_at(self.folder.parent / "state", self.clock)

    @contextmanager
    def as_user(self, name: str) -> Iterator[Session]:
        session = self.vaults.unlock(self.folder, name, PASSPHRASE)
        try:
            yield session
        finally:
            session.close()


def vaults_at(state: Path, clock: SetClock) -> OpenVaults:
    """Return the program's own service over real vaults, at the floor of the key derivation."""
    return OpenVaults(keeper(state, clock=clock), LateStores(DEVICE, clock), clock)  # type: ignore[arg-type]


def make_office(place: Path) -> Office:
    """Make the vault, its people and its first case in ``place``."""
    clock = SetClock()
    folder = place / "office.advault"
    vaults = vaults_at(place / "state", clock)
    session, _ = vaults.create(
        NewVault(
            folder=folder,
            service_name="Northbridge Advocacy",
            phone="020 7946 0301",
            user_name=ADMINISTRATOR,
            passphrase=PASSPHRASE,
        )
    )
    for name, role in ROLES.items():
        vaults.add_user(session, NewUser(sign_in_name=name, role=role, passphrase=PASSPHRASE, job_title="Worker"))
    agency_id, service_id = _directory(session)
    case_id = _case(session, clock)
    session.close()
    return Office(folder, clock, rulebook(), case_id, agency_id, service_id)


def copy_office(made: Office, place: Path) -> Office:
    """Return the same office in a folder of its own, its clock put back."""
    folder = place / "office.advault"
    shutil.copytree(made.folder, folder)
    return replace(made, folder=folder, clock=SetClock())


def keep(session: Session, *records: Record) -> None:
    """Keep records as they are, in one unit of work."""
    with session.work() as unit:
        for record in records:
            unit.add(record)
        unit.commit("kept for a test")


def new_contact(office: Office, **changes: object) -> NewContact:
    """Return a call of half an hour ago that reached her, with ``changes``, as it is logged."""
    typed: dict[str, object] = {
        "case_id": office.case_id,
        "kind": ContactKind.CALL,
        "direction": Direction.OUTGOING,
        "result": ContactResult.SPOKE,
        "happened_at": office.clock.now() - timedelta(minutes=30),
        "summary": "She is well today.",
    }
    return NewContact(**{**typed, **changes})  # type: ignore[arg-type]  # any field may be given


def _directory(session: Session) -> tuple[UUID, UUID]:
    now = session.clock.now()
    council = Agency(
        id=new_id(now),
        stream_id=SHARED_STREAM,
        name="Exampleshire Council",
        email="council@exampleshire.example",
        phones=("020 7946 0330",),
        postal_address=("Civic Centre, 1 High Street", "NORTHBRIDGE ZZ99 3AA"),
        checked_on=date(2026, 11, 3),
    )
    housing = Service(
        id=new_id(now),
        stream_id=SHARED_STREAM,
        agency_id=council.id,
        name="Housing Options",
        email="housing@exampleshire.example",
        phones=("020 7946 0333",),
        checked_on=date(2026, 11, 3),
    )
    closed = Service(
        id=new_id(now),
        stream_id=SHARED_STREAM,
        agency_id=council.id,
        name="Evening shelter",
        status=ServiceStatus.INACTIVE,
    )
    keep(session, council, housing, closed)
    return council.id, housing.id


def _case(session: Session, clock: SetClock) -> UUID:
    now, case_id, client_id = clock.now(), new_id(clock.now()), new_id(clock.now())
    with session.work() as unit:
        lead = unit.find(User, display_name=ADVOCATE)[0]
    case = Case(
        id=case_id,
        stream_id=case_id,
        reference=new_case_reference(),
        client_id=client_id,
        lead_id=lead.id,
        opened_on=date(2026, 11, 11),
        what_she_wants="A place away from here with the girls.",
    )
    assessment = RiskAssessment(
        id=new_id(now),
        stream_id=case_id,
        case_id=case_id,
        instrument="checklist-24",
        instrument_version=1,
        answers={code: Answer.YES for code in _SIXTEEN},
        high_from=14,
        level=RiskLevel.HIGH,
        assessed_on=date(2026, 11, 20),
        recorded_at=now,
        assessor_id=lead.id,
    )
    keep(session, case, *_people(now, case_id, client_id), _plan(now, case_id, client_id), assessment)
    return case_id


def _people(now: datetime, case_id: UUID, client_id: UUID) -> list[Record]:
    own = Own(stream_id=case_id, case_id=case_id)
    other_id = new_id(now)
    client = Person(
        id=client_id,
        role=PersonRole.CLIENT,
        name_to_use="Ceri Sample",
        pronouns="she/her",
        date_of_birth=date(1991, 3, 14),
        **own,
    )
    other = Person(
        id=other_id, role=PersonRole.OTHER_PERSON, name_to_use="Pat Pretend", relationship="Former partner", **own
    )
    her_phone = ContactPoint(
        id=new_id(now),
        person_id=client_id,
        kind=PointKind.PHONE,
        value="07700 900123",
        digits="447700900123",
        disclosure=Disclosure.MAY_BE_SHARED,
        safe=Answer.YES,
        **own,
    )
    her_address = ContactPoint(
        id=new_id(now),
        person_id=client_id,
        kind=PointKind.ADDRESS,
        value="4 Friend Street\nNORTHBRIDGE\nZZ99 7QQ",
        disclosure=Disclosure.DO_NOT_DISCLOSE,
        **own,
    )
    his_phone = ContactPoint(
        id=new_id(now),
        person_id=other_id,
        kind=PointKind.PHONE,
        value="07700 900666",
        digits="447700900666",
        disclosure=Disclosure.FREE,
        **own,
    )
    return [client, other, her_phone, her_address, his_phone]


def _plan(now: datetime, case_id: UUID, client_id: UUID) -> SafeContactPlan:
    return SafeContactPlan(
        id=new_id(now),
        stream_id=case_id,
        case_id=case_id,
        person_id=client_id,
        call=Answer.YES,
        text=Answer.YES,
        voicemail=Answer.NO,
        post=Answer.NO,
        email=Answer.NOT_ASKED,
        first_method=Method.TEXT,
        times="Monday to Friday, 10am to 2pm",
        if_someone_else_answers="say “the library”",
        checked_on=date(2026, 11, 20),
        check_again_by=date(2026, 12, 18),
    )


_SIXTEEN = rulebook().instruments[0].codes[:16]


def form(office: Office, consent: Consent | None = None, **changes: object) -> ReferralForm:
    """Return what the advocate types for the office's case; ``changes`` replace what she types."""
    typed: dict[str, Any] = {
        "case_id": office.case_id,
        "agency_id": office.agency_id,
        "service_id": office.service_id,
        "purpose": "Emergency housing",
        "ask": "Offer Ceri Sample a homelessness assessment and safe interim housing.",
        "why": "She left her home after a violent incident. She is staying with a friend.",
        "reply_by": datetime(2026, 11, 25, 17, 0, tzinfo=UTC),
        "shares": SHARES,
        "points": consent.points if consent else (),
        "consent_id": consent.id if consent else None,
        "lawful_basis": None,
        "lawful_basis_reason": "",
    }
    return ReferralForm(**{**typed, **changes})


def consent_for(office: Office, session: Session, *points: UUID, expires_on: date | None = None) -> Consent:
    """Record her consent for the office's agency, and for the contact points named."""
    return MakeReferral(session, office.rules).record_consent(
        NewConsent(
            case_id=office.case_id,
            agency_id=office.agency_id,
            purpose="Emergency housing",
            shares=SHARES,
            points=points,
            given_on=date(2026, 11, 20),
            how="in person",
            expires_on=expires_on,
        )
    )


def phone_of(office: Office, session: Session) -> ContactPoint:
    """Return her own number, which may be shared."""
    with session.work() as unit:
        return unit.find(ContactPoint, case_id=office.case_id, digits="447700900123")[0]


def sent_for_review(office: Office, **changes: object) -> UUID:
    """Let the advocate write a referral that carries her number, and send it for review."""
    with office.as_user(ADVOCATE) as session:
        consent = consent_for(office, session, phone_of(office, session).id, expires_on=CONSENT_ENDS)
        referral = MakeReferral(session, office.rules).save(form(office, consent, **changes), None)
        MakeReferral(session, office.rules).send_for_review(referral.id)
    return referral.id


def approve(office: Office) -> None:
    """Let the supervisor approve what the advocate sent."""
    with office.as_user(SUPERVISOR) as session:
        ReviewReferral(session, office.rules).approve(office.referral_id)


def form_like(referral: Referral, **changes: object) -> ReferralForm:
    """Return the form of a kept referral, with ``changes`` typed into it."""
    names = [one.name for one in fields(ReferralForm)]
    typed: dict[str, Any] = {**{name: getattr(referral, name) for name in names}, **changes}
    return ReferralForm(**typed)


def change(session: Session, record: Record, **values: object) -> None:
    """Change a kept record in one unit of work."""
    with session.work() as unit:
        unit.change(record, **values)
        unit.commit("changed for a test")


def other_case_with_phone(session: Session, value: str, digits: str) -> UUID:
    """Keep a second case whose client has this number."""
    now = session.clock.now()
    case_id, client_id = new_id(now), new_id(now)
    own = Own(stream_id=case_id, case_id=case_id)
    keep(
        session,
        Case(id=case_id, stream_id=case_id, reference=new_case_reference(), client_id=client_id),
        Person(id=client_id, role=PersonRole.CLIENT, name_to_use="Dana Example", **own),
        ContactPoint(
            id=new_id(now),
            person_id=client_id,
            kind=PointKind.PHONE,
            value=value,
            digits=digits,
            disclosure=Disclosure.FREE,
            **own,
        ),
    )
    return case_id


def text_of(pdf: bytes) -> str:
    """Return the words of a PDF on one line."""
    document = PdfDocument(pdf)
    words = " ".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    return " ".join(words.split())
