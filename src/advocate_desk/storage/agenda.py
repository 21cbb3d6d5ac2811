"""What is due, over every case somebody holds, found by a few queries whose number does not grow with the cases.

Only ids come back, so many of each kind at most: whoever shows them reads those records alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache, partial
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from advocate_desk.domain.agenda import Agenda, AgendaFilter, Due, DueKind, DueWhen
from advocate_desk.domain.case_lifecycle import CLOSES_WITH_RECORD
from advocate_desk.domain.case_moves import (
    ANSWER_FROM_REFERRER,
    CaseClosing,
    CaseMove,
    ClosureReason,
    ReferralProblem,
)
from advocate_desk.domain.cases import Case, CaseStatus
from advocate_desk.domain.incidents import Incident
from advocate_desk.domain.pathway import PathwayStep, StepMove
from advocate_desk.domain.pathway_rules import OPEN_STATES
from advocate_desk.domain.referral import Machine, ProgressState, Referral, ReferralMove, ReviewState
from advocate_desk.domain.safe_contact import SafeContactPlan
from advocate_desk.domain.tasks import Task
from advocate_desk.storage.agenda_consent import of_consent
from advocate_desk.storage.rows import at_most
from advocate_desk.storage.tables import kind_of
from advocate_desk.storage.values import DAY, ID, MOMENT

_cases, _tasks, _plans, _steps, _referrals, _moves, _incidents = (
    kind_of(record).table for record in (Case, Task, SafeContactPlan, StepMove, Referral, ReferralMove, Incident)
)
_lines = kind_of(PathwayStep).table
_case_moves, _closings, _problems = (kind_of(record).table for record in (CaseMove, CaseClosing, ReferralProblem))
_GIVEN = ("user_id", "staff", "now", "day_ends", "week_ends", "today", "last_day")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Asked:
    """What an `AgendaFilter` says, as it stands in the statements: by name, to be given each time."""

    unheld: bool
    reviews: bool
    user_id: sa.BindParameter[UUID] = field(default_factory=partial(sa.bindparam, "user_id", type_=ID))
    staff: sa.BindParameter[UUID] = field(default_factory=partial(sa.bindparam, "staff", type_=ID, expanding=True))
    now: sa.BindParameter[datetime] = field(default_factory=partial(sa.bindparam, "now", type_=MOMENT))
    day_ends: sa.BindParameter[datetime] = field(default_factory=partial(sa.bindparam, "day_ends", type_=MOMENT))
    week_ends: sa.BindParameter[datetime] = field(default_factory=partial(sa.bindparam, "week_ends", type_=MOMENT))
    today: sa.BindParameter[date] = field(default_factory=partial(sa.bindparam, "today", type_=DAY))
    last_day: sa.BindParameter[date] = field(default_factory=partial(sa.bindparam, "last_day", type_=DAY))
    told_by: sa.BindParameter[date] = field(default_factory=partial(sa.bindparam, "told_by", type_=DAY))


@dataclass(frozen=True, slots=True)
class _Question:
    """The two statements about one kind: how many there are of each time, and the first of one time."""

    kind: DueKind
    count: sa.Select[Any]
    first: sa.Select[tuple[object, ...]]


def agenda(connection: sa.Connection, wanted: AgendaFilter) -> Agenda:
    """Return what is due, and how much there is of each kind in all."""
    given = {name: getattr(wanted, name) for name in _GIVEN}
    given["told_by"] = wanted.today - ANSWER_FROM_REFERRER
    due, totals = list[Due](), dict[tuple[DueKind, DueWhen], int]()
    for asked in _questions(wanted.unheld, wanted.reviews, wanted.limit):
        kind, counted = asked.kind, connection.execute(asked.count, given).one()
        for when, total in zip(DueWhen, counted, strict=True):
            if total:
                totals[kind, when] = total
                rows = connection.execute(asked.first, {**given, "when": when.value})
                due += [Due(kind=kind, when=when, case_id=row.case_id, record_id=row.id) for row in rows]
    return Agenda(due=tuple(due), totals=totals)


@cache
def _questions(unheld: bool, reviews: bool, limit: int) -> tuple[_Question, ...]:
    """Return the statements, which are made once: to make them takes longer than to ask them of a small caseload."""
    queries = _queries(_Asked(unheld=unheld, reviews=reviews))
    found = [(kind, query.subquery()) for kind, query in queries]
    return tuple(_Question(kind, _counts(one), _first(one, limit)) for kind, one in found)


def _counts(found: sa.Subquery) -> sa.Select[Any]:
    """Count each bucket in one pass: grouping would sort every row, which takes a hundred times as long here."""
    sums = [sa.func.sum(sa.case((found.c.bucket == when.value, 1), else_=0)) for when in DueWhen]
    return sa.select(*sums)


def _first(found: sa.Subquery, limit: int) -> sa.Select[tuple[object, ...]]:
    columns = found.c
    query = sa.select(columns.id, columns.case_id).where(columns.bucket == sa.bindparam("when"))
    return query.order_by(columns.due, columns.id).limit(at_most(limit))


def _queries(wanted: _Asked) -> Iterator[tuple[DueKind, sa.Select[tuple[object, ...]]]]:
    mine = _mine(wanted)
    held = sa.and_(mine, _cases.c.status != CaseStatus.CLOSED)
    yield DueKind.TASK, _due_tasks(wanted, held)
    yield DueKind.SAFE_CONTACT, _unchecked(wanted, held)
    yield DueKind.STEP, _due_steps(wanted, held)
    yield DueKind.WAITING_LIST, _waiting_lists(wanted, mine)
    yield DueKind.MEETING, _meetings(wanted, held)
    own = _referrals.c.author_id == wanted.user_id
    to_do = sa.or_(own, _referrals.c.author_id.not_in(wanted.staff)) if wanted.unheld else own
    yield DueKind.RETURNED, _waiting(ReviewState.RETURNED, to_do)
    yield DueKind.MORE_ASKED, _more_asked(to_do, mine)
    yield DueKind.PASSED_ON, _passed_on(held)
    yield DueKind.NEVER_SENT, _never_sent(held)
    yield DueKind.TO_SEND, _waiting(ReviewState.APPROVED, to_do)
    yield DueKind.PROBLEM, _problems_of_referrals(wanted, held)
    yield from of_consent(held, wanted.today, wanted.last_day)
    if wanted.reviews:
        yield DueKind.REVIEW, _waiting(ReviewState.AWAITING_REVIEW, ~own)
        yield DueKind.CLOSING, _unsigned_closings(wanted)
        yield DueKind.CONFLICT, _conflicts(wanted)


def _mine(wanted: _Asked) -> sa.ColumnElement[bool]:
    """Return the condition on cases: held by this user; or by nobody who works here, where that is asked."""
    own: sa.ColumnElement[bool] = _cases.c.lead_id == wanted.user_id
    if wanted.unheld:
        own = sa.or_(own, _cases.c.lead_id.is_(None), _cases.c.lead_id.not_in(wanted.staff))
    return sa.and_(_cases.c.deleted_at.is_(None), own)


def _bucket(late: sa.ColumnElement[bool], today: sa.ColumnElement[bool]) -> sa.Label[str]:
    words = sa.case((late, DueWhen.LATE.value), (today, DueWhen.TODAY.value), else_=DueWhen.SOON.value)
    return words.label("bucket")


def _due_tasks(wanted: _Asked, held: sa.ColumnElement[bool]) -> sa.Select[tuple[object, ...]]:
    """Own tasks in any case, and those that nobody who works here owns in a case of one's own."""
    due = _tasks.c.due_at
    nobodys = sa.or_(_tasks.c.owner_id.is_(None), _tasks.c.owner_id.not_in(wanted.staff))
    mine = sa.or_(_tasks.c.owner_id == wanted.user_id, sa.and_(nobodys, held))
    return (
        sa.select(_tasks.c.id, _tasks.c.case_id, due.label("due"), _bucket(due < wanted.now, due < wanted.day_ends))
        .join(_cases, _cases.c.id == _tasks.c.case_id)
        .where(_tasks.c.deleted_at.is_(None), _tasks.c.done_at.is_(None), due < wanted.week_ends, mine)
        .where(_cases.c.deleted_at.is_(None), _cases.c.status != CaseStatus.CLOSED)
    )


