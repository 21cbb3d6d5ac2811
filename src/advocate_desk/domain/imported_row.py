"""One row of a caseload spreadsheet, understood: what goes where, what is refused, what is only kept.

The rules are told in docs/cli-json.md. Nothing of a row is dropped: what has no place of
its own is in ``kept``. Safety columns only ever narrow: the plan that comes out is never wider than the one
written, and any "not safe" or "do not call" in the row wins over any yes.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, partial
from typing import TypeVar

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.cases import CaseStatus
from advocate_desk.domain.errors import TextRefused
from advocate_desk.domain.imported_cell import (
    Understood,
    read_answer,
    read_children,
    read_date,
    read_level,
    read_score,
    read_status,
    tidy,
)
from advocate_desk.domain.imports import SheetKind
from advocate_desk.domain.plain_text import accept
from advocate_desk.domain.risk import RiskLevel
from advocate_desk.domain.safety_words import SafetyWords, find_safety_words


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """One filled cell: its column's heading as written, the field it was recognised as ("" if none), its text."""

    heading: str
    field: str
    text: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Refusal:
    """Why a row cannot be taken: which column, and what to mend. ``row`` counts as the spreadsheet does.

    ``sheet_name`` is "" in a file without sheets. ``follows`` is the clients' row whose refusal is the reason
    (of a contact or referral of hers): when that one is mended, nothing is left to mend here.
    """

    row: int
    column: str
    reason: str
    sheet: SheetKind = SheetKind.CLIENTS
    sheet_name: str = ""
    follows: int | None = None
    says: str = ""
    """The cell as it stands, where one cell is the reason."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SafetyAnswers:
    """What the row leaves open of contacting her, after every narrowing."""

    call: Answer = Answer.NOT_ASKED
    text: Answer = Answer.NOT_ASKED
    email: Answer = Answer.NOT_ASKED
    post: Answer = Answer.NOT_ASKED
    voicemail: Answer = Answer.NOT_ASKED
    address: Answer = Answer.NOT_ASKED


@dataclass(frozen=True, kw_only=True, slots=True)
class ImportedRow:
    """A row that can be taken.

    ``phones`` are pairs: a number as it was written, and its E.164 digits. ``narrowed`` are the sentences that say
    why contacting her was made narrower than a cell said; ``never`` the words of the row that say so.
    ``kept`` are (heading, text) of everything that found no place of its own.
    """

    row: int
    name: str
    known_as: tuple[str, ...]
    name_to_use: str
    pronouns: str
    born_on: date | None
    language: str
    interpreter: Answer
    access_needs: str
    client_number: str
    phones: tuple[tuple[str, str], ...]
    email: str
    address: str
    best_time: str
    safety: SafetyAnswers
    never: str
    narrowed: tuple[str, ...]
    other_person: str
    relationship: str
    children: tuple[int | None, ...]
    referred_on: date | None
    referred_by: str
    opened_on: date | None
    closed_on: date | None
    status: CaseStatus
    kinds_of_abuse: tuple[str, ...]
    score: int | None
    stated_level: RiskLevel | None
    marac_on: date | None
    reported_to_police: str
    crime_reference: str
    lead: str
    notes: str
    kept: tuple[tuple[str, str], ...]


_DATES = ("born_on", "referred_on", "opened_on", "closed_on", "marac_on")
_ADDRESS_LINES = ("address", "address_2", "address_3", "town", "county", "postcode")
_ANSWERS = ("interpreter", "reported_to_police")
SAFETY_FIELDS: dict[str, str] = {
    "safe_to_call": "call",
    "safe_to_text": "text",
    "safe_to_email": "email",
    "safe_to_post": "post",
    "safe_to_leave_message": "voicemail",
    "address_safe": "address",
}
"""The columns about safety, and the answer each one narrows."""

_MAY_STAND_TWICE = {"phone", *SAFETY_FIELDS}
_BETWEEN_NUMBERS = re.compile(r"[/,;&|\n]|\bor\b|\band\b")
_BY_PHONE = ("call", "text", "voicemail")
ValueT = TypeVar("ValueT")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Values:
    """The cells that are dates, figures and choices, read."""

    dates: Mapping[str, date | None]
    answers: Mapping[str, Answer]
    score: int | None
    stated_level: RiskLevel | None
    status: CaseStatus | None
    children: tuple[int | None, ...]


def understand(
    row: int,
    cells: Sequence[Cell],
    *,
    today: date,
    digits: Callable[[str], str],
    warnings: Sequence[Cell] = (),
) -> ImportedRow | tuple[Refusal, ...]:
    """Read one row.

    Args:
        row: its number, as the spreadsheet counts (the headings are row 1).
        cells: its filled cells, in order.
        today: the day of the import, in Europe/London.
        digits: returns a phone number's E.164 digits, or "" where a text is none.
        warnings: cells from elsewhere that say something is not safe. They narrow, and nothing else is read in them.

    Returns:
        The row, or every reason it cannot be taken.
    """
    reading = _Reading(row=row, cells=cells, today=today)
    name = reading.name()
    values = _values(reading)
    if reading.refusals:
        return tuple(reading.refusals)
    return _row(reading, name, values, _safety(reading, digits, warnings))


class _Reading:
    """A row on its way: what is refused and what is kept gathers here."""

    def __init__(self, *, row: int, cells: Sequence[Cell], today: date) -> None:
        self.row, self.today = row, today
        self.cells: Mapping[str, Cell] = {}
        self.kept: list[tuple[str, str]] = []
        self.refusals: list[Refusal] = []
        self.all_cells = tuple(cells)
        first: dict[str, Cell] = {}
        for cell in cells:
            self._check_text(cell)
            if not cell.field or (cell.field in first and cell.field not in _MAY_STAND_TWICE):
                self.keep(cell)
            else:
                first.setdefault(cell.field, cell)
        self.cells = first

    def _check_text(self, cell: Cell) -> None:
        try:
            accept(cell.text)
        except TextRefused as error:
            self.refuse(cell.heading, str(error))

    def refuse(self, column: str, reason: str) -> None:
        says = next((cell.text for cell in self.all_cells if cell.heading == column), "")
        self.refusals.append(Refusal(row=self.row, column=column, reason=reason, says=says))

    def keep(self, cell: Cell) -> None:
        if cell.text.strip():
            self.kept.append((cell.heading, cell.text))

    def heading(self, field: str) -> str:
        cell = self.cells.get(field)
        return cell.heading if cell else ""

    def text(self, field: str) -> str:
        """Return the cell's text exactly as it stands; "" for one of blanks alone."""
        cell = self.cells.get(field)
        return cell.text if cell and cell.text.strip() else ""

    def name(self) -> str:
        name = self.text("name") or " ".join(
            part for field in ("title", "first_name", "last_name") if (part := self.text(field))
        )
        if not (name or self.text("preferred_name")):
            self.refuse(self.heading("name") or "Name", "the name is missing")
        return name or self.text("preferred_name")

    def read(self, field: str, reader: Callable[[str], Understood[ValueT]]) -> ValueT | None:
        """Read one cell; what is refused and what is only kept is noted."""
        cell = self.cells.get(field)
        if cell is None:
            return None
        understood = reader(cell.text)
        if understood.refused:
            self.refuse(cell.heading, understood.refused)
        elif understood.words or _is_short_year(field, cell.text):
            self.keep(cell)
        return understood.value


