"""`case pathway` and `case step`: where somebody's way stands, and what happened to one step."""

from datetime import date, time
from uuid import UUID

import click

from advocate_desk.cli.opening import signed_in
from advocate_desk.cli.options import Options, common_options, pass_options
from advocate_desk.cli.pathway_document import pathway_document, pathway_words
from advocate_desk.domain.errors import NotFound
from advocate_desk.domain.near_dates import read_day, read_time
from advocate_desk.services.keep_pathway import MoveForm
from advocate_desk.services.pathway_views import StepCard


@click.command()
@common_options
@click.argument("reference", metavar="REF")
@pass_options
def pathway(options: Options, reference: str) -> None:
    """Show the lanes of one case: report, support, justice. They run side by side, and any may be empty."""
    with signed_in(options) as session:
        case_id = options.doors.show_case(session).by_reference(reference)
        summary = options.doors.show_case(session).summary(case_id)
        view = options.doors.way(session).pathway.view(case_id)
    options.out.answer(pathway_document(summary.case.reference, view), pathway_words(view))


@click.group()
def step() -> None:
    """Record what happened to the steps of a case."""


@step.command()
@common_options
@click.argument("reference", metavar="REF")
@click.argument("step_id", metavar="STEP", type=click.UUID)
@click.option("--to", "stage", metavar="STAGE", required=True, help="What it came to; `case pathway` says what may be.")
@click.option("--on", "day", metavar="DAY", help="The day it happened. Without it: nobody knows the day.")
@click.option("--at", "at", metavar="TIME", help="The time of that day, where it counts by the hour.")
@click.option("--with", "waiting_on", metavar="WHO", default="", help="Who has to act next.")
@click.option("--by", "due", metavar="DAY", help="The day by which they should act.")
@click.option("--told-by", default="", metavar="WHO", help="Who told us.")
@click.option("--proof", default="", metavar="WHAT", help="What shows it: a letter, an email, a reference number.")
@click.option("--reason", default="", metavar="REASON", help="The reason that was given, where the stage asks for one.")
@click.option("--note", default="", metavar="WORDS", help="Anything else.")
@pass_options
def move(
    options: Options,
    /,
    reference: str,
    step_id: UUID,
    day: str | None,
    due: str | None,
    at: str | None,
    **said: str,
) -> None:
    """Record that STEP of the case REF came to a stage. Nothing is kept where what it must carry is missing."""
    with signed_in(options) as session:
        today, kept = session.clock.today(), options.doors.way(session).pathway
        case_id = options.doors.show_case(session).by_reference(reference)
        before = _card(kept.view(case_id).card(step_id))
        form = MoveForm(
            happened_on=_day(day, "--on", today, past=True),
            happened_time=_time(at),
            due_on=_day(due, "--by", today),
            seen=next((line.move.id for line in before.history if line.move is not None), None),
            **said,
        )
        move_id = kept.move(step_id, form)
        after = _card(kept.view(case_id).card(step_id))
    document = {"move": str(move_id), "step": str(step_id), "stage": after.stage, "words": after.status_line}
    options.out.answer(document, [f"{after.name}: {after.status_line}."])


def _card(found: StepCard | None) -> StepCard:
    if found is None:
        raise NotFound
    return found


def _day(typed: str | None, option: str, today: date, *, past: bool = False) -> date | None:
    """Return the day somebody typed, None where none was; what is not understood is no day that nobody knows."""
    if typed is None:
        return None
    day = read_day(typed, today, past=past)
    if day is None:
        raise click.BadParameter("Write the day like 20/11, 2026-11-20 or today.", param_hint=option)
    return day


def _time(typed: str | None) -> time | None:
    if typed is None:
        return None
    at = read_time(typed)
    if at is None:
        raise click.BadParameter("Write the time like 4:05pm or 16:05.", param_hint="--at")
    return at
