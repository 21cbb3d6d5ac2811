"""`vault user ...`: who signs in."""

from pathlib import Path

import click

from advocate_desk.cli.files import refuse_existing, write_private
from advocate_desk.cli.opening import signed_in
from advocate_desk.cli.options import Options, common_options, pass_options
from advocate_desk.domain.errors import KnownFailure, NotFound
from advocate_desk.domain.users import Role
from advocate_desk.services.manage_users import WHAT_DISABLING_LEAVES, NewCode, UserLine

_code_out = click.option(
    "--code-out", required=True, metavar="FILE", type=click.Path(path_type=Path), help="Where the one-time code goes."
)
_force = click.option("--force", is_flag=True, help="Overwrite FILE.")


@click.group()
def user() -> None:
    """Add colleagues, disable them, help one who lost a passphrase. For administrators."""


@user.command()
@common_options
@click.argument("name", metavar="NAME")
@click.option("--role", required=True, type=click.Choice([role.value for role in Role]), help="What they may do.")
@click.option("--job-title", default="", metavar="TEXT", help="As it stands under letters.")
@_code_out
@_force
@pass_options
def add(options: Options, name: str, role: str, job_title: str, code_out: Path, force: bool) -> None:
    """Add a colleague who signs in as NAME. The one-time code in FILE lets them set a passphrase."""
    _refuse_place(code_out, force=force)
    with signed_in(options) as session:
        new = options.doors.manage_users(session).add(name, Role(role), job_title)
    _hand_out(options, new, code_out, force=force)


@user.command("list")
@common_options
@pass_options
def list_(options: Options) -> None:
    """List everybody who signs in or did."""
    with signed_in(options) as session:
        people = options.doors.manage_users(session).people()
    options.out.answer({"users": [_document(each) for each in people]}, [_in_words(each) for each in people])


@user.command()
@common_options
@click.argument("name", metavar="NAME")
@pass_options
def disable(options: Options, name: str) -> None:
    """Keep NAME out from now on. What they wrote and signed stays as it is."""
    with signed_in(options) as session:
        manage = options.doors.manage_users(session)
        found = manage.find(name)
        manage.disable(found.user_id)
    options.out.answer(
        {"disabled": str(found.user_id)}, [f"{found.name} can no longer sign in.", WHAT_DISABLING_LEAVES]
    )


@user.command()
@common_options
@click.argument("name", metavar="NAME")
@_code_out
@_force
@pass_options
def reset(options: Options, name: str, code_out: Path, force: bool) -> None:
    """Give NAME, who lost their passphrase, a one-time code in FILE. The old passphrase stops working."""
    _refuse_place(code_out, force=force)
    with signed_in(options) as session:
        manage = options.doors.manage_users(session)
        new = manage.reset(manage.find(name).user_id)
    _hand_out(options, new, code_out, force=force)


def _refuse_place(path: Path, *, force: bool) -> None:
    """Refuse a place the code could not be written to, before anybody's way in is changed."""
    refuse_existing(path, force=force)
    if not path.parent.is_dir():
        raise NotFound("There is no such folder for the code's file. Nothing was changed. Check its name.")


def _hand_out(options: Options, new: NewCode, path: Path, *, force: bool) -> None:
    try:
        write_private(path, f"{new.code}\n".encode("ascii"), force=force)
    except KnownFailure as failure:
        raise KnownFailure(
            f"{failure} The code could not be written, so nobody has it: run 'vault user reset' for a new one."
        ) from failure
    options.out.answer(
        {"user": new.name, "code_file": str(path), "until": new.until.isoformat()},
        [
            f"{new.name}'s one-time code is in {path}. It works until {new.until:%d/%m/%Y}.",
            "Hand it over in person, then delete the file. They choose a passphrase when they first sign in.",
        ],
    )


def _document(line: UserLine) -> dict[str, object]:
    return {
        "id": str(line.user_id),
        "name": line.name,
        "job_title": line.job_title,
        "role": line.role.value,
        "active": line.active,
        "is_you": line.is_you,
        "waits_for_code": line.waits_for_code,
        "code_until": line.code_until.isoformat() if line.code_until else None,
    }


def _in_words(line: UserLine) -> str:
    if not line.active:
        state = ", disabled"
    elif line.code_until:
        state = f", has a one-time code that works until {line.code_until:%d/%m/%Y}"
    else:
        state = ""
    return f"{line.name}: {line.role.value}{state}  {line.user_id}"