def _unchecked(wanted: _Asked, held: sa.ColumnElement[bool]) -> sa.Select[tuple[object, ...]]:
    """Cases whose safe contact nobody has gone through, or must again; as `contact_rules.is_stale` says it."""
    again, checked = _plans.c.check_again_by, _plans.c.checked_on
    stale = sa.or_(checked.is_(None), again.is_(None), again < wanted.today, checked > wanted.today, _incident_since())
    own_plan = sa.and_(
        _plans.c.case_id == _cases.c.id, _plans.c.person_id == _cases.c.client_id, _plans.c.deleted_at.is_(None)
    )
    return (
        sa.select(
            _cases.c.id,
            _cases.c.id.label("case_id"),
            sa.func.coalesce(again, "").label("due"),
            _bucket(stale, again == wanted.today),
        )
        .join(_plans, own_plan, isouter=True)
        .where(held, sa.or_(stale, again <= wanted.last_day))
    )


def _incident_since() -> sa.ColumnElement[bool]:
    """As `contact_rules.incident_since`; where nobody knows when on its day a plan was checked, an hour more counts."""
    plain = partial(sa.type_coerce, type_=sa.BigInteger)
    day_begins = (sa.cast(sa.func.strftime("%s", _plans.c.checked_on), sa.BigInteger) - 3600) * 1_000_000
    told = plain(_incidents.c.recorded_at) >= sa.func.coalesce(plain(_plans.c.checked_at), day_begins)
    later = sa.or_(*(day > _plans.c.checked_on for day in (_incidents.c.happened_on, _incidents.c.happened_until)))
    return sa.exists().where(
        _incidents.c.case_id == _cases.c.id, _incidents.c.deleted_at.is_(None), sa.or_(told, later)
    )


