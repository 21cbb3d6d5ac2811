"""The directory of agencies: what they take, and when their details were last checked."""

from advocate_desk.services.session import Session


class KeepDirectory:
    """Lists, adds and checks agencies."""

    def __init__(self, session: Session) -> None:
        self._session = session
