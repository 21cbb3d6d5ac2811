from datetime import date
from uuid import UUID

import pytest

from advocate_desk.domain.duplicates import Likenesses, Sameness, Trait, find_postcode
from advocate_desk.domain.likeness import Likeness

BORN = date(1990, 2, 28)


def somebody(number: int, name: str, *, born: date | None = None, phone: str = "", postcode: str = "") -> Likeness:
    phones = frozenset({phone} if phone else ())
    return Likeness(case_id=UUID(int=number), names=(name,), born_on=born, phones=phones, postcode=postcode)


def alike(one: Likeness, other: Likeness, score: float) -> bool:
    known = Likenesses(lambda *_: score)
    known.add(one)
    return bool(known.resembling(other))


@pytest.mark.parametrize("shared", [{"born": BORN}, {"phone": "447700900123"}, {"postcode": "ZZ999AA"}])
def test_like_names_and_one_thing_the_same_may_be_one_person(shared: dict[str, object]) -> None:
    assert alike(somebody(1, "Ceri", **shared), somebody(2, "Keri", **shared), 85)  # type: ignore[arg-type]


def test_like_names_alone_are_two_people() -> None:
    assert not alike(somebody(1, "Ceri Sample", born=BORN), somebody(2, "Ceri Sample", born=date(1991, 1, 1)), 100)


def test_a_shared_phone_alone_is_no_sign_of_one_person() -> None:
    assert not alike(somebody(1, "Ceri", phone="447700900123"), somebody(2, "Lowri", phone="447700900123"), 10)


def test_two_people_are_laid_side_by_side_trait_by_trait() -> None:
    known = Likenesses(lambda *_: 85)
    known.add(somebody(1, "Ceri  Sample", born=BORN, phone="447700900123"))
    keri = somebody(2, "Keri Sample", born=BORN, phone="447700900456", postcode="ZZ999AA")
    told = known.compare(keri, UUID(int=1))
    assert {one.trait: one.sameness for one in told} == {
        Trait.NAMES: Sameness.LIKE,
        Trait.BORN_ON: Sameness.SAME,
        Trait.PHONES: Sameness.DIFFERS,
        Trait.POSTCODE: Sameness.NOT_BOTH,
    }
    same_name = known.compare(somebody(3, "ceri sample"), UUID(int=1))[0]
    assert (same_name.sameness, same_name.new, same_name.known) == (
        Sameness.SAME,
        ("ceri sample",),
        ("Ceri  Sample",),
    )


def test_two_things_the_same_ask_the_question_whatever_the_names() -> None:
    one = somebody(1, "Ceri", born=BORN, postcode="ZZ999AA")
    assert alike(one, somebody(2, "Lowri", born=BORN, postcode="ZZ999AA"), 0)


@pytest.mark.parametrize(
    ("address", "postcode"), [("1 Row\nzz99 9aa", "ZZ999AA"), ("ZZ999AA", "ZZ999AA"), ("1 Row", "")]
)
def test_a_postcode_is_found_with_or_without_its_space(address: str, postcode: str) -> None:
    assert find_postcode(address) == postcode
