"""Opening a case: a person, how it is safe to reach her, who referred her, how high the risk is now."""

from advocate_desk.services.ports import PhoneNumbers
from advocate_desk.services.session import Session


class OpenCase:
    """Makes new cases."""

    def __init__(self, session: Session, phones: PhoneNumbers) -> None:
        self._session = session
        self._phones = phones
