"""A desk with something on it, for tests that walk over every screen."""

from PySide6.QtWidgets import QApplication

from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.theme import Theme
from tests.support.desk import make_desk
from tests.support.example_cases import ExampleCaseload, ExampleCases, ExampleContacts
from tests.support.example_letters import ExampleLetter
from tests.support.example_referrals import ExampleReferrals, ExampleReviews, waiting, written


def make_example_desk(theme: Theme) -> DeskContext:
    """Return a desk whose services hold invented examples. A screen adds the fake of its service here."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    letter = ExampleLetter(referral=written())
    own = waiting(why_not_approve="Nobody approves their own referral. Another supervisor can approve it.")
    return make_desk(
        application,
        theme,
        caseload=ExampleCaseload(),
        cases=ExampleCases(),
        contacts=ExampleContacts(),
        letters=letter,
        referrals=ExampleReferrals(letter),
        reviews=ExampleReviews((own,)),
    )
