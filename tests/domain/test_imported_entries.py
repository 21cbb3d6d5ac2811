"""Rows of the sheets beside the clients' one: what they become, what is refused, and that no word is lost."""

from datetime import UTC, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocate_desk.domain.contacts import ContactKind, ContactResult, Direction
from advocate_desk.domain.imported_contact import NO_TIME, ImportedContact, understand_contact
from advocate_desk.domain.imported_referral import NO_DAY, ImportedReferral, understand_referral
from advocate_desk.domain.imported_row import Cell, Refusal
from advocate_desk.domain.imported_time import read_minutes, read_time
from advocate_desk.domain.imports import SheetKind
from advocate_desk.domain.referral import ProgressState

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=UTC)
CONTACT = {
    "client_number": "C1",
    "contact_on": "20/11/2026",
    "contact_at": "2.30pm",
    "contact_kind": "call",
    "direction": "out",
    "result": "Y",
    "minutes": "1h",
    "summary": "We spoke about the keys.",
    "author": "M. Sample",
}
REFERRAL = {
    "client_number": "C1",
    "agency": "Sample Refuge",
    "sent_on": "03.10.2026",
    "method": "secure email",
    "purpose": "emergency housing",
    "consent": "Y",
    "status": "waiting list",
    "response_on": "25/10/2026",
    "outcome": "full",
}


def cells(row: dict[str, str]) -> list[Cell]:
    return [Cell(heading=field.title() or "Column 1", field=field, text=text) for field, text in row.items() if text]


def contact(**changes: str) -> ImportedContact:
    understood = understand_contact(2, cells({**CONTACT, **changes}), now=NOW)
    assert isinstance(understood, ImportedContact), understood
    return understood


def refused_contact(**changes: str) -> tuple[Refusal, ...]:
    understood = understand_contact(2, cells({**CONTACT, **changes}), now=NOW)
    assert not isinstance(understood, ImportedContact)
    return understood


def referral(**changes: str) -> ImportedReferral:
    understood = understand_referral(2, cells({**REFERRAL, **changes}), now=NOW)
    assert isinstance(understood, ImportedReferral), understood
    return understood


def refused_referral(**changes: str) -> tuple[Refusal, ...]:
    understood = understand_referral(2, cells({**REFERRAL, **changes}), now=NOW)
    assert not isinstance(understood, ImportedReferral)
    return understood


# --- contacts --------------------------------------------------------------------------------------------


def test_a_contact_happened_then_and_its_author_is_a_text() -> None:
    read = contact()
    assert read.happened_at == datetime(2026, 11, 20, 14, 30, tzinfo=UTC)
    assert (read.kind, read.direction, read.result) == (ContactKind.CALL, Direction.OUTGOING, ContactResult.SPOKE)
    assert (read.minutes, read.author, read.summary) == (60, "M. Sample", "We spoke about the keys.")


def test_the_hour_is_londons_in_summer_time_too() -> None:
    assert contact(contact_on="20/07/2026").happened_at == datetime(2026, 7, 20, 13, 30, tzinfo=UTC)


def test_without_its_hour_an_entry_stands_at_midday_and_says_so() -> None:
    read = contact(contact_at="")
    assert read.happened_at == datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
    assert read.summary.splitlines() == ["We spoke about the keys.", NO_TIME]


def test_without_its_hour_todays_entry_never_lies_ahead() -> None:
    assert contact(contact_on="23/11/2026", contact_at="").happened_at == NOW


def test_a_day_and_its_hour_in_one_cell_are_parted() -> None:
    assert contact(contact_on="20/11/2026 09:15", contact_at="").happened_at.hour == 9


@pytest.mark.parametrize(
    ("cell", "result"),
    [
        ("TRUE", ContactResult.SPOKE),
        ("no", ContactResult.NOT_IN_TOUCH),
        ("no answer", ContactResult.NO_ANSWER),
        ("", ContactResult.NOT_KNOWN),
        ("?", ContactResult.NOT_KNOWN),
        ("not asked", ContactResult.NOT_KNOWN),
        ("left her a card", ContactResult.NOT_KNOWN),
    ],
)
def test_only_a_yes_says_that_they_were_in_touch(cell: str, result: ContactResult) -> None:
    read = contact(result=cell)
    assert read.result is result
    if result is ContactResult.NOT_KNOWN and cell:
        assert f"Result: {cell}" in read.summary


def test_what_is_not_understood_stays_in_the_entry_word_for_word() -> None:
    read = contact(contact_kind="pigeon", direction="sideways", minutes="ages", contact_at="after tea")
    assert (read.kind, read.direction, read.minutes) == (ContactKind.OTHER, Direction.NOT_KNOWN, None)
    for words in ("Contact_Kind: pigeon", "Direction: sideways", "Minutes: ages", "Contact_At: after tea", NO_TIME):
        assert words in read.summary.splitlines()


def test_a_column_nobody_knows_stays_in_the_entry() -> None:
    row = [*cells(CONTACT), Cell(heading="Mood", field="", text="calmer")]
    read = understand_contact(2, row, now=NOW)
    assert isinstance(read, ImportedContact)
    assert "Mood: calmer" in read.summary


