"""What Today reads of the cases somebody holds, one query a kind, however many other cases there are."""

from collections.abc import Collection
from datetime import date
from typing import Any, cast
from uuid import UUID

import sqlalchemy as sa

from advocate_desk.domain.agenda import AgendaFilter
from advocate_desk.domain.appointments import Appointment, AppointmentState
from advocate_desk.domain.cases import Case, CaseStatus
from advocate_desk.domain.closing_the_loop import ReferralChase
from advocate_desk.domain.court import CourtOrder
from advocate_desk.domain.flags import Flag
from advocate_desk.domain.people import Person, PersonRole
from advocate_desk.domain.referral import OWES_AN_ANSWER, Machine, Referral, ReferralMove
from advocate_desk.domain.support_plan import SupportAction, SupportNeed
from advocate_desk.storage.rows import among, record_of
from advocate_desk.storage.tables import kind_of

_people, _cases, _needs, _actions, _flags, _referrals, _moves, _chases = (
    kind_of(one).table
    for one in (Person, Case, SupportNeed, SupportAction, Flag, Referral, ReferralMove, ReferralChase)
)
_appointments, _orders = (kind_of(one).table for one in (Appointment, CourtOrder))


def young(connection: sa.Connection, wanted: AgendaFilter, born_from: date) -> tuple[Person, ...]:
    """Return who was born on ``born_from`` or later, and children whose birth nobody knows; never the other person."""
    born = _people.c.date_of_birth
    may_be = sa.or_(born >= born_from, sa.and_(born.is_(None), _people.c.role == PersonRole.CHILD))
    query = (
        sa.select(_people)
        .join(_cases, _cases.c.id == _people.c.case_id)
        .where(_people.c.deleted_at.is_(None), _people.c.role != PersonRole.OTHER_PERSON, may_be)
        .where(_is_open(), _is_held(wanted))
        .order_by(_people.c.id)
    )
    kind = kind_of(Person)
    return tuple(cast(Person, record_of(kind, row)) for row in connection.execute(query))


def needs(connection: sa.Connection, wanted: AgendaFilter) -> tuple[SupportNeed, ...]:
    """Return the needs of plans somebody follows, and of any other in which something is theirs to do."""
    # Asked once, not of each need: no index leads from a need to its actions.
    theirs = sa.select(_actions.c.need_id).where(
        _actions.c.owner_id == wanted.user_id, _actions.c.done_on.is_(None), _actions.c.deleted_at.is_(None)
    )
    query = (
        sa.select(_needs)
        .join(_cases, _cases.c.id == _needs.c.case_id)
        .where(_needs.c.deleted_at.is_(None), _is_open(), sa.or_(_is_held(wanted), _needs.c.id.in_(theirs)))
        .order_by(_needs.c.id)
    )
    kind = kind_of(SupportNeed)
    return tuple(cast(SupportNeed, record_of(kind, row)) for row in connection.execute(query))


def flags(connection: sa.Connection, wanted: AgendaFilter) -> tuple[Flag, ...]:
    """Return the flags up that somebody is to look at again; those nobody here owns, too, where that is asked."""
    own: sa.ColumnElement[bool] = _flags.c.owner_id == wanted.user_id
    query = (
        sa.select(_flags)
        .where(_flags.c.deleted_at.is_(None), _flags.c.ended_on.is_(None), _flags.c.review_on <= wanted.last_day)
        .where(sa.or_(own, _flags.c.owner_id.not_in(wanted.staff)) if wanted.unheld else own)
        .order_by(_flags.c.review_on, _flags.c.id)
    )
    kind = kind_of(Flag)
    return tuple(cast(Flag, record_of(kind, row)) for row in connection.execute(query))


