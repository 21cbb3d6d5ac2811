"""What she agreed to share, with whom, for what; and taking it back."""

from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.services.session import Session


class KeepConsent:
    """Records consents and withdrawals."""

    def __init__(self, session: Session, rules: Rulebook) -> None:
        self._session = session
        self._rules = rules
