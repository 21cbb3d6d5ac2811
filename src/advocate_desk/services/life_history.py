"""What happened to a case on its way from referral to end, in the words of its history."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from advocate_desk.domain.case_life_words import CLOSURE_WORDS, TROUBLE_WORDS, happened_words, move_details
from advocate_desk.domain.case_moves import CaseClosing, CaseMove, ReferralProblem
from advocate_desk.services.case_file import CaseFile
from advocate_desk.services.case_history import Happening, midday
from advocate_desk.services.ports import UnitOfWork

LIFE = "life"
"""The kind of these happenings."""


def life_happenings(unit: UnitOfWork, file: CaseFile) -> Iterator[Happening]:
    """Yield the moves of a case, what its ends were written down as, and what was wrong with its referral."""
    case_id = file.case.id
    yield from _moves(unit, file)
    yield from _endings(unit, case_id)
    for problem in unit.find(ReferralProblem, case_id=case_id):
        yield from _of_problem(unit, problem)


def _moves(unit: UnitOfWork, file: CaseFile) -> Iterator[Happening]:
    """Yield the moves of a case."""
    for move in unit.find(CaseMove, case_id=file.case.id):
        yield Happening(
            happened_at=move.happened_at,
            recorded_at=move.recorded_at,
            kind=LIFE,
            headline=happened_words(move.to_status),
            text=move_details(move, file.name_of(move.decided_by) if move.decided_by else ""),
            actor_id=move.actor_id,
        )


def _endings(unit: UnitOfWork, case_id: UUID) -> Iterator[Happening]:
    for closing in unit.find(CaseClosing, case_id=case_id):
        yield Happening(
            happened_at=closing.made_at,
            recorded_at=closing.made_at,
            kind=LIFE,
            headline="How the episode ends was written down",
            text=f"{CLOSURE_WORDS[closing.closure]}.",
            actor_id=closing.made_by,
        )
        if closing.signed_at is not None:
            yield Happening(
                happened_at=closing.signed_at,
                recorded_at=closing.signed_at,
                kind=LIFE,
                headline="The end of the episode was signed",
                actor_id=closing.signed_by,
            )


def _of_problem(unit: UnitOfWork, problem: ReferralProblem) -> Iterator[Happening]:
    yield Happening(
        happened_at=problem.raised_at,
        recorded_at=problem.raised_at,
        kind=LIFE,
        headline=f"Wrong with the referral: {TROUBLE_WORDS[problem.trouble].lower()}",
        text=problem.words,
        actor_id=problem.raised_by,
    )
    for written in unit.story(problem):
        for field, said, headline in _STEPS:
            on = written.fields.get(field)
            if isinstance(on, date):
                yield Happening(
                    happened_at=midday(on),
                    recorded_at=written.at,
                    kind=LIFE,
                    headline=headline,
                    text=str(written.fields.get(said, "")),
                    whole_day=True,
                    actor_id=written.actor_id,
                )


_STEPS = (
    ("told_on", "told_how", "The referrer was told"),
    ("answered_on", "answer", "The referrer answered"),
)
"""The day of each step of a problem, its words, and what it is called."""
