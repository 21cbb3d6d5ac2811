"""What a plan says on the screen."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from advocate_desk.domain.dates_in_words import due_on_words, near_date
from advocate_desk.domain.sentences import sentence_start
from advocate_desk.domain.support_plan import NeedState, SupportNeed, SupportReview
from advocate_desk.domain.support_rules import STATE_LABELS
from advocate_desk.services.keep_plan import ActionLine, PlanView

NO_PLAN = "No plan yet. Ask what is needed first, and write it down in the words used."
STATE_CHIPS: Mapping[NeedState, tuple[str, str]] = {
    NeedState.OPEN: ("info", "circle-dashed"),
    NeedState.MET: ("ok", "check-circle-fill"),
    NeedState.PARTLY_MET: ("plain", "circle-half-fill"),
    NeedState.NOT_MET: ("plain", "minus"),
    NeedState.NOT_WANTED: ("plain", "hand-palm"),
}


def quoted(words: str) -> str:
    """Return somebody's own words in quotes, unless they have theirs."""
    words = words.strip()
    return words if words.startswith(("“", '"', "‘")) or not words else f"“{words}”"


def settled_words(need: SupportNeed, today: date) -> str:
    """Return ``Met on 3 December``; "" while a need is open."""
    if need.state is NeedState.OPEN or need.state_on is None:
        return ""
    return f"{STATE_LABELS[need.state]}, {near_date(need.state_on, today)}"


def action_words(line: ActionLine, today: date) -> str:
    """Return who does it and by when, or when it was done and what came of it."""
    action = line.action
    who = line.owner or "Nobody is named"
    if action.done_on is not None:
        came = " ".join(action.came_of_it.split())
        return f"{who}. Done {near_date(action.done_on, today)}.{f' {came}' if came else ''}"
    if action.due_on is None:
        return f"{who}. No day is set."
    due = due_on_words(action.due_on, today)
    return f"{who}. {sentence_start(due)}."


def review_words(view: PlanView, today: date) -> str:
    """Return when the plan was gone through last, and when it is again."""
    if not view.needs:
        return NO_PLAN
    last = next(iter(view.reviews), None)
    told = f"Gone through together {near_date(last.reviewed_on, today)}." if last else "Not gone through together yet."
    return f"{told} {view.due.review_words}."


def by_whom(review: SupportReview, staff: Mapping[UUID, str], today: date) -> str:
    """Return when a plan was gone through, by whom, and what was set for the next time."""
    by = staff.get(review.recorded_by, "")
    return f"{near_date(review.reviewed_on, today)}{f', {by}' if by else ''}. Next {near_date(review.next_on, today)}."
