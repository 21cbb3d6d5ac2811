"""`calendar ...`: one's own dates to a file."""

from pathlib import Path

import click

from advocate_desk.cli.files import refuse_existing
from advocate_desk.cli.opening import signed_in
from advocate_desk.cli.options import Options, common_options, pass_options


@click.group()
def calendar() -> None:
    """Let one's own dates leave, without anybody's name."""


@calendar.command()
@common_options
@click.argument("to", metavar="FILE.ics", type=click.Path(path_type=Path))
@click.option("--references", is_flag=True, help="Put the reference of the case beside each entry.")
@click.option("--places", is_flag=True, help="Put the place of an appointment with it.")
@click.option("--force", is_flag=True, help="Overwrite FILE.ics.")
@pass_options
def export(options: Options, to: Path, references: bool, places: bool, force: bool) -> None:
    """Write the appointments and due dates of your own cases to FILE.ics.

    It names nobody: "Hearing", "Court visit", "Appointment", "Due date", and a time.
    """
    refuse_existing(to, force=force)
    with signed_in(options) as session:
        dates = options.doors.way(session).calendar
        count = dates.export(to, with_reference=references, with_place=places, overwrite=force)
    options.out.answer({"file": str(to), "entries": count}, [f"{count} entries are in {to}. It names nobody."])
