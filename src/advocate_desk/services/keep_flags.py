"""Flags of a case: raised with a reason, looked at again, ended with a reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from advocate_desk.domain.cases import Case
from advocate_desk.domain.errors import EntryRefused
from advocate_desk.domain.flag_rules import LABELS, guard_end, guard_flag, is_due, is_up, standing_words, up
from advocate_desk.domain.flags import Flag, FlagKind
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.plain_text import accept
from advocate_desk.domain.users import Action, User, may
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.reading import names_of
from advocate_desk.services.session import Session


@dataclass(frozen=True, kw_only=True, slots=True)
class FlagForm:
    """What the form asks. ``owner_id`` is who looks at it again; None: whoever raises it."""

    kind: FlagKind
    reason: str
    review_on: date
    owner_id: UUID | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class FlagLine:
    """One flag. ``label`` names its kind; ``standing`` says when it is looked at again, or why it ended."""

    flag: Flag
    label: str
    owner: str
    standing: str
    due: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class FlagsView:
    """The flags of a case: those that are up, the gravest first; those that ended, the newest first.

    ``owners`` are the colleagues who may look after a flag, by id, in the order of their names.
    """

    up: tuple[FlagLine, ...]
    ended: tuple[FlagLine, ...]
    owners: Mapping[UUID, str] = field(default_factory=dict)


def flags_view(unit: UnitOfWork, case_id: UUID, staff: Mapping[UUID, str], today: date) -> FlagsView:
    """Return the flags of a case, read within ``unit``. ``staff`` are everybody's names."""
    every = unit.find(Flag, case_id=case_id)

    def line(flag: Flag) -> FlagLine:
        return FlagLine(
            flag=flag,
            label=LABELS[flag.kind],
            owner=staff.get(flag.owner_id, ""),
            standing=standing_words(flag, today),
            due=is_due(flag, today),
        )

    ended = sorted((one for one in every if not is_up(one)), key=lambda one: one.ended_on or today, reverse=True)
    return FlagsView(up=tuple(map(line, up(every))), ended=tuple(map(line, ended)))


class KeepFlags:
    """Keeps what everybody who opens a case must see at once."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def view(self, case_id: UUID) -> FlagsView:
        """Return the flags of a case.

        Raises:
            NotFound: no such case.
        """
        self._session.require(Action.READ_CASES)
        today = self._session.clock.today()
        with self._session.work() as unit:
            staff = names_of(unit)
            found = flags_view(unit, unit.get(Case, case_id).id, staff, today)
        return replace(found, owners=self._owners(staff))

    def _owners(self, staff: Mapping[UUID, str]) -> Mapping[UUID, str]:
        """Return those who work here and see cases: nobody else would be told when a flag is due."""
        members = self._session.vault.members()
        ids = {one.user_id for one in members if one.active and may(one.role, Action.READ_CASES)}
        return {each: name for each, name in sorted(staff.items(), key=lambda one: one[1]) if each in ids}

    def raise_flag(self, case_id: UUID, form: FlagForm) -> UUID:
        """Raise a flag, and return which.

        Raises:
            EntryRefused: no reason, a day that is not ahead, or an owner nobody knows.
            TextRefused: the reason holds what cannot be kept exactly.
        """
        self._session.require(Action.WORK_ON_CASES)
        now, today = self._session.clock.now(), self._session.clock.today()
        guard_flag(form.reason, form.review_on, today)
        with self._session.work() as unit:
            flag = Flag(
                id=new_id(now),
                stream_id=unit.get(Case, case_id).id,
                case_id=case_id,
                kind=form.kind,
                reason=accept(form.reason),
                owner_id=self._owner(unit, form.owner_id),
                review_on=form.review_on,
                raised_on=today,
            )
            unit.add(flag)
            unit.commit("flag raised")
        return flag.id

    def look_again(self, opened: Flag, form: FlagForm) -> None:
        """Keep what looking at a flag again came to: its reason, its owner and the next day.

        Raises:
            EntryRefused: as in `raise_flag`, or it has ended.
            ChangedMeanwhile: one of the same fields was changed since.
        """
        self._session.require(Action.WORK_ON_CASES)
        with self._session.work() as unit:
            if not is_up(unit.get(Flag, opened.id)):
                raise EntryRefused("This flag has ended already. Raise a new one if it is needed again.")
            guard_flag(form.reason, form.review_on, self._session.clock.today())
            values = {
                "kind": form.kind,
                "reason": accept(form.reason),
                "owner_id": self._owner(unit, form.owner_id or opened.owner_id),
                "review_on": form.review_on,
            }
            changed = {name: value for name, value in values.items() if value != getattr(opened, name)}
            if changed:
                unit.change(opened, **changed)
                unit.commit("flag looked at again")

    def end(self, opened: Flag, ended_on: date, because: str) -> None:
        """End a flag. It stays listed with the reason.

        Raises:
            EntryRefused: no reason, a day that cannot be, or it ended already.
            ChangedMeanwhile: somebody ended it since it was opened.
        """
        self._session.require(Action.WORK_ON_CASES)
        with self._session.work() as unit:
            guard_end(unit.get(Flag, opened.id), ended_on, because, self._session.clock.today())
            unit.change(opened, ended_on=ended_on, ended_because=accept(because))
            unit.commit("flag ended")

    def _owner(self, unit: UnitOfWork, owner_id: UUID | None) -> UUID:
        if owner_id is None:
            return self._session.user.id
        if not unit.find(User, id=owner_id):
            raise EntryRefused("Choose a colleague who looks at this again.")
        return owner_id
