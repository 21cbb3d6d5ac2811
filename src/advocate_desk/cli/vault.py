"""`vault ...`: making a vault and keeping it whole."""

import shutil
from pathlib import Path

import click

from advocate_desk.cli.files import refuse_existing, write_over, write_private
from advocate_desk.cli.opening import (
    STANDARD_INPUT,
    passphrase_of,
    read_passphrase,
    read_words,
    signed_in,
    user_of,
    vault_of,
)
from advocate_desk.cli.options import Options, common_options, pass_options
from advocate_desk.cli.vault_users import user
from advocate_desk.domain.errors import KnownFailure, PassphraseNotSet
from advocate_desk.services.open_vault import NewVault

_WORDS_IN_A_LINE = 6


@click.group()
def vault() -> None:
    """Make a vault, copy it, check it, bring it back."""


vault.add_command(user)


@vault.command()
@common_options
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--service", required=True, metavar="NAME", help="Your service's name, as letters carry it.")
@click.option("--phone", default="", metavar="NUMBER", help="Your service's own; no letter leaves without one.")
@click.option(
    "--recovery-out", required=True, metavar="FILE", type=click.Path(path_type=Path), help="Where the 24 words go."
)
@click.option("--force", is_flag=True, help="Overwrite FILE.")
@pass_options
def create(options: Options, folder: Path, service: str, phone: str, recovery_out: Path, force: bool) -> None:
    """Make a new vault at DIR with its first administrator.

    The recovery words go to FILE. Print it, keep the paper safe, and delete the file: it opens the vault.
    """
    refuse_existing(recovery_out, force=force)
    new = NewVault(
        folder=folder,
        service_name=service,
        phone=phone,
        user_name=user_of(options),
        passphrase=passphrase_of(options),
    )
    session, words = options.doors.vaults().create(new)
    vault_id = session.vault.vault_id
    session.close()
    try:
        write_private(recovery_out, _sheet(words), force=force)
    except KnownFailure:
        # A vault whose recovery words nobody has is a trap; it is empty, so it goes.
        shutil.rmtree(folder, ignore_errors=True)
        raise
    options.out.answer(
        {"vault": str(folder), "vault_id": str(vault_id), "user": new.user_name, "recovery_file": str(recovery_out)},
        [
            f"The vault is at {folder}. {new.user_name} is its administrator.",
            f"The recovery words are in {recovery_out}. Print them, keep the paper safe, then delete the file.",
            "A letter needs a second person to approve it.",
        ],
    )


def _sheet(words: tuple[str, ...]) -> bytes:
    lines = [" ".join(words[start : start + _WORDS_IN_A_LINE]) for start in range(0, len(words), _WORDS_IN_A_LINE)]
    return ("\n".join(lines) + "\n").encode()


@vault.command()
@common_options
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@pass_options
def info(options: Options, folder: Path) -> None:
    """Tell what can be told of the vault at DIR without a passphrase: no names, no counts."""
    found = options.doors.vaults().info(folder)
    options.out.answer(
        {
            "vault": str(found.folder),
            "vault_id": str(found.vault_id),
            "format": found.format_version,
            "created_at": found.created_at.isoformat(),
            "size_bytes": found.size_bytes,
            "header_copies_agree": found.header_copies_agree,
        },
        [
            f"Format: {found.format_version}",
            f"Created: {found.created_at:%Y-%m-%d %H:%M} UTC",
            f"Size: {found.size_bytes:,} bytes",
            "Both copies of the key file agree."
            if found.header_copies_agree
            else "One copy of the key file is damaged. Unlocking the vault mends it.",
        ],
    )


@vault.command()
@common_options
@pass_options
def verify(options: Options) -> None:
    """Check the vault: its key file, its records, its journal, every signature and every sealed file."""
    with signed_in(options) as session:
        begun = options.doors.vaults().verify(session, options.out.progress("Checking"))
        folder = session.vault.folder
    told = ["The vault is whole."]
    if begun:
        told.append(f"Sealed files begun and never put on record: {begun}. A backup takes them away, a day on.")
    options.out.answer({"vault": str(folder), "verified": True, "files_begun": begun}, told)


