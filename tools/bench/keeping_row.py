"""A backup that counts, beside the engine's own export of the same records and the same two checks."""

from functools import partial
from pathlib import Path

from advocate_desk.storage.copying import check_copy
from advocate_desk.storage.engine import Driver
from tools.bench.big_vault import BigVault
from tools.bench.measuring import Row, in_turns


def backing_up(vault: BigVault, folder: Path, rounds: int) -> Row:
    """Back up into a file that is opened again and checked; the limit exports the records and checks them."""
    ours = [partial(_back_up, vault, folder / f"{number}.adbackup") for number in range(rounds)]
    key = vault.session.vault.records_key
    limit = [partial(export, vault.raw, key, folder / f"{number}.export") for number in range(rounds)]
    took, at_least = in_turns(ours, limit)
    return Row(what="a backup, checked", ours=took, limit=at_least, limit_is="export and both checks", times_limit=1.5)


def _back_up(vault: BigVault, to: Path) -> None:
    vault.vaults.seal(vault.session, to)
    to.unlink()


def export(raw: Driver, key: bytes, to: Path) -> None:
    """Let the engine write the records to ``to`` under ``key``, check the file, and take it away."""
    raw.execute(f"ATTACH DATABASE ? AS exported KEY \"x'{key.hex()}'\"", (str(to),))
    try:
        raw.execute("SELECT sqlcipher_export('exported')")
    finally:
        raw.execute("DETACH DATABASE exported")
    check_copy(to, key)
    to.unlink()
