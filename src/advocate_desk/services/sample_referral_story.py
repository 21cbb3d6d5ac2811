"""One invented referral on its way: written, reviewed, sent and answered, each by whoever does it in life."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from advocate_desk.domain.consent import Consent, LawfulBasis, Share
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.letter import CopyMade, LetterContent
from advocate_desk.domain.people import ContactPoint, Disclosure
from advocate_desk.domain.record import Record
from advocate_desk.domain.referral import Machine, ProgressState, Referral, ReferralMove, ReviewState
from advocate_desk.services.keep_chases import KeepChases, NewChase
from advocate_desk.services.make_referral import MakeReferral, NewConsent, ProgressReport, ReferralForm
from advocate_desk.services.ports import PageImage
from advocate_desk.services.review_referral import ReviewReferral
from advocate_desk.services.sample_referrals import Answer, Way
from advocate_desk.services.sample_sketch import PlanKind
from advocate_desk.services.sample_story import CaseStory, Entry, keep
from advocate_desk.services.session import Session
from advocate_desk.services.write_letter import WriteLetter

_SHARES = (Share.RISK_SUMMARY, Share.CHILDREN, Share.SAFE_CONTACT, Share.DATE_OF_BIRTH, Share.NEEDS)
_BY_SUPERVISOR = frozenset({ProgressState.NO_RESPONSE, ProgressState.ENTERED_IN_ERROR})


@dataclass(frozen=True, kw_only=True, slots=True)
class Sittings:
    """Who sits down when: the author, the supervisor, and each of them once more."""

    author: int
    supervisor: int
    author_again: int
    supervisor_again: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """What is asked, of whom. ``with_consent`` is False where a lawful basis stands in for it."""

    purpose: str
    agency: str
    service: str
    ask: str
    why: str
    reply_by: datetime
    method: str = "secure email and post"
    with_consent: bool = True
    consent_days_ago: int | None = None


class Paperless:
    """Fulfils `LetterRenderer` for copies that were made last month: no paper comes out again."""

    def render(self, content: LetterContent) -> bytes:
        """Return nothing worth keeping."""
        return content.reference.encode()

    def pages(self, pdf: bytes, dots_per_inch: int) -> tuple[PageImage, ...]:
        """Return no page."""
        return ()

    def close(self) -> None:
        """Nothing was started."""


class ReferralStory:
    """One referral of one case."""

    def __init__(self, story: CaseStory, way: Way, asked: Asked, sittings: Sittings) -> None:
        self._story, self._way, self._asked, self._sittings = story, way, asked, sittings
        self._setting = story.setting
        self._referral: Referral | None = None

    @property
    def _kept(self) -> Referral:
        assert self._referral is not None, "a story is told from its beginning"
        return self._referral

    def entries(self) -> Iterator[Entry]:
        """Return what is done, in no order."""
        way, clock, sittings = self._way, self._setting.clock, self._sittings
        written = way.written_days_ago
        yield Entry(sitting=sittings.author, at=clock.moment(written, 10, 42), act=self._write)
        if way.stops_at == "returned":
            yield Entry(sitting=sittings.supervisor, at=clock.moment(written, 15), act=self._send_back)
        if way.stops_at != "approved":
            return
        yield Entry(sitting=sittings.supervisor, at=clock.moment(written, 15), act=self._approve)
        if way.lapses_by:
            yield Entry(sitting=sittings.author_again, at=clock.moment(written - 1, 11), act=self._let_lapse)
        if way.sent:
            yield Entry(sitting=sittings.author_again, at=clock.moment(written, 16, 50), act=self._send)
        for days_ago in way.chased:
            yield Entry(sitting=sittings.author_again, at=clock.moment(days_ago, 10, 15), act=self._chase)
        yield from self._answers()
        if way.followed:
            at = clock.moment(way.answers[-1].days_ago, 12)
            yield Entry(sitting=sittings.author_again, at=at, act=self._follow)

    def _answers(self) -> Iterator[Entry]:
        sitting = self._sittings.author_again
        for answer in self._way.answers:
            if answer.state in _BY_SUPERVISOR:
                sitting = self._sittings.supervisor_again
            at = self._setting.clock.moment(answer.days_ago, 11, 20)
            yield Entry(sitting=sitting, at=at, act=partial(self._answer, answer))

    def _write(self, session: Session) -> None:
        make = MakeReferral(session, self._setting.rules)
        consent = self._consent(make) if self._asked.with_consent else None
        self._referral = make.save(self._form(consent), None)
        if self._way.stops_at == "before_import":
            keep(session, self._before_import(session), "referral from before the import")
        elif self._way.stops_at != "draft":
            make.send_for_review(self._kept.id)

    def _consent(self, make: MakeReferral) -> Consent:
        asked, clock = self._asked, self._setting.clock
        days_ago = asked.consent_days_ago if asked.consent_days_ago is not None else self._way.written_days_ago
        return make.record_consent(
            NewConsent(
                case_id=self._story.case.case_id,
                agency_id=self._setting.agencies[asked.agency],
                purpose=asked.purpose,
                shares=_SHARES,
                points=self._points(),
                given_on=clock.day(days_ago),
                how=self._setting.draw.one(("in person", "on the phone", "in person, with an interpreter")),
                expires_on=clock.day(-60),
            )
        )

    def _points(self) -> tuple[UUID, ...]:
        case = self._story.case
        return (case.phone_id,) if case.phone_id and case.sketch.plan is PlanKind.CHECKED else ()

    def _form(self, consent: Consent | None) -> ReferralForm:
        asked = self._asked
        return ReferralForm(
            case_id=self._story.case.case_id,
            agency_id=self._setting.agencies[asked.agency],
            service_id=self._setting.services[asked.service] if asked.service else None,
            purpose=asked.purpose,
            ask=asked.ask,
            why=asked.why,
            reply_by=asked.reply_by,
            shares=_SHARES,
            points=consent.points if consent else (),
            consent_id=consent.id if consent else None,
            lawful_basis=None if consent else LawfulBasis.VITAL_INTERESTS,
            lawful_basis_reason="" if consent else "No contact was possible, and a life may be in danger.",
        )

    def _before_import(self, session: Session) -> list[Record]:
        """Return what an import knows of a referral: that it was sent, and that nobody reviewed it here."""
        now = self._setting.clock.now()
        review = (Machine.REVIEW, ReviewState.DRAFT, ReviewState.BEFORE_IMPORT)
        progress = (Machine.PROGRESS, ProgressState.NOT_SENT, ProgressState.SENT)
        return [
            ReferralMove(
                id=new_id(now),
                stream_id=self._kept.case_id,
                case_id=self._kept.case_id,
                referral_id=self._kept.id,
                machine=machine,
                from_state=from_state,
                to_state=to_state,
                happened_at=now,
                recorded_at=now + timedelta(microseconds=place),
                actor_id=session.user.id,
                method="email" if machine is Machine.PROGRESS else "",
            )
            for place, (machine, from_state, to_state) in enumerate((review, progress))
        ]

    def _send_back(self, session: Session) -> None:
        reason = self._setting.draw.one(self._setting.content.referrals["returned"])
        ReviewReferral(session, self._setting.rules).send_back(self._kept.id, reason)

    def _approve(self, session: Session) -> None:
        ReviewReferral(session, self._setting.rules).approve(self._kept.id)

    def _let_lapse(self, session: Session) -> None:
        make = MakeReferral(session, self._setting.rules)
        if self._way.lapses_by == "consent withdrawn":
            assert self._kept.consent_id is not None
            make.withdraw_consent(self._kept.consent_id, self._setting.clock.today())
        elif self._way.lapses_by == "point":
            self._protect(session)
        else:
            form = {name: getattr(self._kept, name) for name in ReferralForm.__slots__}
            make.save(ReferralForm(**{**form, "ask": f"{self._kept.ask} A place for tonight would do."}), self._kept)

    def _protect(self, session: Session) -> None:
        with session.work() as unit:
            point = unit.get(ContactPoint, self._kept.points[0])
            unit.change(point, disclosure=Disclosure.DO_NOT_DISCLOSE)
            unit.commit("contact detail protected")

    def _send(self, session: Session) -> None:
        letters = WriteLetter(session, Paperless(), self._setting.rules)
        letters.release(self._kept.id, CopyMade.PRINTED)
        letters.mark_sent(self._kept.id, self._asked.method, self._setting.clock.now())

    def _chase(self, session: Session) -> None:
        how = self._setting.draw.one(("by phone", "by email"))
        KeepChases(session).record(NewChase(referral_id=self._kept.id, on=self._setting.clock.today(), how=how))

    def _follow(self, session: Session) -> None:
        make = MakeReferral(session, self._setting.rules)
        blank = make.blank_after(self._kept.id).referral
        form = {name: getattr(blank, name) for name in ReferralForm.__slots__}
        others = sorted(name for name in self._setting.agencies if name != self._asked.agency)
        make.save(ReferralForm(**{**form, "agency_id": self._setting.agencies[others[0]]}), None)

    def _answer(self, answer: Answer, session: Session) -> None:
        clock = self._setting.clock
        MakeReferral(session, self._setting.rules).record_progress(
            ProgressReport(
                referral_id=self._kept.id,
                to_state=answer.state,
                happened_at=clock.now(),
                reason=answer.reason,
                note=answer.note,
                told_by=answer.told_by,
                expected_on=clock.day(-answer.expected_in) if answer.expected_in is not None else None,
                review_on=clock.day(-answer.review_in) if answer.review_in is not None else None,
                outcome=answer.outcome,
            )
        )
