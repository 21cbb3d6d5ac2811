"""What must not reach a recipient, whatever anybody agreed to."""

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocate_desk.domain.agreements import Withheld
from advocate_desk.domain.consent import Share
from advocate_desk.domain.people import Person
from advocate_desk.domain.withholding import KeptFrom, is_due, kept_from, stopped_shares, stopped_words
from tests.support.records import AGENCY, NOW, OTHER_PERSON, TODAY, numbered
from tests.support.young import child, other_person, person, withheld

PEOPLE = (person(legal_name="Cerys Angharad Sample"), child(), other_person())
POINT, ELSEWHERE = numbered(20), numbered(51)


@pytest.mark.parametrize(
    ("entry", "people", "reaches"),
    [
        (withheld(), PEOPLE, True),
        (withheld(from_whom="anybody at the school"), PEOPLE, True),
        (withheld(agency_id=AGENCY), PEOPLE, True),
        (withheld(agency_id=ELSEWHERE), PEOPLE, False),
        (withheld(person_id=OTHER_PERSON), PEOPLE, False),
        (withheld(person_id=OTHER_PERSON), (other_person(works_at_agency_id=AGENCY),), True),
        (withheld(person_id=OTHER_PERSON, agency_id=AGENCY), PEOPLE, True),
        (withheld(lifted_on=TODAY), PEOPLE, False),
        (withheld(deleted_at=NOW), PEOPLE, False),
        (withheld(review_on=date(2026, 1, 1)), PEOPLE, True),
    ],
    ids=[
        "from nobody in particular",
        "in words alone",
        "from this agency",
        "from another",
        "from somebody who works elsewhere",
        "from somebody who works there",
        "from both",
        "lifted",
        "taken out",
        "past its day to look again",
    ],
)
def test_the_most_protective_reading_says_whom_it_holds_against(
    entry: Withheld, people: tuple[Person, ...], reaches: bool
) -> None:
    assert bool(kept_from([entry], AGENCY, people).because) is reaches


def test_what_is_past_its_day_is_due_and_holds() -> None:
    assert is_due(withheld(review_on=TODAY), TODAY)
    assert not is_due(withheld(review_on=date(2026, 11, 24)), TODAY)
    assert not is_due(withheld(review_on=TODAY, lifted_on=TODAY), TODAY)
    assert not is_due(withheld(), TODAY)


def kept(*entries: Withheld) -> KeptFrom:
    return kept_from(entries, AGENCY, PEOPLE)


def test_a_fact_or_a_point_that_is_withheld_stops_with_its_reason() -> None:
    closed = kept(withheld(shares=(Share.CHILDREN, Share.NEEDS), points=(POINT,), agency_id=AGENCY))
    (stop,) = stopped_shares(closed, (Share.CHILDREN, Share.RISK_SUMMARY), (POINT,))
    assert stop.title == "The children and a contact detail must be kept from this recipient"
    assert stop.why == "He asks everybody he knows."
    assert "Consent does not open" in stop.to_do
    assert stopped_shares(closed, (Share.RISK_SUMMARY,), (numbered(21),)) == ()


def test_how_to_make_contact_takes_every_contact_point_with_it() -> None:
    closed = kept(withheld(shares=(Share.SAFE_CONTACT,)))
    assert closed.every_point
    (stop,) = stopped_shares(closed, (), (numbered(21),))
    assert stop.title == "A contact detail must be kept from everybody"


def test_each_entry_stops_with_a_reason_of_its_own() -> None:
    closed = kept(withheld(shares=(Share.CHILDREN,)), withheld(id=numbered(231), shares=(Share.CHILDREN,), why="B"))
    assert [stop.why for stop in stopped_shares(closed, (Share.CHILDREN,), ())] == ["He asks everybody he knows.", "B"]


