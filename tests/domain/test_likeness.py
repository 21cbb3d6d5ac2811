"""What speaks for one person, laid out as somebody at the desk would judge it."""

from datetime import date
from itertools import combinations
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocate_desk.domain.likeness import (
    ASKED_FROM,
    BIRTH,
    NAMES,
    PHONE,
    PLACE,
    Agreement,
    Likeness,
    compare_births,
    compare_names,
    compare_places,
    one_slip,
    weigh,
)
from advocate_desk.domain.likeness_keys import narrow_keys, wide_keys
from advocate_desk.exchange.resemblance import NameResemblance

BORN = date(1990, 2, 11)
HOME, ROW = "ZZ999AA", "4 Made Up Row"
score = NameResemblance().score


def somebody(name: str, born: date | None = None, phone: str = "", postcode: str = "", address: str = "") -> Likeness:
    phones = frozenset({phone} if phone else ())
    return Likeness(case_id=UUID(int=1), names=(name,), born_on=born, phones=phones, postcode=postcode, address=address)


def asked(one: Likeness, other: Likeness) -> bool:
    there_and_back = {weigh(one, other, score).is_asked, weigh(other, one, score).is_asked}
    assert len(there_and_back) == 1
    return there_and_back.pop()


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        # One person, written down twice.
        (somebody("Siân Llŷr", BORN), somebody("Sian Llyr", BORN), "marks are often left out"),
        (somebody("Siân Llŷr", BORN), somebody("Sian Llyr", date(1990, 11, 2)), "day and month turned round"),
        (somebody("Siân Llŷr", BORN), somebody("Sian Llyr", date(1909, 2, 11)), "two figures of the year turned"),
        (somebody("Siân Llŷr", BORN), somebody("Sian Invented", BORN), "she married"),
        (somebody("Mohammed Sample", phone="447700900123"), somebody("Muhamad Sample", phone="447700900123"), "by ear"),
        (somebody("Наталья Sample", BORN), somebody("Natalia Sample", BORN), "another script"),
        (somebody("Sample, Ceri", postcode=HOME), somebody("Ceri Sample", postcode=HOME), "names turned round"),
        (somebody("Ceri", BORN, postcode=HOME), somebody("Robin", BORN, postcode=HOME), "she changed her name"),
        (
            somebody("Ceri Sample", None, "", "ZZ999AB", ROW),
            somebody("Ceri Sample", None, "", HOME, "4 Made-Up Row"),
            "one letter of the postcode",
        ),
        (somebody("Ceri Sample", BORN, postcode=HOME), somebody("Ceri Sample", BORN, postcode="ZZ11AA"), "she moved"),
    ],
)
def test_she_is_known_again(one: Likeness, other: Likeness, said: str) -> None:
    assert asked(one, other), said


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        (somebody("Ceri Sample"), somebody("Ceri Sample"), "a name alone is many people's"),
        (somebody("Ceri Sample", BORN), somebody("Ceri Sample", date(1964, 5, 30)), "another birth"),
        (somebody("Ceri Sample", BORN), somebody("Robin Invented", BORN), "a birthday alone"),
        (somebody("Ceri", phone="447700900123"), somebody("Robin", phone="447700900123"), "a phone alone"),
        (
            somebody("Ceri Sample", BORN, "447700900123", HOME, ROW),
            somebody("Robin Sample", date(1993, 7, 29), "447700900123", HOME, ROW),
            "sisters who live together share all but the first name and the birth",
        ),
        (somebody("", None), somebody("", None), "nothing is known of either"),
    ],
)
def test_two_people_are_not_taken_for_one(one: Likeness, other: Likeness, said: str) -> None:
    assert not asked(one, other), said


def test_a_mother_and_her_daughter_of_one_name_are_asked_about_and_told_apart_by_their_births() -> None:
    mother = somebody("Ceri Sample", date(1964, 5, 30), "", HOME, ROW)
    daughter = somebody("Ceri Sample", date(1993, 7, 11), "", HOME, ROW)
    weighed = weigh(mother, daughter, score)
    assert weighed.is_asked
    assert "date of birth" not in weighed.why


_PEOPLE = [
    somebody(name, born, phone, *place)
    for name in ("Ceri Sample", "Keri Sample", "Ceri", "Robin Invented", "")
    for born in (BORN, date(1990, 2, 12), date(1964, 5, 30), None)
    for phone in ("447700900123", "")
    for place in ((HOME, ROW), (HOME, ""), ("ZZ11AA", "17 Elsewhere"), ("", ""))
]


