"""Backups: one file that holds the header, the records and a signed list of what they must be."""

import re
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO

from advocate_desk.domain.errors import BackupDamaged, FileExists, NewerFormat, VaultExists
from advocate_desk.platforms import Platform
from advocate_desk.vault.archive import (
    HEADER,
    LARGEST_RECORDS,
    MANIFEST,
    RECORDS,
    SIGNATURE,
    ArchiveReader,
    Measured,
    measure,
    parts,
)
from advocate_desk.vault.canonical import Fields, Malformed, decode, encode, moment_text
from advocate_desk.vault.copies import FIRST, SECOND
from advocate_desk.vault.crypto import KEY, digest, public_signing_key, sign, verifies
from advocate_desk.vault.crypto import SIGNATURE as SIGNATURE_SIZE
from advocate_desk.vault.header import MAXIMUM_SIZE, Header, read_header
from advocate_desk.vault.in_use import LOCK_FILE

BACKUP_FORMAT, COPY_FORMAT = 1, 2
"""A backup is signed by somebody who had the vault open. A copy is made without a passphrase, so nobody signs it."""
_MANIFEST_SIZE = 4096
_PURPOSE = "advocate-desk backup"
_LEFT_OVER = re.compile(r"\.[0-9a-f]{16}\.part")
_LEFT_OVER_AFTER = 24 * 3600
"""Seconds."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A backup every byte of which was found to be as its manifest says."""

    header: Header
    header_bytes: bytes
    records: Measured
    made_at: datetime


def write_backup(
    platform: Platform, header: Header, signing_seed: bytes, records: Path, to: Path, made_at: datetime
) -> None:
    """Write a backup beside ``to``, open it again, check all of it, and only then give it its name.

    Raises:
        FileExists: there is something at ``to``; it is never overwritten.
        BackupDamaged: what was written does not read back; nothing is left of it.
        OSError: nothing is left of it.
    """
    if public_signing_key(signing_seed) != header.backup_key:
        raise BackupDamaged
    _write(platform, header, lambda manifest: sign(signing_seed, _PURPOSE, manifest), records, to, made_at)


def write_copy(platform: Platform, header: Header, records: Path, to: Path, made_at: datetime) -> None:
    """Write a copy of a closed vault in the same way; anybody can, since what is in it is encrypted as it was.

    Raises:
        FileExists, BackupDamaged, OSError: there is no new file at ``to``.
    """
    _write(platform, header, None, records, to, made_at)


def _write(
    platform: Platform,
    header: Header,
    signed: Callable[[bytes], bytes] | None,
    records: Path,
    to: Path,
    made_at: datetime,
) -> None:
    if to.exists() or to.is_symlink():
        raise FileExists("There is something there already. Nothing was changed. Choose another name for the backup.")
    header_bytes, measured = header.to_bytes(), measure(records)
    manifest = _manifest(BACKUP_FORMAT if signed else COPY_FORMAT, header, header_bytes, measured, made_at)
    small = {MANIFEST: manifest, SIGNATURE: signed(manifest) if signed else b"", HEADER: header_bytes}
    staged = to.with_name(f".{secrets.token_hex(8)}.part")
    _clear_left_overs(to.parent, made_at)
    try:
        platform.write_durably(staged, parts(small, records, measured.size))
        with staged.open("rb") as file:
            if check_backup(file).header_bytes != header_bytes:
                raise BackupDamaged
        platform.place_durably(staged, to)
    except Malformed:
        raise BackupDamaged from None
    except FileExistsError:
        raise FileExists from None
    finally:
        with suppress(OSError):
            staged.unlink(missing_ok=True)


def _clear_left_overs(folder: Path, now: datetime) -> None:
    """Take away what a backup that was killed left in ``folder``: by its name, its age and how it begins.

    Somebody else's backup may be on its way into the same folder at this moment, so what is younger than a day stays.
    """
    for left_over in folder.glob(".*.part"):
        with suppress(OSError):
            is_ours = _LEFT_OVER.fullmatch(left_over.name) and left_over.is_file() and not left_over.is_symlink()
            if is_ours and now.timestamp() - left_over.stat().st_mtime > _LEFT_OVER_AFTER and _begins(left_over):
                left_over.unlink()


def _begins(left_over: Path) -> bool:
    with left_over.open("rb") as file:
        return MANIFEST.encode().startswith(file.read(len(MANIFEST)))


def _manifest(number: int, header: Header, header_bytes: bytes, records: Measured, made_at: datetime) -> bytes:
    return encode(
        {
            "format": number,
            "header": {"hash": digest(header_bytes).hex(), "size": len(header_bytes)},
            "made": moment_text(made_at),
            "records": {"hash": records.hash.hex(), "size": records.size},
            "vault_id": header.vault_id.hex,
        }
    )


