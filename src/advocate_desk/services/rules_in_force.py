"""The rules in force in one vault: what a service has changed, laid over what ships."""

from advocate_desk.domain.own_instruments import InstrumentFile, with_own
from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.services.ports import UnitOfWork


def rules_in_force(unit: UnitOfWork, shipped: Rulebook) -> Rulebook:
    """Return the rules that hold here. One query for each kind of rule a service may write."""
    return with_own(shipped, unit.find(InstrumentFile))
