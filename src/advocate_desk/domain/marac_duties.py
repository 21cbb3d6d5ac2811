"""What is owed around a MARAC: the referral that waits, what is prepared before a meeting, what follows from it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from advocate_desk.domain.bank_holidays import BankHolidays
from advocate_desk.domain.marac import MaracAction, MaracMeeting, MaracReferral
from advocate_desk.domain.marac_rules import MaracState, feedback_due, state
from advocate_desk.domain.settings import ServiceSettings


class MaracDutyKind(StrEnum):
    """What kind of thing is owed."""

    APPROVE = "approve"
    SEND = "send"
    RESEARCH = "research"
    WISHES = "wishes"
    FEEDBACK = "feedback"
    ACTION = "action"


@dataclass(frozen=True, kw_only=True, slots=True)
class MaracDuty:
    """One thing that is owed. ``record_id`` is the referral, the meeting or the action it is about.

    ``due_on`` is the last day for it, None where it waits for somebody without a day. ``beyond`` is the last day the
    list of bank holidays knows, where counting went past it.
    """

    kind: MaracDutyKind
    case_id: UUID
    record_id: UUID
    due_on: date | None = None
    beyond: date | None = None
    what: str = ""
    owner: str = ""
    owner_id: UUID | None = None

    def is_late(self, today: date) -> bool:
        """Say whether its day has passed."""
        return self.due_on is not None and self.due_on < today


def marac_duties(
    referrals: Sequence[MaracReferral],
    meetings: Sequence[MaracMeeting],
    actions: Sequence[MaracAction],
    settings: ServiceSettings,
    holidays: BankHolidays,
    today: date,
) -> tuple[MaracDuty, ...]:
    """Return what is owed today, the longest due first; what waits without a day comes before it.

    A referral that is still being written is no duty: the watch speaks of what it answers until it is made.
    """
    found = [*_of_referrals(referrals)]
    for meeting in meetings:
        found += _of_meeting(meeting, settings, holidays, today)
    found += _of_actions(actions)
    return tuple(sorted(found, key=_longest_due))


def next_meeting(meetings: Sequence[MaracMeeting], today: date) -> MaracMeeting | None:
    """Return the first meeting that has not been yet."""
    ahead = [one for one in meetings if one.meets_on >= today and one.heard_on is None]
    return min(ahead, key=lambda one: one.meets_on, default=None)


def _longest_due(duty: MaracDuty) -> tuple[date, int, UUID]:
    """What we owe stands before what others do, on one day."""
    return duty.due_on or date.min, list(MaracDutyKind).index(duty.kind), duty.record_id


def _of_referrals(referrals: Sequence[MaracReferral]) -> Iterator[MaracDuty]:
    kinds = {MaracState.NEEDS_APPROVAL: MaracDutyKind.APPROVE, MaracState.READY: MaracDutyKind.SEND}
    for one in referrals:
        if kind := kinds.get(state(one)):
            yield MaracDuty(kind=kind, case_id=one.case_id, record_id=one.id, owner_id=one.author_id)


def _of_meeting(
    meeting: MaracMeeting, settings: ServiceSettings, holidays: BankHolidays, today: date
) -> Iterator[MaracDuty]:
    """Before a meeting our research and her wishes are owed; from its day on, telling her what came of it."""
    to_come = meeting.heard_on is None and meeting.meets_on >= today
    for kind, words in ((MaracDutyKind.RESEARCH, meeting.our_research), (MaracDutyKind.WISHES, meeting.her_wishes)):
        if to_come and not words.strip():
            yield MaracDuty(kind=kind, case_id=meeting.case_id, record_id=meeting.id, due_on=meeting.meets_on)
    due = feedback_due(meeting, settings.marac_feedback_days, holidays, settings.nation)
    if due is not None and (meeting.heard_on or meeting.meets_on) <= today:
        yield MaracDuty(
            kind=MaracDutyKind.FEEDBACK,
            case_id=meeting.case_id,
            record_id=meeting.id,
            due_on=due.on,
            beyond=due.beyond,
        )


def _of_actions(actions: Sequence[MaracAction]) -> Iterator[MaracDuty]:
    for one in actions:
        if one.done_on is None:
            yield MaracDuty(
                kind=MaracDutyKind.ACTION,
                case_id=one.case_id,
                record_id=one.id,
                due_on=one.due_on,
                what=one.what,
                owner=one.owner,
                owner_id=one.owner_id,
            )
