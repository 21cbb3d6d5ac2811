"""Everything that happened in a case, newest first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from advocate_desk.domain.consent import Consent
from advocate_desk.domain.contact_history import change_in_words, override_in_words
from advocate_desk.domain.contacts import Contact, Note
from advocate_desk.domain.directory import Agency
from advocate_desk.domain.hidden_points import KIND_WORDS
from advocate_desk.domain.letter import CopyMade, Letter, LetterCopy
from advocate_desk.domain.reveals import PointRevealed, RevealReason
from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.domain.safe_contact import ContactOverride, SafeContactPlan
from advocate_desk.domain.users import Action
from advocate_desk.services.case_file import CaseFile, read_case_file
from advocate_desk.services.case_history import (
    Happening,
    contact_happening,
    midday,
    move_happenings,
    note_happening,
    risk_happenings,
)
from advocate_desk.services.clock_history import CLOCK, clock_happenings
from advocate_desk.services.contact_points import used_words
from advocate_desk.services.court_history import COURT, court_happenings
from advocate_desk.services.kept_history import FILE, INCIDENT, file_happenings, incident_happening
from advocate_desk.services.life_history import LIFE, life_happenings
from advocate_desk.services.loop_history import SIGNPOST, chase_happenings, signpost_happenings
from advocate_desk.services.pathway_history import STEP, pathway_happenings
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.referral_file import ReferralFile, read_referral_files
from advocate_desk.services.rules_in_force import rules_in_force
from advocate_desk.services.safety_history import MARAC, OF_SAFETY, safety_happenings
from advocate_desk.services.session import Session


class EntryKind(StrEnum):
    """What somebody may want to see alone."""

    CONTACT = "contact"
    REFERRAL = "referral"
    RISK = "risk"
    LETTER = "letter"
    INCIDENT = "incident"
    MARAC = "marac"
    COURT = "court"
    DATE = "date"
    PATHWAY = "pathway"
    SAFETY = "safety"
    FILE = "file"
    CHANGE = "change"


@dataclass(frozen=True, kw_only=True, slots=True)
class Earlier:
    """What an entry said before it was corrected, by whom and when that was written down."""

    recorded_at: datetime
    who: str
    headline: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One thing that happened.

    ``whole_day`` means only the day is known. ``recorded_at`` is None where nothing keeps when it was written
    down. ``icon`` says what it looks like: a kind of contact, or "note", "referral", "signpost", "risk", "letter",
    "consent", "plan", "reveal", "life", "incident", "file", "court", "clock", "step", or a kind of `safety_history`.
    ``earlier`` is what a corrected entry said, the newest first. ``contact`` is the entry of the contact log, which can
    be corrected there, or None.
    """

    happened_at: datetime
    recorded_at: datetime | None
    whole_day: bool
    kind: EntryKind
    icon: str
    who: str
    headline: str
    text: str = ""
    distressing: bool = False
    earlier: tuple[Earlier, ...] = ()
    contact: Contact | None = None


_REASONS = {
    RevealReason.CALLING_NOW: "calling now",
    RevealReason.TEXTING_NOW: "texting now",
    RevealReason.WRITING_NOW: "writing now",
    RevealReason.POLICE_ASKED: "police asked",
    RevealReason.UPDATING: "updating the record",
    RevealReason.OTHER: "another reason",
}
_MADE = {CopyMade.PRINTED: "printed", CopyMade.EXPORTED: "saved as a file"}
_KINDS = {
    "contact": EntryKind.CONTACT,
    "note": EntryKind.CONTACT,
    "referral": EntryKind.REFERRAL,
    SIGNPOST: EntryKind.REFERRAL,
    LIFE: EntryKind.CHANGE,
    INCIDENT: EntryKind.INCIDENT,
    FILE: EntryKind.FILE,
    MARAC: EntryKind.MARAC,
    COURT: EntryKind.COURT,
    CLOCK: EntryKind.DATE,
    STEP: EntryKind.PATHWAY,
    **dict.fromkeys(OF_SAFETY, EntryKind.SAFETY),
}