def _values(reading: _Reading) -> _Values:
    dates = {
        field: reading.read(field, partial(read_date, today=reading.today, is_birth=field == "born_on"))
        for field in _DATES
    }
    closed, referred, opened = dates["closed_on"], dates["referred_on"], dates["opened_on"]
    if closed and referred and closed < referred:
        reading.refuse(reading.heading("closed_on"), "the case would be closed before it was referred")
    elif closed and opened and closed < opened:
        reading.refuse(reading.heading("closed_on"), "the case would be closed before it was opened")
    blank = {field: Answer.NOT_KNOWN if reading.text(field) else Answer.NOT_ASKED for field in _ANSWERS}
    return _Values(
        dates=dates,
        answers={field: reading.read(field, read_answer) or blank[field] for field in _ANSWERS},
        score=reading.read("score", read_score),
        stated_level=reading.read("stated_level", read_level),
        status=reading.read("status", read_status),
        children=reading.read("children", read_children) or (),
    )


def _is_short_year(field: str, text: str) -> bool:
    """A century was supplied, or a count of days turned into a date: what was written is kept beside it."""
    return field in _DATES and bool(text.strip()) and not any(len(part) == 4 for part in _figures(text))


def _figures(text: str) -> list[str]:
    return "".join(character if character.isdecimal() else " " for character in text).split()


