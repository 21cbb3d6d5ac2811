"""What the screens before an open vault receive."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from advocate_desk.domain.emergency import EmergencyNumbers
from advocate_desk.services.open_vault import OpenVaults
from advocate_desk.services.session import Session
from advocate_desk.ui.paper import Paper
from advocate_desk.ui.prompts import Prompts
from advocate_desk.ui.tasks import Tasks
from advocate_desk.ui.theme import Theme


@dataclass(frozen=True, kw_only=True, slots=True)
class DoorContext:
    """The way in.

    Attributes:
        vaults: opens and creates.
        known: vaults on this computer, the one used last first.
        new_vaults: the folder a new vault is made in.
        offer_passphrase: draws five words.
        try_sample: makes the sample vault afresh and signs in to it.
        sample_hint: who can sign in to a sample vault and how; "" for any other.
        opened: called with the session once somebody is in.
        discard: takes away a vault whose making was broken off; nothing is in it yet.
    """

    vaults: OpenVaults
    known: tuple[Path, ...]
    new_vaults: Path
    offer_passphrase: Callable[[], str]
    try_sample: Callable[[], Session]
    sample_hint: Callable[[Path], str]
    opened: Callable[[Session], None]
    discard: Callable[[Session], None]
    tasks: Tasks
    prompts: Prompts
    paper: Paper
    theme: Theme
    emergency: EmergencyNumbers
