"""Everything the case summary shows, read in one go."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from advocate_desk.domain.cases import Case
from advocate_desk.domain.contacts import ContactKind
from advocate_desk.domain.pathway import Lane, StepState
from advocate_desk.domain.people import ContactPoint, Person
from advocate_desk.domain.referral import ProgressState, ReviewState
from advocate_desk.domain.risk import RiskLevel
from advocate_desk.domain.safe_contact import SafeContactPlan
from advocate_desk.services.session import Session


@dataclass(frozen=True, kw_only=True, slots=True)
class SafeContactBanner:
    """What stands over every section of a case.

    ``recorded`` is False where nobody has asked her: then the headline asks to. ``headline`` says how and
    when; ``never`` what must not be done; ``detail`` what to say if someone else answers and when it was
    checked. ``stale`` means the plan must be checked again. ``may_show_number`` is False where no number
    is safe to call or text; the number itself is not in here.
    """

    recorded: bool
    headline: str
    never: str
    detail: str
    stale: bool
    may_show_number: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class StepView:
    """One step in a lane. ``status_line`` is words ("With council. Reply due today")."""

    step_id: UUID
    lane: Lane
    title: str
    state: StepState
    late: bool
    status_line: str


@dataclass(frozen=True, kw_only=True, slots=True)
class TaskView:
    """One thing to do. ``due_line`` is words ("Due today, 5pm")."""

    task_id: UUID
    title: str
    due_line: str
    late: bool
    due_today: bool
    done: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class ReferralLine:
    """One referral on the summary: what for, to whom, and where it stands in words."""

    referral_id: UUID
    reference: str
    purpose: str
    agency: str
    review: ReviewState
    progress: ProgressState
    state_label: str
    late: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class LatestEntry:
    """One recent entry. ``happened_at`` is when it happened; ``distressing`` bodies open on request."""

    happened_at: datetime
    kind: str
    contact_kind: ContactKind | None
    headline: str
    text: str
    distressing: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseSummary:
    """A case as its first page shows it."""

    case: Case
    client: Person
    lead_name: str
    level: RiskLevel | None
    high_risk_score: int | None
    children: int
    open_days: int | None
    consent_given_on: date | None
    banner: SafeContactBanner
    plan: SafeContactPlan | None
    points: tuple[ContactPoint, ...]
    steps: tuple[StepView, ...]
    tasks: tuple[TaskView, ...]
    referrals: tuple[ReferralLine, ...]
    latest: tuple[LatestEntry, ...]


class ShowCase:
    """Reads one case for its summary, and ticks what was done."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def summary(self, case_id: UUID) -> CaseSummary:
        """Return the case.

        Raises:
            NotFound: no such case.
        """
        raise NotImplementedError

    def by_reference(self, typed: str) -> UUID:
        """Return the case a typed reference names.

        Raises:
            NotFound: no such case, or the check character does not fit.
        """
        raise NotImplementedError

    def finish_task(self, task_id: UUID, done: bool = True) -> None:
        """Tick a task, or take the tick back."""
        raise NotImplementedError
