"""Colleagues: added with a one-time code, disabled, given a new way in; and one's own passphrase."""

from advocate_desk.services.open_vault import OpenVaults
from advocate_desk.services.session import Session


class ManageUsers:
    """Manages who signs in."""

    def __init__(self, session: Session, vaults: OpenVaults) -> None:
        self._session = session
        self._vaults = vaults
