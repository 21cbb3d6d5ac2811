"""The sheets beside the clients' one: contacts for the log, and referrals that were made before."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Protocol
from uuid import UUID

from advocate_desk.domain.contacts import Contact
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.imported_contact import ImportedContact, understand_contact
from advocate_desk.domain.imported_referral import ImportedReferral, understand_referral
from advocate_desk.domain.imported_row import Refusal
from advocate_desk.domain.record import Record
from advocate_desk.domain.referral import Machine, ProgressState, Referral, ReferralMove, ReviewState
from advocate_desk.services.caseload_records import ImportSetting
from advocate_desk.services.import_agencies import Agencies
from advocate_desk.services.import_joining import ClientNumbers, NotJoined
from advocate_desk.services.import_sheets import ReadRow
from advocate_desk.services.ports import RecordT, UnitOfWork

_AT_ONCE = 500
"""How many values one question to the records may name."""


class EntryRows(Protocol):
    """Takes the rows of one sheet."""

    def already_here(self, row: ReadRow) -> bool:
        """Say whether the same row was imported before, or stands above in this file."""
        ...

    def take(self, row: ReadRow) -> tuple[Refusal, ...]:
        """Keep one row; return every reason it cannot be taken.

        Raises:
            LeftOut: the row of its client is left out, so it is too.
        """
        ...


class ContactRows:
    """Contacts become entries of the log: they happened then and are recorded now, their author is a text."""

    def __init__(
        self, work: UnitOfWork, setting: ImportSetting, numbers: ClientNumbers, fingerprints: Iterable[str]
    ) -> None:
        self._work, self._setting, self._numbers = work, setting, numbers
        self._here = {contact.row_fingerprint for contact in in_pieces(work, Contact, "row_fingerprint", fingerprints)}

    def already_here(self, row: ReadRow) -> bool:
        """Say whether the same row was imported before, or stands above in this file."""
        return row.fingerprint in self._here

    def take(self, row: ReadRow) -> tuple[Refusal, ...]:
        """Keep one contact; return every reason it cannot be taken."""
        understood = understand_contact(row.number, row.cells, now=self._setting.now)
        if not isinstance(understood, ImportedContact):
            return understood
        try:
            case_id = self._numbers.case_of(understood.client_number)
        except NotJoined as error:
            return (_not_joined(row, error),)
        self._here.add(row.fingerprint)
        self._work.add(self._record(understood, row, case_id))
        return ()

    def _record(self, contact: ImportedContact, row: ReadRow, case_id: UUID) -> Contact:
        return Contact(
            id=new_id(self._setting.now),
            stream_id=case_id,
            case_id=case_id,
            kind=contact.kind,
            direction=contact.direction,
            result=contact.result,
            happened_at=contact.happened_at,
            recorded_at=self._setting.now,
            author_id=None,
            author_as_text=contact.author,
            with_whom=contact.with_whom,
            minutes=contact.minutes,
            summary=contact.summary,
            row_fingerprint=row.fingerprint,
            import_id=self._setting.import_id,
        )


class ReferralRows:
    """Referrals come with their review from before the import and one move that says where they stand."""

    def __init__(
        self,
        work: UnitOfWork,
        setting: ImportSetting,
        numbers: ClientNumbers,
        agencies: Agencies,
        fingerprints: Iterable[str],
    ) -> None:
        self._work, self._setting, self._numbers, self._agencies = work, setting, numbers, agencies
        self._here = {
            referral.row_fingerprint for referral in in_pieces(work, Referral, "row_fingerprint", fingerprints)
        }
        self._last_number: dict[UUID, int] = {}
        self.not_known = 0
        """How many of those kept nobody will be reminded of: the sheet does not say where they stand."""

    def already_here(self, row: ReadRow) -> bool:
        """Say whether the same row was imported before, or stands above in this file."""
        return row.fingerprint in self._here

    def take(self, row: ReadRow) -> tuple[Refusal, ...]:
        """Keep one referral; return every reason it cannot be taken."""
        understood = understand_referral(row.number, row.cells, now=self._setting.now)
        if not isinstance(understood, ImportedReferral):
            return understood
        try:
            case_id = self._numbers.case_of(understood.client_number)
        except NotJoined as error:
            return (_not_joined(row, error),)
        self._here.add(row.fingerprint)
        self.not_known += understood.state is ProgressState.NOT_KNOWN
        for record in self._records(understood, row, case_id):
            self._work.add(record)
        return ()

    def _records(self, asked: ImportedReferral, row: ReadRow, case_id: UUID) -> Iterable[Record]:
        referral = Referral(
            id=new_id(self._setting.now),
            stream_id=case_id,
            case_id=case_id,
            number=self._next_number(case_id),
            agency_id=self._agencies.id_of(asked.agency),
            purpose=asked.purpose,
            author_id=self._setting.user_id,
            created_at=asked.made_at,
            row_fingerprint=row.fingerprint,
            import_id=self._setting.import_id,
        )
        yield referral
        review = self._move(referral, Machine.REVIEW, ReviewState.DRAFT, ReviewState.BEFORE_IMPORT)
        if asked.state is ProgressState.NOT_SENT:
            yield replace(review, note=asked.note)
            return
        yield review
        yield replace(
            self._move(referral, Machine.PROGRESS, ProgressState.NOT_SENT, asked.state),
            happened_at=asked.happened_at,
            review_on=asked.ask_again_on,
            method=asked.method,
            note=asked.note,
            reason=asked.reason,
            outcome=asked.outcome,
        )

    def _move(self, referral: Referral, machine: Machine, from_state: str, to_state: str) -> ReferralMove:
        return ReferralMove(
            id=new_id(self._setting.now),
            stream_id=referral.case_id,
            case_id=referral.case_id,
            referral_id=referral.id,
            machine=machine,
            from_state=from_state,
            to_state=to_state,
            happened_at=referral.created_at,
            recorded_at=self._setting.now,
            actor_id=self._setting.user_id,
        )

    def _next_number(self, case_id: UUID) -> int:
        if case_id not in self._last_number:
            here = self._work.find(Referral, case_id=case_id)
            self._last_number[case_id] = max((referral.number for referral in here), default=0)
        self._last_number[case_id] += 1
        return self._last_number[case_id]


def in_pieces(work: UnitOfWork, kind: type[RecordT], field: str, values: Iterable[object]) -> Iterable[RecordT]:
    """Find the records whose ``field`` is one of ``values``, however many those are."""
    wanted = tuple(dict.fromkeys(values))
    for start in range(0, len(wanted), _AT_ONCE):
        where: dict[str, Any] = {field: wanted[start : start + _AT_ONCE]}
        yield from work.find(kind, **where)


def _not_joined(row: ReadRow, error: NotJoined) -> Refusal:
    cell = next(cell for cell in row.cells if cell.field == "client_number")
    return Refusal(row=row.number, column=cell.heading, reason=error.why, says=cell.text, follows=error.follows)
