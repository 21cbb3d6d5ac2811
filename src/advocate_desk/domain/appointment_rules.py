"""How an appointment stands, what is still to ask for a hearing, and what one cannot be.

What nobody has told us is never that it took place.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from advocate_desk.domain.appointments import Appointment, AppointmentKind, AppointmentState, Granted, Wish
from advocate_desk.domain.coded_words import CodedList
from advocate_desk.domain.dates_in_words import clock_time, in_london, near_date

LONGEST_MINUTES = 14 * 24 * 60
"""A trial may take weeks; more than a fortnight of it is a slip of the hand."""

KIND_LABELS: Mapping[AppointmentKind, str] = {
    AppointmentKind.HEARING: "Hearing",
    AppointmentKind.COURT_VISIT: "Visit to a court",
    AppointmentKind.POLICE: "Police",
    AppointmentKind.LEGAL: "Solicitor",
    AppointmentKind.HEALTH: "Health",
    AppointmentKind.HOUSING: "Housing",
    AppointmentKind.SUPPORT: "Support",
    AppointmentKind.OTHER: "Something else",
}
WISH_LABELS: Mapping[Wish, str] = {
    Wish.WANTED: "Wanted",
    Wish.NOT_WANTED: "Not wanted",
    Wish.NOT_SURE: "Not sure yet",
    Wish.PREFER_NOT_TO_SAY: "No wish to say",
    Wish.NOT_ASKED: "Not asked",
}
GRANTED_LABELS: Mapping[Granted, str] = {
    Granted.ASKED_FOR: "Asked for",
    Granted.GRANTED: "Granted",
    Granted.REFUSED: "Refused",
}


class AppointmentStanding(StrEnum):
    """How an appointment stands on one day. ``passed``: its day is over, and nobody said what became of it."""

    AHEAD = "ahead"
    TODAY = "today"
    PASSED = "passed"
    TOOK_PLACE = "took_place"
    MOVED = "moved"
    CANCELLED = "cancelled"
    NOT_KNOWN = "not_known"


TO_COME = frozenset({AppointmentStanding.AHEAD, AppointmentStanding.TODAY})
_SAID = {
    AppointmentState.TOOK_PLACE: AppointmentStanding.TOOK_PLACE,
    AppointmentState.MOVED: AppointmentStanding.MOVED,
    AppointmentState.CANCELLED: AppointmentStanding.CANCELLED,
    AppointmentState.NOT_KNOWN: AppointmentStanding.NOT_KNOWN,
}
HAPPENED = frozenset({AppointmentState.TOOK_PLACE, AppointmentState.NOT_KNOWN})


@dataclass(frozen=True, kw_only=True, slots=True)
class WishLine:
    """One measure for one hearing: its words, what is wished, and what the court said (None: not asked yet)."""

    code: str
    words: str
    guidance: str
    wish: Wish
    granted: Granted | None


def appointment_standing(one: Appointment, today: date) -> AppointmentStanding:
    """Return how an appointment stands on a day in Europe/London."""
    if one.state is not AppointmentState.PLANNED:
        return _SAID[one.state]
    if one.on < today:
        return AppointmentStanding.PASSED
    return AppointmentStanding.TODAY if one.on == today else AppointmentStanding.AHEAD


def wish_lines(one: Appointment, measures: CodedList) -> tuple[WishLine, ...]:
    """Return every measure there is, and those that another version of the rules had, with what is known of each."""
    shipped = {entry.code: entry for entry in measures.entries}
    codes = (*shipped, *(code for code in {**one.wishes, **one.granted} if code not in shipped))
    return tuple(
        WishLine(
            code=code,
            words=measures.words_for(code),
            guidance=shipped[code].guidance if code in shipped else "",
            wish=one.wishes.get(code, Wish.NOT_ASKED),
            granted=one.granted.get(code),
        )
        for code in codes
    )


def to_ask(one: Appointment, measures: CodedList) -> tuple[str, ...]:
    """Return what is still to do for a hearing about its measures, each a sentence; nothing for what is no hearing.

    Whoever does not wish to say has answered; whoever is not sure yet is asked again.
    """
    if one.kind is not AppointmentKind.HEARING or one.state is not AppointmentState.PLANNED:
        return ()
    lines = wish_lines(one, measures)
    asked = [line for line in lines if line.wish is not Wish.NOT_ASKED]
    unsure = [line.words for line in lines if line.wish is Wish.NOT_SURE]
    unrequested = [line.words for line in lines if line.wish is Wish.WANTED and line.granted is None]
    found = []
    if not asked:
        found.append("Nobody has asked yet what would make it bearable.")
    elif len(asked) < len(lines):
        found.append(f"{len(lines) - len(asked)} of {len(lines)} measures are not asked about yet.")
    if unrequested:
        found.append(f"Wanted, and not asked for at court yet: {_listed(unrequested)}.")
    if unsure:
        found.append(f"Not sure yet: {_listed(unsure)}.")
    return tuple(found)


def appointment_title(one: Appointment) -> str:
    """Return what an appointment is called: a hearing by its own words, any other by its kind as well."""
    return one.what if one.kind is AppointmentKind.HEARING else f"{KIND_LABELS[one.kind]}: {one.what}"


def when_words(one: Appointment, today: date) -> str:
    """Return ``1 December, 10am`` or the day alone."""
    day = near_date(one.on, today)
    return f"{day}, {clock_time(in_london(one.starts_at).time())}" if one.starts_at else day


def why_appointment_refused(one: Appointment, today: date) -> Iterator[str]:
    """Yield what about an appointment cannot be, each in a sentence that says how to mend it."""
    if not one.what.strip():
        yield "Say in a few words what it is."
    if one.starts_at is not None and in_london(one.starts_at).date() != one.on:
        yield "The time belongs to another day. Check day and time."
    if one.minutes is not None and not 0 < one.minutes <= LONGEST_MINUTES:
        yield "Give how long it takes in minutes, from 1 on."
    if one.hearing and one.kind is not AppointmentKind.HEARING:
        yield "Only a hearing is one of these hearings. Choose “Hearing”, or take it out."
    if one.state in HAPPENED and one.on > today:
        yield "This day is still to come. What becomes of it is recorded then; it can be moved or cancelled before."
    if one.state is AppointmentState.MOVED and one.moved_to_id is None:
        yield "Give the day it was moved to. Where none is known yet, record it as cancelled and say so."
    if one.state is not AppointmentState.MOVED and one.moved_to_id is not None:
        yield "Only what was moved has a day in its place."
    if one.state is AppointmentState.CANCELLED and not one.outcome.strip():
        yield "Say who cancelled it, and why."


def in_order(appointments: Iterable[Appointment]) -> list[Appointment]:
    """Return appointments by day and hour, those without an hour first of their day."""
    return sorted(appointments, key=_by_hour)


def chain_of(one: Appointment, every: Sequence[Appointment]) -> tuple[Appointment, ...]:
    """Return what ``one`` stands in the place of, the newest first: how often it was moved."""
    before = {other.moved_to_id: other for other in every if other.moved_to_id is not None}
    found: list[Appointment] = []
    at = one
    while (earlier := before.get(at.id)) is not None and earlier not in found:
        found.append(earlier)
        at = earlier
    return tuple(found)


def _listed(words: Sequence[str]) -> str:
    return ", ".join(f"{one[:1].lower()}{one[1:]}" for one in words)


def _by_hour(one: Appointment) -> tuple[date, str, str]:
    return one.on, one.starts_at.isoformat() if one.starts_at else "", one.id.hex
