"""The safety and support plan: needs in her words, who does what by when, and going through it again."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from advocate_desk.domain.cases import Case
from advocate_desk.domain.closing_the_loop import Signpost
from advocate_desk.domain.directory import Agency
from advocate_desk.domain.errors import EntryRefused
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.plain_text import accept
from advocate_desk.domain.referral import Referral, ReferralMove, progress_state, review_state
from advocate_desk.domain.risk import RiskAssessment, RiskLevel
from advocate_desk.domain.settings import SERVICE_SETTINGS_ID, ServiceSettings
from advocate_desk.domain.support_plan import NeedArea, NeedState, SupportAction, SupportNeed, SupportReview
from advocate_desk.domain.support_rules import (
    PlanDue,
    guard_action,
    guard_need,
    guard_review,
    is_action_due,
    plan_due,
    review_days,
    wanted_needs,
)
from advocate_desk.domain.users import Action, User
from advocate_desk.services.colleagues import colleagues
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.reading import latest_assessment, names_of
from advocate_desk.services.session import Session
from advocate_desk.services.standing import state_label


@dataclass(frozen=True, kw_only=True, slots=True)
class NeedForm:
    """What the form asks about a need. ``her_words`` are kept exactly as typed."""

    area: NeedArea
    title: str
    opened_on: date
    her_words: str = ""
    state: NeedState = NeedState.OPEN
    state_on: date | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class ActionForm:
    """What the form asks about an action. Its owner is a colleague (``owner_id``) or words: herself, an agency."""

    what: str
    owner: str = ""
    owner_id: UUID | None = None
    due_on: date | None = None
    done_on: date | None = None
    came_of_it: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class NewReview:
    """That the plan was gone through with her, and when it is again."""

    case_id: UUID
    reviewed_on: date
    next_on: date
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class ActionLine:
    """One action with its owner's name or words."""

    action: SupportAction
    owner: str
    due: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class NeedReferral:
    """A referral that answers a need, and where it stands in words."""

    referral_id: UUID
    number: int
    agency: str
    state_label: str


