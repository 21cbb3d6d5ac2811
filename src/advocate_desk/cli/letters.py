"""`letter ...`: letters to files."""

from pathlib import Path

import click

from advocate_desk.cli.files import refuse_existing
from advocate_desk.cli.opening import signed_in
from advocate_desk.cli.options import Options, common_options, pass_options
from advocate_desk.services.list_referrals import ListReferrals


@click.group()
def letter() -> None:
    """Let approved letters leave."""


@letter.command()
@common_options
@click.argument("referral_id", metavar="ID")
@click.option("--out", required=True, metavar="FILE.pdf", type=click.Path(path_type=Path), help="The PDF to write.")
@click.option("--force", is_flag=True, help="Overwrite FILE.pdf.")
@pass_options
def render(options: Options, referral_id: str, out: Path, force: bool) -> None:
    """Write the approved letter of a referral to FILE.pdf, exactly as the screen would make it.

    A letter that a rule stops is refused with every reason. The copy is recorded.
    """
    refuse_existing(out, force=force)
    with signed_in(options) as session:
        found = ListReferrals(session).find(referral_id)
        options.doors.write_letter(session).export(found, out, overwrite=force)
    size = out.stat().st_size
    options.out.answer(
        {"file": str(out), "size_bytes": size, "referral": str(found)}, [f"The letter is in {out} ({size:,} bytes)."]
    )
