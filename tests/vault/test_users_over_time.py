"""Whatever administrators do in whatever order: who can open the vault with what, and whose signatures verify."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from advocate_desk.domain.errors import (
    CannotDisableYourself,
    CodeExpired,
    NameAnAdministrator,
    NotFound,
    PassphraseNotSet,
    SignInNameTaken,
    WrongPassphrase,
)
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.users import Role
from advocate_desk.vault import opening, slots
from advocate_desk.vault.codes import DAYS
from advocate_desk.vault.crypto import Cost, tidy_passphrase
from advocate_desk.vault.opened import UnlockedVault
from tests.support.vaults import ADMINISTRATOR, SetClock, keeper

NAMES = (ADMINISTRATOR.name, "Bea Sample", "Cy Sample")
ROLES = (Role.ADMINISTRATOR, Role.ADMINISTRATOR, Role.ADVOCATE)
MESSAGE = b"approved"


@dataclass(slots=True)
class Known:
    """What the model knows of somebody. ``left`` is the days their code still opens, None for a passphrase."""

    user_id: UUID
    role: Role
    secret: str
    left: int | None = None
    active: bool = True
    gone: list[str] = field(default_factory=list)
    signed: list[bytes] = field(default_factory=list)

    def turn_to(self, secret: str, left: int | None = None) -> None:
        self.gone.append(self.secret)
        self.secret, self.left = secret, left

    @property
    def may_sign_in(self) -> bool:
        return self.active and self.left is None


def quick_stretch(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """Stand in for the derivation, which is slow on purpose and proved elsewhere."""
    return blake2b(tidy_passphrase(passphrase).encode(), key=salt, digest_size=32).digest()


class Users(RuleBasedStateMachine):
    """A vault beside what should be true of it."""

    def __init__(self) -> None:
        super().__init__()
        self._patch = pytest.MonkeyPatch()
        for module in (slots, opening):
            self._patch.setattr(module, "stretch", quick_stretch)
        self._place = Path(tempfile.mkdtemp())
        self._clock = SetClock()
        self._vaults = keeper(self._place / "state", clock=self._clock)
        self._folder = self._place / "v.advault"
        self._number = 0
        self.known: list[Known] = []
        self.now: dict[str, Known] = {}

    @initialize()
    def make(self) -> None:
        made = self._vaults.create(self._folder, ADMINISTRATOR.name, ADMINISTRATOR.passphrase)
        self._words = made.recovery_words
        self._remember(NAMES[0], Known(made.vault.user_id, Role.ADMINISTRATOR, ADMINISTRATOR.passphrase))
        for at, name in enumerate(NAMES[1:], start=1):
            user_id, passphrase = new_id(self._clock.now()), self._passphrase()
            made.vault.add_user(user_id, name, ROLES[at], passphrase)
            self._remember(name, Known(user_id, ROLES[at], passphrase))
        made.vault.close()
        for name in NAMES:
            self.sign(name)

    def teardown(self) -> None:
        self._patch.undo()
        shutil.rmtree(self._place)

    def _remember(self, name: str, known: Known) -> None:
        self.known.append(known)
        self.now[name] = known

    def _passphrase(self) -> str:
        self._number += 1
        return f"umbrella gravel notion {self._number}"

    def _as(self, name: str) -> UnlockedVault:
        return self._vaults.unlock(self._folder, name, self.now[name].secret)

    def _administrators(self) -> list[str]:
        return [name for name, one in self.now.items() if one.may_sign_in and one.role is Role.ADMINISTRATOR]

    @rule(at=st.sampled_from(range(len(NAMES))))
    def add(self, at: int) -> None:
        name, user_id = NAMES[at], new_id(self._clock.now())
        vault = self._as(self._administrators()[0])
        if self.now[name].active:
            with pytest.raises(SignInNameTaken):
                vault.add_user_with_code(user_id, name, ROLES[at])
        else:
            self._remember(
                name, Known(user_id, ROLES[at], vault.add_user_with_code(user_id, name, ROLES[at]).code, DAYS)
            )
        vault.close()

    @rule(name=st.sampled_from(NAMES))
    def set_first_passphrase(self, name: str) -> None:
        one, new = self.now[name], self._passphrase()
        if one.active and one.left is not None and one.left >= 0:
            self._vaults.unlock_with_code(self._folder, name, one.secret, new).close()
            one.turn_to(new)

    @rule(name=st.sampled_from(NAMES))
    def change_passphrase(self, name: str) -> None:
        if self.now[name].may_sign_in:
            vault, new = self._as(name), self._passphrase()
            vault.change_passphrase(self.now[name].secret, new)
            vault.close()
            self.now[name].turn_to(new)

    @rule(name=st.sampled_from(NAMES))
    def sign(self, name: str) -> None:
        if self.now[name].may_sign_in:
            vault = self._as(name)
            self.now[name].signed.append(vault.sign(MESSAGE))
            vault.close()

    @rule(name=st.sampled_from(NAMES))
    def disable(self, name: str) -> None:
        with self._meant(name) as (vault, one):
            vault.disable_user(one.user_id)
            one.active = False

    @rule(name=st.sampled_from(NAMES))
    def reset(self, name: str) -> None:
        with self._meant(name) as (vault, one):
            one.turn_to(vault.reset_user(one.user_id).code, DAYS)

    @contextmanager
    def _meant(self, name: str) -> Iterator[tuple[UnlockedVault, Known]]:
        """Let an administrator do something to somebody, and see that it is refused where it must be."""
        actor, one = self._administrators()[-1], self.now[name]
        vault = self._as(actor)
        if name == actor:
            with pytest.raises(CannotDisableYourself):
                yield vault, one
        elif not one.active:
            with pytest.raises(NotFound):
                yield vault, one
        else:
            yield vault, one
        vault.close()

    @rule(name=st.sampled_from(("", *NAMES)))
    def recover(self, name: str) -> None:
        vault = self._vaults.unlock_to_recover(self._folder, self._words)
        may_be = [one for one, known in self.now.items() if known.active and known.role is Role.ADMINISTRATOR]
        wanted = [one for one in may_be if name in {"", one}]
        if len(wanted) == 1:
            new = self._passphrase()
            vault.recover(vault.recoverable(name), new)
            self.now[wanted[0]].turn_to(new)
            assert vault.user_id == self.now[wanted[0]].user_id
        else:
            with pytest.raises(NameAnAdministrator if wanted else NotFound):
                vault.recoverable(name)
        vault.close()

    @precondition(lambda self: any(one.left is not None for one in self.now.values()))
    @rule(days=st.integers(1, DAYS + 1))
    def wait(self, days: int) -> None:
        self._clock.later(days=days)
        for one in self.now.values():
            if one.left is not None:
                one.left -= days

    @invariant()
    def an_administrator_can_sign_in(self) -> None:
        if self.now:
            assert self._administrators()

    @invariant()
    def everybody_opens_with_what_is_theirs_and_with_nothing_else(self) -> None:
        for name, one in self.now.items():
            if one.gone:
                with pytest.raises(WrongPassphrase):
                    self._vaults.unlock(self._folder, name, one.gone[-1])
            if one.may_sign_in:
                vault = self._as(name)
                assert (vault.user_id, vault.role) == (one.user_id, one.role)
                vault.close()
                continue
            with pytest.raises(self._refusal(one)):
                self._as(name)

    @staticmethod
    def _refusal(one: Known) -> type[Exception]:
        if not one.active:
            return WrongPassphrase
        return PassphraseNotSet if one.left is not None and one.left >= 0 else CodeExpired

    @invariant()
    def the_directory_says_so_and_every_signature_verifies(self) -> None:
        if not self.now:
            return
        vault = self._as(self._administrators()[0])
        members = {member.user_id: member for member in vault.members()}
        assert set(members) == {one.user_id for one in self.known}
        for one in self.known:
            member = members[one.user_id]
            assert (member.role, member.active) == (one.role, one.active)
            assert (member.code_until is not None) == (one.active and one.left is not None)
            assert all(vault.verify(one.user_id, MESSAGE, signature) for signature in one.signed)
        vault.close()


TestUsersOverTime = Users.TestCase
TestUsersOverTime.settings = settings(
    max_examples=25, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
)
