"""What a service sets once: its name, letterhead, marking, idle times, second place for backups."""

from advocate_desk.services.session import Session


class KeepSettings:
    """Reads and changes the settings."""

    def __init__(self, session: Session) -> None:
        self._session = session
