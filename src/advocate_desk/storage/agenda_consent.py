"""What is due about agreements, consents and what is withheld, as statements of the agenda."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import sqlalchemy as sa

from advocate_desk.domain.agenda import DueKind, DueWhen
from advocate_desk.domain.agreements import SupportAgreement, Withheld
from advocate_desk.domain.cases import Case
from advocate_desk.domain.consent import Consent
from advocate_desk.storage.tables import kind_of

_cases, _agreements, _consents, _withheld = (
    kind_of(record).table for record in (Case, SupportAgreement, Consent, Withheld)
)
Day = sa.BindParameter[date]
Query = sa.Select[tuple[object, ...]]


def of_consent(held: sa.ColumnElement[bool], today: Day, last_day: Day) -> Iterator[tuple[DueKind, Query]]:
    """Yield each kind with its statement.

    Args:
        held: the condition on the cases to look in.
        today: the day in Europe/London.
        last_day: the last day that is soon.
    """
    yield DueKind.AGREEMENT, _agreements_to_ask_again(held, today, last_day)
    yield DueKind.CONSENT, _consents_to_ask_again(held, today, last_day)
    yield DueKind.WITHHELD, _withheld_to_look_at(held, today, last_day)
    yield DueKind.AFTER_WITHDRAWAL, _left_to_ask(held, today)


def _agreements_to_ask_again(held: sa.ColumnElement[bool], today: Day, last_day: Day) -> Query:
    """As `agreement_rules.is_due` says it, and those whose day is near."""
    due = _agreements.c.review_on
    return _rows(_agreements, due, due < today, due == today).where(
        held, due <= last_day, _agreements.c.withdrawn_on.is_(None), _counts_for_its_person()
    )


def _consents_to_ask_again(held: sa.ColumnElement[bool], today: Day, last_day: Day) -> Query:
    """As `consent_rules.due_to_ask_again` says it, and those whose day is near."""
    due, later = _consents.c.review_on, _consents.alias()
    after = sa.tuple_(later.c.given_on, later.c.recorded_at) > sa.tuple_(_consents.c.given_on, _consents.c.recorded_at)
    renewed = sa.exists().where(_is_same(later, _consents), after)
    return _rows(_consents, due, due < today, due == today).where(
        held, due <= last_day, _in_force(_consents, today), ~renewed
    )


def _withheld_to_look_at(held: sa.ColumnElement[bool], today: Day, last_day: Day) -> Query:
    """As `withholding.is_due` says it, and those whose day is near."""
    due = _withheld.c.review_on
    return _rows(_withheld, due, due < today, due == today).where(
        held, due <= last_day, _withheld.c.lifted_on.is_(None)
    )


def _left_to_ask(held: sa.ColumnElement[bool], today: Day) -> Query:
    """Withdrawn agreements that consents to share outlived, as `consent_rules.left_to_ask` says it: due at once."""
    ended, open_, again = _agreements.c.withdrawn_on, _consents.alias(), _consents.alias()
    asked = sa.exists().where(_is_same(again, open_), again.c.given_on >= ended).correlate(open_, _agreements)
    left = sa.exists().where(
        open_.c.case_id == _agreements.c.case_id, open_.c.given_on < ended, _in_force(open_, today), ~asked
    )
    return _rows(_agreements, ended, ended < today, ended == today).where(
        held, _cases.c.client_id == _agreements.c.person_id, ended.is_not(None), _counts_for_its_person(), left
    )


def _rows(
    table: sa.FromClause, due: sa.ColumnElement[Any], late: sa.ColumnElement[bool], now: sa.ColumnElement[bool]
) -> Query:
    """Select the rows of ``table`` with their case, their day and when that is."""
    bucket = sa.case((late, DueWhen.LATE.value), (now, DueWhen.TODAY.value), else_=DueWhen.SOON.value)
    return (
        sa.select(table.c.id, table.c.case_id, due.label("due"), bucket.label("bucket"))
        .join(_cases, _cases.c.id == table.c.case_id)
        .where(table.c.deleted_at.is_(None))
    )


def _counts_for_its_person() -> sa.ColumnElement[bool]:
    """As `agreement_rules.newest` says it."""
    later = _agreements.alias()
    after = sa.tuple_(later.c.given_on, later.c.recorded_at) > sa.tuple_(
        _agreements.c.given_on, _agreements.c.recorded_at
    )
    return ~sa.exists().where(
        later.c.case_id == _agreements.c.case_id,
        later.c.person_id == _agreements.c.person_id,
        later.c.deleted_at.is_(None),
        after,
    )


def _in_force(consents: sa.FromClause, today: Day) -> sa.ColumnElement[bool]:
    """As `consent_rules.holds` says it."""
    ends = consents.c.expires_on
    return sa.and_(
        consents.c.deleted_at.is_(None),
        consents.c.withdrawn_on.is_(None),
        sa.or_(ends.is_(None), ends >= today),
        consents.c.given_on <= today,
    )


def _is_same(one: sa.FromClause, other: sa.FromClause) -> sa.ColumnElement[bool]:
    """What makes two consents answers to one question. A purpose that differs by an accent asks once too often."""
    purpose, others = sa.func.lower(sa.func.trim(one.c.purpose)), sa.func.lower(sa.func.trim(other.c.purpose))
    return sa.and_(
        one.c.id != other.c.id,
        one.c.case_id == other.c.case_id,
        one.c.deleted_at.is_(None),
        one.c.agency_id == other.c.agency_id,
        purpose == others,
        one.c.given_by_id.is_not_distinct_from(other.c.given_by_id),
    )