def _due_steps(wanted: _Asked, held: sa.ColumnElement[bool]) -> sa.Select[tuple[object, ...]]:
    """Steps at which somebody has to act by a day, also those not begun. The id is the step's."""
    later = _steps.alias()
    newer = _is_later(later, _steps)
    last = ~sa.exists().where(later.c.step_id == _steps.c.step_id, newer)
    due = _steps.c.due_on
    return (
        sa.select(
            _steps.c.step_id.label("id"),
            _steps.c.case_id,
            due.label("due"),
            _bucket(due < wanted.today, due == wanted.today),
        )
        .join(_cases, _cases.c.id == _steps.c.case_id)
        .join(_lines, sa.and_(_lines.c.id == _steps.c.step_id, _lines.c.deleted_at.is_(None)))
        .where(_steps.c.to_state.in_(OPEN_STATES), due <= wanted.last_day, held, last)
    )


def _waiting_lists(wanted: _Asked, mine: sa.ColumnElement[bool]) -> sa.Select[tuple[object, ...]]:
    """Waiting lists that somebody promised to look at again, also where the case is closed."""
    due = _moves.c.review_on
    query = _last_moves(Machine.PROGRESS, ProgressState.WAITING_LIST)
    return (
        query.add_columns(due.label("due"), _bucket(due < wanted.today, due == wanted.today))
        .join(_cases, _cases.c.id == _referrals.c.case_id)
        .where(due <= wanted.last_day, mine)
    )


def _meetings(wanted: _Asked, held: sa.ColumnElement[bool]) -> sa.Select[tuple[object, ...]]:
    due = _cases.c.marac_on
    never = sa.false()
    return sa.select(
        _cases.c.id, _cases.c.id.label("case_id"), due.label("due"), _bucket(never, due == wanted.today)
    ).where(held, due >= wanted.today, due <= wanted.last_day)


def _waiting(state: ReviewState, whose: sa.ColumnElement[bool]) -> sa.Select[tuple[object, ...]]:
    """Referrals whose review stands at ``state`` and that nobody has sent, closed or withdrawn."""
    moved = _moves.alias()
    not_sent = ~sa.exists().where(
        moved.c.referral_id == _referrals.c.id, moved.c.machine == Machine.PROGRESS, moved.c.deleted_at.is_(None)
    )
    bucket = sa.literal(DueWhen.WAITING.value).label("bucket")
    query = _last_moves(Machine.REVIEW, state)
    return query.add_columns(_moves.c.recorded_at.label("due"), bucket).where(whose, not_sent)


def _more_asked(whose: sa.ColumnElement[bool], mine: sa.ColumnElement[bool]) -> sa.Select[tuple[object, ...]]:
    """Referrals an agency cannot answer before it is told more.

    Whoever brought a spreadsheet in wrote none of its referrals: they are for those who hold their cases.
    """
    imported = _referrals.c.import_id.is_not(None)
    bucket = sa.literal(DueWhen.WAITING.value).label("bucket")
    return (
        _last_moves(Machine.PROGRESS, ProgressState.MORE_INFORMATION_ASKED)
        .add_columns(_moves.c.recorded_at.label("due"), bucket)
        .join(_cases, _cases.c.id == _referrals.c.case_id)
        .where(sa.or_(sa.and_(~imported, whose), sa.and_(imported, mine)))
    )


def _passed_on(held: sa.ColumnElement[bool]) -> sa.Select[tuple[object, ...]]:
    """Referrals that an agency passed on, until somebody wrote the one to the next agency; never imported ones."""
    child = _referrals.alias()
    written = sa.exists().where(
        child.c.case_id == _referrals.c.case_id, child.c.follows_id == _referrals.c.id, child.c.deleted_at.is_(None)
    )
    bucket = sa.literal(DueWhen.WAITING.value).label("bucket")
    return (
        _last_moves(Machine.PROGRESS, ProgressState.REROUTED)
        .add_columns(_moves.c.recorded_at.label("due"), bucket)
        .join(_cases, _cases.c.id == _referrals.c.case_id)
        .where(held, _referrals.c.import_id.is_(None), ~written)
    )


