"""A row of the contacts' sheet: a contact that was had, or tried."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.contacts import ContactKind, ContactResult, Direction
from advocate_desk.domain.dates_in_words import LONDON
from advocate_desk.domain.imported_cell import read_answer, tidy
from advocate_desk.domain.imported_entry import TO_COME, EntryReading, moment
from advocate_desk.domain.imported_row import Cell, Refusal
from advocate_desk.domain.imported_time import read_minutes, read_time
from advocate_desk.domain.imports import SheetKind

NO_TIME = "The spreadsheet gives no time; this entry stands at midday."


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportedContact:
    """A row of the contacts' sheet. ``summary`` ends with what has no place of its own."""

    row: int
    client_number: str
    kind: ContactKind
    direction: Direction
    result: ContactResult
    happened_at: datetime
    minutes: int | None
    with_whom: str
    summary: str
    author: str


_KINDS: dict[str, ContactKind] = {
    **dict.fromkeys(
        ("call", "phone", "phone call", "telephone", "telephone call", "tel", "call out"), ContactKind.CALL
    ),
    **dict.fromkeys(("text", "sms", "text message", "whatsapp", "message"), ContactKind.TEXT),
    **dict.fromkeys(("email", "e-mail", "mail"), ContactKind.EMAIL),
    **dict.fromkeys(("letter", "post"), ContactKind.LETTER),
    **dict.fromkeys(
        ("face to face", "face-to-face", "f2f", "in person", "meeting", "visit", "home visit", "drop in", "drop-in"),
        ContactKind.IN_PERSON,
    ),
}
_DIRECTIONS: dict[str, Direction] = {
    **dict.fromkeys(("in", "incoming", "inbound", "from client", "to us", "received"), Direction.INCOMING),
    **dict.fromkeys(("out", "outgoing", "outbound", "to client", "from us", "made", "sent"), Direction.OUTGOING),
}
_RESULTS: dict[Answer, ContactResult] = {
    Answer.YES: ContactResult.SPOKE,
    Answer.NO: ContactResult.NOT_IN_TOUCH,
}
_RESULT_WORDS: dict[str, ContactResult] = {
    **dict.fromkeys(("successful", "spoke", "in touch", "contact made"), ContactResult.SPOKE),
    **dict.fromkeys(("no answer", "no reply", "n/a - no answer", "unanswered"), ContactResult.NO_ANSWER),
    **dict.fromkeys(("unsuccessful", "not successful", "failed", "attempted"), ContactResult.NOT_IN_TOUCH),
}


def understand_contact(row: int, cells: Sequence[Cell], *, now: datetime) -> ImportedContact | tuple[Refusal, ...]:
    """Read one row of the contacts' sheet.

    Args:
        row: its number, as the spreadsheet counts.
        cells: its filled cells, in order.
        now: the moment of the import, aware; what lies after it is refused.
    """
    reading = EntryReading(SheetKind.CONTACTS, row, _with_hour_apart(cells))
    number = reading.client_number()
    today = now.astimezone(LONDON).date()
    on = reading.day("contact_on", today)
    if on is None and not reading.refusals:
        reading.refuse(reading.heading("contact_on", "Date"), "the date is missing; write it as 27/11/2026")
    at = read_time(reading.text("contact_at"))
    if at.words:
        reading.keep_field("contact_at")
    kind = reading.looked_up("contact_kind", _KINDS) or ContactKind.OTHER
    direction = reading.looked_up("direction", _DIRECTIONS) or Direction.NOT_KNOWN
    result = _result(reading)
    minutes = read_minutes(reading.text("minutes"))
    if minutes.words:
        reading.keep_field("minutes")
    if at.value is None:
        reading.kept.append(NO_TIME)
    happened_at = moment(on or today, at.value, now)
    if at.value is not None and happened_at > now and not reading.refusals:
        reading.refuse(reading.heading("contact_at", "Time"), TO_COME)
    summary = reading.with_kept(reading.text("summary"))
    if reading.refusals:
        return tuple(reading.refusals)
    return ImportedContact(
        row=row,
        client_number=number,
        kind=kind,
        direction=direction,
        result=result,
        happened_at=min(happened_at, now),
        minutes=minutes.value,
        with_whom=reading.text("with_whom"),
        summary=summary,
        author=reading.text("author"),
    )


_DAY_AND_HOUR = re.compile(
    r"(.*[0-9]{2})(?:\s+|t)([0-9]{1,2}[:.][0-9]{2}(?::[0-9]{2}(?:\.0+)?)?(?:\s*[ap]\.?m\.?)?)z?", re.IGNORECASE
)


def _with_hour_apart(cells: Sequence[Cell]) -> Sequence[Cell]:
    """Part a cell that holds day and hour, where no column of its own gives the hour."""
    if any(cell.field == "contact_at" and cell.text.strip() for cell in cells):
        return cells
    parted: list[Cell] = []
    for cell in cells:
        found = _DAY_AND_HOUR.fullmatch(cell.text.strip()) if cell.field == "contact_on" else None
        if found:
            parted += [replace(cell, text=found[1]), replace(cell, field="contact_at", text=found[2])]
        else:
            parted.append(cell)
    return parted


def _result(reading: EntryReading) -> ContactResult:
    """A yes says that they were in touch, a no that they were not; anything else says neither."""
    text = reading.text("result")
    words = _RESULT_WORDS.get(tidy(text))
    if words:
        return words
    answer = read_answer(text).value
    if answer not in _RESULTS:
        reading.keep_field("result")
        return ContactResult.NOT_KNOWN
    return _RESULTS[answer]
