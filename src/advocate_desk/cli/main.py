"""`advocate-desk`: the commands, and what becomes of a failure."""

import io
import sys
from collections.abc import Sequence

import click

from advocate_desk import __version__
from advocate_desk.cli.bugs import describe
from advocate_desk.cli.calendar import calendar
from advocate_desk.cli.cases import case
from advocate_desk.cli.demo import demo
from advocate_desk.cli.doors import Doors
from advocate_desk.cli.exit_codes import ExitCode, exit_code_of
from advocate_desk.cli.imports import import_
from advocate_desk.cli.letters import letter
from advocate_desk.cli.options import Options, common_options
from advocate_desk.cli.referrals import referral
from advocate_desk.cli.self_test import self_test
from advocate_desk.cli.vault import vault
from advocate_desk.domain.errors import DoesNotVerify, KnownFailure, StoppedBySafetyRule

_PROGRAM = "advocate-desk"


def build() -> click.Group:
    """Return the whole command line."""

    @click.group(_PROGRAM, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
    @common_options
    @click.version_option(__version__, prog_name=_PROGRAM)
    @click.pass_context
    def program(context: click.Context) -> int | None:
        """Keep the case records of people you stand by. Without a command, the desk opens its window."""
        if context.invoked_subcommand is not None:
            return None
        options = context.ensure_object(Options)
        return options.doors.open_window(options.vault)

    for command in (calendar, case, demo, import_, letter, referral, self_test, vault):
        program.add_command(command)
    return program


def run(doors: Doors, argv: Sequence[str]) -> int:
    """Run one command and return its exit code. Nothing a user does makes this raise."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    options = Options(doors)
    try:
        result = build().main(args=list(argv), prog_name=_PROGRAM, standalone_mode=False, obj=options)
        return result if isinstance(result, int) else ExitCode.DONE
    except click.UsageError as error:
        return _wrong_usage(options, error)
    except (click.Abort, KeyboardInterrupt):
        return _failed(options, KnownFailure("Stopped. What was not finished was not done."))
    except BrokenPipeError:
        # The reader of a pipe went away (`| head`); there is nobody to tell.
        return ExitCode.FAILED
    except KnownFailure as failure:
        return _failed(options, failure)
    except Exception as bug:
        return _bug(options, bug)
    finally:
        doors.close()


def _wrong_usage(options: Options, error: click.UsageError) -> int:
    usage = error.ctx.get_usage() if error.ctx else ""
    options.out.fail(ExitCode.WRONG_USAGE, error.format_message(), (usage, error.format_message()) if usage else ())
    return ExitCode.WRONG_USAGE


def _failed(options: Options, failure: KnownFailure) -> int:
    code = exit_code_of(failure)
    if isinstance(failure, StoppedBySafetyRule):
        options.out.fail(code, "Stopped by a safety rule.", failure.reasons)
    elif isinstance(failure, DoesNotVerify):
        options.out.fail(code, "The vault does not verify. Nothing was changed.", failure.findings)
    else:
        options.out.fail(code, str(failure))
    return code


def _bug(options: Options, bug: Exception) -> int:
    place = options.doors.note_bug(describe(bug))
    where = f" What went wrong, without any case data, is in {place}." if place else ""
    options.out.fail(
        ExitCode.BUG,
        f"That is a fault of the program, not yours. What was saved before is kept.{where} Please report it.",
    )
    return ExitCode.BUG
