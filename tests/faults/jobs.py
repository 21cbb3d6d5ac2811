"""The jobs that change a vault as a whole, each with what must hold wherever it was killed."""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from advocate_desk.domain.directory import Agency
from advocate_desk.domain.errors import WrongPassphrase
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.record import SHARED_STREAM
from advocate_desk.services.open_vault import NewVault, OpenVaults
from advocate_desk.services.session import Session
from tests.faults import planted_case as planted
from tests.services.desk import SetClock, keep, vaults_at
from tests.support.environment import Computer
from tests.support.program import PROGRAM, AtTerminal


@dataclass(frozen=True, slots=True)
class Place:
    """A computer of its own with a vault, a backup of it, and the passphrases in files."""

    root: Path
    repository: Path
    agency_id: UUID

    @property
    def vault(self) -> Path:
        return self.root / "office.advault"

    @property
    def backup(self) -> Path:
        return self.root / "before.adbackup"

    @property
    def new_vault(self) -> Path:
        return self.root / "new.advault"

    @property
    def new_backup(self) -> Path:
        return self.root / "new.adbackup"

    def terminal(self, before: Sequence[str] = ()) -> AtTerminal:
        variables = Computer(self.root / "pc").variables()
        passphrase = self.root / "passphrase"
        return AtTerminal(self.repository, self.vault, planted.ADMINISTRATOR, passphrase, variables, before)

    def vaults(self) -> OpenVaults:
        return vaults_at(self.root / "state", SetClock())

    def another(self, root: Path) -> "Place":
        """Return a copy, with everything as it was, at ``root``."""
        shutil.copytree(self.root, root)
        return Place(root, self.repository, self.agency_id)


def make_place(root: Path, repository: Path) -> Place:
    """Make a vault with one agency in its directory, and a backup."""
    root.mkdir()
    Computer(root / "pc").make()
    planted.write_passphrases(root)
    clock = SetClock()
    agency_id = new_id(clock.now())
    place = Place(root, repository, agency_id)
    new = NewVault(
        folder=place.vault,
        service_name=planted.SERVICE,
        user_name=planted.ADMINISTRATOR,
        passphrase=planted.PASSPHRASE,
    )
    session, _ = place.vaults().create(new)
    keep(session, Agency(id=agency_id, stream_id=SHARED_STREAM, name=planted.COUNCIL))
    place.vaults().back_up(session, place.backup)
    session.close()
    return place


def opened(place: Place, vault: Path, passphrase: str) -> Session | None:
    """Sign in, or return None where the passphrase is not the one."""
    try:
        return place.vaults().unlock(vault, planted.ADMINISTRATOR, passphrase)
    except WrongPassphrase:
        return None


def opens(place: Place, passphrase: str) -> bool:
    """Say whether the vault opens with this passphrase."""
    session = opened(place, place.vault, passphrase)
    if session:
        session.close()
    return session is not None


def is_whole(place: Place, vault: Path, passphrase: str = planted.PASSPHRASE, *, empty: bool = False) -> None:
    """Assert that the vault opens, verifies and holds the agency; and that it can be backed up, which tidies up."""
    session = opened(place, vault, passphrase)
    assert session
    try:
        place.vaults().verify(session)
        with session.work() as unit:
            assert [one.id for one in unit.find(Agency)] == ([] if empty else [place.agency_id])
        again = vault.with_name(f"{vault.name}.again")
        place.vaults().back_up(session, again)
        assert again.exists()
        assert not list(vault.glob("copy-*"))
    finally:
        session.close()


def after_create(place: Place, *, acknowledged: bool) -> None:
    assert place.new_vault.exists() or not acknowledged
    # Whoever was not told that it is done starts again, by the same name, unless it was made all the same.
    if place.new_vault.exists() and (place.root / "recovery").exists():
        is_whole(place, place.new_vault, empty=True)


def after_passphrase(place: Place, *, acknowledged: bool) -> None:
    works = [opens(place, one) for one in (planted.PASSPHRASE, planted.NEW_PASSPHRASE)]
    assert works.count(True) == 1
    assert works[1] or not acknowledged
    is_whole(place, place.vault, planted.NEW_PASSPHRASE if works[1] else planted.PASSPHRASE)


def after_backup(place: Place, *, acknowledged: bool) -> None:
    assert place.new_backup.exists() or not acknowledged
    is_whole(place, place.vault)
    if place.new_backup.exists():
        place.vaults().restore(place.new_backup, place.new_vault)
        is_whole(place, place.new_vault)


def after_restore(place: Place, *, acknowledged: bool) -> None:
    assert place.new_vault.exists() or not acknowledged
    if not place.new_vault.exists():
        place.vaults().restore(place.backup, place.new_vault)
    is_whole(place, place.new_vault)


@dataclass(frozen=True, slots=True)
class Job:
    """A command, and what must hold wherever it was killed."""

    name: str
    words: Callable[[Place], tuple[str | Path, ...]]
    after: Callable[..., None]

    def command(self, place: Place) -> list[str]:
        return [*PROGRAM, *map(str, self.words(place)), *place.terminal().options()]


JOBS = (
    Job(
        "create",
        lambda at: (
            *("vault", "create", at.new_vault, "--service", "Another Service"),
            *("--recovery-out", at.root / "recovery"),
        ),
        after_create,
    ),
    Job(
        "passphrase",
        lambda at: ("vault", "passphrase", "--new-passphrase-file", at.root / "new-passphrase"),
        after_passphrase,
    ),
    Job("backup", lambda at: ("vault", "backup", "--to", at.new_backup), after_backup),
    Job("restore", lambda at: ("vault", "restore", at.backup, "--to", at.new_vault), after_restore),
)
