"""The referral services of an invented desk, which remember what they were asked to do."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from uuid import UUID

from advocate_desk.domain.consent import Consent, Share
from advocate_desk.domain.directory import Agency, Service, ServiceStatus
from advocate_desk.domain.people import Disclosure
from advocate_desk.domain.referral import Machine, ProgressState, Referral, ReferralMove, ReviewState
from advocate_desk.services.choose_agency import AgencyChoice, choices
from advocate_desk.services.make_referral import NO_AGENCY, NewConsent, ProgressReport, ReferralForm, ReferralView
from advocate_desk.services.review_referral import ReviewItem
from tests.support.desk import JO
from tests.support.example_letters import REFERRAL, ExampleLetter, referral_of_jo
from tests.support.records import AGENCY, CASE, NOW, SUPERVISOR, TODAY, consent, hidden_phone, move, numbered

COUNCIL = Agency(id=AGENCY, stream_id=CASE, name="Exampleshire Council", checked_on=date(2026, 11, 3))
HOUSING = Service(
    id=numbered(51), stream_id=CASE, agency_id=AGENCY, name="Housing Options", checked_on=date(2026, 11, 3)
)
CLOSED = Service(
    id=numbered(52),
    stream_id=CASE,
    agency_id=AGENCY,
    name="Old Refuge Line",
    status=ServiceStatus.DEFUNCT,
    checked_on=date(2024, 1, 9),
)
MOBILE = hidden_phone(disclosure=Disclosure.MAY_BE_SHARED)
AGREED = consent(shares=(Share.RISK_SUMMARY, Share.CHILDREN), points=(MOBILE.point_id,))


def written() -> Referral:
    """Return Jo's referral with every field filled in."""
    return replace(
        referral_of_jo(),
        service_id=HOUSING.id,
        reply_by=datetime(2026, 11, 25, 17, tzinfo=UTC),
        shares=(Share.RISK_SUMMARY, Share.CHILDREN),
        points=(MOBILE.point_id,),
        consent_id=AGREED.id,
    )


def sent() -> tuple[ReferralMove, ...]:
    """Return the moves of a referral that was approved and sent, told an hour later."""
    told = (
        (Machine.REVIEW, ReviewState.DRAFT, ReviewState.AWAITING_REVIEW, JO, 8, 8),
        (Machine.REVIEW, ReviewState.AWAITING_REVIEW, ReviewState.APPROVED, SUPERVISOR, 9, 9),
        (Machine.PROGRESS, ProgressState.NOT_SENT, ProgressState.SENT, JO, 9, 10),
    )
    return tuple(
        move(
            machine,
            before,
            after,
            id=numbered(60 + number),
            actor_id=who,
            happened_at=NOW.replace(hour=happened),
            recorded_at=NOW.replace(hour=recorded),
            method="Secure email" if after is ProgressState.SENT else "",
        )
        for number, (machine, before, after, who, happened, recorded) in enumerate(told)
    )


