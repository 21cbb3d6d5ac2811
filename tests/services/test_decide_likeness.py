"""What people decide about two cases: joined, kept apart, and each taken back."""

from collections.abc import Callable
from uuid import UUID

import pytest

from advocate_desk.domain.cases import CaseLink, LinkKind
from advocate_desk.domain.errors import EntryRefused, NotAllowed
from advocate_desk.domain.people import PointKind
from advocate_desk.services.decide_likeness import DecideLikeness
from advocate_desk.services.open_case import NewCase, NewPoint
from advocate_desk.services.session import Session
from tests.services.desk import ADVOCATE, SUPERVISOR, Office
from tests.support.openings import opener

HER_PHONE = NewPoint(kind=PointKind.PHONE, value="07700 900123")


def comes_again(session: Session) -> UUID:
    new = NewCase(name_to_use="Ceri Sample", points=(HER_PHONE,))
    return opener(session).open(new).case_id


def test_episodes_are_joined_with_a_reason_and_parted_by_taking_it_back(session: Session, office: Office) -> None:
    decide, again = DecideLikeness(session), comes_again(session)
    assert [link.to_case_id for link in decide.undecided(again)] == [office.case_id]
    link_id = decide.same_person(again, office.case_id, "She told me she was here in spring.")
    assert {case.id for case in decide.episodes_of(office.case_id)} == {again, office.case_id}
    assert decide.undecided(again) == ()
    with session.work() as unit:
        link = unit.get(CaseLink, link_id)
    assert (link.kind, link.decided_by) == (LinkKind.SAME_PERSON, session.user.id)
    assert link.decided_at == session.clock.now()
    decide.take_back(link_id, "It was her sister.")
    assert {case.id for case in decide.episodes_of(office.case_id)} == {office.case_id}
    assert len(decide.undecided(again)) == 1
    with session.work() as unit:
        assert unit.get_removed(CaseLink, link_id).why.endswith("Taken back: It was her sister.")


def test_two_people_are_never_asked_about_again_until_that_is_taken_back(session: Session, office: Office) -> None:
    decide, again = DecideLikeness(session), comes_again(session)
    link_id = decide.not_the_same(office.case_id, again, "Her aunt, of the same name.")
    assert decide.undecided(again) == decide.undecided(office.case_id) == ()
    with pytest.raises(EntryRefused, match="two people"):
        decide.same_person(again, office.case_id, "Surely the same.")
    decide.take_back(link_id, "They are one after all.")
    decide.same_person(again, office.case_id, "She showed her papers.")


def test_a_decision_is_not_contradicted_through_a_third_episode(session: Session, office: Office) -> None:
    decide, second, third = DecideLikeness(session), comes_again(session), comes_again(session)
    decide.same_person(office.case_id, second, "Herself.")
    decide.not_the_same(second, third, "Her aunt.")
    with pytest.raises(EntryRefused, match="two people"):
        decide.same_person(third, office.case_id, "Herself.")
    with pytest.raises(EntryRefused, match="of one person"):
        decide.not_the_same(second, office.case_id, "Her aunt.")


def test_a_decision_has_a_reason_and_two_cases(session: Session, office: Office) -> None:
    decide, again = DecideLikeness(session), comes_again(session)
    with pytest.raises(EntryRefused, match="reason"):
        decide.same_person(again, office.case_id, "  ")
    with pytest.raises(EntryRefused, match="one case"):
        decide.same_person(again, again, "Herself.")
    decide.same_person(again, office.case_id, "Herself.")
    with pytest.raises(EntryRefused, match="before"):
        decide.same_person(office.case_id, again, "Herself.")


def test_what_was_only_asked_cannot_be_taken_back(session: Session) -> None:
    decide = DecideLikeness(session)
    (asked,) = decide.undecided(comes_again(session))
    with pytest.raises(EntryRefused, match="nothing to take back"):
        decide.take_back(asked.id, "No.")


DECISIONS: list[Callable[[DecideLikeness, UUID, UUID], object]] = [
    lambda decide, one, other: decide.same_person(one, other, "Herself."),
    lambda decide, one, other: decide.not_the_same(one, other, "Her aunt."),
    lambda decide, one, other: decide.conflict(one, other, "Both sides of one story."),
]


@pytest.mark.parametrize("decision", DECISIONS)
def test_about_a_colleagues_case_a_supervisor_decides(
    office: Office, decision: Callable[[DecideLikeness, UUID, UUID], object]
) -> None:
    with office.as_user(SUPERVISOR) as session:
        held = comes_again(session)
    with office.as_user(ADVOCATE) as session:
        decide = DecideLikeness(session)
        assert decide.undecided(office.case_id) == ()
        with pytest.raises(NotAllowed):
            decision(decide, office.case_id, held)
    with office.as_user(SUPERVISOR) as session:
        assert decision(DecideLikeness(session), office.case_id, held)


def test_a_conflict_is_a_supervisors_to_decide_and_to_take_back(session: Session, office: Office) -> None:
    again = comes_again(session)
    with pytest.raises(NotAllowed):
        DecideLikeness(session).conflict(again, office.case_id, "Both sides of one story.")
