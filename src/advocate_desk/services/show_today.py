"""Today: what is late, what is due, what waits for whoever is signed in, each with one thing to do next."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.domain.users import Action
from advocate_desk.services.session import Session


class Group(StrEnum):
    """The headings of Today, in their order."""

    WAITING_FOR_YOU = "waiting_for_you"
    LATE = "late"
    TODAY = "today"
    NEXT_SEVEN_DAYS = "next_seven_days"


class NextAct(StrEnum):
    """The one thing a row's button does."""

    OPEN_CASE = "open_case"
    CHECK_SAFE_CONTACT = "check_safe_contact"
    OPEN_REFERRAL = "open_referral"
    REVIEW = "review"
    BACK_UP = "back_up"
    DRILL = "drill"
    SETTINGS = "settings"


@dataclass(frozen=True, kw_only=True, slots=True)
class TodayItem:
    """One row: what, who, why now, and one thing to do.

    ``subject_id`` is what the act opens (a case or a referral; None for the vault itself); ``task_id`` is a task that
    can be ticked in the list. ``name`` and ``reference`` are empty where no person is concerned.
    """

    group: Group
    what: str
    why_now: str
    act: NextAct
    subject_id: UUID | None = None
    task_id: UUID | None = None
    name: str = ""
    reference: str = ""
    due_on: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class TodayView:
    """Everything Today shows, in order."""

    items: tuple[TodayItem, ...]


class ShowToday:
    """Gathers what is due for whoever is signed in."""

    def __init__(self, session: Session, rules: Rulebook) -> None:
        self._session = session
        self._rules = rules

    def view(self) -> TodayView:
        """Return what is due: own cases for an advocate, and what waits for a decision for a supervisor."""
        self._session.require(Action.READ_CASES)
        return TodayView(items=())
