"""Numbers and addresses that are never to be used, however they are written down a second time."""

import pytest

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.contact_in_letter import safe_contact_sentences
from advocate_desk.domain.contact_rules import agreed_methods, may_reach, usable_points
from advocate_desk.domain.directory import Agency, Service
from advocate_desk.domain.never_use import recipient_never_used, same_place
from advocate_desk.domain.people import ContactPoint, PointKind
from advocate_desk.domain.record import SHARED_STREAM
from advocate_desk.domain.safe_contact import Method
from tests.support.records import AGENCY, NOW, OTHER_PERSON, TODAY, incident, numbered, phone, plan

_EVERYTHING = {method.value: Answer.YES for method in Method}
_SUPPORTER = numbered(3)


def address(value: str, **fields: object) -> ContactPoint:
    return phone(kind=PointKind.ADDRESS, value=value, digits="", **fields)


def email(value: str, **fields: object) -> ContactPoint:
    return phone(kind=PointKind.EMAIL, value=value, digits="", **fields)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (phone(), phone(value="+44 7700 900123"), True),
        (phone(), phone(value="+44 (0)7700 900123", digits=""), True),
        (phone(digits=""), phone(value="her mum's, 07700-900123 after six", digits=""), True),
        (phone(), phone(value="07700 900124", digits="447700900124"), False),
        (email("Ceri@post.example"), email(" ceri@POST.example"), True),
        (email("ceri@post.example"), email("dana@post.example"), False),
        (address("4 Friend Street\nNORTHBRIDGE\nZZ99 7QQ"), address("4 friend street, Northbridge, zz997qq"), True),
        (address("4 Friend Street\nZZ99 7QQ"), address("4 Friend Street"), True),
        (address("4 Friend Street\nZZ99 7QQ"), address("4 Friend Street\nZZ99 7QR"), False),
        (address("4 Friend Street\nZZ99 7QQ"), address("6 Friend Street\nZZ99 7QQ"), False),
        (
            address("4 Friend Street\nZZ99 7QQ"),
            phone(kind=PointKind.WORKPLACE, value="4 Friend Street ,ZZ99 7QQ"),
            True,
        ),
        (phone(), email("07700 900123"), False),
    ],
)
def test_the_same_phone_inbox_or_door_is_known_however_it_is_written(
    one: ContactPoint, other: ContactPoint, same: bool
) -> None:
    assert same_place(one, other) is same
    assert same_place(other, one) is same


@pytest.mark.parametrize("answer", [Answer.NO, Answer.PREFER_NOT_TO_SAY])
def test_a_safe_number_that_somebody_else_marked_not_safe_is_never_used(answer: Answer) -> None:
    again = phone(id=numbered(21), person_id=_SUPPORTER, value="+447700900123", safe=answer)
    for method in (Method.CALL, Method.TEXT):
        verdict = may_reach(plan(**_EVERYTHING), [phone(), again], (), method, NOW)
        assert not verdict.allowed
        assert "also written down as never to be used" in verdict.why
        of_this = may_reach(plan(**_EVERYTHING), [phone(), again], (), method, NOW, phone())
        assert of_this.why.startswith("This phone number is never to be used")
    assert may_reach(plan(**_EVERYTHING), [phone(), again], (), Method.IN_PERSON, NOW).allowed


@pytest.mark.parametrize("answer", list(Answer))
def test_a_number_she_has_in_common_with_the_other_person_is_never_used_whatever_it_is_marked(answer: Answer) -> None:
    theirs = phone(id=numbered(21), person_id=OTHER_PERSON, safe=answer)
    points = [phone(), theirs]
    assert not may_reach(plan(**_EVERYTHING), points, (), Method.CALL, NOW, others=[OTHER_PERSON]).allowed
    assert may_reach(plan(**_EVERYTHING), [phone()], (), Method.CALL, NOW, others=[OTHER_PERSON]).allowed


def test_another_number_of_hers_may_still_be_used() -> None:
    barred = phone(id=numbered(21), person_id=_SUPPORTER, safe=Answer.NO)
    second = phone(id=numbered(22), value="020 7946 0001", digits="442079460001")
    points = [phone(), barred, second]
    assert may_reach(plan(**_EVERYTHING), points, (), Method.CALL, NOW).allowed
    assert may_reach(plan(**_EVERYTHING), points, (), Method.CALL, NOW, second).allowed
    assert not may_reach(plan(**_EVERYTHING), points, (), Method.CALL, NOW, phone()).allowed


def test_what_was_deleted_bars_nothing_and_what_nobody_asked_about_bars_nothing_else() -> None:
    for other in (
        phone(id=numbered(21), safe=Answer.NO, deleted_at=NOW),
        phone(id=numbered(21), safe=Answer.NOT_ASKED),
    ):
        assert may_reach(plan(**_EVERYTHING), [phone(), other], (), Method.CALL, NOW).allowed


def test_a_letter_passes_on_no_number_that_is_never_to_be_used_and_none_after_an_incident() -> None:
    barred = phone(id=numbered(21), person_id=_SUPPORTER, safe=Answer.NO)
    agreed = plan(call=Answer.YES, windows=("mon-fri 10:00-14:00",))
    told = safe_contact_sentences(agreed, [phone()], [phone()], (), TODAY)
    assert told[:2] == ("You may call 07700 900123.", "Times: Monday to Friday, 10am to 2pm.")
    assert safe_contact_sentences(agreed, [phone()], [phone(), barred], (), TODAY) == ()
    assert safe_contact_sentences(agreed, [phone()], [phone()], [incident()], TODAY) == ()
    assert agreed_methods(agreed, [phone(), barred]) == ()
    assert usable_points(agreed, [phone()], Method.CALL) == (phone(),)
    assert usable_points(agreed, [phone(), barred], Method.CALL) == ()


def _agency(**fields: object) -> Agency:
    return Agency(id=AGENCY, stream_id=SHARED_STREAM, name="Northbridge Housing", **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("agency", "point", "barred"),
    [
        (_agency(postal_address=("4 Friend Street", "ZZ99 7QQ")), address("4 Friend Street, ZZ99 7QQ"), True),
        (_agency(phones=("07700 900123",)), phone(), True),
        (_agency(phones=("+44 7700 900123",)), phone(), True),
        (_agency(email="desk@housing.example"), email("Desk@housing.example"), True),
        (_agency(postal_address=("1 Town Square", "ZZ99 1AA"), phones=("020 7946 0002",)), phone(), False),
    ],
)
def test_an_agency_reached_where_nobody_is_to_be_reached_is_known(
    agency: Agency, point: ContactPoint, barred: bool
) -> None:
    theirs = [_with(point, person_id=OTHER_PERSON)]
    assert recipient_never_used(agency, None, theirs, [OTHER_PERSON]) is barred
    service = Service(id=numbered(51), stream_id=SHARED_STREAM, agency_id=AGENCY, name="Duty desk")
    assert recipient_never_used(agency, service, [_with(point, safe=Answer.NO)], ()) is barred
    assert not recipient_never_used(agency, service, [point], ())


def _with(point: ContactPoint, **fields: object) -> ContactPoint:
    return phone(kind=point.kind, value=point.value, digits=point.digits, **fields)
