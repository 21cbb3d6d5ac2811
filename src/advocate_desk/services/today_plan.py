"""What Today says of plans: what is to be done, and going through them again; as the plan's own rules say it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from advocate_desk.domain.agenda import AgendaFilter, Due, DueKind
from advocate_desk.domain.cases import Case
from advocate_desk.domain.dates_in_words import due_on_words
from advocate_desk.domain.risk import RiskAssessment
from advocate_desk.domain.sentences import sentence_start
from advocate_desk.domain.settings import SERVICE_SETTINGS_ID, ServiceSettings
from advocate_desk.domain.support_plan import SupportAction, SupportNeed, SupportReview
from advocate_desk.domain.support_rules import review_due_on, wanted_needs
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.reading import by_case, latest_assessment
from advocate_desk.services.today_rows import WordedDue
from advocate_desk.services.today_words import TodayWords
from advocate_desk.services.watch_risk import NOT_WATCHED

GO_THROUGH = "Go through the plan together"


@dataclass(frozen=True, slots=True)
class _Held:
    """The cases whose plans somebody follows, by id; of other open cases only their own actions are."""

    cases: Mapping[UUID, Case]
    wanted: AgendaFilter

    def is_mine(self, case_id: UUID) -> bool:
        """Say whether they lead the case, or a supervisor looks after it because nobody here does."""
        return self.wanted.looks_after(self.cases[case_id].lead_id)


def plans_due(unit: UnitOfWork, wanted: AgendaFilter) -> tuple[WordedDue, ...]:
    """Return plans to go through in one's own cases, and what is to be done: one's own actions in any open case.

    What she does herself, or an agency does, is for whoever leads the case to ask about. Six queries, however many
    plans there are.
    """
    needs = unit.needs(wanted)
    ids = tuple({one.case_id for one in needs})
    if not ids:
        return ()
    cases = {case.id: case for case in unit.find(Case, id=ids) if case.status not in NOT_WATCHED}
    held = _Held(cases, wanted)
    there = [one for one in needs if one.case_id in cases]
    actions = unit.find(SupportAction, case_id=tuple(cases), done_on=None, order_by=("due_on", "id"))
    return (*_actions(there, actions, held), *_reviews(unit, there, held))


def _actions(needs: Sequence[SupportNeed], actions: Iterable[SupportAction], held: _Held) -> list[WordedDue]:
    asked, today = wanted_needs(needs), held.wanted.today
    found = []
    for one in actions:
        if one.need_id not in asked or one.due_on is None or (when := held.wanted.when(one.due_on)) is None:
            continue
        if not _is_for(one, held):
            continue
        who = " ".join(one.owner.split())
        due = due_on_words(one.due_on, today)
        why = f"{who}. {sentence_start(due)}" if who and one.owner_id is None else sentence_start(due)
        words = TodayWords(what=f"Plan: {' '.join(one.what.split())}", why_now=why, due_on=one.due_on)
        row = Due(kind=DueKind.PLAN_ACTION, when=when, case_id=one.case_id, record_id=one.id)
        found.append(WordedDue(due=row, words=words))
    return found


def _is_for(action: SupportAction, held: _Held) -> bool:
    if action.owner_id == held.wanted.user_id:
        return True
    return action.owner_id not in held.wanted.staff and held.is_mine(action.case_id)


def _reviews(unit: UnitOfWork, needs: Sequence[SupportNeed], held: _Held) -> list[WordedDue]:
    plans = {case_id: own for case_id, own in by_case(needs).items() if held.is_mine(case_id)}
    if not plans:
        return []
    ids = tuple(plans)
    days = unit.get(ServiceSettings, SERVICE_SETTINGS_ID).plan_review_days
    reviews, signed = by_case(unit.find(SupportReview, case_id=ids)), by_case(unit.find(RiskAssessment, case_id=ids))
    found = []
    for case_id, own in plans.items():
        newest = latest_assessment(signed[case_id])
        on = review_due_on(own, reviews[case_id], days, newest.level if newest else None)
        when = held.wanted.when(on) if on else None
        if on is not None and when is not None:
            row = Due(kind=DueKind.PLAN_REVIEW, when=when, case_id=case_id, record_id=case_id)
            words = TodayWords(what=GO_THROUGH, why_now=sentence_start(due_on_words(on, held.wanted.today)), due_on=on)
            found.append(WordedDue(due=row, words=words))
    return sorted(found, key=lambda one: (one.words.due_on or date.min, one.due.case_id))
