"""What happened in a case, newest first: contacts, notes, letters, answers, risk."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from uuid import UUID

from advocate_desk.domain.contacts import Contact, ContactKind, ContactResult, Direction, Note
from advocate_desk.domain.dates_in_words import LONDON
from advocate_desk.domain.record import Record
from advocate_desk.domain.referral import Machine, ProgressState, ReferralMove, ReviewState, label
from advocate_desk.domain.risk import RiskAssessment, is_scored, score_of
from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.services.case_file import CaseFile
from advocate_desk.services.contact_points import used_words
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.reading import in_force
from advocate_desk.services.referral_file import ReferralFile

_SHOWN = 12


@dataclass(frozen=True, kw_only=True, slots=True)
class Happening:
    """One thing that happened. ``kind`` is "contact", "note", "referral" or "risk".

    ``whole_day`` means that only the day is known. ``record_id`` and ``corrects_id`` are set for what can be
    corrected. ``actor_id`` or ``actor_as_text`` says who wrote it down.
    """

    happened_at: datetime
    recorded_at: datetime
    kind: str
    headline: str
    text: str = ""
    contact_kind: ContactKind | None = None
    distressing: bool = False
    whole_day: bool = False
    record_id: UUID | None = None
    corrects_id: UUID | None = None
    actor_id: UUID | None = None
    actor_as_text: str = ""


_HEADLINES: dict[tuple[ContactKind, Direction], str] = {
    (ContactKind.CALL, Direction.INCOMING): "Call from client",
    (ContactKind.CALL, Direction.OUTGOING): "Call to client",
    (ContactKind.TEXT, Direction.INCOMING): "Text message from client",
    (ContactKind.TEXT, Direction.OUTGOING): "Text message to client",
    (ContactKind.EMAIL, Direction.INCOMING): "Email from client",
    (ContactKind.EMAIL, Direction.OUTGOING): "Email to client",
    (ContactKind.LETTER, Direction.INCOMING): "Letter from client",
    (ContactKind.LETTER, Direction.OUTGOING): "Letter to client",
    (ContactKind.IN_PERSON, Direction.INCOMING): "Client came in",
    (ContactKind.IN_PERSON, Direction.OUTGOING): "Met client",
    (ContactKind.OTHER, Direction.INCOMING): "Contact from client",
    (ContactKind.OTHER, Direction.OUTGOING): "Contact with client",
    (ContactKind.CALL, Direction.NOT_KNOWN): "Call to or from client",
    (ContactKind.TEXT, Direction.NOT_KNOWN): "Text message to or from client",
    (ContactKind.EMAIL, Direction.NOT_KNOWN): "Email to or from client",
    (ContactKind.LETTER, Direction.NOT_KNOWN): "Letter to or from client",
    (ContactKind.IN_PERSON, Direction.NOT_KNOWN): "Met client",
    (ContactKind.OTHER, Direction.NOT_KNOWN): "Contact to or from client",
}
_RESULTS = {
    ContactResult.NO_ANSWER: "no answer",
    ContactResult.LEFT_SAFE_MESSAGE: "left a safe message",
    ContactResult.SOMEONE_ELSE_ANSWERED: "someone else answered",
    ContactResult.SHE_RANG_OFF: "client rang off",
    ContactResult.NOT_SAFE_TO_TALK: "not safe to talk",
    ContactResult.NOT_IN_TOUCH: "not in touch",
    ContactResult.NOT_KNOWN: "not known whether in touch",
}


def newest_happenings(
    unit: UnitOfWork,
    file: CaseFile,
    referrals: Sequence[ReferralFile],
    rules: Rulebook,
    also: Iterable[Happening] = (),
) -> tuple[Happening, ...]:
    """Return the newest of a case and of ``also``, by when it happened. What a later entry corrects is left out."""
    case_id = file.case.id
    contacts = unit.find(Contact, case_id=case_id, order_by=("-happened_at",), limit=_SHOWN * 2)
    notes = unit.find(Note, case_id=case_id, order_by=("-happened_at",), limit=_SHOWN * 2)
    every = [
        *(contact_happening(entry, used_words(file, entry)) for entry in in_force(contacts)),
        *(note_happening(entry) for entry in in_force(notes)),
        *(happening for referral in referrals for happening in move_happenings(referral)),
        *risk_happenings(file.assessments, file.rules(rules)),
        *also,
    ]
    every.sort(key=lambda one: (one.happened_at, one.recorded_at), reverse=True)
    return tuple(every[:_SHOWN])


def contact_happening(entry: Contact, used: str = "") -> Happening:
    """Return one entry of the contact log. ``used`` says in words which number or address it used."""
    headline = _HEADLINES[entry.kind, entry.direction]
    result = _RESULTS.get(entry.result)
    if entry.with_whom:
        headline = headline.replace("Client", entry.with_whom).replace("client", entry.with_whom)
    return Happening(
        happened_at=entry.happened_at,
        recorded_at=entry.recorded_at,
        kind="contact",
        headline=headline + (f": {result}" if result else ""),
        text="\n\n".join(part for part in (entry.summary, _said(entry), used) if part.strip()),
        contact_kind=entry.kind,
        distressing=entry.distressing,
        record_id=entry.id,
        corrects_id=entry.corrects_id,
        actor_id=entry.author_id,
        actor_as_text=entry.author_as_text,
    )


def _said(entry: Contact) -> str:
    return f"Said to whoever answered: {entry.said.strip()}" if entry.said.strip() else ""


def note_happening(entry: Note) -> Happening:
    """Return one note."""
    return Happening(
        happened_at=entry.happened_at,
        recorded_at=entry.recorded_at,
        kind="note",
        headline=entry.headline or "Note",
        text=entry.text,
        record_id=entry.id,
        corrects_id=entry.corrects_id,
        actor_id=entry.author_id,
        actor_as_text=entry.author_as_text,
    )


def move_happenings(file: ReferralFile) -> Iterator[Happening]:
    """Yield what happened to a referral, but for the steps that only prepare it."""
    for move in file.moves:
        words = _progress_words(file, move) if move.machine is Machine.PROGRESS else _review_words(file, move)
        if words:
            yield Happening(
                happened_at=move.happened_at,
                recorded_at=move.recorded_at,
                kind="referral",
                headline=words[0],
                text=words[1],
                actor_id=move.actor_id,
            )


def _progress_words(file: ReferralFile, move: ReferralMove) -> tuple[str, str]:
    agency = file.agency.name if file.agency else "the agency"
    if move.to_state == ProgressState.SENT and move.letter_id:
        approved_by = file.of_case.name_of(file.approval.actor_id) if file.approval else ""
        approved = f"Approved by {approved_by}. " if approved_by else ""
        return f"Referral letter sent to {agency}", f"{approved}Sent by {move.method}."
    said = label(ProgressState(move.to_state))
    return f"{file.referral.purpose}, {agency}: {said.lower()}", move.note


def _review_words(file: ReferralFile, move: ReferralMove) -> tuple[str, str] | None:
    if move.to_state not in {ReviewState.RETURNED, ReviewState.APPROVED}:
        return None
    by = file.of_case.name_of(move.actor_id)
    return f"{file.referral.purpose}: {label(ReviewState(move.to_state)).lower()} by {by}", move.reason


def risk_happenings(assessments: Sequence[RiskAssessment], rules: Rulebook) -> Iterator[Happening]:
    """Yield the signed assessments, each told against the one before."""
    before = None
    for signed in sorted(assessments, key=lambda one: (one.assessed_on, one.recorded_at)):
        changed = "stays" if before is signed.level else "is"
        verb = "reviewed" if before else "assessed"
        before = signed.level
        instrument = rules.asked_on(signed.instrument, signed.instrument_version)
        name, out_of = (instrument.label, f" of {len(instrument.questions)}") if instrument else ("Score", "")
        total = f"{name}: {score_of(signed)}{out_of}" if is_scored(signed) else "No score recorded"
        reason = f" {signed.judgement_reason}" if signed.judgement_reason else ""
        yield Happening(
            happened_at=midday(signed.assessed_on),
            whole_day=True,
            actor_id=signed.assessor_id,
            recorded_at=signed.recorded_at,
            kind="risk",
            headline=f"Risk {verb}: {changed} {signed.level}",
            text=f"{total}.{reason}",
        )


def midday(day: date) -> datetime:
    """Return the middle of a day: where a day without its hour stands among the rest of that day."""
    return datetime.combine(day, time(12), LONDON).astimezone(UTC)


def on_day(
    unit: UnitOfWork, record: Record, field: str, kind: str, headline: str, text: str = ""
) -> Iterator[Happening]:
    """Yield what happened on the day that ``field`` of a record holds; nothing where it holds none."""
    day = getattr(record, field)
    if not isinstance(day, date):
        return
    at, who = written(unit, record, field, day)
    yield Happening(
        happened_at=midday(day),
        recorded_at=at,
        kind=kind,
        headline=headline,
        text=text,
        whole_day=True,
        actor_id=who,
    )


def written(unit: UnitOfWork, record: Record, field: str, value: object) -> tuple[datetime, UUID]:
    """Return when what a field holds now was written down, and by whom."""
    story = unit.story(record)
    found = next((one for one in story if one.fields.get(field) == value), story[-1])
    return found.at, found.actor_id