def appointments(connection: sa.Connection, wanted: AgendaFilter) -> tuple[Appointment, ...]:
    """Return what is planned for a day that is near or past, in cases somebody holds or where they go along.

    Asked apart: either alone is found by way of a few rows, and both at once only by way of all.
    """
    near = sa.select(_appointments).where(
        _appointments.c.deleted_at.is_(None),
        _appointments.c.state == AppointmentState.PLANNED,
        _appointments.c.on <= wanted.last_day,
    )
    along = near.join(_cases, _cases.c.id == _appointments.c.case_id).where(_appointments.c.goes_id == wanted.user_id)
    asked = [along.where(_is_open())]
    if ids := _held_open(connection, wanted):
        asked.append(near.where(among(_appointments.c.case_id, ids)))
    kind = kind_of(Appointment)
    rows = {row.id: row for query in asked for row in connection.execute(query)}
    found = [cast(Appointment, record_of(kind, row)) for row in rows.values()]
    return tuple(sorted(found, key=lambda one: (one.on, one.id)))


def orders(connection: sa.Connection, wanted: AgendaFilter) -> tuple[CourtOrder, ...]:
    """Return the orders that were made in cases somebody holds."""
    ids = _held_open(connection, wanted)
    if not ids:
        return ()
    made = sa.select(_orders).where(_orders.c.deleted_at.is_(None), _orders.c.made_on.is_not(None))
    query = made.where(among(_orders.c.case_id, ids)).order_by(_orders.c.made_on, _orders.c.id)
    kind = kind_of(CourtOrder)
    return tuple(cast(CourtOrder, record_of(kind, row)) for row in connection.execute(query))


def silent(connection: sa.Connection, wanted: AgendaFilter) -> tuple[ReferralMove, ...]:
    """Return the last move of each referral that an agency owes an answer to, also where the case is closed.

    For whoever decides, those of anybody's open cases that were chased, too.
    """
    of_case = sa.select(_referrals.c.id).join(_cases, _cases.c.id == _referrals.c.case_id)
    there = of_case.where(_cases.c.deleted_at.is_(None), _referrals.c.deleted_at.is_(None))
    asked = [there.where(_is_held(wanted))]
    if wanted.reviews:
        asked.append(there.where(_is_open(), _referrals.c.id.in_(sa.select(_chases.c.referral_id))))
    ids = {found for query in asked for found in connection.execute(query).scalars()}
    kind = kind_of(ReferralMove)
    rows = connection.execute(_owing(ids)) if ids else ()
    moves = [cast(ReferralMove, record_of(kind, row)) for row in rows]
    return tuple(sorted(moves, key=lambda move: (move.happened_at, move.id)))


def _owing(referral_ids: Collection[UUID]) -> sa.Select[Any]:
    later = _moves.alias()
    at, its = _moves.c.recorded_at, later.c.recorded_at
    newer = sa.exists().where(
        later.c.referral_id == _moves.c.referral_id,
        later.c.machine == Machine.PROGRESS,
        sa.or_(its > at, sa.and_(its == at, later.c.id > _moves.c.id)),
    )
    # No column by itself, or SQLite would go through everything that was ever sent, by way of the index of states.
    machine, state = sa.func.coalesce(_moves.c.machine, ""), sa.func.coalesce(_moves.c.to_state, "")
    return sa.select(_moves).where(
        among(_moves.c.referral_id, referral_ids),
        machine == Machine.PROGRESS,
        state.in_(sorted(OWES_AN_ANSWER)),
        ~newer,
    )


def _held_open(connection: sa.Connection, wanted: AgendaFilter) -> tuple[UUID, ...]:
    return tuple(connection.execute(sa.select(_cases.c.id).where(_is_open(), _is_held(wanted))).scalars())


def _is_open() -> sa.ColumnElement[bool]:
    return sa.and_(_cases.c.deleted_at.is_(None), _cases.c.status != CaseStatus.CLOSED)


def _is_held(wanted: AgendaFilter) -> sa.ColumnElement[bool]:
    """Return the condition on cases: led by this user; or by nobody who works here, where that is asked."""
    own: sa.ColumnElement[bool] = _cases.c.lead_id == wanted.user_id
    if wanted.unheld:
        return sa.or_(own, _cases.c.lead_id.is_(None), _cases.c.lead_id.not_in(wanted.staff))
    return own