@dataclass(frozen=True, kw_only=True, slots=True)
class NeedLine:
    """One need with its actions: what is to be done first, by its day, then what was done. ``referrals`` answer it;
    ``signposts`` are services she was told of for it.
    """

    need: SupportNeed
    actions: tuple[ActionLine, ...]
    referrals: tuple[NeedReferral, ...] = ()
    signposts: tuple[Signpost, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class PlanView:
    """The plan of a case. ``next_review_by`` is the last day a review of today could set for the next one.

    ``staff`` names everybody who works here or ever did, ``colleagues`` whoever may be given something to do.
    """

    needs: tuple[NeedLine, ...]
    reviews: tuple[SupportReview, ...]
    due: PlanDue
    next_review_by: date
    staff: Mapping[UUID, str]
    colleagues: Mapping[UUID, str]


class KeepPlan:
    """Keeps the plan. Nothing of it is ever deleted; what she does not want is a choice and says so."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def view(self, case_id: UUID) -> PlanView:
        """Return the plan of a case: open needs first, in the order of their areas.

        Raises:
            NotFound: no such case.
        """
        self._session.require(Action.READ_CASES)
        today = self._session.clock.today()
        with self._session.work() as unit:
            needs = unit.find(SupportNeed, case_id=unit.get(Case, case_id).id, order_by=("opened_on", "id"))
            actions = unit.find(SupportAction, case_id=case_id, order_by=("id",))
            reviews = unit.find(SupportReview, case_id=case_id, order_by=("-reviewed_on", "-recorded_at"))
            setting, level = _pace(unit, case_id)
            staff = names_of(unit)
            referrals = _referrals_by_need(unit, case_id)
            signposts = unit.find(Signpost, case_id=case_id, order_by=("on", "id"))
        wanted = wanted_needs(needs)

        def line(action: SupportAction) -> ActionLine:
            name = staff.get(action.owner_id, "") if action.owner_id else ""
            due = action.need_id in wanted and is_action_due(action, today)
            return ActionLine(action=action, owner=name or " ".join(action.owner.split()), due=due)

        ordered = sorted(needs, key=lambda one: (one.state is not NeedState.OPEN, tuple(NeedArea).index(one.area)))
        return PlanView(
            needs=tuple(
                NeedLine(
                    need=one,
                    actions=tuple(map(line, _in_order(one, actions, today))),
                    referrals=tuple(referrals.get(one.id, ())),
                    signposts=tuple(each for each in signposts if each.need_id == one.id),
                )
                for one in ordered
            ),
            reviews=reviews,
            due=plan_due(needs, actions, reviews, setting, level, today),
            next_review_by=today + timedelta(days=review_days(setting, level)),
            staff=staff,
            colleagues=colleagues(self._session, staff),
        )

    def add_need(self, case_id: UUID, form: NeedForm) -> UUID:
        """Keep a need, and return which.

        Raises:
            EntryRefused: no title, or a day that cannot be.
            TextRefused: a text holds what cannot be kept exactly.
        """
        self._session.require(Action.WORK_ON_CASES)
        values = self._need_values(form)
        with self._session.work() as unit:
            need = SupportNeed(
                id=new_id(self._session.clock.now()),
                stream_id=unit.get(Case, case_id).id,
                case_id=case_id,
                **values,
            )
            unit.add(need)
            unit.commit("need recorded")
        return need.id

    def change_need(self, opened: SupportNeed, form: NeedForm) -> None:
        """Change what the form changed of ``opened``, its state included.

        Raises:
            ChangedMeanwhile: one of the same fields was changed since.
            EntryRefused, TextRefused: as in `add_need`.
        """
        self._session.require(Action.WORK_ON_CASES)
        self._change(opened, self._need_values(form), "need changed")

    def add_action(self, need_id: UUID, form: ActionForm) -> UUID:
        """Keep something to be done about a need, and return which.

        Raises:
            EntryRefused: no words, a day that cannot be, or an owner nobody knows.
            TextRefused: a text holds what cannot be kept exactly.
        """
        self._session.require(Action.WORK_ON_CASES)
        with self._session.work() as unit:
            need = unit.get(SupportNeed, need_id)
            action = SupportAction(
                id=new_id(self._session.clock.now()),
                stream_id=need.case_id,
                case_id=need.case_id,
                need_id=need.id,
                **self._action_values(unit, need, form),
            )
            unit.add(action)
            unit.commit("action recorded")
        return action.id

    def change_action(self, opened: SupportAction, form: ActionForm) -> None:
        """Change what the form changed of ``opened``; a day in ``done_on`` says it is done.

        Raises:
            ChangedMeanwhile: one of the same fields was changed since.
            EntryRefused, TextRefused: as in `add_action`.
        """
        self._session.require(Action.WORK_ON_CASES)
        with self._session.work() as unit:
            values = self._action_values(unit, unit.get(SupportNeed, opened.need_id), form)
        self._change(opened, values, "action changed")

    def finish_action(self, action_id: UUID, done: bool) -> None:
        """Say that something was done today, or that it is to be done after all."""
        self._session.require(Action.WORK_ON_CASES)
        with self._session.work() as unit:
            action = unit.get(SupportAction, action_id)
            done_on = self._session.clock.today() if done else None
            if done_on != action.done_on:
                unit.change(action, done_on=done_on)
                unit.commit("action done" if done else "action open again")

    def review(self, new: NewReview) -> UUID:
        """Keep that the plan was gone through with her.

        Raises:
            EntryRefused: a day cannot be, the next one is too far off, or there is no plan yet.
            TextRefused: the note holds what cannot be kept exactly.
        """
        self._session.require(Action.WORK_ON_CASES)
        now, today = self._session.clock.now(), self._session.clock.today()
        with self._session.work() as unit:
            case = unit.get(Case, new.case_id)
            if not unit.find(SupportNeed, case_id=case.id, limit=1):
                raise EntryRefused("There is no plan yet. Write down a first need.")
            guard_review(new.reviewed_on, new.next_on, *_pace(unit, case.id), today)
            review = SupportReview(
                id=new_id(now),
                stream_id=case.id,
                case_id=case.id,
                reviewed_on=new.reviewed_on,
                next_on=new.next_on,
                note=accept(new.note),
                recorded_at=now,
                recorded_by=self._session.user.id,
            )
            unit.add(review)
            unit.commit("plan gone through")
        return review.id

    def _change(self, opened: SupportNeed | SupportAction, values: dict[str, Any], why: str) -> None:
        changed = {name: value for name, value in values.items() if value != getattr(opened, name)}
        if not changed:
            return
        with self._session.work() as unit:
            unit.get(type(opened), opened.id)
            unit.change(opened, **changed)
            unit.commit(why)

    def _need_values(self, form: NeedForm) -> dict[str, Any]:
        state_on = None if form.state is NeedState.OPEN else form.state_on
        guard_need(form.title, form.opened_on, form.state, state_on, self._session.clock.today())
        return {
            "area": form.area,
            "title": accept(form.title),
            "opened_on": form.opened_on,
            "her_words": accept(form.her_words),
            "state": form.state,
            "state_on": state_on,
        }

    def _action_values(self, unit: UnitOfWork, need: SupportNeed, form: ActionForm) -> dict[str, Any]:
        guard_action(form.what, form.due_on, form.done_on, need.opened_on, self._session.clock.today())
        if form.owner_id is not None and not unit.find(User, id=form.owner_id):
            raise EntryRefused("Choose a colleague who does this, or write who does.")
        return {
            "what": accept(form.what),
            "owner": accept(form.owner),
            "owner_id": form.owner_id,
            "due_on": form.due_on,
            "done_on": form.done_on,
            "came_of_it": accept(form.came_of_it),
        }


def _pace(unit: UnitOfWork, case_id: UUID) -> tuple[int, RiskLevel | None]:
    """Return the service's own days between reviews, and the level of risk now."""
    assessment = latest_assessment(unit.find(RiskAssessment, case_id=case_id))
    days = unit.get(ServiceSettings, SERVICE_SETTINGS_ID).plan_review_days
    return days, assessment.level if assessment else None


def _referrals_by_need(unit: UnitOfWork, case_id: UUID) -> Mapping[UUID, Sequence[NeedReferral]]:
    """Return where each referral stands that answers a need, as it is recorded."""
    answering = [one for one in unit.find(Referral, case_id=case_id, order_by=("number",)) if one.need_id]
    if not answering:
        return {}
    agencies = {one.id: one.name for one in unit.find(Agency, id=tuple({one.agency_id for one in answering}))}
    moves: dict[UUID, list[ReferralMove]] = defaultdict(list)
    for move in unit.find(ReferralMove, case_id=case_id, order_by=("recorded_at", "id")):
        moves[move.referral_id].append(move)
    found: dict[UUID, list[NeedReferral]] = defaultdict(list)
    for one in answering:
        own = moves[one.id]
        line = NeedReferral(
            referral_id=one.id,
            number=one.number,
            agency=agencies.get(one.agency_id, ""),
            state_label=state_label(review_state(own), progress_state(own), late=False),
        )
        if one.need_id is not None:
            found[one.need_id].append(line)
    return found


def _in_order(need: SupportNeed, actions: Sequence[SupportAction], today: date) -> list[SupportAction]:
    own = [one for one in actions if one.need_id == need.id]
    return sorted(own, key=lambda one: (one.done_on is not None, one.due_on is None, one.due_on or today))
