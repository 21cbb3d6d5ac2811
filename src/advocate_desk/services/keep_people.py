"""The people of a case, and the ways to reach them."""

from advocate_desk.services.ports import PhoneNumbers
from advocate_desk.services.session import Session


class KeepPeople:
    """Shows, adds and changes people and contact points. No value of a hidden point leaves it."""

    def __init__(self, session: Session, phones: PhoneNumbers) -> None:
        self._session = session
        self._phones = phones