# --- contacting her --------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True, slots=True)
class _Safety:
    answers: SafetyAnswers
    phones: tuple[tuple[str, str], ...]
    never: str
    narrowed: tuple[str, ...]


def _safety(reading: _Reading, digits: Callable[[str], str], warnings: Sequence[Cell]) -> _Safety:
    answers = _as_written(reading, warnings)
    narrowed = [f"the column {cell.heading} says “{cell.text}”" for cell in warnings if cell.field]
    phones: list[tuple[str, str]] = []
    for cell in reading.all_cells:
        if cell.field == "phone" and cell.text.strip():
            numbers = _numbers(cell.text, digits)
            phones.extend(numbers)
            if not numbers:
                reading.keep(cell)
            if not numbers or any(character.isalpha() for character in cell.text):
                narrowed.append(f"the column {cell.heading} holds words, so calling is not safe until it is checked")
                answers = _say_no(answers, _BY_PHONE)
    words, column = _words_in((*reading.all_cells, *warnings))
    if words:
        says = {"not safe": words.not_safe, "do not call": words.do_not_call, "no message": words.no_message}
        said = " and ".join(saying for saying, holds in says.items() if holds)
        narrowed.append(f"the column {column} says “{said}”, which overrides any yes")
        by_phone = _BY_PHONE if words.do_not_call else ("voicemail",)
        answers = _say_no(answers, tuple(SAFETY_FIELDS.values()) if words.not_safe else by_phone)
    if answers.call is Answer.NO and answers.voicemail is Answer.YES:
        narrowed.append("it is not safe to call, so no message may be left")
        answers = replace(answers, voicemail=Answer.NO)
    return _Safety(answers=answers, phones=tuple(phones), never=words.saying, narrowed=tuple(narrowed))


def _as_written(reading: _Reading, warnings: Sequence[Cell]) -> SafetyAnswers:
    """Read the safety columns. A column that stands twice counts as its most careful cell."""
    written: dict[str, Answer] = {}
    for cell in (*reading.all_cells, *warnings):
        name = SAFETY_FIELDS.get(cell.field)
        if name is None:
            continue
        understood = read_answer(cell.text)
        if understood.value is None:
            reading.keep(cell)
        answer = understood.value or Answer.NOT_KNOWN
        before = written.get(name)
        written[name] = answer if before in {None, Answer.YES} or answer is Answer.NO else before or answer
    answers = replace(SafetyAnswers(), **written)
    return replace(answers, post=Answer.NO) if answers.address is Answer.NO else answers


def _say_no(answers: SafetyAnswers, names: Sequence[str]) -> SafetyAnswers:
    return replace(answers, **dict.fromkeys(names, Answer.NO))


def _numbers(text: str, digits: Callable[[str], str]) -> list[tuple[str, str]]:
    """Return the numbers of a phone cell. One that holds several is taken apart; words stay beside their number."""
    pieces = [(piece.strip(), digits(piece)) for piece in _BETWEEN_NUMBERS.split(text)]
    several = [(piece, found) for piece, found in pieces if found]
    if len(several) > 1 and all(found for piece, found in pieces if piece):
        return several
    whole = digits(text)
    return [(text, whole)] if whole else []