def check_backup(file: BinaryIO) -> Checked:
    """Check a whole backup from its first byte to its last.

    The signature is checked with the key in the header. That key is itself authenticated when the restored
    vault is unlocked, so a backup remade by somebody without the vault's keys does not get further than that.
    A copy has no signature; there the unlocked vault alone tells.

    Raises:
        BackupDamaged: a byte is not what it should be.
        NewerFormat: made by a later version of the program.
    """
    try:
        reader = ArchiveReader(file)
        manifest = reader.small(MANIFEST, _MANIFEST_SIZE)
        signature = reader.small(SIGNATURE, SIGNATURE_SIZE)
        header_bytes = reader.small(HEADER, MAXIMUM_SIZE)
        header = read_header(header_bytes)
        number, wanted, made_at = _read_manifest(manifest, header, header_bytes)
        is_copy = number == COPY_FORMAT and not signature
        if not is_copy and not (number == BACKUP_FORMAT and _is_signed(header, manifest, signature)):
            raise Malformed
        hasher, size = blake2b(digest_size=KEY), 0
        for piece in reader.large(RECORDS, LARGEST_RECORDS):
            hasher.update(piece)
            size += len(piece)
        if Measured(size, hasher.digest()) != wanted:
            raise Malformed
    except Malformed:
        raise BackupDamaged from None
    return Checked(header, header_bytes, wanted, made_at)


def _is_signed(header: Header, manifest: bytes, signature: bytes) -> bool:
    return verifies(header.backup_key, _PURPOSE, manifest, signature)


def _read_manifest(manifest: bytes, header: Header, header_bytes: bytes) -> tuple[int, Measured, datetime]:
    fields = decode(manifest)
    number = fields.integer("format", BACKUP_FORMAT, 2**31)
    if number > COPY_FORMAT:
        raise NewerFormat
    made_at = fields.moment("made")
    of_header, of_records = _measured(fields.inner("header")), _measured(fields.inner("records"))
    vault_id = fields.identifier("vault_id")
    fields.done()
    if vault_id != header.vault_id or of_header != Measured(len(header_bytes), digest(header_bytes)):
        raise Malformed
    return number, of_records, made_at


def _measured(fields: Fields) -> Measured:
    measured = Measured(fields.integer("size", 0, LARGEST_RECORDS), fields.raw("hash", KEY))
    fields.done()
    return measured


def unpack_backup(platform: Platform, backup: Path, to: Path) -> datetime:
    """Check all of ``backup``, then make the vault folder ``to`` of it, whole or not at all; say when it was made.

    Raises:
        VaultExists: there is something at ``to``; it is never overwritten.
        BackupDamaged, NewerFormat: nothing was made.
        OSError: nothing is left of it.
    """
    if to.exists() or to.is_symlink():
        raise VaultExists
    with backup.open("rb") as file:
        checked = check_backup(file)
        file.seek(0)
        with new_folder(platform, to) as staged:
            write_first_files(platform, staged, checked.header_bytes)
            platform.write_durably(staged / records_name(checked.header), _records_again(file, checked))
    return checked.made_at


def _records_again(file: BinaryIO, checked: Checked) -> Iterator[bytes]:
    """Yield the records while hashing them once more: the file may have changed since it was checked."""
    reader, hasher = ArchiveReader(file), blake2b(digest_size=KEY)
    for name in (MANIFEST, SIGNATURE, HEADER):
        reader.small(name, MAXIMUM_SIZE)
    for piece in reader.large(RECORDS, LARGEST_RECORDS):
        hasher.update(piece)
        yield piece
    if hasher.digest() != checked.records.hash:
        raise BackupDamaged


def records_name(header: Header) -> str:
    """Return the name of the records file that belongs to a header."""
    return f"records.{header.epoch}.db"


def write_first_files(platform: Platform, folder: Path, header_bytes: bytes) -> None:
    """Write what every vault folder begins with."""
    for name in (FIRST, SECOND):
        platform.write_durably(folder / name, (header_bytes,))
    platform.write_durably(folder / LOCK_FILE, ())


@contextmanager
def new_folder(platform: Platform, to: Path) -> Iterator[Path]:
    """Give a private folder to fill; it takes its name when all went well, else nothing is left of it."""
    staged = to.with_name(f".{secrets.token_hex(8)}.part")
    platform.make_private_folder(staged)
    try:
        yield staged
        platform.place_durably(staged, to)
    except FileExistsError:
        raise VaultExists from None
    finally:
        _remove_folder(staged)


def _remove_folder(folder: Path) -> None:
    """Remove a folder of our own making that did not come to be a vault."""
    with suppress(OSError):
        for path in folder.iterdir():
            path.unlink()
        folder.rmdir()
