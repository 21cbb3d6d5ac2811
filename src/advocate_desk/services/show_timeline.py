"""Everything that happened in a case, newest first."""

from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.services.session import Session


class ShowTimeline:
    """Reads the timeline of a case."""

    def __init__(self, session: Session, rules: Rulebook) -> None:
        self._session = session
        self._rules = rules
