"""What is due over every case somebody holds: how it is asked for, and what comes back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID


class DueKind(StrEnum):
    """What kind of thing is due."""

    TASK = "task"
    SAFE_CONTACT = "safe_contact"
    STEP = "step"
    STEP_WAITING = "step_waiting"
    REPLY = "reply"
    NO_ANSWER = "no_answer"
    PASSED_ON = "passed_on"
    WAITING_LIST = "waiting_list"
    MEETING = "meeting"
    RETURNED = "returned"
    MORE_ASKED = "more_asked"
    NEVER_SENT = "never_sent"
    TO_SEND = "to_send"
    REVIEW = "review"
    ATTEMPT = "attempt"
    CLOSING = "closing"
    CONFLICT = "conflict"
    PROBLEM = "problem"
    MARAC_MEETING = "marac_meeting"
    MARAC_APPROVE = "marac_approve"
    MARAC_SEND = "marac_send"
    MARAC_RESEARCH = "marac_research"
    MARAC_WISHES = "marac_wishes"
    MARAC_FEEDBACK = "marac_feedback"
    MARAC_ACTION = "marac_action"
    WATCH = "watch"
    FLAG = "flag"
    AGREEMENT = "agreement"
    CONSENT = "consent"
    WITHHELD = "withheld"
    AFTER_WITHDRAWAL = "after_withdrawal"
    PLAN_ACTION = "plan_action"
    PLAN_REVIEW = "plan_review"
    PROMPT = "prompt"
    APPOINTMENT = "appointment"
    OUTCOME = "outcome"
    ORDER_TO_SERVE = "order_to_serve"
    ORDER_ENDS = "order_ends"
    CLOCK = "clock"
    CLOCK_CHASE = "clock_chase"
    CLOCK_LIMIT = "clock_limit"
    CLOCK_UNSURE = "clock_unsure"
    CLOCK_UNKNOWN = "clock_unknown"


class DueWhen(StrEnum):
    """When it is due: it waits for whoever is asked, is late, is due today, or soon; or the ball is with others."""

    WAITING = "waiting"
    LATE = "late"
    TODAY = "today"
    SOON = "soon"
    OTHERS = "others"


@dataclass(frozen=True, kw_only=True, slots=True)
class AgendaFilter:
    """Whose things to find, and until when.

    Cases ``user_id`` leads; with ``unheld`` those that nobody among ``staff`` (who sign in and read cases) leads too,
    and the referrals that nobody among them wrote. Moments before ``now`` are late, before ``day_ends`` due today,
    before ``week_ends`` soon; ``today`` and ``last_day`` say the same of days. ``limit`` is how many of one kind and
    one time come back.
    """

    user_id: UUID
    staff: tuple[UUID, ...]
    unheld: bool
    reviews: bool
    now: datetime
    day_ends: datetime
    week_ends: datetime
    today: date
    last_day: date
    limit: int

    def looks_after(self, holder: UUID | None) -> bool:
        """Say whether what ``holder`` leads or owns is for whoever asks: their own, or what nobody here holds."""
        return holder == self.user_id or (self.unheld and holder not in self.staff)

    def when(self, day: date) -> DueWhen | None:
        """Return when something of ``day`` is due; None where it is too far ahead to be asked about."""
        if day <= self.today:
            return DueWhen.LATE if day < self.today else DueWhen.TODAY
        return DueWhen.SOON if day <= self.last_day else None


@dataclass(frozen=True, kw_only=True, slots=True)
class Due:
    """One thing. ``record_id`` is the id of the task, the step, the referral, its problem, or the case itself;
    of a clock one made from its start and its rule."""

    kind: DueKind
    when: DueWhen
    case_id: UUID
    record_id: UUID


@dataclass(frozen=True, kw_only=True, slots=True)
class Agenda:
    """The first of each kind and time, the longest due first, and how many there are in all."""

    due: tuple[Due, ...]
    totals: Mapping[tuple[DueKind, DueWhen], int]
