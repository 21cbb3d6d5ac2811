from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.cases import CaseStatus
from advocate_desk.domain.imported_row import Cell, ImportedRow, Refusal, understand

TODAY = date(2026, 11, 23)
NUMBER = "07700 900123"


def digits(typed: str) -> str:
    return "447700900123" if "900123" in typed else ""


def read(**fields: str) -> ImportedRow | tuple[Refusal, ...]:
    cells = [
        Cell(heading=field.replace("_", " ").capitalize(), field=field, text=text) for field, text in fields.items()
    ]
    return understand(7, cells, today=TODAY, digits=digits)


def row(**fields: str) -> ImportedRow:
    understood = read(**{"name": "Ceri Sample", **fields})
    assert isinstance(understood, ImportedRow), understood
    return understood


def refused(**fields: str) -> list[tuple[str, str]]:
    understood = read(**fields)
    assert isinstance(understood, tuple)
    return [(refusal.column, refusal.reason) for refusal in understood]


# --- safety columns only ever narrow ---------------------------------------------------------------------


def test_a_plain_yes_beside_a_number_stays_a_yes() -> None:
    taken = row(phone=NUMBER, safe_to_call="Y", safe_to_leave_message="yes")
    assert (taken.safety.call, taken.safety.voicemail) == (Answer.YES, Answer.YES)
    assert taken.phones == ((NUMBER, "447700900123"),)
    assert taken.narrowed == ()


@pytest.mark.parametrize(
    ("cell", "answer"),
    [("", Answer.NOT_ASKED), ("?", Answer.NOT_KNOWN), ("DK", Answer.NOT_KNOWN), ("after six", Answer.NOT_KNOWN)],
)
def test_a_blank_and_a_question_mark_are_told_apart_and_neither_is_a_yes(cell: str, answer: Answer) -> None:
    assert row(phone=NUMBER, safe_to_call=cell).safety.call is answer


@pytest.mark.parametrize("cell", ["ask sister", "not safe", "n/a", "?", "-"])
def test_a_phone_cell_of_words_makes_no_number_and_stops_calling(cell: str) -> None:
    taken = row(phone=cell, safe_to_call="yes", safe_to_text="yes")
    assert taken.phones == ()
    assert (taken.safety.call, taken.safety.text) == (Answer.NO, Answer.NO)
    assert ("Phone", cell) in taken.kept


def test_words_beside_a_number_keep_the_number_and_stop_calling() -> None:
    taken = row(phone=f"{NUMBER} mum's", safe_to_call="yes")
    assert taken.phones == ((f"{NUMBER} mum's", "447700900123"),)
    assert taken.safety.call is Answer.NO


@pytest.mark.parametrize("field", ["notes", "best_time", "safe_to_leave_message", "address", "lead", "known_as"])
@pytest.mark.parametrize("words", ["DO NOT CALL HOME NO.", "phone is not safe"])
def test_not_safe_and_do_not_call_override_a_yes_wherever_they_stand(field: str, words: str) -> None:
    taken = row(**{"phone": NUMBER, "safe_to_call": "TRUE", field: words})
    assert taken.safety.call is Answer.NO
    assert taken.never == words
    assert ("Safe to call", "TRUE") in taken.kept


def test_not_safe_in_a_column_nobody_knows_counts_too() -> None:
    cells = [
        Cell(heading="Name", field="name", text="Ceri Sample"),
        Cell(heading="Safe to call?", field="safe_to_call", text="yes"),
        Cell(heading="Warnings", field="", text="number NOT SAFE since May"),
    ]
    understood = understand(2, cells, today=TODAY, digits=digits)
    assert isinstance(understood, ImportedRow)
    assert understood.safety.call is Answer.NO


@pytest.mark.parametrize(("cell", "call"), [("x", Answer.NO), ("yes", Answer.NO), ("no", Answer.YES), ("", Answer.YES)])
def test_a_column_called_do_not_call_counts_where_its_cell_is_no_no(cell: str, call: Answer) -> None:
    cells = [
        Cell(heading="Name", field="name", text="Ceri Sample"),
        Cell(heading="Safe to call?", field="safe_to_call", text="yes"),
        Cell(heading="Do not call", field="", text=cell),
    ]
    understood = understand(2, cells, today=TODAY, digits=digits)
    assert isinstance(understood, ImportedRow)
    assert understood.safety.call is call


