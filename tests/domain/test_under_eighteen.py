"""Somebody under eighteen: by the day in question, and by whose word something is shared."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocate_desk.domain.agreements import OwnConsent, ParentalResponsibility
from advocate_desk.domain.answer import Answer
from advocate_desk.domain.consent import Consent
from advocate_desk.domain.people import Person, PersonRole
from advocate_desk.domain.under_eighteen import (
    CANNOT,
    NOBODY_SAFE,
    NOT_A_HOLDER,
    NOT_JUDGED,
    NOT_SAFE,
    can_decide,
    is_under_eighteen,
    missing_to_share,
    safe_to_tell,
    without_a_holder,
)
from tests.support.records import CLIENT, NOW, OTHER_PERSON, TODAY, consent, numbered
from tests.support.young import CHILD, child, holder, judged, moment, other_person, person

PEOPLE = (person(), child(), other_person())
NOT_YES = [one for one in Answer if one is not Answer.YES]


@pytest.mark.parametrize(
    ("born", "on", "under"),
    [
        (date(2008, 11, 24), date(2026, 11, 23), True),
        (date(2008, 11, 23), date(2026, 11, 23), False),
        (date(2008, 11, 23), date(2026, 11, 22), True),
        (date(2008, 2, 29), date(2026, 2, 28), True),
        (date(2008, 2, 29), date(2026, 3, 1), False),
        (date(2027, 1, 1), date(2026, 11, 23), True),
    ],
    ids=["the day before", "on the birthday", "seen a day earlier", "leap day, 28th", "leap day, 1st", "not yet born"],
)
def test_eighteen_is_reached_on_the_birthday_and_asked_of_the_day_in_question(
    born: date, on: date, under: bool
) -> None:
    assert is_under_eighteen(child(date_of_birth=born), on) is under


def test_a_child_whose_birth_date_nobody_knows_counts_as_under_eighteen_and_nobody_else_does() -> None:
    assert is_under_eighteen(child(date_of_birth=None), TODAY)
    for role in set(PersonRole) - {PersonRole.CHILD}:
        assert not is_under_eighteen(person(role=role, date_of_birth=None), TODAY)


@pytest.mark.parametrize("said", NOT_YES)
def test_only_a_holder_whom_it_is_plainly_safe_to_tell_may_be_told(said: Answer) -> None:
    assert safe_to_tell(CHILD, [holder()], PEOPLE) == (holder(),)
    assert safe_to_tell(CHILD, [holder(holds=said)], PEOPLE) == ()
    assert safe_to_tell(CHILD, [holder(safe_to_tell=said)], PEOPLE) == ()
    assert safe_to_tell(numbered(9), [holder()], PEOPLE) == ()


def test_the_other_person_is_never_safe_to_tell_whatever_is_recorded() -> None:
    assert safe_to_tell(CHILD, [holder(holder_id=OTHER_PERSON)], PEOPLE) == ()


def test_of_two_entries_about_one_holder_the_one_that_says_no_counts() -> None:
    council = holder(holder_id=None, holder_as_text="The council", id=numbered(202))
    against = holder(holder_id=None, holder_as_text=" the Council.", safe_to_tell=Answer.NO, id=numbered(203))
    assert safe_to_tell(CHILD, [holder(), council], PEOPLE) == (holder(), council)
    assert safe_to_tell(CHILD, [holder(), council, against], PEOPLE) == (holder(),)


def test_the_newest_judgement_up_to_the_day_counts() -> None:
    later = judged(id=numbered(211), able=Answer.NO, judged_on=date(2026, 11, 22))
    same_day = judged(id=numbered(212), able=Answer.NOT_KNOWN, recorded_at=moment(20, 16))
    assert can_decide(CHILD, [later, judged()], TODAY) is Answer.NO
    assert can_decide(CHILD, [later, judged()], date(2026, 11, 21)) is Answer.YES
    assert can_decide(CHILD, [same_day, judged()], TODAY) is Answer.NOT_KNOWN
    assert can_decide(CHILD, [judged()], date(2026, 11, 19)) is Answer.NOT_ASKED
    assert can_decide(CLIENT, [judged()], TODAY) is Answer.NOT_ASKED


FROM_HER, FROM_MOTHER = consent(), consent(given_by_id=CLIENT)


@pytest.mark.parametrize(
    ("agreed", "held", "own", "missing"),
    [
        (None, [], [], (NOBODY_SAFE,)),
        (None, [holder(safe_to_tell=Answer.NOT_ASKED)], [judged(able=Answer.NOT_ASKED)], (NOBODY_SAFE,)),
        (None, [holder()], [], ()),
        (None, [], [judged()], ()),
        (FROM_HER, [], [judged()], ()),
        (FROM_HER, [holder()], [], (NOT_JUDGED,)),
        (FROM_HER, [holder()], [judged(able=Answer.NO)], (CANNOT,)),
        (FROM_MOTHER, [holder()], [], ()),
        (FROM_MOTHER, [], [judged()], (NOT_A_HOLDER,)),
        (FROM_MOTHER, [holder(holds=Answer.NOT_KNOWN)], [], (NOT_A_HOLDER,)),
        (FROM_MOTHER, [holder(safe_to_tell=Answer.NO)], [], (NOT_SAFE,)),
        (consent(given_by_id=OTHER_PERSON), [holder(holder_id=OTHER_PERSON)], [judged()], (NOT_SAFE,)),
    ],
)
def test_sharing_about_somebody_under_eighteen_says_what_is_missing(
    agreed: Consent | None, held: list[ParentalResponsibility], own: list[OwnConsent], missing: tuple[str, ...]
) -> None:
    assert missing_to_share(child(), agreed, held, own, PEOPLE, TODAY) == missing


def test_of_somebody_of_age_none_of_this_is_asked() -> None:
    assert missing_to_share(person(), None, [], [], PEOPLE, TODAY) == ()
    assert missing_to_share(child(date_of_birth=date(2008, 11, 23)), FROM_HER, [], [], PEOPLE, TODAY) == ()


def test_children_without_a_recorded_holder_are_named_until_they_are_of_age() -> None:
    of_age: Person = child(id=numbered(8), date_of_birth=date(2000, 1, 1))
    assert without_a_holder([child(), of_age], [], TODAY) == (child(),)
    assert without_a_holder([child()], [holder(holds=Answer.NOT_KNOWN)], TODAY) == (child(),)
    assert without_a_holder([child()], [holder(safe_to_tell=Answer.NO)], TODAY) == ()
    assert without_a_holder([child()], [holder(deleted_at=NOW)], TODAY) == (child(),)


@given(
    holds=st.sampled_from(Answer),
    safe=st.sampled_from(Answer),
    able=st.sampled_from(Answer),
    by=st.sampled_from([None, CHILD, CLIENT, OTHER_PERSON, numbered(99)]),
)
def test_nothing_but_two_plain_yeses_ever_lets_a_consent_count(
    holds: Answer, safe: Answer, able: Answer, by: object
) -> None:
    agreed = consent(given_by_id=by)
    held = [holder(holds=holds, safe_to_tell=safe), holder(id=numbered(201), holder_id=OTHER_PERSON)]
    counts = not missing_to_share(child(), agreed, held, [judged(able=able)], PEOPLE, TODAY)
    own = by in {None, CHILD} and able is Answer.YES
    parents = by == CLIENT and holds is Answer.YES and safe is Answer.YES
    assert counts == (own or parents)
