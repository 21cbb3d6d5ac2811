"""Whether what was installed works: its files, a vault, a letter, every screen."""

from collections.abc import Callable, Sequence
from pathlib import Path

from advocate_desk.app.bootstrap import make_sample
from advocate_desk.app.program import Program
from advocate_desk.assets import resource
from advocate_desk.cli.doors import Checked
from advocate_desk.domain.errors import KnownFailure
from advocate_desk.domain.referral import Referral, ReviewState
from advocate_desk.services.session import Session

_SHIPPED = (
    "calendar",
    "emergency",
    "fonts",
    "icons",
    "import",
    "letters",
    "marac",
    "pathways",
    "recovery",
    "risk",
    "safeguarding",
    "sample",
    "theme",
)
_CASES = 2
Draw = Callable[[Session, Path], Sequence[Path]]
"""Draws the screens as pictures into a folder."""


def checked(program: Program, draw: Draw, folder: Path) -> Sequence[Checked]:
    """Try everything once in ``folder``.

    Raises:
        KnownFailure: with what does not work.
    """
    done = [_files(), _rules(program)]
    session = make_sample(folder / "test.advault", _CASES)
    try:
        program.vaults().verify(session)
        done += [Checked(what="vault", detail="made, opened, verified"), _letter(program, session)]
        done.append(_screens(draw, session, folder))
    finally:
        session.close()
        program.close()
    return done


def _files() -> Checked:
    read = 0
    for name in _SHIPPED:
        try:
            files = [file for file in resource(name).rglob("*") if file.is_file()]
            read += sum(bool(file.read_bytes()) for file in files)
        except OSError:
            files = []
        if not files:
            raise KnownFailure(f"The program's own files are not all here ({name}). Install it again.")
    return Checked(what="shipped files", detail=f"{read} read")


def _rules(program: Program) -> Checked:
    rules = program.rules
    found = len(rules.instruments) + len(rules.way.steps) + len(rules.way.duties) + len(rules.templates)
    return Checked(what="rules", detail=f"{found} read")


def _letter(program: Program, session: Session) -> Checked:
    letters = program.write_letter(session)
    with session.work() as unit:
        referrals = unit.find(Referral)
    views = (program.make_referral(session).view(referral.id) for referral in referrals)
    approved = next(view for view in views if view.review is ReviewState.APPROVED)
    pdf = letters.pdf(letters.view(approved.referral.id).content)
    return Checked(what="letter", detail=f"{len(pdf)} bytes, drawn and read back")


def _screens(draw: Draw, session: Session, folder: Path) -> Checked:
    pictures = folder / "screens"
    pictures.mkdir()
    return Checked(what="screens", detail=f"{len(draw(session, pictures))} pictures drawn")
