"""What the vault's tests stand on: a fresh copy of the shared vault, and the real `Vaults`."""

from pathlib import Path

import pytest

from advocate_desk.vault.keeper import VaultKeeper
from tests.support.vaults import SetClock, keeper, vault_folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the vault with three users, and a stand-in for its records."""
    copy = vault_folder(tmp_path / "sample.advault")
    (copy / "records.1.db").write_bytes(bytes(range(256)) * 40)
    return copy


@pytest.fixture
def clock() -> SetClock:
    """A clock that stands where it is put."""
    return SetClock()


@pytest.fixture
def state_dir(tmp_path: Path) -> Path:
    """The user's own folder, outside the vault."""
    return tmp_path / "state"


@pytest.fixture
def vaults(state_dir: Path, clock: SetClock) -> VaultKeeper:
    """The program's own `Vaults`."""
    return keeper(state_dir, clock=clock)
