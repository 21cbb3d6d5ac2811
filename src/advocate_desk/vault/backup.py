"""Backups: one file that holds the header, the records, the sealed files and a signed list of what they must be."""

import re
import secrets
from collections.abc import Callable, Iterator, Sequence
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
    LIST,
    MANIFEST,
    RECORDS,
    SIGNATURE,
    ArchiveReader,
    Measured,
    measure,
    parts,
    pieces,
)
from advocate_desk.vault.blobs import FOLDER, LARGEST_SEALED, NAME, make_folder
from advocate_desk.vault.canonical import Fields, Malformed, decode, encode, moment_text
from advocate_desk.vault.copies import FIRST, SECOND
from advocate_desk.vault.crypto import KEY, digest, public_signing_key, sign, verifies
from advocate_desk.vault.crypto import SIGNATURE as SIGNATURE_SIZE
from advocate_desk.vault.header import MAXIMUM_SIZE, Header, read_header
from advocate_desk.vault.in_use import LOCK_FILE

BACKUP_FORMAT, COPY_FORMAT = 1, 2
"""A backup is signed by somebody who had the vault open. A copy is made without a passphrase, so nobody signs it."""
WITH_FILES = 2
"""Added to either where there are sealed files; without any, an older program restores it too."""
_MANIFEST_SIZE = 4096
_LIST_SIZE = 16 * 1024**2
"""Bytes of the list of sealed files: some hundred thousand."""
_PURPOSE = "advocate-desk backup"
_LEFT_OVER = re.compile(r"\.[0-9a-f]{16}\.part")
_LEFT_OVER_AFTER = 24 * 3600
"""Seconds."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What goes into a backup beside the header: the records, and every sealed file there is, by its name."""

    records: Path
    files: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """A backup every byte of which was found to be as its manifest says."""

    header: Header
    header_bytes: bytes
    records: Measured
    made_at: datetime
    files: dict[str, Measured]
    small: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Manifest:
    """What a manifest says."""

    number: int
    made_at: datetime
    records: Measured
    files: Measured | None


def write_backup(
    platform: Platform, header: Header, signing_seed: bytes, contents: Contents, to: Path, made_at: datetime
) -> None:
    """Write a backup beside ``to``, open it again, check all of it, and only then give it its name.

    Raises:
        FileExists: there is something at ``to``; it is never overwritten.
        BackupDamaged: what was written does not read back; nothing is left of it.
        OSError: nothing is left of it.
    """
    if public_signing_key(signing_seed) != header.backup_key:
        raise BackupDamaged
    _write(platform, header, lambda manifest: sign(signing_seed, _PURPOSE, manifest), contents, to, made_at)


def write_copy(platform: Platform, header: Header, contents: Contents, to: Path, made_at: datetime) -> None:
    """Write a copy of a closed vault in the same way; anybody can, since what is in it is encrypted as it was.

    Raises:
        FileExists, BackupDamaged, OSError: there is no new file at ``to``.
    """
    _write(platform, header, None, contents, to, made_at)


def _write(
    platform: Platform,
    header: Header,
    signed: Callable[[bytes], bytes] | None,
    contents: Contents,
    to: Path,
    made_at: datetime,
) -> None:
    if to.exists() or to.is_symlink():
        raise FileExists("There is something there already. Nothing was changed. Choose another name for the backup.")
    records = measure(contents.records)
    files = {path: measure(path) for path in contents.files}
    small = _small(header, signed, records, {path.name: measured for path, measured in files.items()}, made_at)
    large = [
        (RECORDS, contents.records, records.size),
        *((f"{FOLDER}/{path.name}", path, measured.size) for path, measured in files.items()),
    ]
    staged = to.with_name(f".{secrets.token_hex(8)}.part")
    _clear_left_overs(to.parent, made_at)
    try:
        platform.write_durably(staged, parts(small, large))
        with staged.open("rb") as file:
            if check_backup(file).header_bytes != small[HEADER]:
                raise BackupDamaged
        platform.place_durably(staged, to)
    except Malformed:
        raise BackupDamaged from None
    except FileExistsError:
        raise FileExists from None
    finally:
        with suppress(OSError):
            staged.unlink(missing_ok=True)


def _small(
    header: Header,
    signed: Callable[[bytes], bytes] | None,
    records: Measured,
    files: dict[str, Measured],
    made_at: datetime,
) -> dict[str, bytes]:
    """Return the small files of a backup."""
    small = {HEADER: header.to_bytes()}
    number = BACKUP_FORMAT if signed else COPY_FORMAT
    told = {HEADER: small[HEADER]}
    if files:
        number += WITH_FILES
        small[LIST] = told[LIST] = encode({"files": [{"name": name, **_told(one)} for name, one in files.items()]})
    manifest = _manifest(number, header, told, records, made_at)
    return {MANIFEST: manifest, SIGNATURE: signed(manifest) if signed else b"", **small}


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


def _manifest(number: int, header: Header, small: dict[str, bytes], records: Measured, made_at: datetime) -> bytes:
    of_small = {name.removesuffix(".json"): _told(Measured(len(one), digest(one))) for name, one in small.items()}
    return encode(
        {
            "format": number,
            "made": moment_text(made_at),
            "records": _told(records),
            "vault_id": header.vault_id.hex,
            **of_small,
        }
    )


