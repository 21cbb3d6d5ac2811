"""Builds what the screens before an open vault stand on."""

import shutil
from collections.abc import Callable
from pathlib import Path

from advocate_desk.app.ways import Ways
from advocate_desk.services.session import Session
from advocate_desk.ui.door import DoorContext
from advocate_desk.ui.paper import QtPaper
from advocate_desk.ui.prompts import Prompts
from advocate_desk.ui.tasks import Tasks
from advocate_desk.ui.theme import Theme


def make_door(
    ways: Ways,
    *,
    known: tuple[Path, ...],
    tasks: Tasks,
    prompts: Prompts,
    theme: Theme,
    opened: Callable[[Session], None],
) -> DoorContext:
    """Return the way in, for the vaults ``known`` on this computer."""
    return DoorContext(
        vaults=ways.vaults(),
        known=known,
        new_vaults=ways.vaults_folder(),
        offer_passphrase=ways.offer_passphrase,
        try_sample=ways.try_sample,
        sample_hint=ways.sample_hint,
        opened=opened,
        discard=discard,
        tasks=tasks,
        prompts=prompts,
        paper=QtPaper(),
        theme=theme,
    )


def discard(session: Session) -> None:
    """Take away the vault that first run made and nobody finished."""
    folder = session.vault.folder
    session.close()
    shutil.rmtree(folder, ignore_errors=True)
