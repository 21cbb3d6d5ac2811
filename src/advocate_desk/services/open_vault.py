"""Creating a vault, signing in, and keeping it whole: backup, restore, verify, rebuild."""

from dataclasses import dataclass
from pathlib import Path

from advocate_desk.domain.users import Role
from advocate_desk.services.ports import Clock, Progress, RecordStores, VaultInfo, Vaults
from advocate_desk.services.session import Session


@dataclass(frozen=True, kw_only=True, slots=True)
class NewVault:
    """What first run asks."""

    folder: Path
    service_name: str
    user_name: str
    passphrase: str
    is_sample: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class NewUser:
    """A colleague. ``sign_in_name`` is what they type; it is also their display name at first."""

    sign_in_name: str
    role: Role
    passphrase: str
    job_title: str = ""


class OpenVaults:
    """Everything that is done to a vault as a whole."""

    def __init__(self, vaults: Vaults, stores: RecordStores, clock: Clock) -> None:
        self._vaults = vaults
        self._stores = stores
        self._clock = clock

    def create(self, new: NewVault) -> tuple[Session, tuple[str, ...]]:
        """Make a vault and return its first administrator's session and the 24 recovery words.

        Before returning, the recovery words are proved to open the vault.
        """
        raise NotImplementedError

    def unlock(self, folder: Path, sign_in_name: str, passphrase: str) -> Session:
        """Sign in."""
        raise NotImplementedError

    def add_user(self, session: Session, new: NewUser) -> None:
        """Add a colleague who is here to type a passphrase of their own (administrators only)."""
        raise NotImplementedError

    def info(self, folder: Path) -> VaultInfo:
        """Tell what can be told without a passphrase."""
        return self._vaults.info(folder)

    def back_up(self, session: Session, to: Path, progress: Progress | None = None) -> None:
        """Write one encrypted file; it counts only after it was opened again and checked."""
        raise NotImplementedError

    def restore(self, backup: Path, to: Path) -> None:
        """Unpack a backup into a new folder. Never overwrites."""
        raise NotImplementedError

    def verify(self, session: Session, progress: Progress | None = None) -> None:
        """Check header, file, journal and tables.

        Raises:
            DoesNotVerify: with what is hurt.
        """
        raise NotImplementedError

    def rebuild(self, session: Session, to: Path) -> None:
        """Replay the journal into a new vault."""
        raise NotImplementedError
