"""Somebody comes back: a new episode of the same person. The earlier one stays as it was closed."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.case_lifecycle import label
from advocate_desk.domain.case_moves import CaseMove
from advocate_desk.domain.cases import Case, CaseLink, CaseStatus, LinkKind, ReferralSource
from advocate_desk.domain.contacts import Note
from advocate_desk.domain.errors import EntryRefused, MoveRefused
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.people import ContactPoint, Disclosure, Person
from advocate_desk.domain.plain_text import accept
from advocate_desk.domain.record import SHARED_STREAM, Record
from advocate_desk.domain.safe_contact import SafeContactPlan
from advocate_desk.domain.users import Action
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.reading import unused_case_reference
from advocate_desk.services.session import Session

_CLOCKS_DIFFER = timedelta(minutes=5)
FROM_BEFORE = "From the episode before"


@dataclass(frozen=True, kw_only=True, slots=True)
class NewEpisode:
    """The referral that brings somebody back. ``earlier_id`` is a closed episode; ``received_at`` None means now."""

    earlier_id: UUID
    source: ReferralSource = ReferralSource.NOT_KNOWN
    referred_by: str = ""
    referrer_contact: str = ""
    referrer_agency_id: UUID | None = None
    referral_reason: str = ""
    referred_on: date | None = None
    received_at: datetime | None = None
    knows_of_referral: Answer = Answer.NOT_ASKED
    agreed_to_referral: Answer = Answer.NOT_ASKED


class BeginEpisode:
    """Makes the next episode of somebody who was here before."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def begin(self, new: NewEpisode) -> Case:
        """Keep a new case of the same person, received now, and join the two.

        Who she is comes along. How it is safe to reach her is asked anew: of her numbers and addresses only what was
        not safe still holds.

        Raises:
            MoveRefused: an episode of hers is not closed.
            EntryRefused: the referral lies in the future.
            NotFound: no such case.
        """
        self._session.require(Action.WORK_ON_CASES)
        now, today = self._session.clock.now(), self._session.clock.today()
        received = new.received_at or now
        if received > now + _CLOCKS_DIFFER or (new.referred_on and new.referred_on > today):
            raise EntryRefused("The referral lies in the future. Check its day and time.")
        with self._session.work() as unit:
            earlier = unit.get(Case, new.earlier_id)
            _refuse_open_episode(unit, earlier)
            case = self._case(unit, new, received, now)
            for record in (case, *self._person(unit, earlier, case, now), *self._joins(earlier, case, received, now)):
                unit.add(record)
            unit.commit("new episode begun")
        return case

    def _case(self, unit: UnitOfWork, new: NewEpisode, received: datetime, now: datetime) -> Case:
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
            referrer_contact=accept(new.referrer_contact),
            referrer_agency_id=new.referrer_agency_id,
            referral_reason=accept(new.referral_reason),
            knows_of_referral=new.knows_of_referral,
            agreed_to_referral=new.agreed_to_referral,
            received_at=received,
        )

    def _person(self, unit: UnitOfWork, earlier: Case, case: Case, now: datetime) -> list[Record]:
        client = unit.get(Person, earlier.client_id)
        found: list[Record] = [
            replace(client, id=case.client_id, stream_id=case.id, case_id=case.id, version=None),
        ]
        for point in unit.find(ContactPoint, case_id=earlier.id, person_id=client.id, order_by=("id",)):
            found.append(
                replace(
                    point,
                    id=new_id(now),
                    stream_id=case.id,
                    case_id=case.id,
                    version=None,
                    person_id=case.client_id,
                    safe=_only_no(point.safe),
                    safe_for_voicemail=_only_no(point.safe_for_voicemail),
                    disclosure=Disclosure.DO_NOT_DISCLOSE,
                )
            )
        plans = unit.find(SafeContactPlan, case_id=earlier.id, person_id=client.id)
        if never := " ".join(plan.never for plan in plans if plan.never.strip()):
            found.append(self._note(case, f"Never, as it was agreed then: {never}", now))
        return found

    def _note(self, case: Case, text: str, now: datetime) -> Note:
        return Note(
            id=new_id(now),
            stream_id=case.id,
            case_id=case.id,
            happened_at=now,
            recorded_at=now,
            author_id=self._session.user.id,
            headline=FROM_BEFORE,
            text=text,
        )

    def _joins(self, earlier: Case, case: Case, received: datetime, now: datetime) -> list[Record]:
        actor = self._session.user.id
        first = CaseMove(
            id=new_id(now),
            stream_id=case.id,
            case_id=case.id,
            to_status=CaseStatus.RECEIVED,
            happened_at=received,
            recorded_at=now,
            actor_id=actor,
        )
        link = CaseLink(
            id=new_id(now),
            stream_id=SHARED_STREAM,
            kind=LinkKind.SAME_PERSON,
            from_case_id=case.id,
            to_case_id=earlier.id,
            why="A new episode",
            decided_at=now,
            decided_by=actor,
        )
        return [first, link]


def _only_no(answer: Answer) -> Answer:
    """What was not safe stays so; what was safe once is asked again."""
    return Answer.NO if answer is Answer.NO else Answer.NOT_ASKED


def _refuse_open_episode(unit: UnitOfWork, earlier: Case) -> None:
    links = [
        *unit.find(CaseLink, kind=LinkKind.SAME_PERSON, from_case_id=earlier.id),
        *unit.find(CaseLink, kind=LinkKind.SAME_PERSON, to_case_id=earlier.id),
    ]
    ids = {one for link in links for one in (link.from_case_id, link.to_case_id)} | {earlier.id}
    for case in unit.find(Case, id=tuple(sorted(ids))):
        if case.status is not CaseStatus.CLOSED:
            raise MoveRefused(
                f"An episode of this person is not closed ({case.reference}, “{label(case.status)}”). "
                "A new referral belongs in it."
            )
