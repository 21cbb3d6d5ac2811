"""Every clock of one case: what is owed, since when, by which day, and how sure that is.

Pure: what happened, what somebody recorded, the rules, the bank holidays and the moment are handed in. A start nobody
knows gives a day nobody knows, never today. Nothing of it is advice.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.case_events import CaseEvent
from advocate_desk.domain.clock_entries import ClockEntry
from advocate_desk.domain.duties import Counted, Duty
from advocate_desk.domain.rule_table import Evidence
from advocate_desk.domain.settings import Nation
from advocate_desk.domain.working_days import UNKNOWN, Deadline, months_after


class ClockState(StrEnum):
    """Where a clock stands.

    ``not_started``: it holds here, and nobody wrote down the day it counts from. ``paused``: no day counts until it
    goes on. ``over``: a window is past, which is no lateness. ``met_late``: done, after its day.
    """

    LATE = "late"
    RUNNING = "running"
    PAUSED = "paused"
    NOT_STARTED = "not_started"
    MET = "met"
    MET_LATE = "met_late"
    OVER = "over"
    NOT_OWED = "not_owed"


class Doubt(StrEnum):
    """Why a day is not certain, beside the rule itself (`is_checked`). Each is said with it.

    ``may_be_earlier``: it has several limbs and one has not begun, or the time of day is not known. ``full_time``: the
    clock it runs after has not ended; it is the latest day if both use their full time. ``age_not_known``: for whom
    it holds hangs on an age nobody wrote down. ``boxing_day``: whether Saturday 26 December counts is not settled.
    ``holidays_end``: counted past the end of the list of bank holidays. ``rights_not_decided``: enhanced rights decide
    whether it is owed at all.
    """

    MAY_BE_EARLIER = "may_be_earlier"
    FULL_TIME = "full_time"
    AGE_NOT_KNOWN = "age_not_known"
    BOXING_DAY = "boxing_day"
    HOLIDAYS_END = "holidays_end"
    RIGHTS_NOT_DECIDED = "rights_not_decided"


@dataclass(frozen=True, kw_only=True, slots=True)
class ClockFacts:
    """What is known of one case. A key date that was corrected stands in ``events`` once, as corrected, under the id
    of the first (`CaseEvent.record_id`), so that what was recorded about its clock still holds.

    ``enhanced`` is what the police said last; anything but yes or no is that they have not decided. ``born_on`` is
    when the person the case is about was born.
    """

    case_id: UUID
    events: tuple[CaseEvent, ...]
    entries: tuple[ClockEntry, ...] = ()
    enhanced: Answer = Answer.NOT_ASKED
    nation: Nation = Nation.ENGLAND
    born_on: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Clock:
    """One duty, counted from one event.

    ``start`` is the event it counts from, None where that is not recorded; then ``because`` is the one that makes it
    to be expected (the start of the clock it runs after, or what shows that its own start must have been).
    ``start_id`` is what entries about it are recorded under (`ClockEntry.start_id`). ``counted`` is the limb that
    decides, with the amount that holds. ``due`` is unknown while nobody knows the start, and while it is paused. Where
    the police have not decided about enhanced rights, ``due`` is without them and ``with_enhanced`` with them.
    ``ended_on`` is the day it was met, None where nobody knows that day. ``entries`` are those that hold, oldest first.
    """

    case_id: UUID
    duty: Duty
    start: CaseEvent | None
    start_id: UUID
    counted: Counted
    state: ClockState
    because: CaseEvent | None = None
    line_id: UUID | None = None
    part_of_id: UUID | None = None
    due: Deadline = UNKNOWN
    with_enhanced: Deadline | None = None
    doubts: tuple[Doubt, ...] = ()
    ended_on: date | None = None
    ended_by: CaseEvent | None = None
    entries: tuple[ClockEntry, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether somebody still has to act, or to say what happened."""
        return self.state in _OPEN

    @property
    def is_met(self) -> bool:
        """Whether it was done, in time or late."""
        return self.state in _MET

    def is_red(self, today: date) -> bool:
        """Say whether it may be shown as late in red: only where its rule is checked (`is_checked`)."""
        return self.state is ClockState.LATE and is_checked(self.duty, today)


def is_checked(duty: Duty, today: date) -> bool:
    """Say whether a rule was read in its source, or is ours, within twelve months of ``today``.

    Any other shows as "we think, check" and makes no red.
    """
    evidence, checked_on = duty.provenance.evidence, duty.provenance.checked_on
    known = evidence in _KNOWN or (evidence is Evidence.LOCAL and duty.is_own)
    return known and today <= months_after(checked_on, _MONTHS_A_CHECK_HOLDS)


_OPEN = frozenset({ClockState.LATE, ClockState.RUNNING, ClockState.PAUSED, ClockState.NOT_STARTED})
_KNOWN = frozenset({Evidence.READ, Evidence.DESIGN})
_MONTHS_A_CHECK_HOLDS = 12
_MET = frozenset({ClockState.MET, ClockState.MET_LATE})
