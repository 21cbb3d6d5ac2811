"""The ladder a silent agency is chased up: when it is asked next, and when somebody decides that there is no response.

It proposes and never closes anything: what came of a referral is for people to say.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from advocate_desk.domain.bank_holidays import BankHolidays
from advocate_desk.domain.closing_the_loop import ReferralChase
from advocate_desk.domain.dates_in_words import in_london
from advocate_desk.domain.duties import CountBy
from advocate_desk.domain.errors import EntryRefused
from advocate_desk.domain.referral import OWES_AN_ANSWER, Machine, ProgressState, Referral, ReferralMove
from advocate_desk.domain.settings import CHASE_AFTER, Nation
from advocate_desk.domain.working_days import Deadline, Period, deadline, read_period

MOST_CHASES, LONGEST_WAIT = 6, 90
"""A ladder has at most so many rungs, each at most so many units."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Ladder:
    """How long to wait before each time an agency is asked again, and by whose bank holidays that is counted."""

    waits: tuple[Period, ...]
    holidays: BankHolidays
    nation: Nation


@dataclass(frozen=True, kw_only=True, slots=True)
class NextAsk:
    """Where an agency owes an answer: it is asked again when ``due`` has passed. It was ``asked`` so often.

    With ``decides`` the ladder is climbed: from ``due`` on, somebody says what is known, or that there is no response.
    ``since`` is when the agency was last written to or heard from.
    """

    due: Deadline
    asked: int
    decides: bool
    since: datetime

    def may_decide(self, now: datetime) -> bool:
        """Say whether the ladder proposes now to record that there is no response."""
        return self.decides and self.due.is_late(now)


def check_ladder(waits: Sequence[str]) -> None:
    """Refuse a ladder that cannot be counted.

    Raises:
        EntryRefused: it has no rung, too many, or one that is no period.
    """
    if not 1 <= len(waits) <= MOST_CHASES:
        raise EntryRefused(f"Say how long to wait before each time, once to {MOST_CHASES} times.")
    for words in waits:
        if _rung(words) is None:
            raise EntryRefused(f"Write each wait as days or working days, up to {LONGEST_WAIT}: for example 7 days.")


def ladder_waits(of_agency: Sequence[str], of_service: Sequence[str]) -> tuple[Period, ...]:
    """Return the agency's own ladder, else the service's; ours where neither can be counted."""
    for waits in (of_agency, of_service):
        rungs = [_rung(words) for words in waits]
        if rungs and all(rungs):
            return tuple(rung for rung in rungs if rung)
    return tuple(rung for words in CHASE_AFTER if (rung := _rung(words)))


def next_ask(
    referral: Referral, moves: Sequence[ReferralMove], chases: Sequence[ReferralChase], ladder: Ladder
) -> NextAsk | None:
    """Return when an agency that owes an answer is asked next; None where it owes none.

    Counted from the day it was last written to, heard from or asked. Where a day for the answer was set and it was
    not heard of since, that day comes first. One brought in by an import without its day is asked about at once.

    Args:
        referral: what was asked.
        moves: its moves, in the order they were recorded.
        chases: the times it was asked again, in any order.
        ladder: how long to wait before each time.
    """
    last = next((move for move in reversed(moves) if move.machine is Machine.PROGRESS), None)
    if last is None or ProgressState(last.to_state) not in OWES_AN_ANSWER:
        return None
    days = sorted(one.on for one in chases_since(last, chases))
    heard = in_london(last.happened_at).date()
    if not days and (by := _first_day(referral, last)):
        return NextAsk(due=by, asked=0, decides=False, since=last.happened_at)
    begins = max([heard, *days])
    wait = ladder.waits[min(len(days), len(ladder.waits) - 1)]
    return NextAsk(
        due=deadline(wait, begins, ladder.holidays, ladder.nation),
        asked=len(days),
        decides=len(days) >= len(ladder.waits),
        since=last.happened_at,
    )


def chases_since(last: ReferralMove, chases: Sequence[ReferralChase]) -> tuple[ReferralChase, ...]:
    """Return the times an agency was asked again since a move; what it did since makes those before count no more."""
    return tuple(one for one in chases if one.recorded_at > last.recorded_at)


def _first_day(referral: Referral, last: ReferralMove) -> Deadline | None:
    """Return the day set for the answer, or the day an import said to ask; None where the ladder says it."""
    if referral.reply_by is not None and referral.reply_by > last.happened_at:
        return Deadline(on=in_london(referral.reply_by).date(), at=referral.reply_by)
    if is_of_unknown_day(referral, last):
        # Due on that very day, so that it shows at once.
        return Deadline(on=last.review_on)
    return None


def is_of_unknown_day(referral: Referral, last: ReferralMove) -> bool:
    """Say whether an import brought in a referral without the day it was sent."""
    imported_on = in_london(last.recorded_at).date()
    return referral.import_id is not None and last.happened_at == last.recorded_at and last.review_on == imported_on


def _rung(words: str) -> Period | None:
    period = read_period(words)
    if period is None or period.rule in {CountBy.HOURS, CountBy.MONTHS}:
        return None
    return period if period.amount <= LONGEST_WAIT else None
