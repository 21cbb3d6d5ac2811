"""What the open desk needs of the rest. The class that fulfils `cli.doors.Doors` fulfils this as well."""

from typing import Protocol

from advocate_desk.services.keep_drafts import KeepDrafts
from advocate_desk.services.list_caseload import ListCaseload
from advocate_desk.services.log_contact import LogContact
from advocate_desk.services.make_referral import MakeReferral
from advocate_desk.services.review_referral import ReviewReferral
from advocate_desk.services.session import Session
from advocate_desk.services.show_case import ShowCase
from advocate_desk.services.write_letter import WriteLetter


class Ways(Protocol):
    """The services of whoever signed in."""

    def list_caseload(self, session: Session) -> ListCaseload:
        """The caseload and its search."""
        ...

    def show_case(self, session: Session) -> ShowCase:
        """One case."""
        ...

    def make_referral(self, session: Session) -> MakeReferral:
        """Referrals, as the editor and the tracker show them."""
        ...

    def write_letter(self, session: Session) -> WriteLetter:
        """Letters."""
        ...

    def log_contact(self, session: Session) -> LogContact:
        """The contact log."""
        ...

    def review_referral(self, session: Session) -> ReviewReferral:
        """The review queue."""
        ...

    def keep_drafts(self, session: Session) -> KeepDrafts:
        """Half-typed words."""
        ...
