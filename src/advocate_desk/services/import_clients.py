"""The clients' sheet: each row a case with its people, contact points, plan, risk and notes."""

from collections.abc import Sequence
from uuid import UUID

from advocate_desk.domain.cases import Case, CaseLink, LinkKind
from advocate_desk.domain.duplicates import Likenesses, PossibleDuplicate, find_postcode, without_postcode
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.imported_row import ImportedRow, Refusal, understand
from advocate_desk.domain.likeness import Likeness
from advocate_desk.domain.people import ContactPoint, Person, PersonRole, PointKind
from advocate_desk.domain.record import SHARED_STREAM
from advocate_desk.services.caseload_records import ImportedCase, ImportSetting, records_of
from advocate_desk.services.caseload_report import SideBySide, TakenRow
from advocate_desk.services.import_joining import ClientNumbers
from advocate_desk.services.import_sheets import ReadRow
from advocate_desk.services.import_warnings import Warnings
from advocate_desk.services.ports import PhoneNumbers, Resemblance, UnitOfWork


class ClientRows:
    """Takes the rows of the clients' sheet one by one; the records are handed to the unit of work."""

    def __init__(
        self,
        work: UnitOfWork,
        setting: ImportSetting,
        cases: Sequence[Case],
        numbers: ClientNumbers,
        warnings: Warnings,
        phones: PhoneNumbers,
        resemblance: Resemblance,
    ) -> None:
        self._warnings = warnings
        self._work, self._setting, self._numbers, self._phones = work, setting, numbers, phones
        self._references = {case.id: case.reference for case in cases}
        self._in_use = {case.reference for case in cases}
        self._by_fingerprint = {case.row_fingerprint: case.id for case in cases if case.row_fingerprint}
        self._known = _everybody(work, resemblance)
        self._rows: dict[UUID, int] = {}
        self.taken: list[TakenRow] = []
        self.already_here: list[int] = []

    def take(self, row: ReadRow) -> tuple[Refusal, ...]:
        """Keep one row, unless it is here already; return every reason it cannot be taken."""
        number = _number_of(row)
        here = self._by_fingerprint.get(row.fingerprint)
        if here is not None:
            self.already_here.append(row.number)
            self._join(number, row, here)
            return ()
        understood = understand(
            row.number,
            row.cells,
            today=self._setting.today,
            digits=self._phones.digits,
            warnings=self._warnings.of(number) if number else (),
        )
        if not isinstance(understood, ImportedRow):
            self.refuse(row)
            return understood
        case = self._keep(understood, row.fingerprint)
        self._by_fingerprint[row.fingerprint] = case.id
        self._join(number, row, case.id)
        return ()

    def refuse(self, row: ReadRow) -> None:
        """Remember that a row cannot be taken, for those that hang on it."""
        if number := _number_of(row):
            self._numbers.refused(number, row.number)

    def leave_out(self, row: ReadRow) -> None:
        """Remember that somebody chose to leave a row out."""
        if number := _number_of(row):
            self._numbers.left_out(number)

    def _join(self, number: str, row: ReadRow, case_id: UUID) -> None:
        if number:
            self._numbers.taken(number, row.number, case_id)

    def _keep(self, row: ImportedRow, fingerprint: str) -> Case:
        imported = self._with_free_reference(row, fingerprint)
        case = imported.case
        self._in_use.add(case.reference)
        self._references[case.id] = f"row {row.row}"
        self._rows[case.id] = row.row
        for record in imported.records:
            self._work.add(record)
        me = _likeness_of(row, case.id)
        resembling = self._known.resembling(me)
        for other in resembling:
            self._link(case, other)
        side_by_side = tuple(
            SideBySide(beside=self._references[other.case_id], compared=self._known.compare(me, other.case_id))
            for other in resembling
        )
        self._known.add(me)
        taken = TakenRow(
            row=row.row,
            reference=case.reference,
            resembles=tuple(self._references[other.case_id] for other in resembling),
            resembles_rows=tuple(self._rows[other.case_id] for other in resembling if other.case_id in self._rows),
            narrowed=row.narrowed,
            kept=tuple(dict.fromkeys(heading for heading, _ in row.kept)),
            side_by_side=side_by_side,
        )
        self.taken.append(taken)
        return case

    def _with_free_reference(self, row: ImportedRow, fingerprint: str) -> ImportedCase:
        imported = records_of(row, fingerprint, self._setting)
        while imported.case.reference in self._in_use:
            imported = records_of(row, fingerprint, self._setting)
        return imported

    def _link(self, case: Case, other: PossibleDuplicate) -> None:
        link = CaseLink(
            id=new_id(self._setting.now),
            stream_id=SHARED_STREAM,
            kind=LinkKind.POSSIBLE_DUPLICATE,
            from_case_id=case.id,
            to_case_id=other.case_id,
            why=f"Same or like: {other.why}",
        )
        self._work.add(link)


def _number_of(row: ReadRow) -> str:
    return next((cell.text for cell in row.cells if cell.field == "client_number" and cell.text.strip()), "")


def _likeness_of(row: ImportedRow, case_id: UUID) -> Likeness:
    return Likeness(
        case_id=case_id,
        names=tuple(dict.fromkeys((row.name, row.name_to_use))),
        born_on=row.born_on,
        phones=frozenset(digits for _, digits in row.phones),
        postcode=find_postcode(row.address),
        address=without_postcode(row.address),
    )


def _everybody(work: UnitOfWork, resemblance: Resemblance) -> Likenesses:
    """Return everybody who has a case here, by what they can be known again by."""
    known = Likenesses(resemblance.score)
    points: dict[UUID, list[ContactPoint]] = {}
    for point in work.find(ContactPoint):
        points.setdefault(point.person_id, []).append(point)
    for person in work.find(Person, role=PersonRole.CLIENT):
        mine = points.get(person.id, [])
        addresses = [point.value for point in mine if point.kind is PointKind.ADDRESS]
        likeness = Likeness(
            case_id=person.case_id,
            names=tuple(name for name in (person.name_to_use, person.legal_name) if name),
            born_on=person.date_of_birth,
            phones=frozenset(point.digits for point in mine if point.digits),
            postcode=next((postcode for postcode in map(find_postcode, addresses) if postcode), ""),
            address=without_postcode(addresses[0]) if addresses else "",
        )
        known.add(likeness)
    return known
