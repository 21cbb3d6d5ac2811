"""What keeps a person safe, as the timeline tells it: MARAC, agreement, what is withheld, the plan, flags, judgements.

Every headline is neutral: it names no fact that is withheld, and nothing here quotes the minutes of a MARAC.
"""

from collections.abc import Iterator
from uuid import UUID

from advocate_desk.domain.agreements import OwnConsent, SupportAgreement, Withheld
from advocate_desk.domain.answer import Answer
from advocate_desk.domain.dates_in_words import long_date
from advocate_desk.domain.flag_rules import LABELS
from advocate_desk.domain.flags import Flag
from advocate_desk.domain.marac import MaracDecision, MaracMeeting, MaracReferral, MaracTransfer
from advocate_desk.domain.marac_words import CRITERION_WORDS
from advocate_desk.domain.people import shown_name
from advocate_desk.domain.support_plan import SupportReview
from advocate_desk.services.case_file import CaseFile
from advocate_desk.services.case_history import Happening, on_day, written
from advocate_desk.services.ports import UnitOfWork

MARAC = "marac"
AGREEMENT, WITHHELD, SUPPORT, FLAG, YOUNG = "agreement", "withheld", "support", "flag", "young"
OF_SAFETY = (AGREEMENT, WITHHELD, SUPPORT, FLAG, YOUNG)
"""The kinds of these happenings beside those of a MARAC."""

_JUDGED = {
    Answer.YES: "It was judged that this can be decided alone",
    Answer.NO: "It was judged that this cannot be decided alone",
}


def safety_happenings(unit: UnitOfWork, file: CaseFile) -> Iterator[Happening]:
    """Yield what was done to keep the person of a case safe, in no order."""
    yield from _maracs(unit, file)
    yield from _agreements(unit, file)
    yield from _withheld(unit, file.case.id)
    yield from _reviews(unit, file.case.id)
    yield from _flags(unit, file.case.id)
    yield from _judgements(unit, file)


def _maracs(unit: UnitOfWork, file: CaseFile) -> Iterator[Happening]:
    case_id = file.case.id
    for referral in unit.find(MaracReferral, case_id=case_id):
        yield from on_day(unit, referral, "referred_on", MARAC, "Referred to MARAC", _referral_words(file, referral))
    for meeting in unit.find(MaracMeeting, case_id=case_id):
        yield from _of_meeting(unit, meeting)
    for transfer in unit.find(MaracTransfer, case_id=case_id):
        headline = f"MARAC handed over to {transfer.to_area}"
        yield from on_day(unit, transfer, "handed_over_on", MARAC, headline, f"Handed to {transfer.handed_to}.")
        yield from on_day(unit, transfer, "papers_sent_on", MARAC, f"MARAC papers sent to {transfer.to_area}")
    for decision in unit.find(MaracDecision, case_id=case_id):
        until = f"Looked at again on {long_date(decision.until)}."
        yield Happening(
            happened_at=decision.decided_at,
            recorded_at=decision.decided_at,
            kind=MARAC,
            headline="Decided not to refer to MARAC now",
            text=_sentences(CRITERION_WORDS[decision.criterion], decision.reason, until),
            actor_id=decision.decided_by,
        )


def _referral_words(file: CaseFile, referral: MaracReferral) -> str:
    approved_by = file.name_of(referral.approved_by)
    return _sentences(
        ", ".join(CRITERION_WORDS[one] for one in referral.criteria),
        f"Area: {referral.area}" if referral.area.strip() else "",
        f"Approved by {approved_by}" if approved_by else "",
    )


def _of_meeting(unit: UnitOfWork, meeting: MaracMeeting) -> Iterator[Happening]:
    what = "Emergency MARAC meeting" if meeting.is_emergency else "MARAC meeting"
    yield from on_day(unit, meeting, "heard_on", MARAC, f"{what} heard")
    told = "What came of the MARAC was told"
    yield from on_day(unit, meeting, "feedback_on", MARAC, told, _sentences(meeting.feedback_how))
    if meeting.no_feedback_because.strip():
        at, who = written(unit, meeting, "no_feedback_because", meeting.no_feedback_because)
        yield Happening(
            happened_at=at,
            recorded_at=at,
            kind=MARAC,
            headline="What came of the MARAC was not told",
            text=f"Why: {meeting.no_feedback_because}",
            actor_id=who,
        )


def _agreements(unit: UnitOfWork, file: CaseFile) -> Iterator[Happening]:
    for one in unit.find(SupportAgreement, case_id=file.case.id):
        person = file.person(one.person_id)
        whose = f" ({shown_name(person)})" if person and person.id != file.client.id else ""
        said = f"Given {one.how}." if one.how.strip() else ""
        yield from on_day(unit, one, "given_on", AGREEMENT, f"Agreed to be supported{whose}", said)
        yield from on_day(unit, one, "withdrawn_on", AGREEMENT, f"Agreement to be supported withdrawn{whose}")


def _withheld(unit: UnitOfWork, case_id: UUID) -> Iterator[Happening]:
    """Yield what must be kept from somebody: that it is so and why, never what it is or from whom."""
    for one in unit.find(Withheld, case_id=case_id):
        yield Happening(
            happened_at=one.recorded_at,
            recorded_at=one.recorded_at,
            kind=WITHHELD,
            headline="Something must be withheld from now on",
            text=f"Why: {one.why}",
            actor_id=one.recorded_by,
        )
        lifted = f"Why: {one.lifted_because}"
        yield from on_day(unit, one, "lifted_on", WITHHELD, "Something need not be withheld any longer", lifted)


def _reviews(unit: UnitOfWork, case_id: UUID) -> Iterator[Happening]:
    for one in unit.find(SupportReview, case_id=case_id):
        text = _sentences(one.note, f"Next time by {long_date(one.next_on)}.")
        yield from on_day(unit, one, "reviewed_on", SUPPORT, "Plan gone through", text)


def _flags(unit: UnitOfWork, case_id: UUID) -> Iterator[Happening]:
    for one in unit.find(Flag, case_id=case_id):
        label = LABELS[one.kind]
        yield from on_day(unit, one, "raised_on", FLAG, f"Flag raised: {label}", one.reason)
        yield from on_day(unit, one, "ended_on", FLAG, f"Flag ended: {label}", f"Why: {one.ended_because}")


def _judgements(unit: UnitOfWork, file: CaseFile) -> Iterator[Happening]:
    for one in unit.find(OwnConsent, case_id=file.case.id):
        person = file.person(one.person_id)
        about = f"{shown_name(person)}: {one.to_what}" if person else one.to_what
        judged = _JUDGED.get(one.able, "Whether this can be decided alone is not known")
        text = _sentences(about, judged, one.why)
        yield from on_day(unit, one, "judged_on", YOUNG, "Under eighteen: own decision judged", text)


def _sentences(*parts: str) -> str:
    """Return the parts that say something, each with its full stop."""
    said = [" ".join(part.split()) for part in parts if part.strip()]
    return " ".join(part if part.endswith((".", "!", "?")) else f"{part}." for part in said)
