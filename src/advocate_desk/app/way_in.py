"""What the window needs of the rest before somebody is in. All it names is loaded before the unlock screen stands."""

from pathlib import Path
from typing import Protocol

from advocate_desk.services.open_vault import OpenVaults
from advocate_desk.services.ports import Progress
from advocate_desk.services.session import Session


class WayIn(Protocol):
    """What is known, and can be done, before anybody has signed in."""

    def vaults(self) -> OpenVaults:
        """Everything done to a vault as a whole."""
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

    def note_bug(self, what: str) -> Path | None:
        """Keep a bug's description, which holds no case data, and say where; None where that is not possible."""
        ...
