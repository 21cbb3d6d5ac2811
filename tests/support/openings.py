"""Opening cases as the program does: with the phone numbers and the likeness of names it ships."""

from advocate_desk.app.bootstrap import phone_numbers, resemblance
from advocate_desk.services.open_case import OpenCase
from advocate_desk.services.session import Session


def opener(session: Session) -> OpenCase:
    """Return the service that opens cases for whoever signed in."""
    return OpenCase(session, phone_numbers(), resemblance())