def _words_in(cells: Sequence[Cell]) -> tuple[SafetyWords, str]:
    """Look for safety words in every cell, and in a heading such as "Do not call" beside a cell that is no no."""
    found, column = SafetyWords(), ""
    for cell in cells:
        words = find_safety_words(cell.text)
        if not words and read_answer(cell.text).value not in {Answer.NO, Answer.NOT_ASKED}:
            words = _words_of_heading(cell.heading) if cell.field not in SAFETY_FIELDS else words
        if words:
            column = column or cell.heading
            found = SafetyWords(
                not_safe=found.not_safe or words.not_safe,
                do_not_call=found.do_not_call or words.do_not_call,
                no_message=found.no_message or words.no_message,
                saying="\n".join(filter(None, (found.saying, words.saying if _adds(words, found) else ""))),
            )
    return found, column


@lru_cache(maxsize=200)
def _words_of_heading(heading: str) -> SafetyWords:
    """Return the safety words of a heading, which stands over thousands of rows."""
    return find_safety_words(heading)


def _adds(words: SafetyWords, found: SafetyWords) -> bool:
    """Say whether ``words`` warn of something that ``found`` does not."""
    pairs = ((words.not_safe, found.not_safe), (words.do_not_call, found.do_not_call))
    return any(new and not known for new, known in (*pairs, (words.no_message, found.no_message)))


# --- the row ---------------------------------------------------------------------------------------------


def _row(reading: _Reading, name: str, values: _Values, safety: _Safety) -> ImportedRow:
    if safety.narrowed:
        _keep_what_was_overridden(reading)
    status, closed_on = _status(reading, values)
    _keep_what_has_no_place(reading)
    text, dates = reading.text, values.dates
    return ImportedRow(
        row=reading.row,
        name=name,
        known_as=(text("known_as"),) if text("known_as") else (),
        name_to_use=text("preferred_name") or name,
        pronouns=text("pronouns"),
        born_on=dates["born_on"],
        language=text("language"),
        interpreter=values.answers["interpreter"],
        access_needs=text("access_needs"),
        client_number=text("client_number"),
        phones=safety.phones,
        email=text("email"),
        address="\n".join(line for field in _ADDRESS_LINES if (line := text(field))),
        best_time=text("best_time"),
        safety=safety.answers,
        never=safety.never,
        narrowed=safety.narrowed,
        other_person=text("other_person"),
        relationship=text("relationship"),
        children=values.children,
        referred_on=dates["referred_on"],
        referred_by=text("referred_by"),
        opened_on=dates["opened_on"],
        closed_on=closed_on,
        status=status,
        kinds_of_abuse=_kinds(text("kinds_of_abuse")),
        score=values.score,
        stated_level=values.stated_level,
        marac_on=dates["marac_on"],
        reported_to_police=values.answers["reported_to_police"].value,
        crime_reference=text("crime_reference"),
        lead=text("lead"),
        notes=text("notes"),
        kept=tuple(reading.kept),
    )


def _status(reading: _Reading, values: _Values) -> tuple[CaseStatus, date | None]:
    """A day of closing closes a case whose status is blank; one that is said to be open stays open."""
    stated, closed_on = values.status, values.dates["closed_on"]
    if stated is None:
        return (CaseStatus.CLOSED if closed_on and not reading.text("status") else CaseStatus.OPEN), closed_on
    if stated is not CaseStatus.CLOSED and closed_on:
        reading.keep(reading.cells["closed_on"])
        return stated, None
    return stated, closed_on


def _keep_what_was_overridden(reading: _Reading) -> None:
    for cell in reading.all_cells:
        if cell.field in SAFETY_FIELDS and read_answer(cell.text).value is Answer.YES:
            reading.keep(cell)


def _keep_what_has_no_place(reading: _Reading) -> None:
    """Keep what a case has no field for, and the parts of a name where the whole stands elsewhere."""
    parts = ("title", "first_name", "last_name") if reading.text("name") else ()
    for field in ("gender", "ethnicity", *parts):
        if field in reading.cells:
            reading.keep(reading.cells[field])
    written = tidy(reading.text("children"))
    if written == "0" or "(" in written:
        reading.keep(reading.cells["children"])


def _kinds(text: str) -> tuple[str, ...]:
    return tuple(kind.strip() for kind in text.replace(";", ",").split(",") if kind.strip())