def test_what_only_words_say_is_for_somebody_to_read_the_letter_for() -> None:
    in_words, in_facts = withheld(), withheld(id=numbered(231), shares=(Share.NEEDS,))
    assert kept(in_words, in_facts).by_words == (in_words,)


@pytest.mark.parametrize(
    ("share", "text", "told"),
    [
        (Share.CHILDREN, "Her daughter Mair Sample is with her.", True),
        (Share.CHILDREN, "her daughter MAIR SAMPLE", True),
        (Share.CHILDREN, "Her daughter is with her.", False),
        (Share.CHILDREN, "Mair is with her.", True),
        (Share.CHILDREN, "The Mairie is closed.", False),
        (Share.OTHER_PERSON, "She fears Pat  Prétend.", True),
        (Share.OTHER_PERSON, "She fears her former partner.", False),
        (Share.DATE_OF_BIRTH, "Born on 14 March 1991.", True),
        (Share.DATE_OF_BIRTH, "DOB 14/03/1991", True),
        (Share.DATE_OF_BIRTH, "Also known as Cerys Angharad Sample", True),
        (Share.DATE_OF_BIRTH, "Ceri Sample needs a room.", False),
        (Share.RISK_SUMMARY, "She is at high risk.", True),
        (Share.RISK_SUMMARY, "Her case goes to the Marac.", False),
        (Share.RISK_SUMMARY, "Her case goes to MARAC.", True),
        (Share.NEEDS, "She needs a room on the ground floor.", False),
        (Share.NEEDS, "She speaks Welsh.", True),
    ],
)
def test_a_withheld_fact_typed_by_hand_stops_too(share: Share, text: str, told: bool) -> None:
    people = (person(legal_name="Cerys Angharad Sample", language="Welsh"), child(), other_person())
    closed = kept(withheld(shares=(share,)))
    assert bool(stopped_words(closed, people, ["Nothing here.", text], "Ceri Sample")) is told
    assert stopped_words(kept(withheld()), people, [text], "Ceri Sample") == ()


@pytest.mark.parametrize(("text", "told"), [("You may call.", False), ("With May and her.", True), ("WITH MAY", True)])
def test_a_name_that_is_also_a_word_counts_as_a_name_is_written(text: str, told: bool) -> None:
    closed = kept(withheld(shares=(Share.CHILDREN,)))
    assert bool(stopped_words(closed, [child(name_to_use="May")], [text], "Ceri Sample")) is told


def test_the_name_every_letter_bears_betrays_nothing() -> None:
    closed = kept(withheld(shares=(Share.CHILDREN, Share.DATE_OF_BIRTH)))
    people = [person(legal_name="Sample"), child(name_to_use="Ceri")]
    assert stopped_words(closed, people, ["Ceri Sample needs a room."], "Ceri Sample") == ()


SHARES = st.frozensets(st.sampled_from(Share))
POINTS = st.frozensets(st.sampled_from([numbered(20), numbered(21)]))
WHOM = st.sampled_from([None, AGENCY, ELSEWHERE])


@given(st.lists(st.tuples(SHARES, POINTS, WHOM, st.booleans()), max_size=4), SHARES, POINTS)
def test_nothing_withheld_ever_passes_and_nothing_else_is_stopped(
    entries: list[tuple[frozenset[Share], frozenset[UUID], UUID | None, bool]],
    shares: frozenset[Share],
    points: frozenset[UUID],
) -> None:
    every = [
        withheld(shares=tuple(closed), points=tuple(ids), agency_id=agency, lifted_on=TODAY if lifted else None)
        for closed, ids, agency, lifted in entries
    ]
    against = [one for one in every if one.agency_id in {None, AGENCY} and not one.lifted_on]
    hit = any(
        set(one.shares) & shares or set(one.points) & points or (Share.SAFE_CONTACT in one.shares and points)
        for one in against
    )
    assert bool(stopped_shares(kept_from(every, AGENCY, PEOPLE), shares, points)) is bool(hit)
