"""What incidents alone say: what counts, whether it is a repeat, whether it escalates, what has gone stale.

Nothing is asked here but the incidents themselves, the days of referrals, and today. An incident without any day
counts in no rule that reckons with days; each result says which were left out for that, so that nobody takes
silence for safety. Where only a span of days is known, an incident counts wherever it may have been.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from advocate_desk.domain.dates_in_words import in_london
from advocate_desk.domain.incidents import Incident, IncidentKind
from advocate_desk.domain.marac import MaracReferral
from advocate_desk.domain.marac_criteria import MaracCriteria
from advocate_desk.domain.working_days import months_after


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownIncident:
    """An incident as it stands after its corrections, and the moment we first knew of it."""

    incident: Incident
    known_at: datetime

    @property
    def first_day(self) -> date | None:
        """The first day it may have been; None where no day is known."""
        return self.incident.happened_on or self.incident.happened_until

    @property
    def last_day(self) -> date | None:
        """The last day it may have been; None where no day is known."""
        return self.incident.happened_until or self.incident.happened_on


def known_incidents(entries: Iterable[Incident]) -> tuple[KnownIncident, ...]:
    """Fold corrections: each incident once, as it was corrected last, in the order in which we learnt of them.

    Two corrections of one entry that did not see one another are one incident still; the one recorded last counts.
    """
    by_id = {entry.id: entry for entry in entries}
    versions: dict[UUID, list[Incident]] = {}
    for entry in by_id.values():
        versions.setdefault(_first_entry(entry, by_id), []).append(entry)
    known = [
        KnownIncident(
            incident=max(each, key=lambda entry: (entry.recorded_at, entry.id)),
            known_at=min(entry.recorded_at for entry in each),
        )
        for each in versions.values()
    ]
    return tuple(sorted(known, key=lambda one: (one.known_at, one.incident.id)))


def _first_entry(entry: Incident, by_id: dict[UUID, Incident]) -> UUID:
    """Return the id of the entry this one corrects in the end, or its own. A circle ends where it closes."""
    seen = {entry.id}
    while entry.corrects_id is not None and entry.corrects_id not in seen:
        seen.add(entry.corrects_id)
        if entry.corrects_id not in by_id:
            return entry.corrects_id
        entry = by_id[entry.corrects_id]
    return min(seen) if entry.corrects_id is not None else entry.id


def without_day(incidents: Iterable[KnownIncident]) -> tuple[KnownIncident, ...]:
    """Return those of which no day is known: no rule counts them by day, and every screen says so."""
    return tuple(one for one in incidents if one.last_day is None)


def within(incidents: Iterable[KnownIncident], months: int, today: date) -> tuple[KnownIncident, ...]:
    """Return those that were, or may have been, in the past ``months`` up to ``today``.

    An incident is within N months until the same day number N months on, or the last day of that month.
    """
    return tuple(one for one in incidents if one.last_day is not None and today <= months_after(one.last_day, months))


@dataclass(frozen=True, kw_only=True, slots=True)
class Escalation:
    """Whether things get worse. ``counted`` are the incidents of the past months, ``undated`` those without a day.

    ``many`` says that they are as many as the criterion asks; ``more_often`` that the last months had more than as
    many months before; ``new_grave_kinds`` what the last months had for the first time.
    """

    counted: tuple[KnownIncident, ...]
    undated: tuple[KnownIncident, ...]
    recent: tuple[KnownIncident, ...]
    many: bool
    more_often: bool
    new_grave_kinds: tuple[IncidentKind, ...]

    @property
    def graver(self) -> bool:
        """Whether there was something grave in the last months of which there was none before."""
        return bool(self.new_grave_kinds)

    @property
    def is_met(self) -> bool:
        """Whether any of the three holds. One is enough for the conference to be asked."""
        return self.many or self.more_often or self.graver


def escalation(incidents: Sequence[KnownIncident], criteria: MaracCriteria, today: date) -> Escalation:
    """Return whether the incidents come more often, are graver, or are many."""
    counted = within(incidents, criteria.escalation_months, today)
    recent = within(incidents, criteria.trend_months, today)
    recent_ids = {one.incident.id for one in recent}
    earlier = tuple(one for one in incidents if one.last_day is not None and one.incident.id not in recent_ids)
    just_before = within(earlier, 2 * criteria.trend_months, today)
    return Escalation(
        counted=counted,
        undated=without_day(incidents),
        recent=recent,
        many=len(counted) >= criteria.escalation_incidents,
        more_often=bool(earlier) and len(recent) >= 2 and len(recent) > len(just_before),
        new_grave_kinds=_new_grave_kinds(recent, earlier, criteria) if earlier else (),
    )


def _new_grave_kinds(
    recent: Sequence[KnownIncident], earlier: Sequence[KnownIncident], criteria: MaracCriteria
) -> tuple[IncidentKind, ...]:
    before = {kind for one in earlier for kind in one.incident.kinds}
    now = {kind for one in recent for kind in one.incident.kinds}
    return tuple(kind for kind in IncidentKind if kind in now - before and kind in criteria.grave)


@dataclass(frozen=True, kw_only=True, slots=True)
class Repeat:
    """Incidents within the months after a pair's last referral: the case goes back, whatever the score.

    ``other_id`` is the other person of the pair; None where the incidents say nothing of who did it, so that it may
    be a repeat of any pair of ``referral``.
    """

    other_id: UUID | None
    referral: MaracReferral
    incidents: tuple[KnownIncident, ...]


def last_referrals(referrals: Iterable[MaracReferral]) -> dict[UUID, MaracReferral]:
    """Return by other person the last referral that was made of the pair; what is being written is none."""
    last: dict[UUID, MaracReferral] = {}
    for referral in sorted(referrals, key=lambda one: (one.referred_on or date.min, one.written_at)):
        if referral.referred_on is not None:
            last.update(dict.fromkeys(referral.other_people, referral))
    return last


def repeats(
    incidents: Sequence[KnownIncident], referrals: Iterable[MaracReferral], criteria: MaracCriteria, today: date
) -> tuple[Repeat, ...]:
    """Return every repeat: an incident by the same other person within twelve months of that pair's last referral.

    The months count from the day of the referral, not from the meeting; the day itself is day 0, so that what led to
    a referral is no repeat of it. An incident by another other person is no repeat. One of which nobody knows, or
    nobody wrote, who did it is told apart.
    """
    last = last_referrals(referrals)
    found = []
    for other_id, referral in last.items():
        by_them = [one for one in incidents if other_id in one.incident.by_whom]
        if after := _soon_after(by_them, referral, criteria, today):
            found.append(Repeat(other_id=other_id, referral=referral, incidents=after))
    newest = max(last.values(), key=lambda one: (one.referred_on or date.min, one.written_at), default=None)
    if newest is not None:
        by_nobody_named = [one for one in incidents if not one.incident.by_whom]
        if after := _soon_after(by_nobody_named, newest, criteria, today):
            found.append(Repeat(other_id=None, referral=newest, incidents=after))
    return tuple(found)


def _soon_after(
    incidents: Iterable[KnownIncident], referral: MaracReferral, criteria: MaracCriteria, today: date
) -> tuple[KnownIncident, ...]:
    if referral.referred_on is None:
        return ()
    until = min(today, months_after(referral.referred_on, criteria.repeat_months))
    return tuple(
        one
        for one in incidents
        if one.first_day is not None
        and one.last_day is not None
        and one.last_day > referral.referred_on
        and one.first_day <= until
    )


def since(
    incidents: Iterable[KnownIncident], day: date, signed_at: datetime | None = None
) -> tuple[KnownIncident, ...]:
    """Return what makes a check of ``day`` stale: the incidents after it.

    What happened later counts. What happened on the day itself, or on no day that is known, counts when we learnt of
    it later: after ``signed_at`` where that moment is known (a signed assessment), else on a later day (a plan that
    was gone through). An old incident that is only told later does not count: it has its day, before the check.
    """

    def is_after(one: KnownIncident) -> bool:
        if one.last_day is not None and one.last_day != day:
            return one.last_day > day
        return one.known_at > signed_at if signed_at is not None else in_london(one.known_at).date() > day

    return tuple(one for one in incidents if is_after(one))
