"""The watch: the record meets a criterion for a MARAC, and nobody acted on it.

Danger grows by small entries, made on different days by different people, none of whom sees the sum. So the record is
held against the criteria again whenever it is read. It speaks until somebody refers, or a supervisor decides not to
for now, with a reason and a day; a fact that is newer than such a decision makes the watch speak again at once.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from advocate_desk.domain.dates_in_words import long_date
from advocate_desk.domain.incident_rules import (
    Escalation,
    KnownIncident,
    Repeat,
    escalation,
    known_incidents,
    repeats,
    within,
    without_day,
)
from advocate_desk.domain.incident_words import KIND_WORDS, when_words
from advocate_desk.domain.incidents import Incident
from advocate_desk.domain.marac import MaracCriterion, MaracDecision, MaracReferral
from advocate_desk.domain.marac_criteria import MaracCriteria
from advocate_desk.domain.risk import RiskAssessment, RiskLevel, is_scored, score_of
from advocate_desk.domain.working_days import months_after


@dataclass(frozen=True, kw_only=True, slots=True)
class DangerRecord:
    """What of one case the watch looks at.

    ``screenings`` are the codes of the instruments that give no level; ``names`` the names to use, by person.
    """

    assessments: Sequence[RiskAssessment] = ()
    incidents: Sequence[Incident] = ()
    referrals: Sequence[MaracReferral] = ()
    decisions: Sequence[MaracDecision] = ()
    screenings: frozenset[str] = frozenset()
    names: Mapping[UUID, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class CriterionMet:
    """A criterion that the record meets, in one sentence with the facts it rests on.

    ``rests_on`` are the ids of those records, ``newest_at`` the moment the newest of them was recorded, ``since`` the
    day of the newest fact itself.
    """

    criterion: MaracCriterion
    sentence: str
    rests_on: tuple[UUID, ...]
    newest_at: datetime
    since: date


@dataclass(frozen=True, kw_only=True, slots=True)
class Watch:
    """What the watch says of a case: what nobody acted on, what a decision keeps quiet, what it could not count.

    ``meeting_on`` is the day of a MARAC that the case bears where no referral is on record, as a spreadsheet or an
    early note brought it. It never
    keeps the watch quiet: a bare day does not say who was referred, on which day, or what for, so neither the twelve
    months of a repeat nor danger from somebody else can be told from it, and a day that passed may be a meeting that
    never heard this case. A referral on record, which takes a minute, is what answers the watch.
    """

    unanswered: tuple[CriterionMet, ...] = ()
    decided: tuple[tuple[CriterionMet, MaracDecision], ...] = ()
    undated: tuple[UUID, ...] = ()
    meeting_on: date | None = None

    @property
    def meeting_words(self) -> str:
        """Return why the day of a meeting alone is not enough; "" where there is none."""
        if self.meeting_on is None:
            return ""
        return (
            f"A MARAC day is on record, {long_date(self.meeting_on)}, but not who was referred and when. If this was "
            "referred already, record that referral."
        )

    @property
    def undated_words(self) -> str:
        """Return how many incidents have no day, so that nobody takes silence for safety; "" where all have one."""
        count = len(self.undated)
        if not count:
            return ""
        return f"{'1 incident has' if count == 1 else f'{count} incidents have'} no day and cannot be counted by day."


def watch(record: DangerRecord, criteria: MaracCriteria, today: date) -> Watch:
    """Say which criteria the record meets today that nobody acted on."""
    known = known_incidents(record.incidents)
    open_ones = [
        met for met in criteria_met(record, criteria, today) if not _is_acted_on(met, record, known, criteria, today)
    ]
    standing = [(met, _standing(met, record.decisions, today)) for met in open_ones]
    return Watch(
        unanswered=tuple(met for met, decision in standing if decision is None),
        decided=tuple((met, decision) for met, decision in standing if decision is not None),
        undated=tuple(one.incident.id for one in without_day(known)),
    )


def criteria_met(record: DangerRecord, criteria: MaracCriteria, today: date) -> tuple[CriterionMet, ...]:
    """Return every criterion the record meets today, whether or not anybody acted on it."""
    known = known_incidents(record.incidents)
    return (
        *_by_assessments(record),
        *_by_escalation(escalation(known, criteria, today), criteria),
        *(_by_repeat(one, criteria, record.names) for one in repeats(known, record.referrals, criteria, today)),
    )


def assessments_in_force(assessments: Sequence[RiskAssessment], screenings: frozenset[str]) -> list[RiskAssessment]:
    """Return the newest assessment that gives a level, and the screenings after it, which never take one away."""
    in_force: list[RiskAssessment] = []
    for signed in sorted(assessments, key=lambda one: (one.assessed_on, one.recorded_at), reverse=True):
        in_force.append(signed)
        if signed.instrument not in screenings:
            break
    return in_force


def _by_assessments(record: DangerRecord) -> Iterator[CriterionMet]:
    for signed in assessments_in_force(record.assessments, record.screenings):
        scored = is_scored(signed) and signed.instrument not in record.screenings
        total = score_of(signed)
        if scored and total >= signed.high_from:
            yield _of_assessment(
                signed,
                MaracCriterion.VISIBLE_HIGH_RISK,
                f"High risk by score: {total} yes answers on {long_date(signed.assessed_on)}, where {signed.high_from} "
                "or more are high, and no MARAC referral answers it.",
            )
        if signed.judgement is RiskLevel.HIGH:
            yield _of_assessment(
                signed,
                MaracCriterion.PROFESSIONAL_JUDGEMENT,
                f"High risk by professional judgement on {long_date(signed.assessed_on)}, and no MARAC referral "
                "answers it.",
            )


def _of_assessment(signed: RiskAssessment, criterion: MaracCriterion, sentence: str) -> CriterionMet:
    return CriterionMet(
        criterion=criterion,
        sentence=sentence,
        rests_on=(signed.id,),
        newest_at=signed.recorded_at,
        since=signed.assessed_on,
    )


def _by_escalation(found: Escalation, criteria: MaracCriteria) -> Iterator[CriterionMet]:
    if not found.is_met:
        return
    count = len(found.counted)
    parts = [f"{'1 incident' if count == 1 else f'{count} incidents'} in the past {criteria.escalation_months} months"]
    if found.more_often:
        parts.append("more often than before")
    if found.graver:
        parts.append(f"for the first time {_listed([KIND_WORDS[kind] for kind in found.new_grave_kinds])}")
    newest = max(found.counted, key=_last_day)
    yield _of_incidents(
        found.counted,
        MaracCriterion.ESCALATION,
        f"Potential escalation: {', '.join(parts)}, the last {_on(newest)}, and no MARAC referral answers it.",
    )


def _by_repeat(found: Repeat, criteria: MaracCriteria, names: Mapping[UUID, str]) -> CriterionMet:
    newest = max(found.incidents, key=_last_day)
    referred = long_date(found.referral.referred_on) if found.referral.referred_on else ""
    within_words = f"within {criteria.repeat_months} months of the MARAC referral of {referred}"
    if found.other_id is None:
        sentence = (
            f"May be a repeat: an incident {_on(newest)}, {within_words}, does not say who did it; by the same other "
            "person it goes back, whatever the score."
        )
    else:
        who = names.get(found.other_id, "").strip() or "the same other person"
        sentence = f"Repeat: an incident by {who} {_on(newest)}, {within_words}, goes back whatever the score."
    return _of_incidents(found.incidents, MaracCriterion.REPEAT, sentence, found.referral.id)


def _of_incidents(
    incidents: Sequence[KnownIncident], criterion: MaracCriterion, sentence: str, *also: UUID
) -> CriterionMet:
    return CriterionMet(
        criterion=criterion,
        sentence=sentence,
        rests_on=(*(one.incident.id for one in incidents), *also),
        newest_at=max(one.incident.recorded_at for one in incidents),
        since=max(map(_last_day, incidents)),
    )


def _is_acted_on(
    met: CriterionMet,
    record: DangerRecord,
    known: Sequence[KnownIncident],
    criteria: MaracCriteria,
    today: date,
) -> bool:
    """Say whether a referral answers a criterion: one made after the fact, or up to twelve months before it.

    After that it is a new referral on ordinary criteria. Nor is danger from somebody whom no such referral named
    answered by it. A repeat is never answered by the referral it repeats.
    """
    if met.criterion is MaracCriterion.REPEAT:
        return False
    answering = [
        one
        for one in record.referrals
        if one.referred_on is not None and met.since <= months_after(one.referred_on, criteria.repeat_months)
    ]
    if not answering:
        return False
    named = {other for one in answering for other in one.other_people}
    newest = max(one.referred_on for one in answering if one.referred_on is not None)
    later = [one for one in within(known, criteria.escalation_months, today) if _last_day(one) > newest]
    return all(named.issuperset(one.incident.by_whom) for one in later)


def _standing(met: CriterionMet, decisions: Sequence[MaracDecision], today: date) -> MaracDecision | None:
    """Return the decision that keeps the watch quiet: the newest, before its day, and newer than every fact."""
    of_it = [one for one in decisions if one.criterion is met.criterion]
    newest = max(of_it, key=lambda one: (one.decided_at, one.id), default=None)
    if newest is None or today >= newest.until or met.newest_at > newest.decided_at:
        return None
    return newest


def _last_day(one: KnownIncident) -> date:
    return one.last_day or date.min


def _on(one: KnownIncident) -> str:
    words = when_words(one)
    return words if words.startswith("between") else f"on {words}"


def _listed(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
