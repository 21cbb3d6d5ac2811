"""`self-test`: whether what was installed works, for installers."""

import tempfile
from pathlib import Path

import click

from advocate_desk.cli.options import Options, common_options, pass_options


@click.command("self-test")
@common_options
@pass_options
def self_test(options: Options) -> None:
    """Open a vault in a temporary folder, build every screen, read every shipped file, draw one letter."""
    with tempfile.TemporaryDirectory(prefix="advocate-desk-", ignore_cleanup_errors=True) as folder:
        steps = options.doors.self_test(Path(folder))
    options.out.answer(
        {"works": True, "steps": [{"what": step.what, "detail": step.detail} for step in steps]},
        [*(f"{step.what}: {step.detail or 'fine'}" for step in steps), "Everything works."],
    )
