"""Recording how it is safe to contact somebody."""

from advocate_desk.services.session import Session


class PlanContact:
    """Keeps safe-contact plans."""

    def __init__(self, session: Session) -> None:
        self._session = session
