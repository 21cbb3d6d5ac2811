"""What every screen of an open vault receives."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import QObject

from advocate_desk.domain.emergency import EmergencyNumbers
from advocate_desk.domain.errors import KnownFailure
from advocate_desk.domain.users import Action, Role, may
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
from advocate_desk.services.ports import Clock
from advocate_desk.services.reveal_point import RevealPoint
from advocate_desk.services.review_referral import ReviewReferral
from advocate_desk.services.safety import Safety
from advocate_desk.services.show_case import ShowCase
from advocate_desk.services.show_timeline import ShowTimeline
from advocate_desk.services.show_today import ShowToday
from advocate_desk.services.way import Way
from advocate_desk.services.write_letter import WriteLetter
from advocate_desk.ui.navigator import Navigator, SavedState
from advocate_desk.ui.paper import LetterPaper, QtLetterPaper
from advocate_desk.ui.prompts import Prompts
from advocate_desk.ui.tasks import OnError, Tasks
from advocate_desk.ui.theme import Theme

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True, slots=True)
class Who:
    """Who is signed in, and to what kind of vault."""

    user_id: UUID
    name: str
    role: Role
    is_sample: bool
    read_only: bool = False

    def may(self, action: Action) -> bool:
        """Say whether their role includes ``action``. The services ask again; this only keeps dead controls away."""
        return may(self.role, action)


@dataclass(frozen=True, kw_only=True, slots=True)
class DeskContext:
    """The services, and the few things around them, that screens and dialogs are built on.

    Call services inside `tasks.run` or `keep` only: they read and write the disk.
    """

    who: Who
    caseload: ListCaseload
    cases: ShowCase
    contacts: LogContact
    referrals: MakeReferral
    reviews: ReviewReferral
    letters: WriteLetter
    today: ShowToday
    opening: OpenCase
    people: KeepPeople
    reveals: RevealPoint
    plans: PlanContact
    consents: KeepConsent
    risk: AssessRisk
    timeline: ShowTimeline
    directory: KeepDirectory
    imports: ImportCaseload
    backups: KeepBackups
    users: ManageUsers
    settings: KeepSettings
    drafts: KeepDrafts
    safety: Safety
    way: Way
    clock: Clock
    tasks: Tasks
    prompts: Prompts
    navigator: Navigator
    theme: Theme
    emergency: EmergencyNumbers
    paper: LetterPaper = field(default_factory=QtLetterPaper)
    offer_passphrase: Callable[[], str] = str
    """Draws five words; offers none where nobody gave it a way to."""

    def keep(self, work: Callable[[], T], *, context: QObject, on_done: Callable[[T], None], on_error: OnError) -> None:
        """Run ``work``, which keeps something, as `tasks.run` does. The top bar says that it is being saved, and then
        that it is, or is not."""

        def kept(result: T) -> None:
            self.navigator.show_saved(SavedState.SAVED)
            on_done(result)

        def not_kept(failure: KnownFailure) -> None:
            self.navigator.show_saved(SavedState.NOT_SAVED)
            on_error(failure)

        self.navigator.show_saved(SavedState.SAVING)
        self.tasks.run(work, context=context, on_done=kept, on_error=not_kept)
