"""The days a service adds to the bank holidays, or takes out of them: a proclamation may come at any time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from advocate_desk.domain.errors import EntryRefused
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.own_rules import BankDay
from advocate_desk.domain.plain_text import accept_line
from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.domain.settings import Nation
from advocate_desk.domain.users import Action
from advocate_desk.services.reading import just_after, names_of
from advocate_desk.services.rules_in_force import rules_in_force
from advocate_desk.services.session import Session

_SATURDAY = 5
_WARNED_BEFORE = 366
"""Days before the end of the list at which somebody is told: clocks of a year count that far."""


@dataclass(frozen=True, kw_only=True, slots=True)
class BankDaysView:
    """The days of each nation from today on, what the service changed and who did, and where the list ends.

    ``ends_soon`` says that clocks begin to reach beyond it.
    """

    ahead: Mapping[Nation, tuple[date, ...]]
    own: tuple[tuple[BankDay, str], ...]
    ends: date
    ends_soon: bool


class KeepBankDays:
    """Lays a service's own days over the list that ships."""

    def __init__(self, session: Session, rules: Rulebook) -> None:
        self._session, self._rules = session, rules

    def view(self) -> BankDaysView:
        """Return the days that hold."""
        self._session.require(Action.READ_CASES)
        today = self._session.clock.today()
        with self._session.work() as unit:
            holidays = rules_in_force(unit, self._rules).holidays
            own, names = unit.find(BankDay, order_by=("day", "id")), names_of(unit)
        return BankDaysView(
            ahead={nation: tuple(sorted(day for day in holidays.of(nation) if day >= today)) for nation in Nation},
            own=tuple((one, names.get(one.made_by, "")) for one in own),
            ends=holidays.ends,
            ends_soon=(holidays.ends - today).days < _WARNED_BEFORE,
        )

    def keep(self, nation: Nation, day: date, *, is_holiday: bool, source: str) -> UUID:
        """Count ``day`` as a bank holiday of ``nation`` from now on, or no more, and return under which id.

        Raises:
            NotAllowed: for supervisors and administrators only.
            EntryRefused: nothing says where it was read, it is a weekend, or it is so already; in words.
        """
        self._session.require(Action.KEEP_VAULT)
        if not source.strip():
            raise EntryRefused("Say where this was read, such as gov.uk/bank-holidays.")
        if day.weekday() >= _SATURDAY:
            raise EntryRefused(
                "This day is a weekend, which is no working day anyway. Give the day that stands for it."
            )
        now = self._session.clock.now()
        with self._session.work() as unit:
            if (day in rules_in_force(unit, self._rules).holidays.of(nation)) is is_holiday:
                raise EntryRefused(
                    "This day is a bank holiday there already." if is_holiday else "This day is no bank holiday there."
                )
            others = unit.find(BankDay, nation=nation, day=day)
            kept = BankDay(
                id=new_id(now),
                nation=nation,
                day=day,
                is_holiday=is_holiday,
                source=accept_line(source),
                made_at=just_after(now, (one.made_at for one in others)),
                made_by=self._session.user.id,
            )
            unit.add(kept)
            unit.commit("bank holiday kept")
        return kept.id

    def remove(self, day_id: UUID) -> None:
        """Take a day of the service's own back; the list that ships holds again.

        Raises:
            NotAllowed: for supervisors and administrators only.
        """
        self._session.require(Action.KEEP_VAULT)
        with self._session.work() as unit:
            unit.remove(unit.get(BankDay, day_id))
            unit.commit("bank holiday taken back")

    def restore(self, day_id: UUID) -> None:
        """Undo `remove`.

        Raises:
            NotAllowed: for supervisors and administrators only.
        """
        self._session.require(Action.KEEP_VAULT)
        with self._session.work() as unit:
            unit.change(unit.get_removed(BankDay, day_id), deleted_at=None)
            unit.commit("bank holiday brought back")
