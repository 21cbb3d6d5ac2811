"""Attempts to reach somebody, apart from contacts: when the next is due, and when enough were made.

How soon, how many and within how many days each service sets. Practice differs: many contracts ask 24 hours at high
risk, one published protocol two working days; one service makes at least three attempts within a week. That they are
made at different times of day, and how they are spread over the days, is our design.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from advocate_desk.domain.bank_holidays import BankHolidays
from advocate_desk.domain.contacts import NOBODY_HEARD, Contact, ContactResult, Direction
from advocate_desk.domain.dates_in_words import in_london, near_date
from advocate_desk.domain.duties import CountBy
from advocate_desk.domain.errors import EntryRefused
from advocate_desk.domain.risk import RiskLevel
from advocate_desk.domain.settings import Nation, ServiceSettings
from advocate_desk.domain.working_days import UNKNOWN, Deadline, Period, deadline, read_period

MOST_ATTEMPTS, MOST_DAYS = 10, 60
_CUT_SHORT = frozenset({ContactResult.SHE_RANG_OFF, ContactResult.NOT_SAFE_TO_TALK})


@dataclass(frozen=True, kw_only=True, slots=True)
class AttemptStandard:
    """How soon the first attempt is due by level, and how many make it enough, within how many days."""

    first: Mapping[RiskLevel, Period]
    wanted: int
    within_days: int

    def first_for(self, level: RiskLevel | None) -> Period:
        """Return how soon somebody is to be tried. Risk that nobody assessed counts as high."""
        return self.first[level or RiskLevel.HIGH]

    def words(self, level: RiskLevel | None) -> str:
        """Return the standard in a sentence, for a screen to say what a due attempt stands on."""
        known = f"At {level} risk" if level else "Risk is not assessed, so it counts as high"
        of_all = "1 attempt" if self.wanted == 1 else f"{self.wanted} attempts, not all at one time of day,"
        within = f"within {self.within_days} day{'s' if self.within_days != 1 else ''}"
        return f"{known}: the first attempt within {self.first_for(level)}, then {of_all} {within}."


def attempt_standard(settings: ServiceSettings) -> AttemptStandard:
    """Read a service's standard.

    Raises:
        EntryRefused: a level has no time, a time cannot be read, or a number is out of bounds; in words.
    """
    first = {}
    for level in RiskLevel:
        period = read_period(settings.first_attempt.get(level, ""))
        if period is None or period.rule is CountBy.MONTHS:
            raise EntryRefused(
                f"How soon the first attempt is due at {level} risk cannot be read. "
                "Write it like 24 hours, 2 working days or 3 days."
            )
        first[level] = period
    if unknown := sorted(set(settings.first_attempt) - set(RiskLevel)):
        raise EntryRefused(f"There is no level of risk “{unknown[0]}”. Take it out.")
    if not 1 <= settings.attempts_wanted <= MOST_ATTEMPTS:
        raise EntryRefused(f"Between 1 and {MOST_ATTEMPTS} attempts make it enough.")
    if not 1 <= settings.attempts_within_days <= MOST_DAYS:
        raise EntryRefused(f"Attempts are made within 1 to {MOST_DAYS} days.")
    return AttemptStandard(first=first, wanted=settings.attempts_wanted, within_days=settings.attempts_within_days)


class AttemptState(StrEnum):
    """How far it is: nobody tried, tried, cut short, somebody spoke with her, or enough were made."""

    FIRST = "first"
    AGAIN = "again"
    CUT_SHORT = "cut_short"
    REACHED = "reached"
    ENOUGH = "enough"


@dataclass(frozen=True, kw_only=True, slots=True)
class AttemptsNow:
    """How the attempts stand. ``made`` counts those of the run that counts towards ``wanted``.

    ``due`` is when the next is to be made, unknown where nobody wrote down since when the time runs, and where none
    is due (reached, enough). ``last_on`` is the day of the newest attempt or contact. ``another_time`` says that the
    attempts so far were all at one time of day.
    """

    state: AttemptState
    made: int
    wanted: int
    within_days: int
    due: Deadline = UNKNOWN
    last_on: date | None = None
    another_time: bool = False

    @property
    def is_enough(self) -> bool:
        """Whether the standard is met, so that somebody may be said not to be reached."""
        return self.state is AttemptState.ENOUGH

    def title(self) -> str:
        """Return what is to be done: ``Make attempt 2 of 3``."""
        match self.state:
            case AttemptState.FIRST:
                return "Make the first attempt"
            case AttemptState.AGAIN if self.made < self.wanted:
                return f"Make attempt {self.made + 1} of {self.wanted}"
            case AttemptState.REACHED:
                return "Say what was agreed"
            case AttemptState.ENOUGH:
                return "Decide how it goes on"
            case _:
                return "Try again"

    def words(self, now: datetime) -> str:
        """Return why now: ``Due today, 4pm. Last tried 20 November. Try another time of day``."""
        last = near_date(self.last_on, in_london(now).date()) if self.last_on else ""
        match self.state:
            case AttemptState.FIRST:
                return f"Nobody has tried yet. {self.due.words(now)}"
            case AttemptState.REACHED:
                return f"In touch on {last}"
            case AttemptState.ENOUGH:
                return f"{_attempts(self.made)}, the last on {last}, and not reached"
            case AttemptState.CUT_SHORT:
                return f"{self.due.words(now)}. Cut short on {last}"
            case AttemptState.AGAIN:
                other = ". Try another time of day" if self.another_time else ""
                return f"{self.due.words(now)}. Last tried {last}{other}"

    def missing(self) -> str:
        """Return why nobody may yet be said not to be reached."""
        match self.state:
            case AttemptState.REACHED:
                return "Somebody spoke with this person. Say what was agreed instead."
            case AttemptState.CUT_SHORT:
                return "The last contact was cut short. Try again before it is said that nobody was reached."
            case _ if self.made >= self.wanted:
                return "Every attempt was at the same time of day. Make one more, at another."
            case _:
                return (
                    f"{_attempts(self.made)}. The standard asks for {self.wanted} within {self.within_days} days, "
                    "not all at the same time of day."
                )


def attempts_now(
    contacts: Sequence[Contact],
    *,
    since: datetime | None,
    level: RiskLevel | None,
    standard: AttemptStandard,
    holidays: BankHolidays,
    nation: Nation,
) -> AttemptsNow:
    """Return how the attempts of one case stand.

    Args:
        contacts: the case's log; entries that a later one corrects do not count.
        since: when the referral came in, or contacting began again; None where nobody wrote it down.
        level: the newest assessment's, None where there is none.
        standard: the service's.
        holidays: the bank holidays.
        nation: whose count.
    """
    log = _log(contacts, since)
    touched = max((place for place, one in enumerate(log) if _is_touch(one)), default=-1)
    tried = [one for one in log[touched + 1 :] if is_attempt(one)]
    first = standard.first_for(level)
    if tried:
        return _after(tried, standard)
    if touched < 0:
        due = deadline(first, since, holidays, nation)
        return _now(AttemptState.FIRST, standard, due=due)
    last = log[touched]
    on = in_london(last.happened_at).date()
    if last.result is ContactResult.SPOKE:
        return _now(AttemptState.REACHED, standard, last_on=on)
    due = deadline(first, last.happened_at, holidays, nation)
    return _now(AttemptState.CUT_SHORT, standard, due=due, last_on=on)


def is_attempt(contact: Contact) -> bool:
    """Say whether somebody here tried and was not heard. What nobody knows of counts neither way."""
    return contact.direction is Direction.OUTGOING and contact.result in NOBODY_HEARD


def _is_touch(contact: Contact) -> bool:
    """She was heard of: she spoke, was there and could not, or tried to reach us."""
    if contact.result is ContactResult.SPOKE or contact.result in _CUT_SHORT:
        return True
    return contact.direction is Direction.INCOMING


def _log(contacts: Sequence[Contact], since: datetime | None) -> list[Contact]:
    corrected = {one.corrects_id for one in contacts}
    counted = (one for one in contacts if one.id not in corrected and (since is None or one.happened_at >= since))
    return sorted(counted, key=lambda one: (one.happened_at, one.recorded_at, one.id))


def _after(tried: Sequence[Contact], standard: AttemptStandard) -> AttemptsNow:
    """Count the newest attempts that lie within the days of the standard, and spread what is missing over them."""
    days = [in_london(one.happened_at).date() for one in tried]
    runs = [run for run in _runs(tried, days, standard.within_days) if len(run) >= standard.wanted and _varied(run)]
    if runs:
        return _now(AttemptState.ENOUGH, standard, made=len(tried), last_on=days[-1])
    counted = [place for place, on in enumerate(days) if (days[-1] - on).days <= standard.within_days]
    run, made = [tried[place] for place in counted], len(counted)
    if made >= standard.wanted:
        on = days[-1] + timedelta(days=1)
    else:
        on = days[counted[0]] + timedelta(days=standard.within_days * made // (standard.wanted - 1))
    one_time = len({_part_of_day(one) for one in run}) == 1
    return _now(AttemptState.AGAIN, standard, made=made, due=Deadline(on=on), last_on=days[-1], another_time=one_time)


def _runs(tried: Sequence[Contact], days: Sequence[date], within: int) -> list[Sequence[Contact]]:
    """Return, from each attempt on, those made within so many days of it."""
    return [
        [one for one, on in zip(tried[place:], days[place:], strict=True) if (on - begun).days <= within]
        for place, begun in enumerate(days)
    ]


def _varied(run: Sequence[Contact]) -> bool:
    return len(run) == 1 or len({_part_of_day(one) for one in run}) > 1


def _part_of_day(contact: Contact) -> str:
    """Morning, afternoon from midday, evening from five o'clock, in London."""
    hour = in_london(contact.happened_at).hour
    return "morning" if hour < 12 else "afternoon" if hour < 17 else "evening"


def _now(
    state: AttemptState,
    standard: AttemptStandard,
    *,
    made: int = 0,
    due: Deadline = UNKNOWN,
    last_on: date | None = None,
    another_time: bool = False,
) -> AttemptsNow:
    return AttemptsNow(
        state=state,
        made=made,
        wanted=standard.wanted,
        within_days=standard.within_days,
        due=due,
        last_on=last_on,
        another_time=another_time,
    )


def _attempts(made: int) -> str:
    return "1 attempt made" if made == 1 else f"{made} attempts made"
