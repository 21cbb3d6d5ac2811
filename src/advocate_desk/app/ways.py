"""What the window needs of the rest. The class that fulfils `cli.doors.Doors` fulfils this as well.

It names less than that one: what it names is loaded before the unlock screen stands.
"""

from pathlib import Path
from typing import Protocol

from advocate_desk.services.keep_drafts import KeepDrafts
from advocate_desk.services.list_caseload import ListCaseload
from advocate_desk.services.log_contact import LogContact
from advocate_desk.services.make_referral import MakeReferral
from advocate_desk.services.open_vault import OpenVaults
from advocate_desk.services.ports import Progress
from advocate_desk.services.review_referral import ReviewReferral
from advocate_desk.services.session import Session
from advocate_desk.services.show_case import ShowCase
from advocate_desk.services.write_letter import WriteLetter


class Ways(Protocol):
    """The services, and what is known before anybody has signed in."""

    def vaults(self) -> OpenVaults:
        """Everything done to a vault as a whole."""
        ...

    def list_caseload(self, session: Session) -> ListCaseload:
        """The caseload and its search."""
        ...

    def show_case(self, session: Session) -> ShowCase:
        """One case."""
        ...

    def make_referral(self, session: Session) -> MakeReferral:
        """Referrals, as the editor and the tracker show them."""
        ...

    def write_letter(self, session: Session) -> WriteLetter:
        """Letters."""
        ...

    def note_bug(self, what: str) -> Path | None:
        """Keep a bug's description, which holds no case data, and say where; None where that is not possible."""
        ...

    def log_contact(self, session: Session) -> LogContact:
        """The contact log."""
        ...

    def review_referral(self, session: Session) -> ReviewReferral:
        """The review queue."""
        ...

    def keep_drafts(self, session: Session) -> KeepDrafts:
        """Half-typed words."""
        ...

    def vaults_folder(self) -> Path:
        """Where a new vault is made."""
        ...

    def vaults_here(self) -> tuple[Path, ...]:
        """Vaults in their usual place."""
        ...

    def offer_passphrase(self) -> str:
        """Five words drawn at random."""
        ...

    def try_sample(self, progress: Progress | None = None) -> Session:
        """Make the sample vault afresh beside the others and sign in to it as its advocate."""
        ...

    def sample_hint(self, folder: Path) -> str:
        """Who can sign in to a sample vault and with which passphrase; "" for any other."""
        ...
