"""The records one imported row becomes. The row was understood before; here nothing is decided again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import reduce
from uuid import UUID

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.cases import Case
from advocate_desk.domain.contacts import Note
from advocate_desk.domain.identifiers import new_case_reference, new_id
from advocate_desk.domain.imported_row import ImportedRow
from advocate_desk.domain.people import ContactPoint, Person, PersonRole, PointKind
from advocate_desk.domain.plain_text import LONGEST
from advocate_desk.domain.record import Record
from advocate_desk.domain.risk import RiskAssessment, higher, level_by_score
from advocate_desk.domain.safe_contact import SafeContactPlan
from advocate_desk.domain.sentences import sentence_start

IMPORTED_CHECKLIST = "imported"
"""The instrument of an assessment that came as a bare figure: nobody told us which checklist was asked."""

MEDIUM_FROM = 10
"""A bare score from here on is medium: the banding local partnerships publish beside the threshold for high."""

LEFTOVERS = "From the imported spreadsheet"
NOTES = "Notes in the imported spreadsheet"


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportSetting:
    """What is the same for every row of an import."""

    import_id: UUID
    user_id: UUID
    now: datetime
    today: date
    leads: Mapping[str, UUID]
    high_risk_from: int
    draw_reference: Callable[[], str] = new_case_reference


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportedCase:
    """A row's records, the case first."""

    case: Case
    records: tuple[Record, ...]


def records_of(row: ImportedRow, fingerprint: str, setting: ImportSetting) -> ImportedCase:
    """Make the records of ``row``: case, people, contact points, plan, risk, notes."""
    case = _case(row, fingerprint, setting)
    client = _client(row, case, setting)
    records: list[Record] = [case, client, *_others(row, case, setting)]
    records += _points(row, client, setting)
    records.append(_plan(row, client, setting))
    records += _risk(row, case, setting)
    records += _notes(row, case, setting)
    return ImportedCase(case=case, records=tuple(records))


def _case(row: ImportedRow, fingerprint: str, setting: ImportSetting) -> Case:
    case_id = new_id(setting.now)
    lead_id = setting.leads.get(plain_name(row.lead))
    return Case(
        id=case_id,
        stream_id=case_id,
        reference=setting.draw_reference(),
        client_id=new_id(setting.now),
        status=row.status,
        lead_id=lead_id,
        lead_as_text="" if lead_id else row.lead,
        referred_on=row.referred_on,
        referred_by=row.referred_by,
        opened_on=row.opened_on,
        closed_on=row.closed_on,
        kinds_of_abuse=row.kinds_of_abuse,
        marac_on=row.marac_on,
        reported_to_police=row.reported_to_police,
        crime_reference=row.crime_reference,
        client_number=row.client_number,
        row_fingerprint=fingerprint,
        import_id=setting.import_id,
    )


def plain_name(name: str) -> str:
    """Return the form in which an advocate's name is compared with the users' names."""
    return " ".join(name.casefold().split())


def _client(row: ImportedRow, case: Case, setting: ImportSetting) -> Person:
    return Person(
        id=case.client_id,
        stream_id=case.id,
        case_id=case.id,
        role=PersonRole.CLIENT,
        name_to_use=row.name_to_use,
        legal_name=row.name if row.name != row.name_to_use else "",
        known_as=row.known_as,
        pronouns=row.pronouns,
        date_of_birth=row.born_on,
        language=row.language,
        interpreter=row.interpreter,
        access_needs=row.access_needs,
    )


def _others(row: ImportedRow, case: Case, setting: ImportSetting) -> list[Person]:
    people = [
        Person(
            id=new_id(setting.now),
            stream_id=case.id,
            case_id=case.id,
            role=PersonRole.CHILD,
            name_to_use=f"Child {number}" if age is None else f"Child {number} (age {age})",
        )
        for number, age in enumerate(row.children, start=1)
    ]
    if row.other_person or row.relationship:
        other = Person(
            id=new_id(setting.now),
            stream_id=case.id,
            case_id=case.id,
            role=PersonRole.OTHER_PERSON,
            name_to_use=row.other_person or "Name not known",
            relationship=row.relationship,
        )
        people.append(other)
    return people


def _points(row: ImportedRow, client: Person, setting: ImportSetting) -> list[ContactPoint]:
    safety = row.safety
    found = [(PointKind.PHONE, value, digits, safety.call, safety.voicemail) for value, digits in row.phones]
    if row.email:
        found.append((PointKind.EMAIL, row.email, "", safety.email, Answer.NOT_ASKED))
    if row.address:
        found.append((PointKind.ADDRESS, row.address, "", safety.address, Answer.NOT_ASKED))
    return [
        ContactPoint(
            id=new_id(setting.now),
            stream_id=client.case_id,
            case_id=client.case_id,
            person_id=client.id,
            kind=kind,
            value=value,
            digits=digits,
            safe=safe,
            safe_for_voicemail=voicemail,
        )
        for kind, value, digits, safe, voicemail in found
    ]


def _plan(row: ImportedRow, client: Person, setting: ImportSetting) -> SafeContactPlan:
    """Make the plan. Nobody here has gone through it with her, so it is due for checking today."""
    return SafeContactPlan(
        id=new_id(setting.now),
        stream_id=client.case_id,
        case_id=client.case_id,
        person_id=client.id,
        call=row.safety.call,
        text=row.safety.text,
        email=row.safety.email,
        post=row.safety.post,
        voicemail=row.safety.voicemail,
        times=row.best_time,
        never=row.never,
        check_again_by=setting.today,
    )


def _risk(row: ImportedRow, case: Case, setting: ImportSetting) -> list[RiskAssessment]:
    if row.score is None and row.stated_level is None:
        return []
    levels = [] if row.score is None else [level_by_score(row.score, setting.high_risk_from, MEDIUM_FROM)]
    level = reduce(higher, [*levels, row.stated_level] if row.stated_level else levels)
    return [
        RiskAssessment(
            id=new_id(setting.now),
            stream_id=case.id,
            case_id=case.id,
            instrument=IMPORTED_CHECKLIST,
            instrument_version=1,
            answers={},
            imported_score=row.score,
            high_from=setting.high_risk_from,
            judgement=row.stated_level,
            judgement_reason="The level stated in the imported spreadsheet." if row.stated_level else "",
            level=level,
            assessed_on=row.referred_on or setting.today,
            recorded_at=setting.now,
            assessor_id=None,
        )
    ]


def _notes(row: ImportedRow, case: Case, setting: ImportSetting) -> list[Note]:
    # Why something was narrowed stands first: the yes below it must not be read alone.
    lines = [f"{sentence_start(sentence)}." for sentence in row.narrowed]
    kept = "\n".join([*lines, *(f"{heading}: {text}" for heading, text in row.kept)])
    notes = [_note(case, setting, NOTES, row.notes, row.lead)] if row.notes else []
    # Every cell fits a note; all of them together may need several.
    pieces = [kept[start : start + LONGEST] for start in range(0, len(kept), LONGEST)]
    return notes + [_note(case, setting, LEFTOVERS, piece, "") for piece in pieces]


def _note(case: Case, setting: ImportSetting, headline: str, text: str, author: str) -> Note:
    return Note(
        id=new_id(setting.now),
        stream_id=case.id,
        case_id=case.id,
        happened_at=setting.now,
        recorded_at=setting.now,
        author_id=None,
        author_as_text=author,
        headline=headline,
        text=text,
    )
