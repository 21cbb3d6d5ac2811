"""The letter of a referral: its content, its checks, its pages, and the copies that leave."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from uuid import UUID

from advocate_desk.domain.directory import Agency, Service
from advocate_desk.domain.errors import MoveRefused, NotAllowed, StoppedBySafetyRule
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.letter import CopyMade, Letter, LetterContent, LetterCopy
from advocate_desk.domain.people import shown_name
from advocate_desk.domain.plain_text import accept
from advocate_desk.domain.referral import (
    Machine,
    ProgressState,
    Referral,
    ReferralMove,
    ReviewState,
    guard_progress,
)
from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.domain.users import Action
from advocate_desk.services.case_file import read_case_file
from advocate_desk.services.check_letter import Check, Finding, letter_checks
from advocate_desk.services.export_file import staged_file
from advocate_desk.services.list_letters import ListedLetter, approved_letters
from advocate_desk.services.make_referral import NO_AGENCY, ReferralForm, form_fields
from advocate_desk.services.ports import LetterRenderer, PageImage, UnitOfWork
from advocate_desk.services.referral_file import ReferralFile, next_number, read_referral_file
from advocate_desk.services.session import Session
from advocate_desk.services.standing import composed_or_refused, review_now, why_not_leave

__all__ = ["Check", "Finding", "LetterView", "WriteLetter"]


@dataclass(frozen=True, kw_only=True, slots=True)
class LetterView:
    """A letter for its screen. ``why_not_leave`` lists every reason it cannot be printed or exported."""

    referral_id: UUID
    letter_id: UUID | None
    reference: str
    client_name: str
    agency_name: str
    content: LetterContent
    checks: tuple[Check, ...]
    review: ReviewState
    progress: ProgressState
    why_not_leave: tuple[str, ...]
    file_name: str
    copies: int


class WriteLetter:
    """Composes letters, checks them, and lets approved ones leave."""

    def __init__(self, session: Session, renderer: LetterRenderer, rules: Rulebook) -> None:
        self._session = session
        self._renderer = renderer
        self._rules = rules

    def listed(self) -> tuple[ListedLetter, ...]:
        """Return the approved letters, those that wait to be printed first; by recipient, never by person."""
        self._session.require(Action.PRINT_LETTERS)
        with self._session.work() as unit:
            return approved_letters(unit, self._rules, self._session.clock.today())

    def view(self, referral_id: UUID) -> LetterView:
        """Return the letter of a referral: as approved where the approval holds, else as it would be now.

        Raises:
            NotAllowed: this role sees approved letters alone, and this is none.
            LetterFailed: no letter is for what this referral asks.
        """
        self._session.require(Action.PRINT_LETTERS)
        with self._session.work() as unit:
            file = read_referral_file(unit, referral_id)
            review = review_now(unit, file, self._rules, self._session.clock.today())
            if not self._session.may(Action.READ_CASES) and review is not ReviewState.APPROVED:
                raise NotAllowed
            return self._view(unit, file, review)

    def compose(self, form: ReferralForm, referral_id: UUID | None) -> LetterView:
        """Return the letter half-typed words would make. Stores nothing.

        Raises:
            LetterFailed: no letter is for what the form asks.
        """
        self._session.require(Action.WORK_ON_CASES)
        with self._session.work() as unit:
            file = self._as_typed(unit, form, referral_id)
            return self._view(unit, file, ReviewState.DRAFT)

    def pdf(self, content: LetterContent) -> bytes:
        """Draw ``content``. Stores and writes nothing."""
        return self._renderer.render(content)

    def pages(self, content: LetterContent, dots_per_inch: int) -> tuple[PageImage, ...]:
        """Draw ``content`` as pictures for a preview, in memory."""
        return self._renderer.pages(self._renderer.render(content), dots_per_inch)

    def release(self, referral_id: UUID, made: CopyMade) -> tuple[bytes, str]:
        """Return the approved letter's PDF and file name, and record that a copy was made.

        The signature over the approved content is verified first, and the content composed again and
        compared, so that what leaves is what was approved.

        Raises:
            StoppedBySafetyRule: with every reason it cannot leave.
            LetterFailed: it could not be drawn; no copy is recorded.
        """
        self._session.require(Action.PRINT_LETTERS)
        with self._session.work() as unit:
            file, letter = self._may_leave(unit, referral_id)
            pdf = self._renderer.render(LetterContent.from_json(letter.content))
            self._record_copy(unit, letter, made)
            unit.commit("copy of a letter made")
        return pdf, _file_name(file)

    def release_pages(self, referral_id: UUID, dots_per_inch: int) -> tuple[PageImage, ...]:
        """Return the approved letter's pages for paper, in memory, and record that a copy was printed.

        The copy goes on record once its pages are drawn.

        Raises:
            StoppedBySafetyRule: with every reason it cannot leave.
            LetterFailed: it could not be drawn; no copy is recorded.
        """
        self._session.require(Action.PRINT_LETTERS)
        with self._session.work() as unit:
            _, letter = self._may_leave(unit, referral_id)
            pages = self.pages(LetterContent.from_json(letter.content), dots_per_inch)
            self._record_copy(unit, letter, CopyMade.PRINTED)
            unit.commit("copy of a letter made")
        return pages

    def export(self, referral_id: UUID, to: Path, overwrite: bool = False) -> None:
        """Release a copy into a file the user chose.

        The file is on the disk before the copy goes on record, and in its place after: whenever the computer
        stops, no letter lies there that the record does not know of.

        Raises:
            StoppedBySafetyRule: with every reason it cannot leave.
            FileExists: there is a file and ``overwrite`` is False.
            DiskFull, NoRights: nothing was written.
        """
        self._session.require(Action.PRINT_LETTERS)
        with self._session.work() as unit:
            _, letter = self._may_leave(unit, referral_id)
            pdf = self._renderer.render(LetterContent.from_json(letter.content))
            with staged_file(to, pdf, overwrite) as staged:
                self._record_copy(unit, letter, CopyMade.EXPORTED)
                unit.commit("copy of a letter exported")
                staged.put_in_place()

    def mark_sent(self, referral_id: UUID, method: str, happened_at: datetime) -> None:
        """Record that a released copy was sent.

        Raises:
            MoveRefused: nothing was released, or it was sent already.
        """
        self._session.require(Action.PRINT_LETTERS)
        now = self._session.clock.now()
        with self._session.work() as unit:
            file = read_referral_file(unit, referral_id)
            letter = self._released(unit, file)
            recorded_at = file.next_recorded_at(now)
            move = ReferralMove(
                id=new_id(recorded_at),
                stream_id=file.referral.case_id,
                case_id=file.referral.case_id,
                referral_id=referral_id,
                machine=Machine.PROGRESS,
                from_state=file.progress,
                to_state=ProgressState.SENT,
                happened_at=happened_at,
                recorded_at=recorded_at,
                actor_id=self._session.user.id,
                method=accept(method),
                letter_id=letter.id,
            )
            guard_progress(file.progress, move, is_supervisor=self._session.may(Action.APPROVE), review=file.review)
            unit.add(move)
            unit.commit("letter sent")

    def _view(self, unit: UnitOfWork, file: ReferralFile, review: ReviewState) -> LetterView:
        today = self._session.clock.today()
        approved = file.letter if review is ReviewState.APPROVED else None
        content = (
            LetterContent.from_json(approved.content) if approved else composed_or_refused(file, self._rules, today)
        )
        return LetterView(
            referral_id=file.referral.id,
            letter_id=approved.id if approved else None,
            reference=file.reference,
            client_name=shown_name(file.of_case.client),
            agency_name=file.agency.name if file.agency else "",
            content=content,
            checks=letter_checks(unit, file, content, today),
            review=review,
            progress=file.progress,
            why_not_leave=why_not_leave(unit, file, self._session.vault, self._rules, today),
            file_name=_file_name(file),
            copies=len(unit.find(LetterCopy, letter_id=approved.id)) if approved else 0,
        )

    def _as_typed(self, unit: UnitOfWork, form: ReferralForm, referral_id: UUID | None) -> ReferralFile:
        """Return the referral as it would be if the form were saved now. Its moves and letter are left out."""
        agencies = unit.find(Agency, id=form.agency_id) if form.agency_id else ()
        services = unit.find(Service, id=form.service_id) if form.service_id else ()
        return ReferralFile(
            of_case=read_case_file(unit, form.case_id),
            referral=replace(self._saved_or_new(unit, form.case_id, referral_id), **form_fields(form)),
            agency=agencies[0] if agencies else None,
            service=services[0] if services else None,
            moves=(),
            letter=None,
        )

    def _saved_or_new(self, unit: UnitOfWork, case_id: UUID, referral_id: UUID | None) -> Referral:
        if referral_id is not None:
            return unit.get(Referral, referral_id)
        now = self._session.clock.now()
        return Referral(
            id=new_id(now),
            stream_id=case_id,
            case_id=case_id,
            number=next_number(unit, case_id),
            agency_id=NO_AGENCY,
            purpose="",
            author_id=self._session.user.id,
            created_at=now,
        )

    def _may_leave(self, unit: UnitOfWork, referral_id: UUID) -> tuple[ReferralFile, Letter]:
        """Return the referral and its approved letter, every rule asked once more.

        Raises:
            StoppedBySafetyRule: with every reason it cannot leave.
        """
        file = read_referral_file(unit, referral_id)
        reasons = why_not_leave(unit, file, self._session.vault, self._rules, self._session.clock.today())
        if reasons or file.letter is None:
            raise StoppedBySafetyRule(reasons)
        return file, file.letter

    def _record_copy(self, unit: UnitOfWork, letter: Letter, made: CopyMade) -> None:
        now = self._session.clock.now()
        before = unit.find(LetterCopy, letter_id=letter.id, order_by=("-copy_number",), limit=1)
        unit.add(
            LetterCopy(
                id=new_id(now),
                stream_id=letter.case_id,
                case_id=letter.case_id,
                letter_id=letter.id,
                copy_number=before[0].copy_number + 1 if before else 1,
                made=made,
                made_at=now,
                made_by=self._session.user.id,
            )
        )

    def _released(self, unit: UnitOfWork, file: ReferralFile) -> Letter:
        """Return the approved letter of which a copy was made and which was not sent before."""
        letter = file.letter
        if letter is None or not unit.find(LetterCopy, letter_id=letter.id, limit=1):
            raise MoveRefused("No copy of an approved letter was made yet. Print or export it first.")
        if any(move.letter_id == letter.id and move.to_state == ProgressState.SENT for move in file.moves):
            raise MoveRefused("This letter is marked as sent already.")
        return letter


def _file_name(file: ReferralFile) -> str:
    """Return a name that tells nothing about anybody: ``Letter AD-7KQ2-9MF R3.pdf``."""
    return f"Letter {file.reference}.pdf"