@dataclass
class ExampleReferrals:
    """The author's side of an `ExampleLetter`: one referral, and a directory of one council."""

    letter: ExampleLetter = field(default_factory=lambda: ExampleLetter(referral=written()))
    consents: tuple[Consent, ...] = (AGREED,)
    moves: tuple[ReferralMove, ...] = ()
    next_progress: tuple[ProgressState, ...] = ()
    calls: list[object] = field(default_factory=list)

    def purposes(self) -> tuple[str, ...]:
        return ("Emergency housing", "Counselling")

    def agencies(self, text: str = "", limit: int = 20) -> tuple[AgencyChoice, ...]:
        return choices((COUNCIL,), (HOUSING, CLOSED), text, TODAY)[:limit]

    def reply_line(self, agency_id: UUID) -> str:
        assert agency_id == COUNCIL.id
        return "Promises an answer within 5 working days. No answers yet to what was sent from here."

    def view(self, referral_id: UUID) -> ReferralView:
        assert referral_id == self.letter.referral.id
        return replace(
            self.letter.referral_view(),
            agency=COUNCIL,
            moves=self.moves,
            next_progress=self.next_progress,
            consents=self.consents,
            shareable_points=(MOBILE,),
            actors={JO: "Jo Advocate", SUPERVISOR: "Sam Supervisor"},
        )

    def blank(self, case_id: UUID) -> ReferralView:
        blank = Referral(
            id=numbered(49),
            stream_id=case_id,
            case_id=case_id,
            number=4,
            agency_id=NO_AGENCY,
            purpose="Emergency housing",
            author_id=JO,
            created_at=NOW,
        )
        return replace(self.view(self.letter.referral.id), referral=blank, reference="AD-7KQ2-9MF R4", agency=None)

    def blank_after(self, referral_id: UUID) -> ReferralView:
        before = self.view(referral_id)
        blank = replace(self.blank(before.referral.case_id).referral, ask=before.referral.ask, follows_id=referral_id)
        return replace(
            before,
            referral=blank,
            reference="AD-7KQ2-9MF R4",
            agency=None,
            moves=(),
            follows="R3 to Exampleshire Council",
        )

    def save(self, form: ReferralForm, opened_on: Referral | None) -> Referral:
        self.letter.save(form, opened_on)
        self.calls.append(form)
        self.letter.referral = replace(
            self.letter.referral,
            agency_id=form.agency_id or NO_AGENCY,
            service_id=form.service_id,
            purpose=form.purpose,
            reply_by=form.reply_by,
            shares=form.shares,
            points=form.points,
            consent_id=form.consent_id,
            lawful_basis=form.lawful_basis,
            lawful_basis_reason=form.lawful_basis_reason,
        )
        return self.letter.referral

    def record_consent(self, new: NewConsent) -> Consent:
        self.calls.append(new)
        recorded = consent(
            id=numbered(31),
            agency_id=new.agency_id,
            purpose=new.purpose,
            shares=new.shares,
            points=new.points,
            given_on=new.given_on,
            how=new.how,
        )
        self.consents = (*self.consents, recorded)
        return recorded

    def send_for_review(self, referral_id: UUID) -> ReferralView:
        self.letter.send_for_review(referral_id)
        return self.view(referral_id)

    def take_back(self, referral_id: UUID) -> ReferralView:
        self.letter.take_back(referral_id)
        return self.view(referral_id)

    def record_progress(self, report: ProgressReport) -> ReferralView:
        self.calls.append(report)
        self.letter.progress = report.to_state
        return self.view(report.referral_id)


def waiting(number: int = 0, **fields: object) -> ReviewItem:
    """Return one referral that waits, but for ``fields``."""
    blank = ReviewItem(
        referral_id=REFERRAL if number == 0 else numbered(400 + number),
        case_reference="AD-7KQ2-9MF",
        client_name="Ceri Sample",
        purpose=("Emergency housing", "Counselling", "Legal advice")[number % 3],
        agency="Exampleshire Council",
        author_name="Jo Advocate",
        sent_at=NOW,
        waiting_days=number,
        version=1,
        why_not_approve="",
    )
    return replace(blank, **fields)  # type: ignore[arg-type]


@dataclass
class ExampleReviews:
    """A queue that loses what is decided."""

    items: tuple[ReviewItem, ...] = ()
    calls: list[tuple[object, ...]] = field(default_factory=list)

    def queue(self) -> tuple[ReviewItem, ...]:
        return self.items

    def approve(self, referral_id: UUID, comment: str = "") -> UUID:
        self._decide("approve", referral_id, comment)
        return numbered(41)

    def send_back(self, referral_id: UUID, reason: str) -> None:
        self._decide("send_back", referral_id, reason)

    def _decide(self, what: str, referral_id: UUID, words: str) -> None:
        self.calls.append((what, referral_id, words))
        self.items = tuple(item for item in self.items if item.referral_id != referral_id)
