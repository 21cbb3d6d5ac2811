"""The options every command takes, before it or after it, and what they add up to."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from advocate_desk.cli.doors import Doors
from advocate_desk.cli.output import Output

CommandT = TypeVar("CommandT", bound=Callable[..., Any])


class Options:
    """What was asked for on the command line, and the doors to do it through."""

    def __init__(self, doors: Doors) -> None:
        self.doors = doors
        self.out = Output()
        self.vault: Path | None = None
        self.user: str | None = None
        self.passphrase_file: str | None = None


pass_options = click.make_pass_decorator(Options)


def common_options(command: CommandT) -> CommandT:
    """Add the common options to a command. Each may also stand before the command's name."""
    options = (
        click.option("--vault", metavar="DIR", callback=_take_vault, expose_value=False, help="The vault's folder."),
        click.option(
            "--user", metavar="NAME", callback=_take_user, expose_value=False, help="The name you sign in with."
        ),
        click.option(
            "--passphrase-file",
            metavar="FILE",
            callback=_take_passphrase_file,
            expose_value=False,
            help="A file that holds your passphrase; - reads standard input.",
        ),
        click.option("--json", is_flag=True, callback=_take_json, expose_value=False, help="Print one JSON document."),
        click.option("--quiet", is_flag=True, callback=_take_quiet, expose_value=False, help="Print errors only."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def _take_vault(context: click.Context, _: click.Parameter, value: str | None) -> None:
    if value is not None:
        context.ensure_object(Options).vault = Path(value)


def _take_user(context: click.Context, _: click.Parameter, value: str | None) -> None:
    if value is not None:
        context.ensure_object(Options).user = value


def _take_passphrase_file(context: click.Context, _: click.Parameter, value: str | None) -> None:
    if value is not None:
        context.ensure_object(Options).passphrase_file = value


def _take_json(context: click.Context, _: click.Parameter, value: bool) -> None:
    if value:
        context.ensure_object(Options).out.as_json = True


def _take_quiet(context: click.Context, _: click.Parameter, value: bool) -> None:
    if value:
        context.ensure_object(Options).out.quiet = True
