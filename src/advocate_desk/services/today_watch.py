"""What Today says of danger and flags: records that meet a MARAC criterion nobody acted on, flags to look at again."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from advocate_desk.domain.agenda import AgendaFilter, Due, DueKind, DueWhen
from advocate_desk.domain.dates_in_words import due_on_words, near_date
from advocate_desk.domain.flag_rules import LABELS, is_up
from advocate_desk.domain.marac import MaracCriterion
from advocate_desk.domain.risk_drift import CriterionMet
from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.domain.sentences import sentence_start
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.today_rows import WordedDue
from advocate_desk.services.today_words import TodayWords
from advocate_desk.services.watch_risk import NOT_WATCHED, watched

MEETS = "MARAC: refer, or decide not to"
NOT_LOOKED_AT = "High risk or an incident. Look whether it meets a criterion"
MOST_AT_ONCE = 100
"""Cases held against the criteria in one go; nobody supports as many."""
_WHY = {
    MaracCriterion.VISIBLE_HIGH_RISK: "High risk by score on {day}, and nobody acted on it",
    MaracCriterion.PROFESSIONAL_JUDGEMENT: "High risk by judgement on {day}, and nobody acted on it",
    MaracCriterion.ESCALATION: "Incidents come more often or are graver, the last on {day}",
    MaracCriterion.REPEAT: "An incident on {day}, within twelve months of a MARAC referral",
}


def watch_due(unit: UnitOfWork, rules: Rulebook, wanted: AgendaFilter) -> tuple[WordedDue, ...]:
    """Return one's own cases about which the watch speaks; for a supervisor those, too, that nobody here leads.

    It waits for a decision, so it stands first and never ages into silence. Only a case in which risk was high, or
    with an incident, can meet a criterion: no other is read. Of a great many, as an import may bring, the first
    ``MOST_AT_ONCE`` are held against the criteria, and every other one counts as if it met one until its turn comes.
    """
    ids = unit.in_danger(wanted, NOT_WATCHED)
    spoken = watched(unit, ids[:MOST_AT_ONCE], rules, wanted.today)
    return (
        *(_watch_row(one.case_id, _why(one.unanswered, wanted.today)) for one in spoken),
        *(_watch_row(case_id, NOT_LOOKED_AT) for case_id in ids[MOST_AT_ONCE:]),
    )


def _watch_row(case_id: UUID, why_now: str) -> WordedDue:
    due = Due(kind=DueKind.WATCH, when=DueWhen.WAITING, case_id=case_id, record_id=case_id)
    return WordedDue(due=due, words=TodayWords(what=MEETS, why_now=why_now))


def flags_due(unit: UnitOfWork, wanted: AgendaFilter) -> tuple[WordedDue, ...]:
    """Return the flags one is to look at again; for a supervisor those, too, whose owner works here no longer."""
    rows = []
    for flag in unit.flags(wanted):
        when = wanted.when(flag.review_on)
        if wanted.looks_after(flag.owner_id) and is_up(flag) and when is not None:
            due = Due(kind=DueKind.FLAG, when=when, case_id=flag.case_id, record_id=flag.id)
            why_now = sentence_start(due_on_words(flag.review_on, wanted.today))
            what = f"Look at a flag again: {LABELS[flag.kind]}"
            rows.append(WordedDue(due=due, words=TodayWords(what=what, why_now=why_now, due_on=flag.review_on)))
    return tuple(rows)


def _why(met: Sequence[CriterionMet], today: date) -> str:
    """Return the newest fact, and how many other criteria are met."""
    newest = max(met, key=lambda one: one.since)
    more = len(met) - 1
    also = f". {'1 more criterion is' if more == 1 else f'{more} more criteria are'} met" if more else ""
    return f"{_WHY[newest.criterion].format(day=near_date(newest.since, today))}{also}"
