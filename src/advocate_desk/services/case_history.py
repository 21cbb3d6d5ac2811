"""What happened in a case, newest first: contacts, notes, letters, answers, risk."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time

from advocate_desk.domain.contacts import Contact, ContactKind, ContactResult, Direction, Note
from advocate_desk.domain.dates_in_words import LONDON
from advocate_desk.domain.referral import Machine, ProgressState, ReferralMove, ReviewState, label
from advocate_desk.domain.risk import RiskAssessment, is_scored, score_of
from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.services.case_file import CaseFile
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.reading import in_force
from advocate_desk.services.referral_file import ReferralFile

_SHOWN = 12


@dataclass(frozen=True, kw_only=True, slots=True)
class Happening:
    """One thing that happened. ``kind`` is "contact", "note", "referral" or "risk"."""

    happened_at: datetime
    recorded_at: datetime
    kind: str
    headline: str
    text: str = ""
    contact_kind: ContactKind | None = None
    distressing: bool = False


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
    unit: UnitOfWork, file: CaseFile, referrals: Sequence[ReferralFile], rules: Rulebook
) -> tuple[Happening, ...]:
    """Return the newest of a case, by when it happened. What a later entry corrects is left out."""
    case_id = file.case.id
    contacts = unit.find(Contact, case_id=case_id, order_by=("-happened_at",), limit=_SHOWN * 2)
    notes = unit.find(Note, case_id=case_id, order_by=("-happened_at",), limit=_SHOWN * 2)
    every = [
        *(_contact(entry) for entry in in_force(contacts)),
        *(_note(entry) for entry in in_force(notes)),
        *(happening for referral in referrals for happening in _moves(referral)),
        *_risk(file.assessments, rules),
    ]
    every.sort(key=lambda one: (one.happened_at, one.recorded_at), reverse=True)
    return tuple(every[:_SHOWN])


def _contact(entry: Contact) -> Happening:
    headline = _HEADLINES[entry.kind, entry.direction]
    result = _RESULTS.get(entry.result)
    if entry.with_whom:
        headline = headline.replace("Client", entry.with_whom).replace("client", entry.with_whom)
    return Happening(
        happened_at=entry.happened_at,
        recorded_at=entry.recorded_at,
        kind="contact",
        headline=headline + (f": {result}" if result else ""),
        text=entry.summary,
        contact_kind=entry.kind,
        distressing=entry.distressing,
    )


def _note(entry: Note) -> Happening:
    return Happening(
        happened_at=entry.happened_at,
        recorded_at=entry.recorded_at,
        kind="note",
        headline=entry.headline or "Note",
        text=entry.text,
    )


def _moves(file: ReferralFile) -> Iterator[Happening]:
    for move in file.moves:
        words = _progress_words(file, move) if move.machine is Machine.PROGRESS else _review_words(file, move)
        if words:
            yield Happening(
                happened_at=move.happened_at,
                recorded_at=move.recorded_at,
                kind="referral",
                headline=words[0],
                text=words[1],
            )


def _progress_words(file: ReferralFile, move: ReferralMove) -> tuple[str, str]:
    agency = file.agency.name if file.agency else "the agency"
    if move.to_state == ProgressState.SENT:
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


def _risk(assessments: Sequence[RiskAssessment], rules: Rulebook) -> Iterator[Happening]:
    before = None
    for signed in sorted(assessments, key=lambda one: (one.assessed_on, one.recorded_at)):
        changed = "stays" if before is signed.level else "is"
        verb = "reviewed" if before else "assessed"
        before = signed.level
        instrument = rules.instrument(signed.instrument)
        name, out_of = (instrument.label, f" of {len(instrument.questions)}") if instrument else ("Score", "")
        total = f"{name}: {score_of(signed)}{out_of}" if is_scored(signed) else "No score recorded"
        reason = f" {signed.judgement_reason}" if signed.judgement_reason else ""
        yield Happening(
            happened_at=_midday(signed),
            recorded_at=signed.recorded_at,
            kind="risk",
            headline=f"Risk {verb}: {changed} {signed.level}",
            text=f"{total}.{reason}",
        )


def _midday(signed: RiskAssessment) -> datetime:
    """A day without its hour stands in the middle of that day among the rest."""
    return datetime.combine(signed.assessed_on, time(12), LONDON).astimezone(UTC)
