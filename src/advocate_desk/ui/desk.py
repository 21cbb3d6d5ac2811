"""What every screen of an open vault receives."""

from dataclasses import dataclass, field
from uuid import UUID

from advocate_desk.domain.users import Action, Role, may
from advocate_desk.services.keep_drafts import KeepDrafts
from advocate_desk.services.list_caseload import ListCaseload
from advocate_desk.services.log_contact import LogContact
from advocate_desk.services.make_referral import MakeReferral
from advocate_desk.services.ports import Clock
from advocate_desk.services.review_referral import ReviewReferral
from advocate_desk.services.show_case import ShowCase
from advocate_desk.services.write_letter import WriteLetter
from advocate_desk.ui.navigator import Navigator
from advocate_desk.ui.paper import LetterPaper, QtLetterPaper
from advocate_desk.ui.prompts import Prompts
from advocate_desk.ui.tasks import Tasks
from advocate_desk.ui.theme import Theme


@dataclass(frozen=True, kw_only=True, slots=True)
class Who:
    """Who is signed in, and to what kind of vault."""

    user_id: UUID
    name: str
    role: Role
    is_sample: bool

    def may(self, action: Action) -> bool:
        """Say whether their role includes ``action``. The services ask again; this only keeps dead controls away."""
        return may(self.role, action)


@dataclass(frozen=True, kw_only=True, slots=True)
class DeskContext:
    """The services, and the few things around them, that screens and dialogs are built on.

    Call services inside `tasks.run` only: they read and write the disk.
    """

    who: Who
    caseload: ListCaseload
    cases: ShowCase
    contacts: LogContact
    referrals: MakeReferral
    reviews: ReviewReferral
    letters: WriteLetter
    drafts: KeepDrafts
    clock: Clock
    tasks: Tasks
    prompts: Prompts
    navigator: Navigator
    theme: Theme
    paper: LetterPaper = field(default_factory=QtLetterPaper)
