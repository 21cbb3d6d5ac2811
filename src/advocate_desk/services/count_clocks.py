"""Counts the clocks of one case or of many at once, from what the records hold and the rules in force."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.cases import Case
from advocate_desk.domain.clock_engine import DutyTable, clocks_of
from advocate_desk.domain.clock_entries import ClockEntry, EnhancedRights
from advocate_desk.domain.clocks import Clock, ClockFacts
from advocate_desk.domain.people import Person, PersonRole
from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.domain.settings import SERVICE_SETTINGS_ID, ServiceSettings
from advocate_desk.services.case_events import events_of_cases
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.reading import by_case
from advocate_desk.services.session import Session


def clocks_of_cases(
    unit: UnitOfWork, session: Session, rules: Rulebook, cases: Sequence[Case], now: datetime
) -> Mapping[UUID, tuple[Clock, ...]]:
    """Return the clocks of each of ``cases``, in the order of `clocks_of`. About twenty queries, however many cases.

    Args:
        unit: what is read from.
        session: who reads; what is kept apart from them starts no clock for them.
        rules: the rules in force (`rules_in_force`).
        cases: the cases.
        now: the moment, aware.
    """
    if not cases:
        return {}
    ids = tuple(case.id for case in cases)
    clients = {case.id: case.client_id for case in cases}
    people = unit.find(Person, case_id=ids, role=(PersonRole.CLIENT, PersonRole.CHILD))
    born = {one.case_id: one.date_of_birth for one in people if clients.get(one.case_id) == one.id}
    events = events_of_cases(unit, session, rules.way, cases, people)
    entries = by_case(unit.find(ClockEntry, case_id=ids))
    rights = {one.case_id: one for one in unit.find(EnhancedRights, case_id=ids, order_by=("recorded_at", "id"))}
    nation = unit.get(ServiceSettings, SERVICE_SETTINGS_ID).nation
    table = DutyTable(rules.way.duties)
    return {
        case_id: clocks_of(
            ClockFacts(
                case_id=case_id,
                events=events[case_id],
                entries=tuple(entries[case_id]),
                enhanced=rights[case_id].answer if case_id in rights else Answer.NOT_ASKED,
                nation=nation,
                born_on=born.get(case_id),
            ),
            table,
            rules.holidays,
            now,
        )
        for case_id in ids
    }
