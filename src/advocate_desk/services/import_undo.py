"""Taking a whole import back within a day. What somebody has worked on since stays, and is named."""

from collections.abc import Iterable
from uuid import UUID

from advocate_desk.domain.cases import Case, CaseLink
from advocate_desk.domain.consent import Consent
from advocate_desk.domain.contacts import Contact, Note
from advocate_desk.domain.directory import Agency, Service
from advocate_desk.domain.errors import EntryRefused, NotFound
from advocate_desk.domain.imports import UNDO_WITHIN, CaseloadImport
from advocate_desk.domain.letter import Letter
from advocate_desk.domain.people import ContactPoint, Person
from advocate_desk.domain.record import Record
from advocate_desk.domain.referral import Referral, ReferralMove
from advocate_desk.domain.risk import RiskAssessment
from advocate_desk.domain.safe_contact import SafeContactPlan
from advocate_desk.services.caseload_plan import ImportLine, UndoReport
from advocate_desk.services.collecting import without_collecting
from advocate_desk.services.import_entries import in_pieces
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.reading import names_of
from advocate_desk.services.session import Session

_OF_A_CASE: tuple[type[Record], ...] = (
    Person,
    ContactPoint,
    SafeContactPlan,
    RiskAssessment,
    Note,
    Contact,
    Referral,
    ReferralMove,
)
"""What an import brings with a case."""


def undoable(session: Session) -> tuple[ImportLine, ...]:
    """Return the imports that can still be taken back, the newest first."""
    with session.work() as work:
        names = names_of(work)
        found = work.find(CaseloadImport, undone_at=None, order_by=("-imported_at",))
    since = session.clock.now() - UNDO_WITHIN
    return tuple(
        ImportLine(
            import_id=one.id,
            imported_at=one.imported_at,
            by=names.get(one.imported_by, ""),
            cases=one.cases,
            contacts=one.contacts,
            referrals=one.referrals,
            until=one.imported_at + UNDO_WITHIN,
        )
        for one in found
        if one.imported_at > since
    )


def undo(session: Session, import_id: UUID) -> UndoReport:
    """Take an import back in one transaction.

    Raises:
        NotFound: there is no such import, or it was taken back already.
        EntryRefused: its day is over.
    """
    now = session.clock.now()
    with session.work() as work, without_collecting():
        made = work.get(CaseloadImport, import_id)
        if made.undone_at is not None:
            raise NotFound("This import was taken back already.")
        if now > made.imported_at + UNDO_WITHIN:
            raise EntryRefused(
                "This import is more than 24 hours old, so it is not taken back as a whole. "
                "Close or delete the cases that should not be here one by one."
            )
        undoing = _Undoing(work, made)
        undoing.cases()
        undoing.entries_of_other_cases()
        undoing.agencies()
        work.change(made, undone_at=now, undone_by=session.user.id)
        work.commit("Took an import back")
    return UndoReport(cases=undoing.removed_cases, kept=tuple(sorted(undoing.kept)))


class _Undoing:
    """One import on its way out. A case's own import is its first change; any later one is somebody's work, and so
    are words that somebody has begun to write and not saved yet.
    """

    def __init__(self, work: UnitOfWork, made: CaseloadImport) -> None:
        self._work, self._made = work, made
        self._removed: set[UUID] = set()
        self._cases = {case.id: case for case in work.find(Case, import_id=made.id)}
        self._drafted = work.drafted()
        self.kept: set[str] = set()
        self.removed_cases = 0

    def cases(self) -> None:
        """Take out the cases nobody has worked on, with everything in them, and the links to them."""
        changes = self._work.changes_of(tuple(self._cases))
        written_about = self._written_about()
        worked_on = {case.id for case in self._cases.values() if changes[case.id] != 1 or case.id in written_about}
        untouched = [case for case in self._cases.values() if case.id not in worked_on]
        self.kept |= {self._cases[case_id].reference for case_id in worked_on}
        gone = {case.id for case in untouched}
        inside = (record for kind in _OF_A_CASE for record in in_pieces(self._work, kind, "case_id", gone))
        links = (link for end in ("from_case_id", "to_case_id") for link in in_pieces(self._work, CaseLink, end, gone))
        self._remove([*inside, *untouched, *{link.id: link for link in links}.values()])
        self.removed_cases = len(untouched)

    def _written_about(self) -> set[UUID]:
        """Return the cases that drafts are about, whatever in them a draft's key names."""
        kinds = _OF_A_CASE if self._drafted else ()
        inside = (record.stream_id for kind in kinds for record in in_pieces(self._work, kind, "id", self._drafted))
        return {*self._drafted, *inside}

    def entries_of_other_cases(self) -> None:
        """Take out contacts and referrals that came to cases of before; one that was worked on stays."""
        contacts = [one for one in self._work.find(Contact, import_id=self._made.id) if one.case_id not in self._cases]
        corrected = {one.corrects_id for one in in_pieces(self._work, Contact, "corrects_id", (c.id for c in contacts))}
        worked_on = corrected | self._drafted
        self._name(one.case_id for one in contacts if one.id in worked_on)
        self._remove(one for one in contacts if one.id not in worked_on)
        referrals = [
            one for one in self._work.find(Referral, import_id=self._made.id) if one.case_id not in self._cases
        ]
        for referral in referrals:
            self._take_out(referral)
        # What it narrowed stays narrow: only somebody who asked her may say that more is safe again.
        brought = {one.stream_id: one.version for one in (*contacts, *referrals)}
        plans = in_pieces(self._work, SafeContactPlan, "case_id", brought)
        self._name(plan.case_id for plan in plans if plan.version == brought[plan.case_id])

    def _take_out(self, referral: Referral) -> None:
        moves = self._work.find(ReferralMove, referral_id=referral.id)
        letters = self._work.find(Letter, referral_id=referral.id)
        if letters or referral.id in self._drafted or any(move.version != referral.version for move in moves):
            self._name([referral.case_id])
        else:
            self._remove([*moves, referral])

    def _name(self, case_ids: Iterable[UUID]) -> None:
        self.kept |= {case.reference for case in in_pieces(self._work, Case, "id", case_ids)}

    def agencies(self) -> None:
        """Take out the agencies that only this import named: nobody changed or used them since."""
        for agency in self._work.find(Agency, import_id=self._made.id):
            used = [
                record
                for kind in (Referral, Consent, Service)
                for record in self._work.find(kind, agency_id=agency.id)
                if record.id not in self._removed
            ]
            if not used and agency.id not in self._drafted and agency.version == self._made.version:
                self._remove([agency])

    def _remove(self, records: Iterable[Record]) -> None:
        gone = tuple(records)
        self._removed.update(record.id for record in gone)
        self._work.remove(*gone)
