"""The services of whoever signs in, over the implementations that `bootstrap` chooses."""

from advocate_desk.app.bootstrap import (
    Entrance,
    calendar_writer,
    caseload_imports,
    documents,
    phone_numbers,
    renderer,
    resemblance,
)
from advocate_desk.app.rules import rulebook
from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.services.assess_risk import AssessRisk
from advocate_desk.services.find_look_alikes import Compare
from advocate_desk.services.import_caseload import ImportCaseload
from advocate_desk.services.keep_backups import KeepBackups
from advocate_desk.services.keep_consent import KeepConsent
from advocate_desk.services.keep_directory import KeepDirectory
from advocate_desk.services.keep_drafts import KeepDrafts
from advocate_desk.services.keep_people import KeepPeople
from advocate_desk.services.keep_settings import KeepSettings
from advocate_desk.services.list_caseload import ListCaseload
from advocate_desk.services.log_contact import LogContact
from advocate_desk.services.make_referral import MakeReferral
from advocate_desk.services.manage_users import ManageUsers
from advocate_desk.services.open_case import OpenCase
from advocate_desk.services.plan_contact import PlanContact
from advocate_desk.services.reveal_point import RevealPoint
from advocate_desk.services.review_referral import ReviewReferral
from advocate_desk.services.safety import Safety, safety_services
from advocate_desk.services.session import Session
from advocate_desk.services.show_case import ShowCase
from advocate_desk.services.show_timeline import ShowTimeline
from advocate_desk.services.show_today import ShowToday
from advocate_desk.services.way import Way, way_services
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

    def show_today(self, session: Session) -> ShowToday:
        """What is due."""
        return ShowToday(session, self.rules)

    def open_case(self, session: Session) -> OpenCase:
        """New cases."""
        return OpenCase(session, phone_numbers(), resemblance())

    def keep_people(self, session: Session) -> KeepPeople:
        """The people of a case."""
        return KeepPeople(session, phone_numbers(), resemblance())

    def reveal_point(self, session: Session) -> RevealPoint:
        """Showing hidden numbers."""
        return RevealPoint(session)

    def plan_contact(self, session: Session) -> PlanContact:
        """Safe contact."""
        return PlanContact(session)

    def keep_consent(self, session: Session) -> KeepConsent:
        """Consents."""
        return KeepConsent(session, self.rules)

    def assess_risk(self, session: Session) -> AssessRisk:
        """The risk checklist."""
        return AssessRisk(session, self.rules)

    def show_timeline(self, session: Session) -> ShowTimeline:
        """What happened in a case."""
        return ShowTimeline(session, self.rules)

    def keep_directory(self, session: Session) -> KeepDirectory:
        """The directory of agencies."""
        return KeepDirectory(session)

    def import_caseload(self, session: Session) -> ImportCaseload:
        """Spreadsheets in."""
        return caseload_imports(session)

    def safety(self, session: Session) -> Safety:
        """What keeps the person of a case safe."""
        compare = Compare(resemblance=resemblance(), phones=phone_numbers())
        return safety_services(session, self.rules, documents(), compare)

    def way(self, session: Session) -> Way:
        """Somebody's way: steps, clocks, orders, appointments."""
        return way_services(session, self.rules, calendar_writer())

    def keep_backups(self, session: Session) -> KeepBackups:
        """Backups and drills."""
        return KeepBackups(session, self.vaults())

    def manage_users(self, session: Session) -> ManageUsers:
        """Colleagues."""
        return ManageUsers(session, self.vaults())

    def keep_settings(self, session: Session) -> KeepSettings:
        """Settings."""
        return KeepSettings(session)

    def close(self) -> None:
        """End what was started on the way (the process that draws letters)."""
        self._draws.close()
