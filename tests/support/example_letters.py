"""The letter services of an invented desk, which remember what they were asked to do."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from advocate_desk.domain.errors import KnownFailure
from advocate_desk.domain.letter import LetterContent
from advocate_desk.domain.referral import ProgressState, Referral, ReviewState
from advocate_desk.services.check_letter import Check, Finding
from advocate_desk.services.make_referral import ReferralForm, ReferralView
from advocate_desk.services.ports import PageImage
from advocate_desk.services.write_letter import LetterView
from tests.support.desk import JO
from tests.support.drawn_letters import ASK, FACTS, LETTER, SAFE_CONTACT, WHY, heading, paragraph
from tests.support.records import AGENCY, CASE, numbered

REFERRAL = numbered(40)
PROTECTED = "4 Friend Street"
STOP = Check(finding=Finding.STOP, title="This address is marked Do not disclose", detail="Take it out.")
LOOK = Check(finding=Finding.LOOK, title="The agency's details were checked in April", detail="Ring to confirm them.")
FINE = Check(finding=Finding.FINE, title="The risk summary is 3 days old", detail="")
DRAFT = "It is a draft. Send it for review first."


def referral_of_jo(ask: str = ASK.text, why: str = WHY) -> Referral:
    """Return the referral behind the letter."""
    return Referral(
        id=REFERRAL,
        stream_id=CASE,
        case_id=CASE,
        number=3,
        agency_id=AGENCY,
        purpose="Emergency housing",
        ask=ask,
        why=why,
        author_id=JO,
        created_at=datetime(2026, 11, 23, 9, tzinfo=UTC),
    )


def letter_saying(ask: str, why: str) -> LetterContent:
    """Return the letter of these words."""
    words = heading("Why she needs to move"), paragraph(why)
    return replace(LETTER, blocks=(replace(ASK, text=ask), SAFE_CONTACT, FACTS, *words))


def blank_page(number: int) -> PageImage:
    """Return a small page whose shade tells its number."""
    width, height = 60, 85
    return PageImage(width=width, height=height, stride=width * 4, pixels=bytes([255 - number]) * (width * height * 4))


@dataclass
class ExampleLetter:
    """One referral's letter, as `WriteLetter` shows it; `ReferralOfLetter` is its author's side."""

    referral: Referral = field(default_factory=referral_of_jo)
    review: ReviewState = ReviewState.DRAFT
    progress: ProgressState = ProgressState.NOT_SENT
    copies: int = 0
    returned_because: str = ""
    page_count: int = 2
    failure: KnownFailure | None = None
    composed: list[tuple[str, str]] = field(default_factory=list)
    drawn: list[LetterContent] = field(default_factory=list)
    calls: list[tuple[object, ...]] = field(default_factory=list)

    def view(self, referral_id: UUID) -> LetterView:
        assert referral_id == self.referral.id
        return self._letter(self.referral.ask, self.referral.why)

    def compose(self, form: ReferralForm, referral_id: UUID | None) -> LetterView:
        assert referral_id in {None, self.referral.id}
        self._fail()
        self.composed.append((form.ask, form.why))
        return self._letter(form.ask, form.why)

    def pages(self, content: LetterContent, dots_per_inch: int) -> tuple[PageImage, ...]:
        assert dots_per_inch > 0
        self.drawn.append(content)
        return tuple(blank_page(number) for number in range(self.page_count))

    def release_pages(self, referral_id: UUID, dots_per_inch: int) -> tuple[PageImage, ...]:
        self._do("release_pages", referral_id, dots_per_inch)
        self.copies += 1
        return tuple(blank_page(number) for number in range(self.page_count))

    def export(self, referral_id: UUID, to: Path, overwrite: bool = False) -> None:
        self._do("export", referral_id, to, overwrite)
        self.copies += 1

    def mark_sent(self, referral_id: UUID, method: str, happened_at: datetime) -> None:
        self._do("mark_sent", referral_id, method, happened_at)
        self.progress = ProgressState.SENT

    def save(self, form: ReferralForm, opened_on: Referral | None) -> Referral:
        self._do("save", form.ask, form.why, opened_on)
        self.referral = replace(self.referral, ask=form.ask, why=form.why)
        return self.referral

    def send_for_review(self, referral_id: UUID) -> None:
        self._do("send_for_review", referral_id)
        self.review = ReviewState.AWAITING_REVIEW

    def take_back(self, referral_id: UUID) -> None:
        self._do("take_back", referral_id)
        self.review = ReviewState.DRAFT

    def referral_view(self) -> ReferralView:
        """Return the referral, as `MakeReferral.view` does."""
        return ReferralView(
            referral=self.referral,
            reference="AD-7KQ2-9MF R3",
            client_name="Ceri Sample",
            author_name="Jo Advocate",
            agency=None,
            review=self.review,
            progress=self.progress,
            moves=(),
            next_progress=(),
            consents=(),
            shareable_points=(),
            returned_because=self.returned_because,
            why_not_review=(),
        )

    def _letter(self, ask: str, why: str) -> LetterView:
        checks = (STOP, LOOK, FINE) if PROTECTED in why else (LOOK, FINE)
        approved = self.review is ReviewState.APPROVED
        reasons = () if approved else (DRAFT, *(check.sentence for check in checks if check is STOP))
        return LetterView(
            referral_id=self.referral.id,
            letter_id=numbered(41) if approved else None,
            reference="AD-7KQ2-9MF R3",
            client_name="Ceri Sample",
            agency_name="Exampleshire Council",
            content=letter_saying(ask, why),
            checks=checks,
            review=self.review,
            progress=self.progress,
            why_not_leave=reasons,
            file_name="Letter AD-7KQ2-9MF R3.pdf",
            copies=self.copies,
        )

    def _do(self, *call: object) -> None:
        self._fail()
        self.calls.append(call)

    def _fail(self) -> None:
        if self.failure is not None:
            raise self.failure


@dataclass
class ReferralOfLetter:
    """The author's side of an `ExampleLetter`."""

    letter: ExampleLetter

    def view(self, referral_id: UUID) -> ReferralView:
        assert referral_id == self.letter.referral.id
        return self.letter.referral_view()

    def save(self, form: ReferralForm, opened_on: Referral | None) -> Referral:
        return self.letter.save(form, opened_on)

    def send_for_review(self, referral_id: UUID) -> None:
        self.letter.send_for_review(referral_id)

    def take_back(self, referral_id: UUID) -> None:
        self.letter.take_back(referral_id)