class ShowTimeline:
    """Reads the timeline of a case."""

    def __init__(self, session: Session, rules: Rulebook) -> None:
        self._session = session
        self._rules = rules

    def entries(self, case_id: UUID) -> tuple[Entry, ...]:
        """Return everything of a case by when it happened, the newest first.

        Raises:
            NotFound: no such case.
        """
        self._session.require(Action.READ_CASES)
        with self._session.work() as unit:
            file = read_case_file(unit, case_id)
            referrals, way = read_referral_files(unit, file), rules_in_force(unit, self._rules).way
            found = [
                *_written(unit, file),
                *(_entry(file, one) for referral in referrals for one in move_happenings(referral)),
                *(_entry(file, one) for one in chase_happenings(referrals)),
                *(_entry(file, one) for one in signpost_happenings(unit, file)),
                *(_entry(file, one) for one in risk_happenings(file.assessments, file.rules(self._rules))),
                *(_entry(file, one) for one in life_happenings(unit, file)),
                *(_entry(file, one) for one in file_happenings(unit, file.case.id)),
                *(_entry(file, one) for one in safety_happenings(unit, file)),
                *(_entry(file, one) for one in court_happenings(unit, file.case.id, way)),
                *(_entry(file, one) for one in clock_happenings(unit, self._session, file.case.id, way)),
                *(_entry(file, one) for one in pathway_happenings(unit, self._session, file, way)),
                *_copies(unit, file, referrals),
                *_consents(unit, file),
                *_checks(unit, file),
                *_reveals(unit, file),
                *_overrides(unit, file),
            ]
        return tuple(sorted(found, key=lambda one: (one.happened_at, one.recorded_at or one.happened_at), reverse=True))


def _written(unit: UnitOfWork, file: CaseFile) -> Iterator[Entry]:
    contacts = unit.find(Contact, case_id=file.case.id)
    notes = unit.find(Note, case_id=file.case.id)
    kept: dict[UUID | None, Contact] = {contact.id: contact for contact in contacts}
    happenings = [
        *(contact_happening(one, used_words(file, one)) for one in contacts),
        *map(note_happening, notes),
        *map(incident_happening, file.incidents),
    ]
    by_id = {one.record_id: one for one in happenings}
    corrected = {one.corrects_id for one in happenings}
    for one in happenings:
        if one.record_id not in corrected:
            yield _entry(file, one, _chain(file, one, by_id), kept.get(one.record_id))


def _chain(file: CaseFile, newest: Happening, by_id: Mapping[UUID | None, Happening]) -> tuple[Earlier, ...]:
    """Return what a corrected entry said before, the newest first."""
    said: list[Earlier] = []
    before = by_id.get(newest.corrects_id) if newest.corrects_id else None
    while before is not None:
        said.append(
            Earlier(recorded_at=before.recorded_at, who=_who(file, before), headline=before.headline, text=before.text)
        )
        before = by_id.get(before.corrects_id) if before.corrects_id else None
    return tuple(said)


def _entry(file: CaseFile, one: Happening, earlier: tuple[Earlier, ...] = (), contact: Contact | None = None) -> Entry:
    return Entry(
        happened_at=one.happened_at,
        recorded_at=one.recorded_at,
        whole_day=one.whole_day,
        kind=_KINDS.get(one.kind, EntryKind.RISK),
        icon=str(one.contact_kind or one.kind),
        who=_who(file, one),
        headline=one.headline,
        text=one.text,
        distressing=one.distressing,
        earlier=earlier,
        contact=contact,
    )


def _who(file: CaseFile, one: Happening) -> str:
    return file.name_of(one.actor_id) or one.actor_as_text


