from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from advocate_desk.domain.cases import CaseLink, LinkKind
from advocate_desk.domain.episodes import episodes_of, is_decided
from advocate_desk.domain.record import SHARED_STREAM

PAIRS = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=12)


def link(one: int, other: int, kind: LinkKind = LinkKind.SAME_PERSON) -> CaseLink:
    return CaseLink(
        id=UUID(int=100 * one + other),
        stream_id=SHARED_STREAM,
        kind=kind,
        from_case_id=UUID(int=one),
        to_case_id=UUID(int=other),
    )


@given(PAIRS)
def test_the_episodes_of_one_person_are_the_same_from_whichever_of_them_they_are_asked(
    pairs: list[tuple[int, int]],
) -> None:
    """In rings, in chains and twice over: each group is the one that joining pair by pair makes."""
    group = {number: {number} for number in range(8)}
    for one, other in pairs:
        for each in (joined := group[one] | group[other]):
            group[each] = joined
    links = [link(*pair) for pair in pairs]
    for number in range(8):
        assert {case.int for case in episodes_of(UUID(int=number), links)} == group[number]


@given(PAIRS, st.sampled_from([kind for kind in LinkKind if kind is not LinkKind.SAME_PERSON]))
def test_only_a_decision_that_they_are_one_joins(pairs: list[tuple[int, int]], kind: LinkKind) -> None:
    links = [link(*pair, kind) for pair in pairs]
    assert episodes_of(UUID(int=1), links) == {UUID(int=1)}


def test_nobody_is_asked_again_about_two_who_were_decided_about() -> None:
    for kind in (LinkKind.SAME_PERSON, LinkKind.NOT_THE_SAME, LinkKind.CONFLICT):
        assert is_decided(UUID(int=2), UUID(int=1), [link(1, 2, kind)])
    assert not is_decided(UUID(int=1), UUID(int=2), [link(1, 2, LinkKind.POSSIBLE_DUPLICATE)])
    assert is_decided(UUID(int=1), UUID(int=3), [link(1, 2), link(3, 2)])
    assert not is_decided(UUID(int=1), UUID(int=3), [link(1, 2, LinkKind.NOT_THE_SAME)])
