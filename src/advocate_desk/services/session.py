"""Who is signed in, and the doors that are open to them."""

from collections.abc import Callable
from dataclasses import dataclass

from advocate_desk.domain.errors import NotAllowed, SampleVault
from advocate_desk.domain.settings import SERVICE_SETTINGS_ID, ServiceSettings
from advocate_desk.domain.users import Action, Role, User, may
from advocate_desk.services.ports import Clock, RecordStore, UnitOfWork
from advocate_desk.services.vault_ports import OpenVault


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

    @property
    def read_only(self) -> bool:
        """Whether nothing may be written: a read-only folder, or a vault that a newer program must write."""
        return self.vault.read_only

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

    def settings(self) -> ServiceSettings:
        """Return what the service set for its letters and screens."""
        with self.work() as unit:
            return unit.get(ServiceSettings, SERVICE_SETTINGS_ID)

    def refuse_real_people(self) -> None:
        """Refuse to bring real people into the sample vault.

        A sample vault's passphrase is printed for everybody to read, and its pages say SAMPLE: nothing real
        may ever lie in it, so no spreadsheet of people is read into it.

        Raises:
            SampleVault: this is the sample vault.
        """
        if self.settings().is_sample:
            raise SampleVault

    def close(self) -> None:
        """Let go of the records and the vault. Nothing of this session works afterwards."""
        self.store.close()
        self.vault.close()