def _told(measured: Measured) -> dict[str, object]:
    return {"hash": measured.hash.hex(), "size": measured.size}


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
        return _checked(ArchiveReader(file))
    except Malformed:
        raise BackupDamaged from None


def _checked(reader: ArchiveReader) -> Checked:
    manifest = reader.small(MANIFEST, _MANIFEST_SIZE)
    signature = reader.small(SIGNATURE, SIGNATURE_SIZE)
    header_bytes = reader.small(HEADER, MAXIMUM_SIZE)
    header = read_header(header_bytes)
    wanted = _read_manifest(manifest, header, header_bytes)
    kind = wanted.number - WITH_FILES if wanted.files else wanted.number
    is_copy = kind == COPY_FORMAT and not signature
    if not is_copy and not (kind == BACKUP_FORMAT and _is_signed(header, manifest, signature)):
        raise Malformed
    files = _read_list(reader.small(LIST, _LIST_SIZE), wanted.files) if wanted.files else {}
    for _piece in _as_measured(reader, RECORDS, wanted.records):
        pass
    for name, measured in files.items():
        for _piece in _as_measured(reader, f"{FOLDER}/{name}", measured):
            pass
    reader.end()
    small = (MANIFEST, SIGNATURE, HEADER, LIST) if wanted.files else (MANIFEST, SIGNATURE, HEADER)
    return Checked(header, header_bytes, wanted.records, wanted.made_at, files, small)


def _as_measured(reader: ArchiveReader, name: str, wanted: Measured) -> Iterator[bytes]:
    """Yield the next file.

    Raises:
        Malformed: at its end, where it is not what the manifest says.
    """
    hasher, size = blake2b(digest_size=KEY), 0
    for piece in reader.large(name, wanted.size):
        hasher.update(piece)
        size += len(piece)
        yield piece
    if Measured(size, hasher.digest()) != wanted:
        raise Malformed


def _is_signed(header: Header, manifest: bytes, signature: bytes) -> bool:
    return verifies(header.backup_key, _PURPOSE, manifest, signature)


def _read_manifest(manifest: bytes, header: Header, header_bytes: bytes) -> _Manifest:
    fields = decode(manifest)
    number = fields.integer("format", BACKUP_FORMAT, 2**31)
    if number > COPY_FORMAT + WITH_FILES:
        raise NewerFormat
    made_at = fields.moment("made")
    of_header = _measured(fields.inner("header"), MAXIMUM_SIZE)
    of_records = _measured(fields.inner("records"), LARGEST_RECORDS)
    of_files = _measured(fields.inner("files"), _LIST_SIZE) if number > COPY_FORMAT else None
    vault_id = fields.identifier("vault_id")
    fields.done()
    if vault_id != header.vault_id or of_header != Measured(len(header_bytes), digest(header_bytes)):
        raise Malformed
    return _Manifest(number, made_at, of_records, of_files)


def _measured(fields: Fields, most: int) -> Measured:
    measured = Measured(fields.integer("size", 0, most), fields.raw("hash", KEY))
    fields.done()
    return measured


def _read_list(data: bytes, wanted: Measured) -> dict[str, Measured]:
    """Return the sealed files by name, of which there is at least one, each name once and in their order."""
    if Measured(len(data), digest(data)) != wanted:
        raise Malformed
    fields = decode(data)
    files: dict[str, Measured] = {}
    last = ""
    for item in fields.items("files", 1, _LIST_SIZE):
        one = Fields(item)
        name = one.text("name")
        if not NAME.fullmatch(name) or name <= last:
            raise Malformed
        files[name], last = _measured(one, LARGEST_SEALED), name
    fields.done()
    return files


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
            try:
                _unpack_large(platform, ArchiveReader(file), checked, staged)
            except Malformed:
                raise BackupDamaged from None
    return checked.made_at


def _unpack_large(platform: Platform, reader: ArchiveReader, checked: Checked, staged: Path) -> None:
    """Write what is large while hashing it once more: the file may have changed since it was checked."""
    for name in checked.small:
        reader.small(name, _LIST_SIZE)
    platform.write_durably(staged / records_name(checked.header), _as_measured(reader, RECORDS, checked.records))
    for name, measured in checked.files.items():
        path = make_folder(platform, staged) / name
        platform.write_durably(path, _as_measured(reader, f"{FOLDER}/{name}", measured))


def copy_files(platform: Platform, files: Sequence[Path], to: Path) -> None:
    """Copy sealed files into the vault folder ``to``, and check each copy.

    Raises:
        BackupDamaged: a copy does not read back.
    """
    for path in files:
        copy = make_folder(platform, to) / path.name
        measured = measure(path)
        with path.open("rb") as file:
            platform.write_durably(copy, pieces(file, measured.size))
        if measure(copy) != measured:
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
            if path.is_dir() and not path.is_symlink():
                _remove_folder(path)
            else:
                path.unlink()
        folder.rmdir()
