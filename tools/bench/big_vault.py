"""A vault with an invented caseload, made through the program's own door, and a raw copy of its records."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from advocate_desk.domain.record import Record
from advocate_desk.domain.users import Role
from advocate_desk.services.open_vault import NewUser, NewVault, OpenVaults
from advocate_desk.services.session import Session
from advocate_desk.storage.engine import Driver, connect
from tools.bench.caseload import Invented
from tools.bench.rehearsal import WRITES, taken_down, write_again

PASSPHRASE = "harvest bugle nimble quartz mellow"  # noqa: S105 - of an invented caseload
ADMINISTRATOR = "Ada Sample"
SUPERVISOR = "Sunniva Sample"
ADVOCATE = "Avery Sample"
_MOST_AT_FIRST = 500


@dataclass(frozen=True, slots=True)
class Size:
    """How large a caseload is: cases, and notes in each of them."""

    cases: int
    notes_each: int

    def __str__(self) -> str:
        return f"{self.cases:,} cases, {self.cases * self.notes_each:,} notes"

    @property
    def block(self) -> int:
        """How many cases the program writes itself; the rest is written again from these."""
        return next(number for number in range(min(self.cases, _MOST_AT_FIRST), 0, -1) if self.cases % number == 0)


@dataclass(slots=True)
class BigVault:
    """The vault, open, and a connection of the driver's own to a copy of its records: same key, same pragmas."""

    vaults: OpenVaults
    session: Session
    raw: Driver
    cases: tuple[UUID, ...]

    def sign_in(self, name: str) -> None:
        """Let somebody else sit down."""
        folder = self.session.vault.folder
        self.session.close()
        self.session = self.vaults.unlock(folder, name, PASSPHRASE)


@contextmanager
def big_vault(vaults: OpenVaults, folder: Path, size: Size) -> Iterator[BigVault]:
    """Make the vault at ``folder`` and close everything afterwards."""
    place = folder / "bench.advault"
    new = NewVault(
        folder=place,
        service_name="Sample service",
        user_name=ADMINISTRATOR,
        passphrase=PASSPHRASE,
        phone="020 7946 0301",  # without one no letter leaves
    )
    session, _words = vaults.create(new)
    vaults.add_user(session, NewUser(sign_in_name=SUPERVISOR, role=Role.SUPERVISOR, passphrase=PASSPHRASE))
    vaults.add_user(session, NewUser(sign_in_name=ADVOCATE, role=Role.ADVOCATE, passphrase=PASSPHRASE))
    one_id = next(one.user_id for one in session.vault.members() if one.role is Role.ADVOCATE)
    cases = _fill(session, size, one_id)
    copy = folder / "copy.db"
    shutil.copyfile(session.vault.records_path, copy)
    raw = connect(copy, session.vault.records_key)
    vault = BigVault(vaults, session, raw, cases)
    try:
        yield vault
    finally:
        raw.close()
        vault.session.close()


def _fill(session: Session, size: Size, one_id: UUID) -> tuple[UUID, ...]:
    """Fill the vault; return some of its cases, drawn from all over it."""
    invented = Invented(session.user.id, one_id=one_id)
    own: list[Record] = []
    with taken_down(WRITES) as written, session.work() as unit:
        for number in range(size.block):
            own += invented.case(number, size.notes_each)
        for record in own:
            unit.add(record)
        unit.commit("bench")
    driver = connect(session.vault.records_path, session.vault.records_key)
    try:
        changes = {row[0] for row in driver.execute("SELECT id FROM changes")}
        ids = {record.id.hex for record in own} | changes
        write_again(
            driver, written, ids, size.cases // size.block - 1, lambda done: _say(f"\r{done * size.block:,} cases")
        )
        drawn = tuple(UUID(row[0]) for row in driver.execute("SELECT id FROM cases ORDER BY random() LIMIT 1000"))
    finally:
        driver.close()
    _say(f"\r{size}: {session.vault.records_path.stat().st_size / 1e6:,.0f} MB\n")
    return drawn


def _say(words: str) -> None:
    print(words, end="", file=sys.stderr, flush=True)
