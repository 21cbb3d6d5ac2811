"""The minutes of a MARAC: the only door to them.

They are restricted and not the service's own: they lie apart from the case file, no search finds them, no letter and no
timeline quotes them. Everybody sees that there are some; whoever reads them says why first, and that is on record.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from advocate_desk.domain.errors import EntryRefused
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.marac import MaracMeeting, MaracMinutes, MaracMinutesOpened
from advocate_desk.domain.plain_text import accept
from advocate_desk.domain.users import Action
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.reading import names_of
from advocate_desk.services.session import Session

LONGEST_REASON = 500
"""Characters of a typed reason."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Opening:
    """Somebody opened minutes, when and why."""

    opened_at: datetime
    who: str
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class MinutesLine:
    """That there are minutes: of which meeting, since when, kept by whom, opened by whom. No word of theirs."""

    minutes_id: UUID
    meeting_id: UUID
    meets_on: date
    received_on: date
    kept_by: str
    openings: tuple[Opening, ...]


class KeepMinutes:
    """Keeps the minutes of meetings, and who opened them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def listed(self, case_id: UUID) -> tuple[MinutesLine, ...]:
        """Return which minutes a case has, the newest meeting first, and who opened each and why."""
        self._session.require(Action.READ_CASES)
        with self._session.work() as unit:
            kept = unit.find(MaracMinutes, case_id=case_id)
            meetings = {one.id: one.meets_on for one in unit.find(MaracMeeting, case_id=case_id)}
            opened = unit.find(MaracMinutesOpened, case_id=case_id, order_by=("opened_at", "id"))
            names = names_of(unit)
        lines = [
            MinutesLine(
                minutes_id=one.id,
                meeting_id=one.meeting_id,
                meets_on=meetings.get(one.meeting_id, one.received_on),
                received_on=one.received_on,
                kept_by=names.get(one.kept_by, ""),
                openings=tuple(
                    Opening(opened_at=each.opened_at, who=names.get(each.opened_by, ""), reason=each.reason)
                    for each in opened
                    if each.minutes_id == one.id
                ),
            )
            for one in kept
        ]
        return tuple(sorted(lines, key=lambda line: (line.meets_on, line.minutes_id), reverse=True))

    def keep(self, meeting_id: UUID, text: str, received_on: date) -> UUID:
        """Keep the minutes of a meeting and return their id. They never change; what came later is kept beside them.

        Raises:
            EntryRefused: there is nothing in them, or they were received on a day to come.
            TextRefused: the text holds what cannot be kept exactly.
            NotFound: no such meeting.
        """
        self._session.require(Action.WORK_ON_CASES)
        now = self._session.clock.now()
        if not accept(text).strip():
            raise EntryRefused("There is nothing in these minutes. Type or paste them, then keep them.")
        if received_on > self._session.clock.today():
            raise EntryRefused("That day is still to come. Check when the minutes were received.")
        with self._session.work() as unit:
            meeting = unit.get(MaracMeeting, meeting_id)
            minutes = MaracMinutes(
                id=new_id(now),
                stream_id=meeting.case_id,
                case_id=meeting.case_id,
                meeting_id=meeting.id,
                text=text,
                received_on=received_on,
                kept_at=now,
                kept_by=self._session.user.id,
            )
            unit.add(minutes)
            unit.commit("minutes kept")
        return minutes.id

    def open(self, minutes_id: UUID, reason: str) -> str:
        """Return the minutes. That they were opened, by whom and why, is on record before anybody reads them.

        Raises:
            EntryRefused: there is no reason, or it is too long.
            TextRefused: the reason holds what cannot be kept exactly.
            NotFound: no such minutes.
        """
        self._session.require(Action.WORK_ON_CASES)
        why, now = _reason(reason), self._session.clock.now()
        with self._session.work() as unit:
            minutes = unit.get(MaracMinutes, minutes_id)
            unit.add(
                MaracMinutesOpened(
                    id=new_id(now),
                    stream_id=minutes.case_id,
                    case_id=minutes.case_id,
                    minutes_id=minutes.id,
                    reason=why,
                    opened_at=now,
                    opened_by=self._session.user.id,
                )
            )
            unit.commit("minutes opened")
        return minutes.text


def has_minutes(unit: UnitOfWork, meeting_id: UUID) -> bool:
    """Say whether a meeting has minutes, without a word of them."""
    return bool(unit.find(MaracMinutes, meeting_id=meeting_id, limit=1))


def _reason(typed: str) -> str:
    words = accept(typed).strip()
    if not words:
        raise EntryRefused("Say in a few words why you need to read the minutes. It is kept with your name.")
    if len(words) > LONGEST_REASON:
        raise EntryRefused(f"A reason holds {LONGEST_REASON} characters. Say it in fewer words.")
    return words
