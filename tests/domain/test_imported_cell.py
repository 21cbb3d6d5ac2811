from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.cases import CaseStatus
from advocate_desk.domain.imported_cell import (
    read_answer,
    read_children,
    read_date,
    read_level,
    read_score,
    read_status,
)
from advocate_desk.domain.risk import RiskLevel

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        ("yes", Answer.YES),
        ("Y", Answer.YES),
        ("TRUE", Answer.YES),
        (" No ", Answer.NO),
        ("N", Answer.NO),
        ("FALSE", Answer.NO),
        ("", Answer.NOT_ASKED),
        ("  ", Answer.NOT_ASKED),
        ("not asked", Answer.NOT_ASKED),
        ("?", Answer.NOT_KNOWN),
        ("DK", Answer.NOT_KNOWN),
        ("Prefer not to say", Answer.PREFER_NOT_TO_SAY),
    ],
)
def test_five_answers_stay_five_answers(cell: str, answer: Answer) -> None:
    assert read_answer(cell).value is answer


@pytest.mark.parametrize("cell", ["yes but only mornings", "sometimes", "1", "ok", "yes?"])
def test_a_yes_with_anything_beside_it_is_no_yes(cell: str) -> None:
    assert read_answer(cell).value is None


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("03/04/2026", date(2026, 4, 3)),
        ("3/4/26", date(2026, 4, 3)),
        ("2026-04-03", date(2026, 4, 3)),
        ("03.04.2026", date(2026, 4, 3)),
        ("3 April 2026", date(2026, 4, 3)),
        ("3rd of Apr 2026", date(2026, 4, 3)),
        ("Friday 3 April 2026", date(2026, 4, 3)),
        ("2026-04-03 00:00:00", date(2026, 4, 3)),
        ("46115", date(2026, 4, 3)),
    ],
)
def test_dates_are_read_day_first_however_they_are_written(cell: str, meant: date) -> None:
    assert read_date(cell, today=TODAY).value == meant


@pytest.mark.parametrize(
    "cell", ["32/13/2026", "31/02/1990", "00/01/2026", "2026-13-01", "30 Februar 2026", "04/25/2026"]
)
def test_a_date_that_cannot_be_is_refused(cell: str) -> None:
    assert read_date(cell, today=TODAY).refused


@pytest.mark.parametrize("cell", ["not known", "spring 2026", "about 2010", "1985"])
def test_words_in_a_date_column_are_kept_as_words(cell: str) -> None:
    understood = read_date(cell, today=TODAY)
    assert understood.words
    assert not understood.refused


@pytest.mark.parametrize(
    ("cell", "born"),
    [
        ("10/05/91", date(1991, 5, 10)),
        ("02/03/10", date(2010, 3, 2)),
        ("23/11/26", date(2026, 11, 23)),
        ("24/11/26", date(1926, 11, 24)),
        ("29/02/24", date(2024, 2, 29)),
    ],
)
def test_a_birth_of_two_figures_is_the_latest_year_that_is_not_after_today(cell: str, born: date) -> None:
    assert read_date(cell, today=TODAY, is_birth=True).value == born


def test_any_other_year_of_two_figures_is_of_this_century() -> None:
    assert read_date("24/12/91", today=TODAY).value == date(2091, 12, 24)


def test_a_birth_after_today_is_refused() -> None:
    assert read_date("24/11/2026", today=TODAY, is_birth=True).refused
    assert not read_date("23/11/2026", today=TODAY, is_birth=True).refused


@pytest.mark.parametrize("cell", ["27", "25", "-1", "999999999999999999999999", "9" * 5000])
def test_a_score_out_of_range_is_refused(cell: str) -> None:
    assert read_score(cell).refused


@pytest.mark.parametrize(("cell", "score"), [("0", 0), ("24", 24), (" 07 ", 7), ("14.0", 14)])
def test_a_score_in_range_is_read(cell: str, score: int) -> None:
    assert read_score(cell).value == score


def test_a_score_in_words_is_kept_as_words() -> None:
    assert read_score("not done").words


def test_levels_and_states_are_known_by_the_words_services_use() -> None:
    assert [read_level(cell).value for cell in ("HIGH", "med", "std")] == [
        RiskLevel.HIGH,
        RiskLevel.MEDIUM,
        RiskLevel.STANDARD,
    ]
    assert [read_status(cell).value for cell in ("Active", "On hold", "CLOSED")] == [
        CaseStatus.OPEN,
        CaseStatus.ON_HOLD,
        CaseStatus.CLOSED,
    ]
    assert read_level("").value is None
    assert not read_level("").words


@pytest.mark.parametrize(
    ("cell", "children"),
    [("0", ()), ("2", (None, None)), ("2 (6 & 9)", (6, 9)), ("3 (1, 4)", (None, None, None)), ("", None)],
)
def test_children_are_counted_and_their_ages_taken_where_they_are_all_given(
    cell: str, children: tuple[int | None, ...] | None
) -> None:
    assert read_children(cell).value == children


@given(st.text())
def test_no_cell_makes_a_reader_fail(cell: str) -> None:
    read_answer(cell)
    read_date(cell, today=TODAY)
    read_date(cell, today=TODAY, is_birth=True)
    read_score(cell)
    read_level(cell)
    read_status(cell)
    read_children(cell)


@given(
    st.dates(min_value=date(1900, 1, 1), max_value=TODAY),
    st.sampled_from(["%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y", "%d %B %Y"]),
)
def test_a_birth_comes_back_from_every_way_of_writing_it(born: date, form: str) -> None:
    assert read_date(born.strftime(form), today=TODAY, is_birth=True).value == born
