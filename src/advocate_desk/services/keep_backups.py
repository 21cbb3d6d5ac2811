"""Backups that were proved, a restore rehearsed first, and drills that show there is a way back in."""

from advocate_desk.services.open_vault import OpenVaults
from advocate_desk.services.session import Session


class KeepBackups:
    """Makes backups and remembers them."""

    def __init__(self, session: Session, vaults: OpenVaults) -> None:
        self._session = session
        self._vaults = vaults