@pytest.mark.parametrize(
    ("changes", "column", "reason"),
    [
        ({"contact_on": "24/11/2026"}, "Contact_On", "still to come"),
        ({"contact_on": "23/11/2026", "contact_at": "10:31"}, "Contact_At", "still to come"),
        ({"contact_on": "31/02/2026"}, "Contact_On", "no such date"),
        ({"contact_on": "last week"}, "Contact_On", "missing"),
        ({"contact_on": ""}, "Date", "missing"),
        ({"client_number": " "}, "Client_Number", "client ID is missing"),
        ({"summary": "bell \x07"}, "Summary", "0007"),
        ({"summary": "x" * 20_000, "contact_at": ""}, "(the whole row)", "20,000"),
    ],
)
def test_a_contact_that_cannot_be_is_refused_with_its_column(changes: dict[str, str], column: str, reason: str) -> None:
    (refusal,) = refused_contact(**changes)
    assert (refusal.row, refusal.sheet, refusal.column) == (2, SheetKind.CONTACTS, column)
    assert reason in refusal.reason


# --- referrals -------------------------------------------------------------------------------------------


def test_a_referral_stands_where_its_status_says_since_the_reply() -> None:
    read = referral()
    assert (read.state, read.agency, read.purpose) == (
        ProgressState.WAITING_LIST,
        "Sample Refuge",
        "emergency housing",
    )
    assert read.made_at == datetime(2026, 10, 3, 11, 0, tzinfo=UTC)
    assert read.happened_at == datetime(2026, 10, 25, 12, 0, tzinfo=UTC)
    assert read.method == "secure email"


def test_consent_and_outcome_stay_words() -> None:
    read = referral(consent="Y", outcome="seen")
    assert "Consent: Y" in read.note.splitlines()
    assert "Outcome: seen" in read.note.splitlines()
    assert read.outcome == ""


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("sent", ProgressState.SENT),
        ("done", ProgressState.COMPLETED),
        ("DNA", ProgressState.DID_NOT_ATTEND),
        ("accepted", ProgressState.ACCEPTED),
        ("declined", ProgressState.DECLINED),
        ("no reply", ProgressState.NO_RESPONSE),
        ("", ProgressState.NOT_KNOWN),
        ("closed", ProgressState.NOT_KNOWN),
        ("on the pile", ProgressState.NOT_KNOWN),
    ],
)
def test_status_words_are_mapped_and_no_response_is_not_not_known(status: str, state: ProgressState) -> None:
    read = referral(status=status)
    assert read.state is state
    assert not status or f"Status: {status}" in read.note.splitlines()


def test_a_reason_is_coded_only_where_an_agency_declined() -> None:
    assert referral(status="declined", outcome="full").reason == "at_capacity"
    assert referral(status="declined", outcome="they laughed").reason == ""
    assert referral(status="accepted", outcome="full").reason == ""


def test_without_a_day_a_referral_stands_at_the_import_and_says_so() -> None:
    read = referral(sent_on="", response_on="")
    assert read.happened_at == NOW
    assert NO_DAY in read.note


@pytest.mark.parametrize(
    ("changes", "column", "reason"),
    [
        ({"agency": ""}, "Agency", "agency is missing"),
        ({"client_number": ""}, "Client ID", "client ID is missing"),
        ({"sent_on": "24/11/2026", "response_on": ""}, "Sent_On", "still to come"),
        ({"response_on": "02/12/2026"}, "Response_On", "still to come"),
        ({"response_on": "02/10/2026"}, "Response_On", "before the referral was sent"),
        ({"sent_on": "32/13/2026"}, "Sent_On", "no such date"),
    ],
)
def test_a_referral_that_cannot_be_is_refused_with_its_column(
    changes: dict[str, str], column: str, reason: str
) -> None:
    (refusal,) = refused_referral(**changes)
    assert (refusal.sheet, refusal.column) == (SheetKind.REFERRALS, column)
    assert reason in refusal.reason


# --- times -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("10:05", time(10, 5)),
        ("1415", time(14, 15)),
        ("2.30pm", time(14, 30)),
        ("12.15 am", time(0, 15)),
        ("9 am", time(9)),
        ("noon", time(12)),
        ("930", time(9, 30)),
    ],
)
def test_a_time_is_read_as_it_is_written(cell: str, read: time) -> None:
    assert read_time(cell).value == read


@pytest.mark.parametrize("cell", ["25:00", "13pm", "0:61", "teatime", "99999"])
def test_what_is_no_time_is_words(cell: str) -> None:
    assert read_time(cell).words
    assert read_time(cell).value is None


@pytest.mark.parametrize(
    ("cell", "minutes"), [("5", 5), ("5 mins", 5), ("1h", 60), ("1.5 hours", 90), ("1h 20", 80), ("1:20", 80)]
)
def test_a_length_is_read_in_minutes(cell: str, minutes: int) -> None:
    assert read_minutes(cell).value == minutes


@given(st.text(max_size=30))
def test_any_text_is_a_time_a_length_words_or_nothing(text: str) -> None:
    for read in (read_time(text), read_minutes(text)):
        assert (read.value is not None) + read.words <= 1
        assert read.value is not None or read.words or not text.strip()


@given(st.dictionaries(st.sampled_from([*CONTACT, *REFERRAL, ""]), st.text(max_size=40)))
def test_no_word_of_a_row_is_lost_and_nothing_lies_ahead(row: dict[str, str]) -> None:
    """Whatever a row holds, it is refused with reasons or every word of it stands in the entry."""
    given_cells = cells(row)
    entry = understand_contact(2, given_cells, now=NOW)
    if isinstance(entry, ImportedContact):
        assert entry.happened_at <= NOW
        unknown = [cell.text for cell in given_cells if cell.field not in CONTACT and cell.text.strip()]
        assert all(text in entry.summary for text in unknown)
    else:
        assert all(refusal.reason and refusal.column for refusal in entry)
    asked = understand_referral(2, given_cells, now=NOW)
    if isinstance(asked, ImportedReferral):
        assert asked.happened_at <= NOW
        assert asked.made_at <= NOW
