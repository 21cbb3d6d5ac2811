"""How heavy each worker's caseload is, for whoever supervises: a weight by level of risk, and never a ranking."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from advocate_desk.domain.settings import SERVICE_SETTINGS_ID, ServiceSettings
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.reading import names_of

NOT_KNOWN = "not_known"
"""The weight of a case whose risk nobody has judged."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseloadWeight:
    """One worker's open cases: how many, how heavy they are together, and whether they are more than one can hold."""

    name: str
    cases: int
    weight: int
    too_many: bool


def caseload_weights(unit: UnitOfWork, staff: Sequence[UUID]) -> tuple[CaseloadWeight, ...]:
    """Return the caseload of each of ``staff`` who leads any case, by name. Three queries, and no case is read."""
    settings, names = unit.get(ServiceSettings, SERVICE_SETTINGS_ID), names_of(unit)
    counted = unit.open_by_lead()
    found = [_weight(names[one], counted[one], settings) for one in staff if one in counted and one in names]
    return tuple(sorted(found, key=lambda one: one.name.casefold()))


def _weight(name: str, levels: Mapping[str, int], settings: ServiceSettings) -> CaseloadWeight:
    cases = sum(levels.values())
    weights = settings.case_weights
    weight = sum(number * weights.get(level or NOT_KNOWN, 1) for level, number in levels.items())
    return CaseloadWeight(name=name, cases=cases, weight=weight, too_many=cases > settings.most_cases)
