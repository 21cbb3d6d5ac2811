"""The services of whoever signs in, over the implementations that `bootstrap` chooses."""

from advocate_desk.app.bootstrap import Entrance, renderer
from advocate_desk.app.rules import rulebook
from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.services.keep_drafts import KeepDrafts
from advocate_desk.services.list_caseload import ListCaseload
from advocate_desk.services.log_contact import LogContact
from advocate_desk.services.make_referral import MakeReferral
from advocate_desk.services.review_referral import ReviewReferral
from advocate_desk.services.session import Session
from advocate_desk.services.show_case import ShowCase
from advocate_desk.services.write_letter import WriteLetter


class Program(Entrance):
    """Fulfils `Ways`."""

    def __init__(self) -> None:
        super().__init__()
        self._draws = renderer()
        self._rules: Rulebook | None = None

    @property
    def rules(self) -> Rulebook:
        """The rules that ship, read once."""
        if self._rules is None:
            self._rules = rulebook()
        return self._rules

    def list_caseload(self, session: Session) -> ListCaseload:
        """The caseload and its search."""
        return ListCaseload(session)

    def show_case(self, session: Session) -> ShowCase:
        """One case."""
        return ShowCase(session, self.rules)

    def log_contact(self, session: Session) -> LogContact:
        """The contact log."""
        return LogContact(session)

    def make_referral(self, session: Session) -> MakeReferral:
        """Referrals, as the editor and the tracker show them."""
        return MakeReferral(session, self.rules)

    def review_referral(self, session: Session) -> ReviewReferral:
        """The review queue."""
        return ReviewReferral(session, self.rules)

    def write_letter(self, session: Session) -> WriteLetter:
        """Letters. Its drawing process ends with `close`."""
        return WriteLetter(session, self._draws, self.rules)

    def keep_drafts(self, session: Session) -> KeepDrafts:
        """Half-typed words."""
        return KeepDrafts(session)

    def close(self) -> None:
        """End what was started on the way (the process that draws letters)."""
        self._draws.close()
