"""The numbers by which the record is held against the criteria for a MARAC. Areas differ, so they are data."""

from collections.abc import Mapping
from dataclasses import dataclass

from advocate_desk.domain.incidents import IncidentKind
from advocate_desk.domain.rule_table import Provenance, RuleTable


@dataclass(frozen=True, kw_only=True, slots=True)
class MaracCriteria:
    """When the record meets a criterion.

    A repeat is an incident within ``repeat_months`` of a pair's last referral. Escalation is ``escalation_incidents``
    or more within ``escalation_months``; what comes more often, or is of a kind among ``grave`` that was not there
    before, is seen by comparing the last ``trend_months`` with what went before.
    """

    version: int
    repeat_months: int
    repeat: Provenance
    escalation_incidents: int
    escalation_months: int
    escalation: Provenance
    trend_months: int
    grave: frozenset[IncidentKind]
    trend: Provenance


def parse_criteria(data: Mapping[str, object], file: str) -> MaracCriteria:
    """Read the criteria from a parsed rule file named ``file``.

    Raises:
        RuleFileRefused: a key is missing, wrong or unknown; a trend is longer than what it is part of.
    """
    table = RuleTable(data, file)
    repeat, escalation, trend = table.table("repeat"), table.table("escalation"), table.table("trend")
    criteria = MaracCriteria(
        version=table.whole("version"),
        repeat_months=repeat.whole("months"),
        repeat=repeat.provenance(),
        escalation_incidents=escalation.whole("incidents"),
        escalation_months=escalation.whole("months"),
        escalation=escalation.provenance(),
        trend_months=trend.whole("months"),
        grave=frozenset(trend.some_of("grave", IncidentKind)),
        trend=trend.provenance(),
    )
    for part in (repeat, escalation, trend, table):
        part.done()
    if criteria.trend_months * 2 > criteria.escalation_months:
        raise trend.refuse("months", "must fit twice into the months of escalation")
    return criteria
