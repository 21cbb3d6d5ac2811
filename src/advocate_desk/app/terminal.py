"""The program as the command line sees it."""

from collections.abc import Callable, Sequence
from pathlib import Path

from advocate_desk.app.bootstrap import make_sample
from advocate_desk.app.program import Program
from advocate_desk.app.self_test import checked
from advocate_desk.cli.doors import Checked, SampleMade, SampleUser
from advocate_desk.exchange.directory_files import DirectoryFiles
from advocate_desk.services.import_directory import ImportDirectory
from advocate_desk.services.ports import Progress
from advocate_desk.services.sample_month import CASES, PASSPHRASE, how_many, sample_users
from advocate_desk.services.session import Session


class TerminalProgram(Program):
    """Fulfils `cli.doors.Doors`.

    Args:
        show: opens the window at the unlock screen of a vault and returns the exit code when it is closed.
        draw: draws the screens as pictures into a folder.
    """

    def __init__(
        self,
        show: Callable[[Path | None], int],
        draw: Callable[[Program, Session, Path], Sequence[Path]],
    ) -> None:
        super().__init__()
        self._show, self._draw = show, draw

    def default_vault(self) -> Path | None:
        """The vault to use where none is named, if there is just one on this computer."""
        here = self.vaults_here()
        return here[0] if len(here) == 1 else None

    def import_directory(self, session: Session) -> ImportDirectory:
        """Directories in."""
        return ImportDirectory(session, DirectoryFiles())

    def make_sample(self, folder: Path, cases: int | None, progress: Progress | None) -> SampleMade:
        """Make the sample vault in ``folder``; ``cases`` is how many, None for the whole working month."""
        users = tuple(SampleUser(sign_in_name=user.name, role=user.role) for user in sample_users())
        session = make_sample(folder, cases, progress)
        return SampleMade(session=session, users=users, passphrase=PASSPHRASE, cases=how_many(cases or CASES))

    def draw_screens(self, session: Session, out: Path) -> Sequence[Path]:
        """Draw the main screens, light and dark, as PNG files into ``out``."""
        return self._draw(self, session, out)

    def open_window(self, vault: Path | None) -> int:
        """Open the desk, at the unlock screen of ``vault``; return the exit code when it is closed."""
        return self._show(vault)

    def self_test(self, folder: Path) -> Sequence[Checked]:
        """Open a vault in ``folder``, build every screen, read every shipped file, draw one letter.

        Raises:
            KnownFailure: with what does not work.
        """
        return checked(self, self.draw_screens, folder)
