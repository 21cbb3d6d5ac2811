"""Half-typed words, safe from a lock, a crash or a power cut."""

from advocate_desk.services.ports import Draft
from advocate_desk.services.session import Session


class KeepDrafts:
    """Keeps, returns and erases this user's drafts."""

    def __init__(self, session: Session) -> None:
        self._drafts = session.store.drafts
        self._read_only = session.read_only

    def keep(self, key: str, body: str) -> None:
        """Keep ``body`` under ``key``."""
        self._drafts.keep(key, body)

    def load(self, key: str) -> Draft | None:
        """Return what is kept under ``key``."""
        return self._drafts.load(key)

    def erase(self, key: str) -> None:
        """Forget ``key``. Where nothing may be written, nothing was kept either."""
        if not self._read_only:
            self._drafts.erase(key)
