"""Who is signed in, and the doors that are open to them."""

from collections.abc import Callable
from dataclasses import dataclass

from advocate_desk.domain.errors import NotAllowed
from advocate_desk.domain.users import Action, Role, User, may
from advocate_desk.services.ports import Clock, OpenVault, RecordStore, UnitOfWork


@dataclass(frozen=True, slots=True)
class Session:
    """What every service of a signed-in user stands on."""

    user: User
    role: Role
    vault: OpenVault
    store: RecordStore
    clock: Clock

    @property
    def work(self) -> Callable[[], UnitOfWork]:
        """Begin a unit of work."""
        return self.store.work

    def may(self, action: Action) -> bool:
        """Say whether this user's role includes ``action``."""
        return may(self.role, action)

    def require(self, action: Action) -> None:
        """Refuse what this user's role does not include.

        Raises:
            NotAllowed: nothing was done.
        """
        if not self.may(action):
            raise NotAllowed
