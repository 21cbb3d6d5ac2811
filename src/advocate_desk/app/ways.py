"""What the open desk needs of the rest. The class that fulfils `cli.doors.Doors` fulfils this as well."""

from typing import Protocol

from advocate_desk.services.assess_risk import AssessRisk
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
from advocate_desk.services.safety import Safety
from advocate_desk.services.session import Session
from advocate_desk.services.show_case import ShowCase
from advocate_desk.services.show_timeline import ShowTimeline
from advocate_desk.services.show_today import ShowToday
from advocate_desk.services.way import Way
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

    def show_today(self, session: Session) -> ShowToday:
        """What is due."""
        ...

    def open_case(self, session: Session) -> OpenCase:
        """New cases."""
        ...

    def keep_people(self, session: Session) -> KeepPeople:
        """The people of a case."""
        ...

    def reveal_point(self, session: Session) -> RevealPoint:
        """Showing hidden numbers."""
        ...

    def plan_contact(self, session: Session) -> PlanContact:
        """Safe contact."""
        ...

    def keep_consent(self, session: Session) -> KeepConsent:
        """Consents."""
        ...

    def assess_risk(self, session: Session) -> AssessRisk:
        """The risk checklist."""
        ...

    def show_timeline(self, session: Session) -> ShowTimeline:
        """What happened in a case."""
        ...

    def keep_directory(self, session: Session) -> KeepDirectory:
        """The directory of agencies."""
        ...

    def import_caseload(self, session: Session) -> ImportCaseload:
        """Spreadsheets in."""
        ...

    def keep_backups(self, session: Session) -> KeepBackups:
        """Backups and drills."""
        ...

    def manage_users(self, session: Session) -> ManageUsers:
        """Colleagues."""
        ...

    def keep_settings(self, session: Session) -> KeepSettings:
        """Settings."""
        ...

    def safety(self, session: Session) -> Safety:
        """What keeps the person of a case safe."""
        ...

    def way(self, session: Session) -> Way:
        """Somebody's way: steps, clocks, orders, appointments."""
        ...

    def offer_passphrase(self) -> str:
        """Five words drawn at random."""
        ...
