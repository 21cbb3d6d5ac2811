"""Colleagues: added with a one-time code, disabled, given a new way in; and one's own passphrase."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from advocate_desk.domain.dates_in_words import time_and_day
from advocate_desk.domain.errors import EntryRefused, KnownFailure, NotFound
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.keeping import Notice, NoticeSeen
from advocate_desk.domain.record import SHARED_STREAM
from advocate_desk.domain.users import Action, Role, User
from advocate_desk.services.open_vault import OpenVaults
from advocate_desk.services.session import Session
from advocate_desk.services.vault_ports import IssuedCode, Member

NAME_NOT_WRITTEN = "Name not written yet"
"""For a colleague whose name was lost to a crash: their first sign-in writes it."""

WHAT_DISABLING_LEAVES = (
    "Copies and backups made before still open with their passphrase. Whoever kept one can also read what is written "
    "here later, if they get at this vault's files: keep this computer and the backups out of their hands."
)
"""Said when somebody is disabled, for the key of the records stays the same (docs/security.md)."""


@dataclass(frozen=True, kw_only=True, slots=True)
class UserLine:
    """Somebody who signs in, or did. ``code_until`` is the last day of a one-time code that was not used yet."""

    user_id: UUID
    name: str
    job_title: str
    role: Role
    active: bool
    is_you: bool
    waits_for_code: bool
    code_until: date | None


@dataclass(frozen=True, kw_only=True, slots=True)
class NewCode:
    """A one-time code for ``name``, to be shown once: no readable form of it is kept. It works through ``until``."""

    name: str
    code: str
    until: date


@dataclass(frozen=True, kw_only=True, slots=True)
class NoticeLine:
    """Something that happened to the vault, which whoever is signed in was not shown yet."""

    notice_id: UUID
    sentence: str
    happened_at: datetime


class ManageUsers:
    """Manages who signs in."""

    def __init__(self, session: Session, vaults: OpenVaults) -> None:
        self._session = session
        self._vaults = vaults

    def people(self) -> tuple[UserLine, ...]:
        """Return everybody who signs in or did: those who may first, then by name.

        Raises:
            NotAllowed: for administrators only.
        """
        self._session.require(Action.MANAGE_USERS)
        rows = self._rows()
        lines = (self._line(member, rows.get(member.user_id)) for member in self._session.vault.members())
        return tuple(sorted(lines, key=lambda line: (not line.active, line.name.casefold())))

    def find(self, name: str) -> UserLine:
        """Return the one who may sign in that ``name`` means: how they are called, sign in, or their id.

        Somebody whose name never came to the records, because adding them was cut short, is found by how they sign in.

        Raises:
            NotAllowed: for administrators only.
            NotFound, KnownFailure: there is none, or more than one. Nothing was changed.
        """
        active = [line for line in self.people() if line.active]
        wanted = _one_way(name)
        found = [line for line in active if wanted in {_one_way(line.name), str(line.user_id)}]
        if not found:
            signs_in = self._session.vault.signing_in_as(name)
            found = [line for line in active if line.user_id == signs_in]
        if not found:
            raise NotFound("Nobody of that name can sign in. Nothing was changed. 'vault user list' shows who can.")
        if len(found) > 1:
            raise KnownFailure(
                "More than one person has that name. Nothing was changed. Use the id of 'vault user list'."
            )
        return found[0]

    def add(self, name: str, role: Role, job_title: str = "") -> NewCode:
        """Add a colleague, who sets a passphrase of their own when they first sign in with the code.

        Raises:
            NotAllowed, EntryRefused, TextRefused, SignInNameTaken, DiskFull, NoRights: nothing was changed.
        """
        self._session.require(Action.MANAGE_USERS)
        if not name.strip():
            raise EntryRefused("Type the name they will sign in with. Nobody was added.")
        issued = self._vaults.add_user_with_code(self._session, name.strip(), role, job_title.strip())
        return _new_code(name.strip(), issued)

    def disable(self, user_id: UUID) -> None:
        """Take somebody's way in away. What they wrote and signed stays theirs.

        Raises:
            NotAllowed, CannotDisableYourself, LastAdministrator, NotFound, DiskFull, NoRights: nothing was changed.
        """
        self._session.require(Action.MANAGE_USERS)
        self._session.vault.disable_user(user_id)

    def reset(self, user_id: UUID) -> NewCode:
        """Give somebody who lost their passphrase a one-time code. Their old passphrase opens nothing from then on.

        Raises:
            NotAllowed, NotFound, DiskFull, NoRights: nothing was changed.
        """
        self._session.require(Action.MANAGE_USERS)
        issued = self._session.vault.reset_user(user_id)
        return _new_code(_name(self._rows().get(user_id)), issued)

    def change_own_passphrase(self, old: str, new: str) -> None:
        """Give oneself a new passphrase.

        Raises:
            WrongPassphrase, WeakPassphrase, TooManyTries, DiskFull, NoRights: nothing was changed.
        """
        self._session.vault.change_passphrase(old, new)

    def notices(self) -> tuple[NoticeLine, ...]:
        """Return what happened to the vault that whoever is signed in was not shown yet, oldest first."""
        with self._session.work() as unit:
            seen = {each.notice_id for each in unit.find(NoticeSeen, user_id=self._session.user.id)}
            waiting = [each for each in unit.find(Notice, order_by=("happened_at", "id")) if each.id not in seen]
            names = {user.id: user.display_name for user in unit.find(User)} if waiting else {}
        return tuple(
            NoticeLine(
                notice_id=each.id,
                sentence=_sentence(each, names.get(each.about_user_id) if each.about_user_id else None),
                happened_at=each.happened_at,
            )
            for each in waiting
        )

    def seen(self, notice_id: UUID) -> None:
        """Record that whoever is signed in was shown a notice. Harmless when said again."""
        session = self._session
        with session.work() as unit:
            unit.get(Notice, notice_id)
            if unit.find(NoticeSeen, notice_id=notice_id, user_id=session.user.id, limit=1):
                return
            now = session.clock.now()
            unit.add(
                NoticeSeen(
                    id=new_id(now),
                    stream_id=SHARED_STREAM,
                    notice_id=notice_id,
                    user_id=session.user.id,
                    seen_at=now,
                )
            )
            unit.commit("notice seen")

    def _rows(self) -> dict[UUID, User]:
        with self._session.work() as unit:
            return {user.id: user for user in unit.find(User)}

    def _line(self, member: Member, row: User | None) -> UserLine:
        return UserLine(
            user_id=member.user_id,
            name=_name(row),
            job_title=row.job_title if row else "",
            role=member.role,
            active=member.active,
            is_you=member.user_id == self._session.user.id,
            waits_for_code=member.code_until is not None,
            code_until=member.code_until,
        )


def _one_way(name: str) -> str:
    return " ".join(name.casefold().split())


def _name(row: User | None) -> str:
    return row.display_name if row else NAME_NOT_WRITTEN


def _new_code(name: str, issued: IssuedCode) -> NewCode:
    return NewCode(name=name, code=issued.code, until=issued.until)


def _sentence(notice: Notice, name: str | None) -> str:
    when = time_and_day(notice.happened_at)
    return (
        f"The recovery words were used at {when} to give {name or 'an administrator'} a new passphrase. "
        "If you did not expect this, ask your administrator about it today."
    )
