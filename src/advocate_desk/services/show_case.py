"""Everything the case summary shows, read in one go."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from advocate_desk.domain.bank_holidays import BankHolidays
from advocate_desk.domain.cases import Case
from advocate_desk.domain.contacts import ContactKind
from advocate_desk.domain.dates_in_words import due_words, in_london
from advocate_desk.domain.errors import NotFound
from advocate_desk.domain.hidden_points import HiddenPoint
from advocate_desk.domain.identifiers import read_case_reference
from advocate_desk.domain.marac import MaracMeeting
from advocate_desk.domain.marac_duties import next_meeting
from advocate_desk.domain.pathway import Lane, StepState
from advocate_desk.domain.people import Person, PersonRole
from advocate_desk.domain.referral import ProgressState, ReviewState
from advocate_desk.domain.risk import RiskLevel, is_scored, score_of
from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.domain.safe_contact import SafeContactPlan
from advocate_desk.domain.tasks import Task
from advocate_desk.domain.users import Action
from advocate_desk.services.case_file import CaseFile, hidden_points, read_case_file
from advocate_desk.services.case_history import Happening, newest_happenings
from advocate_desk.services.court_ahead import AheadLine, court_ahead
from advocate_desk.services.keep_flags import FlagsView, flags_view
from advocate_desk.services.kept_history import incident_happening
from advocate_desk.services.life_history import life_happenings
from advocate_desk.services.pathway_file import StepFile, read_step_files
from advocate_desk.services.reading import in_force
from advocate_desk.services.referral_file import ReferralFile, read_referral_files
from advocate_desk.services.rules_in_force import rules_in_force
from advocate_desk.services.session import Session
from advocate_desk.services.standing import review_now, state_label


@dataclass(frozen=True, kw_only=True, slots=True)
class SafeContactBanner:
    """What stands over every section of a case.

    ``recorded`` is False where nobody has asked her: then the headline asks to. ``headline`` says how and
    when; ``never`` what must not be done; ``detail`` what to say if someone else answers and when it was
    checked. ``stale`` means the plan must be checked again. ``may_show_number`` is False where no number
    is safe to call or text now; the number itself is not in here.
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
    """A case as its first page shows it. Of a contact point it holds everything but the value.

    ``meeting_on`` is the day of the first MARAC to come, None where no meeting is kept. ``ahead`` are orders to do
    something about and the next appointments.
    """

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
    points: tuple[HiddenPoint, ...]
    steps: tuple[StepView, ...]
    tasks: tuple[TaskView, ...]
    referrals: tuple[ReferralLine, ...]
    latest: tuple[LatestEntry, ...]
    flags: FlagsView
    meeting_on: date | None = None
    ahead: tuple[AheadLine, ...] = ()

    @property
    def marac_on(self) -> date | None:
        """Return the day of the next MARAC: its meeting's own, where one is kept, before the day the case bears."""
        return self.meeting_on or self.case.marac_on


