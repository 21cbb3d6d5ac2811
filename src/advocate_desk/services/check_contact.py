"""Which ways of contact are open now, for one case or many."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from advocate_desk.domain.contact_rules import Verdict, may_reach
from advocate_desk.domain.incidents import Incident
from advocate_desk.domain.people import ContactPoint, Person, PersonRole
from advocate_desk.domain.safe_contact import Method, SafeContactPlan
from advocate_desk.domain.users import Action
from advocate_desk.services.session import Session

_Kept = TypeVar("_Kept", ContactPoint, Incident, Person)


@dataclass(frozen=True, kw_only=True, slots=True)
class OpenWays:
    """For each way of contact, whether it may be used now and why."""

    ways: Mapping[Method, Verdict]

    def allows(self, method: Method) -> bool:
        """Say whether ``method`` may be used now."""
        return self.ways[method].allowed


class CheckContact:
    """Reads safe-contact plans, the strict way."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, case_ids: Sequence[UUID]) -> dict[UUID, OpenWays]:
        """Return what is open for each case. A case without a plan has nothing open."""
        self._session.require(Action.READ_CASES)
        now, wanted = self._session.clock.now(), tuple(case_ids)
        with self._session.work() as work:
            plans = {plan.case_id: plan for plan in work.find(SafeContactPlan, case_id=wanted)}
            points = _by_case(work.find(ContactPoint, case_id=wanted))
            incidents = _by_case(work.find(Incident, case_id=wanted))
            others = _by_case(work.find(Person, case_id=wanted, role=PersonRole.OTHER_PERSON))

        def verdict(case_id: UUID, method: Method) -> Verdict:
            risky = frozenset(person.id for person in others[case_id])
            return may_reach(plans.get(case_id), points[case_id], incidents[case_id], method, now, others=risky)

        return {case_id: OpenWays(ways={method: verdict(case_id, method) for method in Method}) for case_id in wanted}


def _by_case(records: Sequence[_Kept]) -> Mapping[UUID, Sequence[_Kept]]:
    found: defaultdict[UUID, list[_Kept]] = defaultdict(list)
    for record in records:
        found[record.case_id].append(record)
    return found
