"""A row of the sheet of referrals out: what was asked of an agency before, and where that stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from advocate_desk.domain.dates_in_words import LONDON
from advocate_desk.domain.imported_cell import tidy
from advocate_desk.domain.imported_entry import EntryReading, moment
from advocate_desk.domain.imported_row import Cell, Refusal
from advocate_desk.domain.imports import SheetKind
from advocate_desk.domain.referral import OWES_AN_ANSWER, ProgressState

NO_DAY = "The spreadsheet gives no date; this entry stands at the day of the import."
NO_PURPOSE = "Not said in the spreadsheet"

_ASK_ABOUT_LISTS_AFTER = timedelta(days=7)
"""Ours: how long after an imported waiting list is asked about, where nobody set a day."""

P = ProgressState
_STATES: dict[str, ProgressState] = {
    "": P.NOT_KNOWN,
    **dict.fromkeys(("not known", "unknown", "outcome not known", "?", "dk", "don't know"), P.NOT_KNOWN),
    **dict.fromkeys(("not sent", "draft", "to send", "to be sent"), P.NOT_SENT),
    **dict.fromkeys(("sent", "made", "referred", "referral sent", "referral made", "requested"), P.SENT),
    **dict.fromkeys(("acknowledged", "received", "received by agency", "opened"), P.ACKNOWLEDGED),
    **dict.fromkeys(("more information asked", "more info", "more information needed"), P.MORE_INFORMATION_ASKED),
    **dict.fromkeys(("accepted", "offered", "place offered"), P.ACCEPTED),
    **dict.fromkeys(("waiting list", "on waiting list", "waitlist", "waitlisted", "wait list"), P.WAITING_LIST),
    **dict.fromkeys(("in progress", "in-progress", "started", "ongoing", "support under way"), P.IN_PROGRESS),
    **dict.fromkeys(("declined", "rejected", "refused", "not accepted", "turned down"), P.DECLINED),
    **dict.fromkeys(("rerouted", "re-routed", "passed on", "passed to another agency"), P.REROUTED),
    **dict.fromkeys(("withdrawn", "cancelled", "canceled", "revoked"), P.WITHDRAWN),
    **dict.fromkeys(("no reply", "no response", "no answer", "not replied"), P.NO_RESPONSE),
    **dict.fromkeys(("not taken up", "offered, not taken up", "declined by survivor"), P.NOT_TAKEN_UP),
    **dict.fromkeys(("dna", "did not attend", "not attended"), P.DID_NOT_ATTEND),
    **dict.fromkeys(("done", "complete", "completed", "finished"), P.COMPLETED),
    **dict.fromkeys(("entered in error", "recorded in error", "error"), P.ENTERED_IN_ERROR),
}
_REASONS = {
    **dict.fromkeys(("full", "at capacity", "no space", "no places", "no capacity"), "at_capacity"),
    **dict.fromkeys(("not eligible", "ineligible", "does not meet criteria"), "not_eligible"),
    "out of area": "out_of_area",
    "not enough information": "not_enough_information",
    **dict.fromkeys(("conflict", "conflict of interest"), "conflict"),
}
_OUTCOMES = {
    **dict.fromkeys(("met", "need met", "needs met"), "met"),
    **dict.fromkeys(("partly met", "part met", "partially met"), "partly_met"),
    **dict.fromkeys(("not met", "need not met", "unmet"), "not_met"),
}
_WORD_FOR_WORD = ("status", "sent_on", "method", "consent", "response_on", "outcome")


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportedReferral:
    """A row of the sheet of referrals out, as far as it is known: where it stands, and since when.

    ``made_at`` is when it was sent, as far as the sheet says. ``ask_again_on`` is the day to ask about a waiting list,
    and that of the import where the sheet does not say since when an agency has been silent. ``note`` holds the
    cells as written: consent and outcome are somebody's words from before and never stand for a consent or an outcome
    recorded here.
    """

    row: int
    client_number: str
    agency: str
    purpose: str
    state: ProgressState
    made_at: datetime
    happened_at: datetime
    ask_again_on: date | None
    method: str
    note: str
    reason: str
    outcome: str


def understand_referral(row: int, cells: Sequence[Cell], *, now: datetime) -> ImportedReferral | tuple[Refusal, ...]:
    """Read one row of the sheet of referrals out.

    Args:
        row: its number, as the spreadsheet counts.
        cells: its filled cells, in order.
        now: the moment of the import, aware; what lies after its day is refused.
    """
    reading = EntryReading(SheetKind.REFERRALS, row, cells)
    number, agency = reading.client_number(), reading.text("agency")
    if not agency:
        reading.refuse(reading.heading("agency", "Agency"), "the agency is missing")
    today = now.astimezone(LONDON).date()
    sent_on, replied_on = reading.day("sent_on", today), reading.day("response_on", today)
    if sent_on and replied_on and replied_on < sent_on:
        reading.refuse(reading.heading("response_on", ""), "the reply would be from before the referral was sent")
    state = _STATES.get(tidy(reading.text("status")), P.NOT_KNOWN)
    on = sent_on if state is P.SENT else replied_on or sent_on
    reading.kept = _word_for_word(reading)
    if on is None:
        reading.kept.append(NO_DAY)
    note = reading.with_kept("")
    if reading.refusals:
        return tuple(reading.refusals)
    outcome = tidy(reading.text("outcome"))
    return ImportedReferral(
        row=row,
        client_number=number,
        agency=agency.strip(),
        purpose=reading.text("purpose") or NO_PURPOSE,
        state=state,
        made_at=moment(sent_on, None, now) if sent_on else now,
        happened_at=moment(on, None, now) if on else now,
        ask_again_on=_ask_again_on(state, on, today),
        method=reading.text("method"),
        note=note,
        reason=_REASONS.get(outcome, "") if state is P.DECLINED else "",
        outcome=_OUTCOMES.get(outcome, "") if state is P.COMPLETED else "",
    )


def _ask_again_on(state: ProgressState, on: date | None, today: date) -> date | None:
    """Say when to ask about a waiting list, which no spreadsheet has a column for, and about a silence without a day.

    Where the day is known, the service's own times say when a silent agency is asked.
    """
    if state is P.WAITING_LIST:
        return on + _ASK_ABOUT_LISTS_AFTER if on else today
    return today if on is None and state in OWES_AN_ANSWER else None


def _word_for_word(reading: EntryReading) -> list[str]:
    """Return every cell that tells how it went, as written, then what has no place of its own."""
    told = [f"{cell.heading}: {cell.text}" for field in _WORD_FOR_WORD if (cell := reading.cells.get(field))]
    return list(dict.fromkeys((*told, *reading.kept)))