def _never_sent(held: sa.ColumnElement[bool]) -> sa.Select[tuple[object, ...]]:
    """Referrals that a spreadsheet says were never sent. They cannot be sent from here: somebody writes them anew."""
    return _waiting(ReviewState.BEFORE_IMPORT, held).join(_cases, _cases.c.id == _referrals.c.case_id)


def _problems_of_referrals(wanted: _Asked, held: sa.ColumnElement[bool]) -> sa.Select[tuple[object, ...]]:
    """Referrals with something wrong: whoever sent them is to be told today, and asked again when they stay silent."""
    told = _problems.c.told_on
    bucket = sa.case(
        (told.is_(None), DueWhen.TODAY.value),
        (told < wanted.told_by, DueWhen.LATE.value),
        (told == wanted.told_by, DueWhen.TODAY.value),
        else_=DueWhen.SOON.value,
    )
    return (
        sa.select(_problems.c.id, _problems.c.case_id, sa.func.coalesce(told, "").label("due"), bucket.label("bucket"))
        .join(_cases, _cases.c.id == _problems.c.case_id)
        .where(_problems.c.answered_on.is_(None), _problems.c.deleted_at.is_(None), held)
    )


def _unsigned_closings(wanted: _Asked) -> sa.Select[tuple[object, ...]]:
    """Cases whose end a supervisor signs who did not write it; as `case_lifecycle.needs_signature` says it."""
    newer, moved = _closings.alias(), _case_moves.alias()
    replaced = sa.exists().where(newer.c.case_id == _closings.c.case_id, newer.c.made_at > _closings.c.made_at)
    moved_on = sa.exists().where(moved.c.case_id == _closings.c.case_id, moved.c.recorded_at > _closings.c.made_at)
    signs = sa.or_(_closings.c.high_risk_reason != "", _closings.c.closure == ClosureReason.DIED)
    bucket = sa.literal(DueWhen.WAITING.value).label("bucket")
    return (
        sa.select(_cases.c.id, _cases.c.id.label("case_id"), _closings.c.made_at.label("due"), bucket)
        .join(_cases, _cases.c.id == _closings.c.case_id)
        .where(_cases.c.status.in_(CLOSES_WITH_RECORD), _cases.c.deleted_at.is_(None), signs, ~replaced, ~moved_on)
        .where(_closings.c.signed_at.is_(None), _closings.c.made_by != wanted.user_id)
    )


def _conflicts(wanted: _Asked) -> sa.Select[tuple[object, ...]]:
    """Cases held for a conflict of interest, for a supervisor who does not hold them."""
    later = _case_moves.alias()
    last = ~sa.exists().where(later.c.case_id == _case_moves.c.case_id, _is_later(later, _case_moves))
    not_own = sa.or_(_cases.c.lead_id.is_(None), _cases.c.lead_id != wanted.user_id)
    bucket = sa.literal(DueWhen.WAITING.value).label("bucket")
    return (
        sa.select(_cases.c.id, _cases.c.id.label("case_id"), _case_moves.c.recorded_at.label("due"), bucket)
        .join(_cases, _cases.c.id == _case_moves.c.case_id)
        .where(_cases.c.status == CaseStatus.CONFLICT_HOLD, _cases.c.deleted_at.is_(None), last, not_own)
    )


def _last_moves(machine: Machine, *states: str) -> sa.Select[tuple[object, ...]]:
    """Referrals whose newest move of ``machine`` led to one of ``states``."""
    later = _moves.alias()
    newer = sa.and_(later.c.referral_id == _moves.c.referral_id, later.c.machine == machine)
    return (
        sa.select(_referrals.c.id, _referrals.c.case_id)
        .join_from(_moves, _referrals, _referrals.c.id == _moves.c.referral_id)
        .where(_moves.c.machine == machine, _moves.c.to_state.in_(states), _referrals.c.deleted_at.is_(None))
        .where(~sa.exists().where(newer, _is_later(later, _moves)))
    )


def _is_later(one: sa.FromClause, other: sa.FromClause) -> sa.ColumnElement[bool]:
    return sa.or_(
        one.c.recorded_at > other.c.recorded_at,
        sa.and_(one.c.recorded_at == other.c.recorded_at, one.c.id > other.c.id),
    )
