"""Which cases are episodes of one person: by decisions that each can be taken back, and never by the program's own."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from advocate_desk.domain.cases import CaseLink, LinkKind


def episodes_of(case_id: UUID, links: Iterable[CaseLink]) -> frozenset[UUID]:
    """Return every case joined with ``case_id``, itself too: whoever is the same as the same person is that person."""
    beside: dict[UUID, set[UUID]] = defaultdict(set)
    for link in links:
        if link.kind is LinkKind.SAME_PERSON:
            beside[link.from_case_id].add(link.to_case_id)
            beside[link.to_case_id].add(link.from_case_id)
    found, waiting = {case_id}, [case_id]
    while waiting:
        further = beside[waiting.pop()] - found
        found |= further
        waiting.extend(further)
    return frozenset(found)


def between(one: Iterable[UUID], other: Iterable[UUID], links: Iterable[CaseLink], kind: LinkKind) -> bool:
    """Say whether any of ``one`` and any of ``other`` are linked by ``kind``, whichever way round."""
    mine, theirs = frozenset(one), frozenset(other)
    return any(
        link.kind is kind
        and (
            (link.from_case_id in mine and link.to_case_id in theirs)
            or (link.from_case_id in theirs and link.to_case_id in mine)
        )
        for link in links
    )


def is_decided(one: UUID, other: UUID, links: Sequence[CaseLink]) -> bool:
    """Say whether a person decided about these two, so that nobody is asked about them again."""
    decisions = (LinkKind.SAME_PERSON, LinkKind.NOT_THE_SAME, LinkKind.CONFLICT)
    return other in episodes_of(one, links) or any(between((one,), (other,), links, kind) for kind in decisions)


def is_settled(asked: CaseLink, links: Sequence[CaseLink]) -> bool:
    """Say whether the question that ``asked`` is has its answer. Two episodes of one person are no conflict."""
    if asked.kind is LinkKind.POSSIBLE_DUPLICATE:
        return is_decided(asked.from_case_id, asked.to_case_id, links)
    answers = [link for link in links if link.kind in {LinkKind.CONFLICT, LinkKind.NO_CONFLICT}]
    if asked.from_case_id == asked.to_case_id:
        return any(_beside(link) == _beside(asked) for link in answers)
    pair = {asked.from_case_id, asked.to_case_id}
    decided = any({link.from_case_id, link.to_case_id} == pair for link in answers)
    return decided or asked.to_case_id in episodes_of(asked.from_case_id, links)


def _beside(link: CaseLink) -> tuple[UUID, UUID | None, UUID | None]:
    """Return the case of a link, and the colleague or agency beside it."""
    return link.from_case_id, link.user_id, link.agency_id
