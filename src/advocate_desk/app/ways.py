"""What the window needs of the rest: everything the command line does, and the ways in."""

from pathlib import Path
from typing import Protocol

from advocate_desk.cli.doors import Doors
from advocate_desk.services.keep_drafts import KeepDrafts
from advocate_desk.services.log_contact import LogContact
from advocate_desk.services.ports import Progress
from advocate_desk.services.review_referral import ReviewReferral
from advocate_desk.services.session import Session


class Ways(Doors, Protocol):
    """The services, and what is known before anybody has signed in."""

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