@vault.command()
@common_options
@click.option("--to", required=True, metavar="DIR", type=click.Path(path_type=Path), help="The new vault's folder.")
@pass_options
def rebuild(options: Options, to: Path) -> None:
    """Replay the journal into a new vault at DIR. It opens with the same passphrases."""
    with signed_in(options) as session:
        options.doors.vaults().rebuild(session, to)
    options.out.answer({"vault": str(to)}, [f"The rebuilt vault is at {to}."])


@vault.command()
@common_options
@click.option("--to", required=True, metavar="FILE", type=click.Path(path_type=Path), help="The backup file.")
@click.option("--force", is_flag=True, help="Overwrite FILE.")
@pass_options
def backup(options: Options, to: Path, force: bool) -> None:
    """Write an encrypted copy of the vault to FILE. It counts only after it was opened again and checked."""
    refuse_existing(to, force=force)
    with signed_in(options) as session:
        backups, progress = options.doors.keep_backups(session), options.out.progress("Copying")
        if to.exists():
            write_over(to, lambda beside: backups.back_up_to(beside, progress))
        else:
            backups.back_up_to(to, progress)
    size = to.stat().st_size
    options.out.answer({"file": str(to), "size_bytes": size}, [f"Backed up to {to} ({size:,} bytes), and checked."])


@vault.command()
@common_options
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--to", required=True, metavar="DIR", type=click.Path(path_type=Path), help="The new vault's folder.")
@pass_options
def restore(options: Options, file: Path, to: Path) -> None:
    """Unpack the backup FILE into a new vault at DIR. Nothing is ever overwritten."""
    options.doors.vaults().restore(file, to)
    options.out.answer(
        {"vault": str(to)}, [f"Restored to {to}. It opens with the passphrases it had when it was backed up."]
    )


@vault.command("copy")
@common_options
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--to", required=True, metavar="FILE", type=click.Path(path_type=Path), help="The copy.")
@click.option("--force", is_flag=True, help="Overwrite FILE.")
@pass_options
def copy_(options: Options, folder: Path, to: Path, force: bool) -> None:
    """Copy the closed vault at DIR, encrypted as it is, into FILE. Needs no passphrase; 'vault restore' unpacks it."""
    refuse_existing(to, force=force)
    vaults = options.doors.vaults()
    if to.exists():
        write_over(to, lambda beside: vaults.copy(folder, beside))
    else:
        vaults.copy(folder, to)
    size = to.stat().st_size
    options.out.answer(
        {"file": str(to), "size_bytes": size},
        [f"Copied to {to} ({size:,} bytes). Nobody signed it: after a restore, unlock it and run 'vault verify'."],
    )


@vault.command()
@common_options
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--recovery-file", required=True, metavar="FILE", help="A file that holds the 24 recovery words.")
@click.option("--new-passphrase-file", required=True, metavar="FILE", help="A file that holds the new passphrase.")
@pass_options
def recover(options: Options, folder: Path, recovery_file: str, new_passphrase_file: str) -> None:
    """Give an administrator of the vault at DIR a new passphrase, with the recovery words.

    --user says which, where there is more than one. It is recorded, and everybody is told at their next sign-in.
    """
    if recovery_file == STANDARD_INPUT == new_passphrase_file:
        raise click.UsageError("Only one of the two files can be standard input.")
    words, new = read_words(recovery_file), read_passphrase(new_passphrase_file)
    session = options.doors.vaults().recover(folder, words, options.user or "", new)
    name = session.user.display_name
    session.close()
    options.out.answer(
        {"vault": str(folder), "user": name},
        [f"{name} signs in with the new passphrase from now on. Everybody will be told that the words were used."],
    )


@vault.command()
@common_options
@click.option("--new-passphrase-file", required=True, metavar="FILE", help="A file that holds the new passphrase.")
@pass_options
def passphrase(options: Options, new_passphrase_file: str) -> None:
    """Give yourself a new passphrase, also in the place of a one-time code. The records stay as they are."""
    if new_passphrase_file == STANDARD_INPUT == options.passphrase_file:
        raise click.UsageError("Only one of the two passphrases can come from standard input.")
    old = passphrase_of(options)
    new = read_passphrase(new_passphrase_file)
    try:
        with signed_in(options, old) as session:
            session.vault.change_passphrase(old, new)
    except PassphraseNotSet:
        options.doors.vaults().unlock_with_code(vault_of(options), user_of(options), old, new).close()
    options.out.answer({"changed": True}, ["Your new passphrase opens the vault from now on; the old one does not."])
