"""A vault with three users, made once per run at the floor of the key derivation, and copied where it is needed.

`vault_folder` gives a copy of the folder without a records file (the store makes that); `keeper` gives the real
`Vaults`. Nothing in the program weakens the derivation: `AtTheFloor` is handed to the constructor.
"""

import tempfile
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from uuid import UUID

from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.users import Role
from advocate_desk.platforms import Platform, this_platform
from advocate_desk.vault.crypto import FLOOR, Cost
from advocate_desk.vault.keeper import VaultKeeper
from advocate_desk.vault.opened import UnlockedVault

MADE_AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class SignIn:
    """What one of the three users types."""

    name: str
    passphrase: str
    role: Role


ADMINISTRATOR = SignIn("Ada Sample", "kettle orbit willow mosaic", Role.ADMINISTRATOR)
SUPERVISOR = SignIn("Sunniva Sample", "lantern pebble voyage cactus", Role.SUPERVISOR)
ADVOCATE = SignIn("Ceri Sample", "harvest bugle nimble quartz", Role.ADVOCATE)
EVERYBODY = (ADMINISTRATOR, SUPERVISOR, ADVOCATE)


class AtTheFloor:
    """A calibration that chooses the least the program accepts: 64 MiB, three passes."""

    def choose(self) -> Cost:
        return FLOOR


@dataclass(slots=True)
class SetClock:
    """A clock that stands where it is put."""

    at: datetime = field(default=MADE_AT)

    def now(self) -> datetime:
        return self.at

    def today(self) -> date:
        return self.at.date()

    def later(self, **span: float) -> None:
        self.at += timedelta(**span)


@dataclass(frozen=True, slots=True)
class FloorVault:
    """A vault folder's files, the three users' ids, and the recovery words."""

    vault_id: UUID
    files: dict[str, bytes]
    user_ids: dict[SignIn, UUID]
    recovery_words: tuple[str, ...]


def keeper(state_dir: Path, *, clock: SetClock | None = None, platform: Platform | None = None) -> VaultKeeper:
    """Return the program's own `Vaults`, at the floor of the key derivation."""
    return VaultKeeper(platform or this_platform(), clock or SetClock(), state_dir, AtTheFloor())


@cache
def floor_vault() -> FloorVault:
    """Make the vault; from the second call on, remember it."""
    return _make("floor.advault")


@cache
def other_vault() -> FloorVault:
    """Make another vault with the same names and passphrases; from the second call on, remember it."""
    return _make("other.advault")


def vault_folder(folder: Path, vault: FloorVault | None = None) -> Path:
    """Write a copy of the vault's folder at ``folder``, which must not exist, and return it."""
    folder.mkdir(mode=0o700, parents=True)
    for name, content in (vault or floor_vault()).files.items():
        path = folder / name
        path.write_bytes(content)
        path.chmod(0o600)
    return folder


def unlocked(folder: Path, who: SignIn = ADMINISTRATOR, *, state_dir: Path | None = None) -> UnlockedVault:
    """Open ``folder`` as one of the three. Whoever calls it closes it."""
    return keeper(state_dir or folder.parent / "state").unlock(folder, who.name, who.passphrase)


def _make(name: str) -> FloorVault:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / name
        made = keeper(Path(place) / "state").create(folder, ADMINISTRATOR.name, ADMINISTRATOR.passphrase)
        user_ids = {ADMINISTRATOR: made.vault.user_id}
        for who in (SUPERVISOR, ADVOCATE):
            user_ids[who] = new_id(MADE_AT)
            made.vault.add_user(user_ids[who], who.name, who.role, who.passphrase)
        vault_id = made.vault.vault_id
        made.vault.close()
        files = {path.name: path.read_bytes() for path in folder.iterdir()}
    return FloorVault(vault_id=vault_id, files=files, user_ids=user_ids, recovery_words=made.recovery_words)
