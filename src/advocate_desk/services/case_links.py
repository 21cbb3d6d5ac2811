"""The links of a case and of every other episode of the same person."""

from uuid import UUID

from advocate_desk.domain.cases import CaseLink
from advocate_desk.domain.episodes import episodes_of
from advocate_desk.services.ports import UnitOfWork


def links_around(unit: UnitOfWork, *case_ids: UUID) -> tuple[CaseLink, ...]:
    """Return every link that touches one of these cases, or an episode joined with one, however far."""
    found: dict[UUID, CaseLink] = {}
    seen: set[UUID] = set()
    waiting = set(case_ids)
    while waiting:
        seen |= waiting
        among = tuple(waiting)
        links = (*unit.find(CaseLink, from_case_id=among), *unit.find(CaseLink, to_case_id=among))
        found |= {link.id: link for link in links}
        joined = frozenset[UUID]().union(*(episodes_of(case_id, found.values()) for case_id in case_ids))
        waiting = set(joined) - seen
    return tuple(found.values())
