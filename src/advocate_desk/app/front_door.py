"""Builds what the screens before an open vault stand on."""

import shutil
from collections.abc import Callable
from pathlib import Path

from advocate_desk.app.around import Around
from advocate_desk.app.way_in import WayIn
from advocate_desk.services.session import Session
from advocate_desk.ui.door import DoorContext
from advocate_desk.ui.paper import QtPaper


def make_door(
    way_in: WayIn, around: Around, *, known: tuple[Path, ...], opened: Callable[[Session], None]
) -> DoorContext:
    """Return the way in, for the vaults ``known`` on this computer."""
    return DoorContext(
        vaults=way_in.vaults(),
        known=known,
        new_vaults=way_in.vaults_folder(),
        offer_passphrase=way_in.offer_passphrase,
        try_sample=way_in.try_sample,
        sample_hint=way_in.sample_hint,
        opened=opened,
        discard=discard,
        tasks=around.tasks,
        prompts=around.prompts,
        paper=QtPaper(),
        theme=around.theme,
        emergency=around.emergency,
    )


def discard(session: Session) -> None:
    """Take away the vault that first run made and nobody finished."""
    folder = session.vault.folder
    session.close()
    shutil.rmtree(folder, ignore_errors=True)