def test_a_safety_column_that_stands_twice_counts_as_its_most_careful_cell() -> None:
    for cells in (("yes", "no"), ("no", "yes"), ("?", "no"), ("yes", "?")):
        both = [Cell(heading="Safe to call?", field="safe_to_call", text=cell) for cell in cells]
        name = Cell(heading="Name", field="name", text="Ceri Sample")
        understood = understand(2, [name, *both], today=TODAY, digits=digits)
        assert isinstance(understood, ImportedRow)
        assert understood.safety.call is not Answer.YES


def test_where_calling_is_not_safe_no_message_may_be_left() -> None:
    assert row(phone=NUMBER, safe_to_call="no", safe_to_leave_message="yes").safety.voicemail is Answer.NO


@given(
    st.dictionaries(
        st.sampled_from(["safe_to_call", "safe_to_leave_message", "phone", "notes", "address_safe"]),
        st.text(max_size=20),
    )
)
def test_calling_is_only_ever_safe_where_its_own_cell_says_yes(fields: dict[str, str]) -> None:
    understood = read(name="Ceri Sample", **fields)
    if isinstance(understood, ImportedRow) and understood.safety.call is Answer.YES:
        assert fields["safe_to_call"].strip().casefold() in {"yes", "y", "true"}


def test_where_the_address_is_not_safe_nothing_may_be_posted_to_it() -> None:
    assert row(address="1 Row", address_safe="no", safe_to_post="yes").safety.post is Answer.NO
    assert row(address="1 Row", address_safe="yes", safe_to_post="yes").safety.post is Answer.YES
    assert row(address="1 Row", address_safe="yes").safety.post is Answer.NOT_ASKED


# --- refused, with the column and what to mend -----------------------------------------------------------


def test_each_reason_of_a_refused_row_is_named_with_its_column() -> None:
    reasons = refused(name=" ", born_on="24/11/2026", score="27", referred_on="32/13/2026")
    assert [column for column, _ in reasons] == ["Name", "Born on", "Referred on", "Score"]


def test_a_case_closed_before_it_was_referred_is_refused() -> None:
    assert refused(name="Ceri Sample", referred_on="10/06/2026", closed_on="01/01/1999") == [
        ("Closed on", "the case would be closed before it was referred")
    ]
    assert row(referred_on="10/06/2026", closed_on="10/06/2026").closed_on == date(2026, 6, 10)


def test_text_that_cannot_be_kept_exactly_is_refused_in_words() -> None:
    assert refused(name="Ceri\x07Sample")[0][0] == "Name"


# --- nothing is dropped ----------------------------------------------------------------------------------


def test_what_has_no_place_of_its_own_is_kept_word_for_word() -> None:
    taken = row(gender="F", ethnicity="White Welsh", score="not done", children="2 (6 & 9)", born_on="10/05/91")
    assert set(taken.kept) == {
        ("Gender", "F"),
        ("Ethnicity", "White Welsh"),
        ("Score", "not done"),
        ("Children", "2 (6 & 9)"),
        ("Born on", "10/05/91"),
    }


def test_a_formula_stays_text() -> None:
    formula = '=HYPERLINK("http://x.example","click")'
    assert row(notes=formula).notes == formula


def test_a_name_in_parts_is_put_together_and_its_spaces_are_left_as_they_are() -> None:
    understood = read(first_name="Ceri", last_name="Sample")
    assert isinstance(understood, ImportedRow)
    assert understood.name == "Ceri Sample"
    assert row(name="  Ceri  Sample ").name == "  Ceri  Sample "


def test_a_day_of_closing_closes_a_case_only_where_its_status_is_blank() -> None:
    assert row(closed_on="01/11/2026").status is CaseStatus.CLOSED
    contradicted = row(closed_on="01/11/2026", status="Open")
    assert (contradicted.status, contradicted.closed_on) == (CaseStatus.OPEN, None)
    assert ("Closed on", "01/11/2026") in contradicted.kept
