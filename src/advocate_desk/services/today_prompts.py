"""What Today says of safeguarding prompts about somebody under eighteen that nobody has answered: a row a case."""

from collections.abc import Sequence
from datetime import date

from advocate_desk.domain.agenda import AgendaFilter, Due, DueKind, DueWhen
from advocate_desk.domain.agreements import PromptAnswered
from advocate_desk.domain.cases import Case
from advocate_desk.domain.incidents import Incident
from advocate_desk.domain.people import shown_name
from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.domain.safeguarding import PromptNow, facts_about, prompts_now
from advocate_desk.domain.under_eighteen import OF_AGE, is_under_eighteen
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.reading import by_case
from advocate_desk.services.today_rows import WordedDue
from advocate_desk.services.today_words import TodayWords
from advocate_desk.services.watch_risk import NOT_WATCHED

_NAMED = 3
"""Up to so many young people are named in a row."""


def prompts_due(unit: UnitOfWork, rules: Rulebook, wanted: AgendaFilter) -> tuple[WordedDue, ...]:
    """Return one's own cases with a prompt to answer; for a supervisor those, too, that nobody here leads.

    A prompt has no day. It stands under today until it is answered, and never ages into silence. Four queries.
    """
    young = [one for one in unit.young(wanted, _eighteen_before(wanted.today)) if is_under_eighteen(one, wanted.today)]
    ids = tuple({one.case_id for one in young})
    if not ids:
        return ()
    cases = {case.id: case for case in unit.find(Case, id=ids) if case.status not in NOT_WATCHED}
    answers = by_case(unit.find(PromptAnswered, case_id=ids))
    incidents = by_case(unit.find(Incident, case_id=ids))
    found = []
    for case_id, people in by_case([one for one in young if one.case_id in cases]).items():
        asked = [
            now
            for one in people
            for now in prompts_now(
                rules.prompts(),
                one,
                facts_about(one, cases[case_id], incidents[case_id], wanted.today),
                answers[case_id],
                incidents[case_id],
            )
            if now.answer is None
        ]
        if asked:
            due = Due(kind=DueKind.PROMPT, when=DueWhen.TODAY, case_id=case_id, record_id=case_id)
            found.append(WordedDue(due=due, words=_words(asked, wanted)))
    return tuple(sorted(found, key=lambda one: one.due.case_id))


def _eighteen_before(today: date) -> date:
    """Return a day on which nobody who is under eighteen today was born yet, or their first."""
    return date(today.year - OF_AGE, today.month, 1)


def _words(asked: Sequence[PromptNow], wanted: AgendaFilter) -> TodayWords:
    names = sorted({shown_name(now.person) for now in asked})
    who = ", ".join(names) if len(names) <= _NAMED else f"{len(names)} young people"
    titles = list(dict.fromkeys(now.prompt.title for now in asked))
    what = titles[0] if len(titles) == 1 else f"Safeguarding: {len(asked)} prompts to answer"
    them = "it" if len(asked) == 1 else "them"
    return TodayWords(what=what, why_now=f"{who}. Nobody has answered {them} yet", due_on=wanted.today)
