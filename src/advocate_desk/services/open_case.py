"""Opening a case: a person, how it is safe to reach her, who referred her, how high the risk is now."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from uuid import UUID

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.case_moves import CaseMove
from advocate_desk.domain.cases import Case, CaseStatus, ReferralSource
from advocate_desk.domain.contacts import Note
from advocate_desk.domain.dates_in_words import LONDON
from advocate_desk.domain.errors import EntryRefused
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.people import ContactPoint, Disclosure, Person, PersonRole, PointKind
from advocate_desk.domain.plain_text import accept, accept_name
from advocate_desk.domain.record import Record
from advocate_desk.domain.risk import JUDGEMENT_ALONE, RiskAssessment, RiskLevel
from advocate_desk.domain.settings import SERVICE_SETTINGS_ID, ServiceSettings
from advocate_desk.domain.users import Action
from advocate_desk.services.find_look_alikes import Compare, KnownCase, LookAlikes, look_for
from advocate_desk.services.newcomer import Newcomer
from advocate_desk.services.plan_contact import PlanForm, plan_fields
from advocate_desk.services.ports import PhoneNumbers, Resemblance, UnitOfWork
from advocate_desk.services.reading import unused_case_reference
from advocate_desk.services.session import Session

WHY_REFERRED = "Why this referral was made"


@dataclass(frozen=True, kw_only=True, slots=True)
class NewPoint:
    """A number or address she gave, and what is safe with it."""

    kind: PointKind
    value: str
    disclosure: Disclosure = Disclosure.DO_NOT_DISCLOSE
    safe: Answer = Answer.NOT_ASKED
    safe_for_voicemail: Answer = Answer.NOT_ASKED


@dataclass(frozen=True, kw_only=True, slots=True)
class Judged:
    """A level of risk by judgement alone, before any checklist."""

    level: RiskLevel
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class NewCase:
    """What the four pages ask. Only how to contact her safely has to be answered, and "nobody asked yet" answers it.

    ``plan`` is None where nobody has asked; ``gone_through`` says that a worker went through it with her today.
    """

    name_to_use: str = ""
    pronouns: str = ""
    date_of_birth: date | None = None
    plan: PlanForm | None = None
    gone_through: bool = False
    points: tuple[NewPoint, ...] = ()
    referred_by: str = ""
    referred_on: date | None = None
    source: ReferralSource = ReferralSource.NOT_KNOWN
    knows_of_referral: Answer = Answer.NOT_ASKED
    agreed_to_referral: Answer = Answer.NOT_ASKED
    why_referred: str = ""
    what_she_wants: str = ""
    kinds_of_abuse: tuple[str, ...] = ()
    judged: Judged | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Opened:
    """The case that was opened, and the cases of this worker that may be of the same person."""

    case_id: UUID
    reference: str
    possible_duplicates: tuple[KnownCase, ...] = field(default=())


class OpenCase:
    """Makes new cases."""

    def __init__(self, session: Session, phones: PhoneNumbers, resemblance: Resemblance) -> None:
        self._session, self._phones = session, phones
        self._compare = Compare(resemblance=resemblance, phones=phones)

    def look_alikes(self, new: NewCase) -> LookAlikes:
        """Return whom the service may know already. Nothing is merged, and no case of a colleague's is named."""
        self._session.require(Action.WORK_ON_CASES)
        with self._session.work() as unit:
            return look_for(self._session, unit, self._newcomer(new), self._compare)

    def open(self, new: NewCase) -> Opened:
        """Keep a new case, received and not looked at yet, with everything that was typed, in one transaction.

        The time to the first attempt counts from the beginning of the day of the referral where that is known, else
        from now: of two readings the one that has somebody reached sooner.

        Raises:
            EntryRefused: a day lies ahead, or a judgement has no reason.
            TextRefused: a field holds what cannot be kept exactly.
        """
        self._session.require(Action.WORK_ON_CASES)
        now, today = self._session.clock.now(), self._session.clock.today()
        _refuse_days_ahead(new, today)
        with self._session.work() as unit:
            found = look_for(self._session, unit, self._newcomer(new), self._compare)
            case = self._case(unit, new, now)
            records = [case, _received(case, now, self._session.user.id), _client(new, case)]
            records += self._points(new, case, now)
            records += self._plan(unit, new, case, now)
            records += self._risk(unit, new, case, now, today)
            records += self._why(new, case, now)
            for record in (*records, *found.links(case.id, now)):
                unit.add(record)
            unit.commit("case opened")
        return Opened(case_id=case.id, reference=case.reference, possible_duplicates=found.known)

    def _newcomer(self, new: NewCase) -> Newcomer:
        return Newcomer(
            names=(name,) if (name := accept_name(new.name_to_use)) else (),
            born_on=new.date_of_birth,
            phones=frozenset(digits for point in new.points if (digits := self._digits(point))),
            values=tuple(accept(point.value) for point in new.points),
        )

    def _digits(self, point: NewPoint) -> str:
        return self._phones.digits(point.value) if point.kind is PointKind.PHONE else ""

    def _case(self, unit: UnitOfWork, new: NewCase, now: datetime) -> Case:
        case_id = new_id(now)
        return Case(
            id=case_id,
            stream_id=case_id,
            reference=unused_case_reference(unit),
            client_id=new_id(now),
            status=CaseStatus.RECEIVED,
            lead_id=self._session.user.id,
            referred_on=new.referred_on,
            referred_by=accept(new.referred_by),
            source=new.source,
            referral_reason=accept(new.why_referred),
            knows_of_referral=new.knows_of_referral,
            agreed_to_referral=new.agreed_to_referral,
            received_at=_received_at(new.referred_on, now),
            what_she_wants=accept(new.what_she_wants),
            kinds_of_abuse=tuple(accept(kind) for kind in new.kinds_of_abuse if kind.strip()),
        )

    def _points(self, new: NewCase, case: Case, now: datetime) -> Sequence[Record]:
        return [
            ContactPoint(
                id=new_id(now),
                stream_id=case.id,
                case_id=case.id,
                person_id=case.client_id,
                kind=point.kind,
                value=accept(point.value),
                digits=self._digits(point),
                disclosure=point.disclosure,
                safe=point.safe,
                safe_for_voicemail=point.safe_for_voicemail,
            )
            for point in new.points
            if point.value.strip()
        ]

    def _plan(self, unit: UnitOfWork, new: NewCase, case: Case, now: datetime) -> Sequence[Record]:
        if new.plan is None:
            return []
        days = unit.get(ServiceSettings, SERVICE_SETTINGS_ID).safe_contact_days
        return [
            new.plan.first_plan(
                new_id(now), case.id, case.client_id, plan_fields(new.gone_through, self._session.user.id, now, days)
            )
        ]

    def _risk(self, unit: UnitOfWork, new: NewCase, case: Case, now: datetime, today: date) -> Sequence[Record]:
        if new.judged is None:
            return []
        if not new.judged.reason.strip():
            raise EntryRefused("Give the reason for your judgement, so that whoever reads it can act on it.")
        return [
            RiskAssessment(
                id=new_id(now),
                stream_id=case.id,
                case_id=case.id,
                instrument=JUDGEMENT_ALONE,
                instrument_version=1,
                answers={},
                high_from=unit.get(ServiceSettings, SERVICE_SETTINGS_ID).high_risk_from,
                judgement=new.judged.level,
                judgement_reason=accept(new.judged.reason),
                level=new.judged.level,
                assessed_on=today,
                recorded_at=now,
                assessor_id=self._session.user.id,
            )
        ]

    def _why(self, new: NewCase, case: Case, now: datetime) -> Sequence[Record]:
        """Keep why she was referred as the first note too: it stays as it was told, whatever the case says later."""
        if not new.why_referred.strip():
            return []
        return [
            Note(
                id=new_id(now),
                stream_id=case.id,
                case_id=case.id,
                happened_at=now,
                recorded_at=now,
                author_id=self._session.user.id,
                headline=WHY_REFERRED,
                text=accept(new.why_referred),
            )
        ]


def _received_at(referred_on: date | None, now: datetime) -> datetime:
    if referred_on is None:
        return now
    return min(now, datetime.combine(referred_on, time(), LONDON).astimezone(UTC))


def _received(case: Case, now: datetime, actor_id: UUID) -> CaseMove:
    return CaseMove(
        id=new_id(now),
        stream_id=case.id,
        case_id=case.id,
        to_status=CaseStatus.RECEIVED,
        happened_at=case.received_at or now,
        recorded_at=now,
        actor_id=actor_id,
    )


def _client(new: NewCase, case: Case) -> Person:
    return Person(
        id=case.client_id,
        stream_id=case.id,
        case_id=case.id,
        role=PersonRole.CLIENT,
        name_to_use=accept_name(new.name_to_use),
        pronouns=accept(new.pronouns),
        date_of_birth=new.date_of_birth,
    )


def _refuse_days_ahead(new: NewCase, today: date) -> None:
    if new.date_of_birth is not None and new.date_of_birth > today:
        raise EntryRefused("The date of birth lies in the future. Check its year.")
    if new.referred_on is not None and new.referred_on > today:
        raise EntryRefused("The day of the referral lies in the future. Check it.")
