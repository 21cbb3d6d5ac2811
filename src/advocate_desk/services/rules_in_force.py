"""The rules in force in one vault: what a service has changed, laid over what ships."""

from dataclasses import replace

from advocate_desk.domain.bank_holidays import with_bank_days
from advocate_desk.domain.own_instruments import InstrumentFile, with_own
from advocate_desk.domain.own_rules import BankDay, OwnRule
from advocate_desk.domain.own_way import with_own_way
from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.services.ports import UnitOfWork


def rules_in_force(unit: UnitOfWork, shipped: Rulebook) -> Rulebook:
    """Return the rules that hold here. One query for each kind of rule a service may write."""
    rules = with_own(shipped, unit.find(InstrumentFile))
    own, days = unit.find(OwnRule), unit.find(BankDay)
    if not own and not days:
        return rules
    return replace(rules, way=with_own_way(rules.way, own).rules, holidays=with_bank_days(rules.holidays, days))