class ShowCase:
    """Reads one case for its summary, and ticks what was done."""

    def __init__(self, session: Session, rules: Rulebook) -> None:
        self._session = session
        self._rules = rules

    def summary(self, case_id: UUID) -> CaseSummary:
        """Return the case.

        Raises:
            NotFound: no such case.
        """
        self._session.require(Action.READ_CASES)
        now, today = self._session.clock.now(), self._session.clock.today()
        with self._session.work() as unit:
            file = read_case_file(unit, case_id)
            referrals = read_referral_files(unit, file)
            rules = rules_in_force(unit, self._rules)
            lines = tuple(
                _referral_line(one, review_now(unit, one, self._rules, today), now, rules.holidays) for one in referrals
            )
            steps = read_step_files(unit, self._session, rules.way, case_id)
            tasks = unit.find(Task, case_id=case_id)
            ahead = court_ahead(unit, case_id, rules.way, today)
            meeting = next_meeting(unit.find(MaracMeeting, case_id=case_id), today)
            also = (*life_happenings(unit, file), *map(incident_happening, in_force(file.incidents)))
            latest = newest_happenings(unit, file, referrals, self._rules, also)
            staff = {one.id: one.display_name for one in file.staff.values()}
            flags = flags_view(unit, case_id, staff, today)
        return CaseSummary(
            case=file.case,
            client=file.client,
            lead_name=file.lead_name,
            level=file.assessment.level if file.assessment else None,
            high_risk_score=score_of(file.assessment) if file.assessment and is_scored(file.assessment) else None,
            children=sum(person.role is PersonRole.CHILD for person in file.people),
            open_days=(today - file.case.opened_on).days if file.case.opened_on else None,
            consent_given_on=_newest_consent(file, today),
            banner=_banner(file, now),
            plan=file.plan,
            points=hidden_points(file, file.client, now),
            steps=tuple(_step_view(step, today) for step in steps),
            tasks=_task_views(tasks, now),
            referrals=lines,
            latest=tuple(_latest_entry(one) for one in latest),
            flags=flags,
            meeting_on=meeting.meets_on if meeting else None,
            ahead=ahead,
        )

    def by_reference(self, typed: str) -> UUID:
        """Return the case a typed reference names.

        Raises:
            NotFound: no such case, or the check character does not fit.
        """
        self._session.require(Action.READ_CASES)
        reference = read_case_reference(typed)
        if reference is None:
            raise NotFound
        with self._session.work() as unit:
            cases = unit.find(Case, reference=reference)
        if not cases:
            raise NotFound
        return cases[0].id

    def finish_task(self, task_id: UUID, done: bool = True) -> None:
        """Tick a task, or take the tick back."""
        self._session.require(Action.WORK_ON_CASES)
        with self._session.work() as unit:
            task = unit.get(Task, task_id)
            unit.change(task, done_at=self._session.clock.now() if done else None)
            unit.commit("task done" if done else "task open again")


def _banner(file: CaseFile, now: datetime) -> SafeContactBanner:
    words = file.banner(now)
    return SafeContactBanner(
        recorded=words.recorded,
        headline=words.headline,
        never=words.never,
        detail=words.detail,
        stale=words.stale,
        may_show_number=words.may_show_number,
    )


def _newest_consent(file: CaseFile, today: date) -> date | None:
    """Return when she last agreed to anything that still holds today."""
    holding = [
        consent.given_on
        for consent in file.consents
        if consent.withdrawn_on is None and (consent.expires_on is None or consent.expires_on >= today)
    ]
    return max(holding, default=None)


def _step_view(file: StepFile, today: date) -> StepView:
    return StepView(
        step_id=file.step.id,
        lane=file.step.lane,
        title=file.title,
        state=file.now.state,
        late=file.now.late,
        status_line=file.status_line(today),
    )


def _task_views(tasks: Sequence[Task], now: datetime) -> tuple[TaskView, ...]:
    """Put what is open first, by when it is due, and what was done after it."""
    far = datetime.max.replace(tzinfo=now.tzinfo)
    ordered = sorted(tasks, key=lambda task: (task.done_at is not None, task.due_at or far, task.title))
    return tuple(_task_view(task, now) for task in ordered)


def _task_view(task: Task, now: datetime) -> TaskView:
    done = task.done_at is not None
    return TaskView(
        task_id=task.id,
        title=task.title,
        due_line=due_words(task.due_at, now) if task.due_at else "No day set",
        late=not done and task.due_at is not None and task.due_at < now,
        due_today=task.due_at is not None and in_london(task.due_at).date() == in_london(now).date(),
        done=done,
    )


def _referral_line(file: ReferralFile, review: ReviewState, now: datetime, holidays: BankHolidays) -> ReferralLine:
    late = file.is_late(now, holidays)
    return ReferralLine(
        referral_id=file.referral.id,
        reference=file.reference,
        purpose=file.referral.purpose,
        agency=file.agency.name if file.agency else "",
        review=review,
        progress=file.progress,
        state_label=state_label(review, file.progress, late),
        late=late,
    )


def _latest_entry(one: Happening) -> LatestEntry:
    return LatestEntry(
        happened_at=one.happened_at,
        kind=one.kind,
        contact_kind=one.contact_kind,
        headline=one.headline,
        text=one.text,
        distressing=one.distressing,
    )
