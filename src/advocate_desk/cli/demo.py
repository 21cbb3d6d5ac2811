"""`demo`: the sample vault, to look at or as files."""

from pathlib import Path

import click

from advocate_desk.cli.doors import SampleMade
from advocate_desk.cli.options import Options, common_options, pass_options
from advocate_desk.cli.output import Document
from advocate_desk.domain.errors import NoRights, StoppedBySafetyRule, VaultExists
from advocate_desk.domain.referral import ReviewState
from advocate_desk.services.list_referrals import ListedReferral, ListReferrals
from advocate_desk.services.session import Session

_VAULT = "sample.advault"
_OUT = Path("advocate-desk-sample")


@click.command()
@common_options
@click.option("--out", metavar="DIR", type=click.Path(path_type=Path), help=f"Where it goes; {_OUT} where not said.")
@click.option("--cases", metavar="N", type=click.IntRange(min=1), help="How many cases, in place of the working month.")
@click.option("--no-window", is_flag=True, help="Make the letters and pictures as files; open no window.")
@pass_options
def demo(options: Options, out: Path | None, cases: int | None, no_window: bool) -> int:
    """Make the sample vault (invented people, SAMPLE on every page) and open it.

    In its usual place an older sample gives way to a new one, whose month ends now.
    """
    if out is None:
        _clear(options, _OUT)
    folder = _folder(out or _OUT)
    made = options.doors.make_sample(folder / _VAULT, cases, options.out.progress("Making case"))
    try:
        vault = made.session.vault.folder
        letters, pictures = _files(options, made, folder) if no_window else ([], [])
    finally:
        made.session.close()
    options.out.answer(_document(made, vault, letters, pictures), _words(made, vault, letters, pictures))
    return 0 if no_window else options.doors.open_window(vault)


def _clear(options: Options, folder: Path) -> None:
    """Take away what an earlier run made. Anything else in the folder stays."""
    if (folder / _VAULT).exists() and options.doors.clear_sample(folder / _VAULT):
        for letter in (folder / "letters").glob("SAMPLE AD-*.pdf"):
            letter.unlink(missing_ok=True)


def _folder(folder: Path) -> Path:
    if (folder / _VAULT).exists():
        raise VaultExists("There is a vault there already. Nothing was changed. Choose another --out.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise NoRights from error
    return folder


def _files(options: Options, made: SampleMade, folder: Path) -> tuple[list[Path], list[Path]]:
    letters = _letters(options, made.session, folder / "letters")
    pictures = folder / "screens"
    pictures.mkdir(exist_ok=True)
    return letters, list(options.doors.draw_screens(made.session, pictures))


def _letters(options: Options, session: Session, folder: Path) -> list[Path]:
    """Write every approved letter that may leave. One a rule stops stays: that is what the rule is for."""
    folder.mkdir(exist_ok=True)
    service = options.doors.write_letter(session)
    written: list[Path] = []
    for each in ListReferrals(session).all():
        if each.review is ReviewState.APPROVED:
            path = folder / _file_name(each)
            try:
                service.export(each.referral_id, path)
            except StoppedBySafetyRule:
                continue
            written.append(path)
    return written


def _file_name(each: ListedReferral) -> str:
    return f"SAMPLE {each.reference}.pdf"


def _document(made: SampleMade, vault: Path, letters: list[Path], pictures: list[Path]) -> Document:
    return {
        "vault": str(vault),
        "users": [{"name": user.sign_in_name, "role": user.role} for user in made.users],
        "passphrase": made.passphrase,
        "cases": made.cases,
        "letters": [str(path) for path in letters],
        "screens": [str(path) for path in pictures],
    }


def _words(made: SampleMade, vault: Path, letters: list[Path], pictures: list[Path]) -> list[str]:
    lines = [f"The sample vault is at {vault}. Its {made.cases} cases are invented."]
    lines += [f"  {user.sign_in_name} ({user.role})" for user in made.users]
    lines.append(f"Each opens it with: {made.passphrase}")
    if letters or pictures:
        lines.append(f"{len(letters)} letters are in {vault.parent / 'letters'}.")
        lines.append(f"{len(pictures)} pictures of the screens are in {vault.parent / 'screens'}.")
    return lines
