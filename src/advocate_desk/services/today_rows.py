"""Rows of Today that are worded where they are found."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from advocate_desk.domain.agenda import Agenda, Due, DueKind, DueWhen
from advocate_desk.services.today_words import TodayWords


@dataclass(frozen=True, kw_only=True, slots=True)
class WordedDue:
    """One row, and what it says."""

    due: Due
    words: TodayWords


def with_rows(agenda: Agenda, rows: Sequence[WordedDue], limit: int) -> Agenda:
    """Return what is due with these rows among it, so many of each kind and time at most; the totals count all."""
    totals = Counter((one.due.kind, one.due.when) for one in rows)
    shown: list[Due] = []
    taken: Counter[tuple[DueKind, DueWhen]] = Counter()
    for one in rows:
        place = one.due.kind, one.due.when
        if taken[place] < limit:
            taken[place] += 1
            shown.append(one.due)
    return Agenda(due=(*agenda.due, *shown), totals={**agenda.totals, **totals})


def words_by_row(rows: Sequence[WordedDue]) -> Mapping[tuple[DueKind, UUID], TodayWords]:
    """Return what each row says, by its kind and its record."""
    return {(one.due.kind, one.due.record_id): one.words for one in rows}