def test_what_need_not_be_looked_at_never_hides_a_question() -> None:
    for one, other in combinations(_PEOPLE, 2):
        assert weigh(one, other, score).is_asked is (_all_that_speaks_for(one, other) >= ASKED_FROM)


def _all_that_speaks_for(one: Likeness, other: Likeness) -> int:
    names, birth = compare_names(one.names, other.names, score), compare_births(one.born_on, other.born_on)
    place = compare_places(one, other, score)
    household = [table[found].points for table, found in ((PLACE, place),) if found in table]
    household += [PHONE[Agreement.SAME].points] * bool(one.phones & other.phones)
    told = [table[found].points for table, found in ((NAMES, names), (BIRTH, birth)) if found in table]
    counted = max(household) if min(household, default=0) > 0 else sum(household)
    return sum(told) + counted


def test_no_one_thing_is_enough_and_every_weight_says_why() -> None:
    for table in (NAMES, BIRTH, PHONE, PLACE):
        assert all(weight.points < ASKED_FROM for weight in table.values())
        assert all(weight.reason.endswith(".") for weight in table.values())
        points = [weight.points for weight in table.values()]
        assert points == sorted(points, reverse=True)
        assert Agreement.NOT_BOTH not in table


@pytest.mark.parametrize(
    ("one", "other", "agreement"),
    [
        ("Ceri Sample", "sample ceri", Agreement.SAME),
        ("Ceri Sample", "Keri Sample", Agreement.LIKE),
        ("Ceri Sample Invented", "Ceri Sample", Agreement.PART),
        ("Ceri Mai Sample", "Ceri Sample", Agreement.LIKE),
        ("Fatima bint Sample", "Fatimah Sample", Agreement.LIKE),
        ("Mohd Sample", "Mohammed Sample", Agreement.SAME),
        ("Ceri", "Ceri Sample", Agreement.PART),
        ("Ceri Sample", "Robin Sample", Agreement.NEAR),
        ("Ceri Sample", "Robin Invented", Agreement.DIFFERS),
        ("Ceri Sample", "", Agreement.NOT_BOTH),
        ("李 小龙", "小龙 李", Agreement.SAME),
    ],
)
def test_names_agree_as_people_hear_them(one: str, other: str, agreement: Agreement) -> None:
    assert compare_names((one,), (other,), score) is agreement
    assert compare_names((other,), (one,), score) is agreement


def test_an_alias_is_as_good_as_a_name() -> None:
    assert compare_names(("Ceri Sample", "Mimi Invented"), ("Mimi Invented",), score) is Agreement.SAME


@pytest.mark.parametrize(
    ("other", "agreement"),
    [
        (BORN, Agreement.SAME),
        (date(1990, 11, 2), Agreement.LIKE),
        (date(1990, 2, 12), Agreement.LIKE),
        (date(1909, 2, 11), Agreement.LIKE),
        (date(1990, 7, 11), Agreement.LIKE),
        (date(1988, 2, 11), Agreement.NEAR),
        (date(1988, 7, 30), Agreement.DIFFERS),
        (None, Agreement.NOT_BOTH),
    ],
)
def test_a_birth_is_known_with_a_slip(other: date | None, agreement: Agreement) -> None:
    assert compare_births(BORN, other) is agreement
    assert compare_births(other, BORN) is agreement


@given(st.text(alphabet="ab12", min_size=2, max_size=8), st.data())
def test_every_slip_is_one_slip_whichever_of_the_two_is_wrong(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 2))
    slips = (word[:at] + word[at + 1 :], word[:at] + "x" + word[at + 1 :], word[:at] + "x" + word[at:])
    for slip in (*slips, word[:at] + word[at + 1] + word[at] + word[at + 2 :]):
        assert one_slip(word, slip)
        assert one_slip(slip, word)


@pytest.mark.parametrize(("one", "other"), [("ZZ999AA", "ZZ888AA"), ("", "Z"), ("", ""), ("abc", "cab")])
def test_more_than_one_slip_is_another_text(one: str, other: str) -> None:
    assert not one_slip(one, other)


@given(st.text(max_size=40), st.dates())
def test_any_name_has_keys_of_letters_and_figures_alone(name: str, born: date) -> None:
    likeness = somebody(name, born)
    for key in narrow_keys(likeness) | wide_keys((name,)):
        assert key.isalnum()


@given(st.text(max_size=30), st.text(max_size=30))
def test_any_two_names_can_be_laid_side_by_side(one: str, other: str) -> None:
    there, back = (compare_names(pair, pair[::-1], score) for pair in ((one, other), (other, one)))
    assert there is back
