"""The safety and support plan: what is due, when it is gone through again, and what a change of it must carry."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from advocate_desk.domain.dates_in_words import due_on_words, long_date
from advocate_desk.domain.errors import EntryRefused
from advocate_desk.domain.risk import RiskLevel
from advocate_desk.domain.support_plan import NeedArea, NeedState, SupportAction, SupportNeed, SupportReview

HIGH_RISK_REVIEW_DAYS = 28
"""At high risk a plan is gone through every four weeks at the latest: practice, from general knowledge. A service's
own setting may be sooner, and is its own for everybody else."""

AREA_LABELS: Mapping[NeedArea, str] = {
    NeedArea.SAFETY_AT_HOME: "Safety at home",
    NeedArea.LEAVING: "Leaving",
    NeedArea.PHONES_AND_ACCOUNTS: "Phones and accounts",
    NeedArea.CHILDREN: "Children",
    NeedArea.WORK: "Work",
    NeedArea.COURT: "Court",
    NeedArea.HOUSING: "Housing",
    NeedArea.MONEY: "Money",
    NeedArea.HEALTH: "Health",
    NeedArea.MIND: "Mind",
    NeedArea.IMMIGRATION: "Immigration",
    NeedArea.OTHER: "Something else",
}
STATE_LABELS: Mapping[NeedState, str] = {
    NeedState.OPEN: "Open",
    NeedState.MET: "Met",
    NeedState.PARTLY_MET: "Partly met",
    NeedState.NOT_MET: "Not met",
    NeedState.NOT_WANTED: "Not wanted: a choice",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanDue:
    """What of a plan is due: the review's day (None: nothing to go through yet), and actions past or on their day."""

    review_on: date | None
    review_is_due: bool
    review_words: str
    actions: tuple[SupportAction, ...]


def review_days(setting: int, level: RiskLevel | None) -> int:
    """Return after how many days at the latest a plan is gone through: the service's own, at high risk 28 or sooner."""
    return min(setting, HIGH_RISK_REVIEW_DAYS) if level is RiskLevel.HIGH else setting


def review_due_on(
    needs: Iterable[SupportNeed], reviews: Iterable[SupportReview], setting: int, level: RiskLevel | None
) -> date | None:
    """Return the day on which a plan is to be gone through again; None where there is no plan yet.

    Counted in days from the last review, or from the first need where nobody went through it yet. A day agreed with
    her may bring it forward, and a risk that rises since does; nothing puts it off.

    Args:
        needs: the needs of the plan.
        reviews: every time it was gone through.
        setting: the service's own days.
        level: the level of risk now; None where nobody assessed it.
    """
    span = timedelta(days=review_days(setting, level))
    last = max(reviews, key=lambda one: (one.reviewed_on, one.recorded_at), default=None)
    if last is not None:
        return min(last.next_on, last.reviewed_on + span)
    opened = [one.opened_on for one in needs if one.deleted_at is None]
    return min(opened) + span if opened else None


def plan_due(
    needs: Sequence[SupportNeed],
    actions: Iterable[SupportAction],
    reviews: Iterable[SupportReview],
    setting: int,
    level: RiskLevel | None,
    today: date,
) -> PlanDue:
    """Return what of a plan is due today; arguments as in `review_due_on`."""
    on = review_due_on(needs, reviews, setting, level)
    return PlanDue(
        review_on=on,
        review_is_due=on is not None and on <= today,
        review_words=f"Review {due_on_words(on, today)}" if on else "No plan yet",
        actions=tuple(sorted(_due(needs, actions, today), key=lambda one: (one.due_on or today, one.id))),
    )


def _due(needs: Iterable[SupportNeed], actions: Iterable[SupportAction], today: date) -> list[SupportAction]:
    wanted = wanted_needs(needs)
    return [one for one in actions if one.need_id in wanted and is_action_due(one, today)]


def wanted_needs(needs: Iterable[SupportNeed]) -> frozenset[UUID]:
    """Return the needs whose actions still count: what she does not want asks nothing of anybody."""
    return frozenset(one.id for one in needs if one.state is not NeedState.NOT_WANTED and one.deleted_at is None)


def is_action_due(action: SupportAction, today: date) -> bool:
    """Say whether an action's day has come and it is not done."""
    open_ = action.done_on is None and action.deleted_at is None
    return open_ and action.due_on is not None and action.due_on <= today


def guard_need(title: str, opened_on: date, state: NeedState, state_on: date | None, today: date) -> None:
    """Refuse a need that cannot be.

    Raises:
        EntryRefused: no title; a day lies ahead; a state before the need; a state without its day.
    """
    if not title.strip():
        raise EntryRefused("Say in a few words what is needed.")
    if opened_on > today:
        raise EntryRefused("This day is still to come. Give the day the need was found.")
    if state is NeedState.OPEN:
        return
    if state_on is None:
        raise EntryRefused("Give the day on which this was settled.")
    if state_on > today:
        raise EntryRefused("This day is still to come. Give the day on which it was settled.")
    if state_on < opened_on:
        raise EntryRefused("A need cannot be settled before it was found. Check both days.")


def guard_action(what: str, due_on: date | None, done_on: date | None, opened_on: date, today: date) -> None:
    """Refuse an action that cannot be. ``opened_on`` is its need's day.

    Raises:
        EntryRefused: no words; due before its need was found; done on a day still to come.
    """
    if not what.strip():
        raise EntryRefused("Say what is to be done.")
    if due_on is not None and due_on < opened_on:
        raise EntryRefused("This cannot be due before the need was found. Check the day.")
    if done_on is not None and done_on > today:
        raise EntryRefused("This day is still to come. Give the day on which it was done.")


def guard_review(reviewed_on: date, next_on: date, setting: int, level: RiskLevel | None, today: date) -> None:
    """Refuse a review that cannot be, or that would leave the plan alone for too long.

    Raises:
        EntryRefused: it lies ahead; the next one is not after it, or later than the rule allows.
    """
    if reviewed_on > today:
        raise EntryRefused("This day is still to come. Give the day on which you went through the plan.")
    if next_on <= reviewed_on:
        raise EntryRefused("The next review comes after this one. Check both days.")
    days = review_days(setting, level)
    latest = reviewed_on + timedelta(days=days)
    if next_on > latest:
        at_risk = "At high risk a" if level is RiskLevel.HIGH else "A"
        raise EntryRefused(
            f"{at_risk} plan is gone through after {days} days at the latest. Choose {long_date(latest)} or sooner."
        )
