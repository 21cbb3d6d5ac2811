"""Passphrases out of files, and a vault opened for as long as a command lasts."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

import click

from advocate_desk.cli.options import Options
from advocate_desk.domain.errors import KnownFailure, NoRights, NotFound, Unreadable
from advocate_desk.services.session import Session

STANDARD_INPUT = "-"

_LONGEST = 4096
"""Bytes. No passphrase is longer; a file that is was named by mistake."""


@contextmanager
def signed_in(options: Options, passphrase: str | None = None) -> Iterator[Session]:
    """Open the vault the common options name, and let go of it at the end.

    What happened to the vault and its user was not shown yet goes to standard error. It is told again until they have
    seen it in the desk: nobody may be looking at a command that runs by itself.

    ``passphrase`` is one that was read before; standard input can be read only once.

    Raises:
        click.UsageError: an option is missing.
        VaultFailure: whichever says why the vault did not open.
    """
    folder, user = vault_of(options), user_of(options)
    session = options.doors.vaults().unlock(folder, user, passphrase or passphrase_of(options))
    try:
        _tell_notices(options, session)
        yield session
    finally:
        session.close()


def _tell_notices(options: Options, session: Session) -> None:
    # Where records are hurt, the command itself says so, and better.
    with suppress(KnownFailure):
        for notice in options.doors.manage_users(session).notices():
            options.out.warn(notice.sentence)


def vault_of(options: Options) -> Path:
    """Return the vault's folder."""
    vault = options.vault or options.doors.default_vault()
    if vault is None:
        raise click.UsageError("Say which vault: --vault DIR.")
    return vault


def user_of(options: Options) -> str:
    """Return the name to sign in with."""
    if options.user is None:
        raise click.UsageError("Say who you are: --user NAME.")
    return options.user


def passphrase_of(options: Options) -> str:
    """Return the passphrase out of the file the common options name."""
    if options.passphrase_file is None:
        raise click.UsageError("Name a file with your passphrase: --passphrase-file FILE (- reads standard input).")
    return read_passphrase(options.passphrase_file)


def read_passphrase(name: str) -> str:
    """Return the first line of a file, or of standard input for ``-``.

    Raises:
        NotFound, NoRights, Unreadable: it cannot be read, is empty, or is no text.
    """
    passphrase = _text_of(name, "passphrase file", lambda file: file.readline(_LONGEST + 1)).rstrip("\r\n")
    if not passphrase:
        raise Unreadable("The passphrase file must hold the passphrase as its first line, and it does not.")
    return passphrase


def read_words(name: str) -> tuple[str, ...]:
    """Return the recovery words in a file, or in standard input for ``-``, over however many lines.

    Raises:
        NotFound, NoRights, Unreadable: it cannot be read, or is no text.
    """
    return tuple(_text_of(name, "recovery file", lambda file: file.read(_LONGEST + 1)).split())


def _text_of(name: str, what: str, read: Callable[[BinaryIO], bytes]) -> str:
    try:
        data = read(sys.stdin.buffer) if name == STANDARD_INPUT else _read_file(Path(name), read)
        text = data.decode("utf-8-sig")
    except FileNotFoundError as error:
        raise NotFound(f"There is no such {what}. Check its name and folder.") from error
    except PermissionError as error:
        raise NoRights from error
    except OSError as error:
        raise Unreadable(f"The {what} could not be read.") from error
    except UnicodeDecodeError as error:
        raise Unreadable(f"The {what} is not text (UTF-8).") from error
    if len(data) > _LONGEST:
        raise Unreadable(f"The {what} is too long to be one. Check its name.")
    return text


def _read_file(path: Path, read: Callable[[BinaryIO], bytes]) -> bytes:
    with path.open("rb") as file:
        return read(file)
