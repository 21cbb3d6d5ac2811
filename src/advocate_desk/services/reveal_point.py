"""Showing a hidden number or address for half a minute, with a reason that is kept."""

from advocate_desk.services.session import Session


class RevealPoint:
    """Reveals contact points."""

    def __init__(self, session: Session) -> None:
        self._session = session
