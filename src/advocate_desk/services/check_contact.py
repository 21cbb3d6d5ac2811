"""Which ways of contact are open today, for one case or many."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from advocate_desk.domain.contact_rules import Verdict, may_use
from advocate_desk.domain.people import ContactPoint
from advocate_desk.domain.safe_contact import Method, SafeContactPlan
from advocate_desk.domain.users import Action
from advocate_desk.services.session import Session


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenWays:
    """For each way of contact, whether it may be used today and why."""

    ways: Mapping[Method, Verdict]

    def allows(self, method: Method) -> bool:
        """Say whether ``method`` may be used today."""
        return self.ways[method].allowed


class CheckContact:
    """Reads safe-contact plans, the strict way."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, case_ids: Sequence[UUID]) -> dict[UUID, OpenWays]:
        """Return what is open for each case. A case without a plan has nothing open."""
        self._session.require(Action.READ_CASES)
        today = self._session.clock.today()
        wanted = tuple(case_ids)
        points: defaultdict[UUID, list[ContactPoint]] = defaultdict(list)
        with self._session.work() as work:
            plans = {plan.case_id: plan for plan in work.find(SafeContactPlan, case_id=wanted)}
            for point in work.find(ContactPoint, case_id=wanted):
                points[point.case_id].append(point)
        return {
            case_id: OpenWays(
                ways={method: may_use(plans.get(case_id), points[case_id], method, today) for method in Method}
            )
            for case_id in wanted
        }
