"""What the command line needs of the rest, handed in by app. It knows no room beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from advocate_desk.services.assess_risk import AssessRisk
from advocate_desk.services.import_caseload import ImportCaseload
from advocate_desk.services.import_directory import ImportDirectory
from advocate_desk.services.keep_backups import KeepBackups
from advocate_desk.services.keep_consent import KeepConsent
from advocate_desk.services.keep_people import KeepPeople
from advocate_desk.services.list_caseload import ListCaseload
from advocate_desk.services.make_referral import MakeReferral
from advocate_desk.services.manage_users import ManageUsers
from advocate_desk.services.open_vault import OpenVaults
from advocate_desk.services.ports import Progress
from advocate_desk.services.reveal_point import RevealPoint
from advocate_desk.services.safety import Safety
from advocate_desk.services.session import Session
from advocate_desk.services.show_case import ShowCase
from advocate_desk.services.way import Way
from advocate_desk.services.write_letter import WriteLetter


@dataclass(frozen=True, kw_only=True, slots=True)
class SampleUser:
    """Somebody who can sign in to the sample vault, and as what."""

    sign_in_name: str
    role: str


@dataclass(frozen=True, kw_only=True, slots=True)
class SampleMade:
    """The sample vault just made, open as one of its users. ``passphrase`` is public: the people are invented."""

    session: Session
    users: tuple[SampleUser, ...]
    passphrase: str
    cases: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Checked:
    """One step of the self-test, done: what was checked and how much of it."""

    what: str
    detail: str = ""


class Doors(Protocol):
    """The services, made by whoever chooses implementations, and the functions that draw screens."""

    def vaults(self) -> OpenVaults:
        """Everything done to a vault as a whole."""
        ...

    def default_vault(self) -> Path | None:
        """The vault to use where none is named, if there is just one on this computer."""
        ...

    def import_directory(self, session: Session) -> ImportDirectory:
        """Directories in."""
        ...

    def import_caseload(self, session: Session) -> ImportCaseload:
        """Spreadsheets in."""
        ...

    def list_caseload(self, session: Session) -> ListCaseload:
        """The caseload and its search."""
        ...

    def show_case(self, session: Session) -> ShowCase:
        """One case."""
        ...

    def assess_risk(self, session: Session) -> AssessRisk:
        """What is signed of risk."""
        ...

    def safety(self, session: Session) -> Safety:
        """What keeps the person of a case safe."""
        ...

    def way(self, session: Session) -> Way:
        """Somebody's way: steps, clocks, orders, appointments."""
        ...

    def keep_people(self, session: Session) -> KeepPeople:
        """The people of a case."""
        ...

    def keep_consent(self, session: Session) -> KeepConsent:
        """Consent."""
        ...

    def reveal_point(self, session: Session) -> RevealPoint:
        """Showing hidden numbers."""
        ...

    def keep_backups(self, session: Session) -> KeepBackups:
        """Backups."""
        ...

    def manage_users(self, session: Session) -> ManageUsers:
        """Colleagues."""
        ...

    def make_referral(self, session: Session) -> MakeReferral:
        """Referrals, as the editor and the tracker show them."""
        ...

    def write_letter(self, session: Session) -> WriteLetter:
        """Letters. Its drawing process ends with `close`."""
        ...

    def make_sample(self, folder: Path, cases: int | None, progress: Progress | None) -> SampleMade:
        """Make the sample vault in ``folder``; ``cases`` is how many, None for the whole working month."""
        ...

    def clear_sample(self, folder: Path) -> bool:
        """Take away the sample vault in ``folder``; False where it is anything else, or open at this moment."""
        ...

    def draw_screens(self, session: Session, out: Path) -> Sequence[Path]:
        """Draw the main screens, light and dark, as PNG files into ``out``."""
        ...

    def open_window(self, vault: Path | None) -> int:
        """Open the desk, at the unlock screen of ``vault``; return the exit code when it is closed."""
        ...

    def self_test(self, folder: Path) -> Sequence[Checked]:
        """Open a vault in ``folder``, build every screen, read every shipped file, draw one letter.

        Raises:
            KnownFailure: with what does not work.
        """
        ...

    def note_bug(self, what: str) -> Path | None:
        """Keep a bug's description, which holds no case data, and say where; None where that is not possible."""
        ...

    def close(self) -> None:
        """End what was started on the way (the process that draws letters)."""
        ...
