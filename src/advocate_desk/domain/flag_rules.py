"""Flags: which are up, which are due to be looked at again, and what raising and ending one must carry."""

from collections.abc import Iterable, Mapping
from datetime import date

from advocate_desk.domain.dates_in_words import due_on_words, long_date
from advocate_desk.domain.errors import EntryRefused
from advocate_desk.domain.flags import Flag, FlagKind

LABELS: Mapping[FlagKind, str] = {
    FlagKind.HIDDEN_ADDRESS: "Hidden address",
    FlagKind.CHILDREN: "Children",
    FlagKind.INTERPRETER: "Interpreter",
    FlagKind.STAFF_SAFETY: "Staff safety",
    FlagKind.HONOUR_BASED: "So-called honour",
    FlagKind.SELF_HARM: "Self-harm",
    FlagKind.WEAPONS: "Weapons",
    FlagKind.PRESS_OR_COURT: "Press or court",
    FlagKind.TAKE_CARE: "Take care",
}
_GRAVEST_FIRST = (
    FlagKind.WEAPONS,
    FlagKind.STAFF_SAFETY,
    FlagKind.SELF_HARM,
    FlagKind.HONOUR_BASED,
    FlagKind.HIDDEN_ADDRESS,
    FlagKind.TAKE_CARE,
    FlagKind.CHILDREN,
    FlagKind.INTERPRETER,
    FlagKind.PRESS_OR_COURT,
)


def is_up(flag: Flag) -> bool:
    """Say whether a flag stands: it does until somebody ends it, however long its review is past."""
    return flag.ended_on is None and flag.deleted_at is None


def is_due(flag: Flag, today: date) -> bool:
    """Say whether somebody should look at a flag again."""
    return is_up(flag) and flag.review_on <= today


def up(flags: Iterable[Flag]) -> tuple[Flag, ...]:
    """Return the flags that stand, the gravest first. How many of them a screen shows at once is the screen's."""
    standing = [one for one in flags if is_up(one)]
    return tuple(sorted(standing, key=lambda one: (_GRAVEST_FIRST.index(one.kind), one.raised_on, one.id)))


def standing_words(flag: Flag, today: date) -> str:
    """Return how a flag stands: ``Review due 1 December``, ``Ended 20 November 2026: moved away``."""
    if flag.ended_on is not None:
        return f"Ended {long_date(flag.ended_on)}: {flag.ended_because.strip()}"
    return f"Review {due_on_words(flag.review_on, today)}"


def guard_flag(reason: str, review_on: date, today: date) -> None:
    """Refuse a flag that nobody could weigh later.

    Raises:
        EntryRefused: no reason, or its day to look again is not ahead.
    """
    if not reason.strip():
        raise EntryRefused("Say why this flag is up, so that whoever opens the case knows what to do.")
    if review_on <= today:
        raise EntryRefused("The day to look again must lie ahead. Choose a later one.")


def guard_end(flag: Flag, ended_on: date, because: str, today: date) -> None:
    """Refuse to end a flag without a reason or on a day that cannot be.

    Raises:
        EntryRefused: it ended already; no reason; the day lies ahead or before it was raised.
    """
    if not is_up(flag):
        raise EntryRefused("This flag has ended already. Raise a new one if it is needed again.")
    if not because.strip():
        raise EntryRefused("Say why this flag ends.")
    if ended_on > today:
        raise EntryRefused("This day is still to come. A flag stays up until it ends.")
    if ended_on < flag.raised_on:
        raise EntryRefused("A flag cannot end before it was raised. Check the day.")
