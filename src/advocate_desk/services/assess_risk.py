"""The risk checklist: asked, scored, judged, signed."""

from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.services.session import Session


class AssessRisk:
    """Keeps signed risk assessments."""

    def __init__(self, session: Session, rules: Rulebook) -> None:
        self._session = session
        self._rules = rules