def _copies(unit: UnitOfWork, file: CaseFile, referrals: Sequence[ReferralFile]) -> Iterator[Entry]:
    purposes = {referral.referral.id: referral.referral.purpose for referral in referrals}
    letters = {one.id: purposes.get(one.referral_id, "") for one in unit.find(Letter, case_id=file.case.id)}
    for copy in unit.find(LetterCopy, case_id=file.case.id):
        purpose = letters.get(copy.letter_id, "")
        yield Entry(
            happened_at=copy.made_at,
            recorded_at=copy.made_at,
            whole_day=False,
            kind=EntryKind.LETTER,
            icon="letter",
            who=file.name_of(copy.made_by),
            headline=f"Letter {_MADE[copy.made]}: {purpose}, copy {copy.copy_number}",
        )


def _consents(unit: UnitOfWork, file: CaseFile) -> Iterator[Entry]:
    ids = tuple({consent.agency_id for consent in file.consents})
    agencies = {agency.id: agency.name for agency in unit.find(Agency, id=ids)} if ids else {}
    for consent in file.consents:
        about = ", ".join(part for part in (agencies.get(consent.agency_id, ""), consent.purpose) if part)
        yield _of_consent(file, consent, f"Consent given: {about}")
        if consent.withdrawn_on is not None:
            yield _withdrawn(unit, file, consent, consent.withdrawn_on, f"Consent taken back: {about}")


def _withdrawn(unit: UnitOfWork, file: CaseFile, consent: Consent, on: date, headline: str) -> Entry:
    written = next((one for one in unit.story(consent) if one.fields.get("withdrawn_on") is not None), None)
    return Entry(
        happened_at=midday(on),
        recorded_at=written.at if written else None,
        whole_day=True,
        kind=EntryKind.CHANGE,
        icon="consent",
        who=file.name_of(written.actor_id) if written else "",
        headline=headline,
    )


def _of_consent(file: CaseFile, consent: Consent, headline: str) -> Entry:
    return Entry(
        happened_at=midday(consent.given_on),
        recorded_at=consent.recorded_at,
        whole_day=True,
        kind=EntryKind.CHANGE,
        icon="consent",
        who=file.name_of(consent.recorded_by),
        headline=headline,
        text=f"Given {consent.how}." if consent.how.strip() else "",
    )


def _checks(unit: UnitOfWork, file: CaseFile) -> Iterator[Entry]:
    """Yield every change of the plans, and every time they were gone through."""
    for plan in unit.find(SafeContactPlan, case_id=file.case.id):
        for written in unit.story(plan):
            checked_on = written.fields.get("checked_on")
            gone_through = isinstance(checked_on, date)
            yield Entry(
                happened_at=midday(checked_on) if isinstance(checked_on, date) else written.at,
                recorded_at=written.at,
                whole_day=gone_through,
                kind=EntryKind.CHANGE,
                icon="plan",
                who=file.name_of(written.actor_id),
                headline="Safe contact gone through" if gone_through else "Safe contact changed",
                text=". ".join(change_in_words(written.fields)),
            )


def _reveals(unit: UnitOfWork, file: CaseFile) -> Iterator[Entry]:
    kinds = {point.id: KIND_WORDS[point.kind] for point in file.points}
    for one in unit.find(PointRevealed, case_id=file.case.id):
        yield Entry(
            happened_at=one.revealed_at,
            recorded_at=one.revealed_at,
            whole_day=False,
            kind=EntryKind.CHANGE,
            icon="reveal",
            who=file.name_of(one.revealed_by),
            headline=f"{kinds.get(one.point_id, 'Contact detail')} shown: {_REASONS[one.reason]}",
            text=one.other_reason,
        )


def _overrides(unit: UnitOfWork, file: CaseFile) -> Iterator[Entry]:
    """Yield every contact that was begun against the plan, with its reason."""
    for one in unit.find(ContactOverride, case_id=file.case.id):
        headline, *rest = override_in_words(one)
        yield Entry(
            happened_at=one.made_at,
            recorded_at=one.made_at,
            whole_day=False,
            kind=EntryKind.CHANGE,
            icon="plan",
            who=file.name_of(one.made_by),
            headline=headline,
            text=". ".join(rest),
        )
