"""What Today says of agencies that owe an answer: when they are asked again, and when somebody decides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from advocate_desk.domain.agenda import AgendaFilter, Due, DueKind, DueWhen
from advocate_desk.domain.cases import Case, CaseStatus
from advocate_desk.domain.chasing import Ladder, NextAsk, is_of_unknown_day, ladder_waits, next_ask
from advocate_desk.domain.closing_the_loop import ReferralChase
from advocate_desk.domain.dates_in_words import due_words, in_london, near_date, times_in_words
from advocate_desk.domain.directory import Agency
from advocate_desk.domain.referral import ProgressState, Referral, ReferralMove
from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.domain.settings import SERVICE_SETTINGS_ID, ServiceSettings
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.today_rows import WordedDue
from advocate_desk.services.today_words import TodayWords, purpose_words


@dataclass(frozen=True, kw_only=True, slots=True)
class RepliesDue:
    """Rows about answers that are owed; those an import brought in stand apart, for they may be very many."""

    rows: tuple[WordedDue, ...]
    imported: tuple[WordedDue, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Silence:
    """One referral an agency owes an answer to."""

    referral: Referral
    last: ReferralMove
    ask: NextAsk
    agency: str


def replies_due(unit: UnitOfWork, rules: Rulebook, wanted: AgendaFilter) -> RepliesDue:
    """Return the answers owed in one's own cases, and for a supervisor every ladder that is climbed.

    ``rules`` are those in force. Six queries, however many referrals there are.
    """
    silences = {one.referral.id: one for one in _silences(unit, rules, wanted)}
    found = [(one, due) for one in silences.values() if (due := _due(one, wanted))]
    ids = tuple({one.referral.case_id for one, _ in found})
    cases = {case.id: case for case in unit.find(Case, id=ids)} if ids else {}
    rows = [
        WordedDue(due=due, words=_words(one, due, cases[due.case_id], wanted))
        for one, due in found
        if wanted.looks_after(cases[due.case_id].lead_id) or _is_to_decide(one, due, wanted)
    ]
    rows.sort(key=lambda row: (row.words.due_on or date.min, row.due.record_id))
    return RepliesDue(
        rows=tuple(row for row in rows if silences[row.due.record_id].referral.import_id is None),
        imported=tuple(row for row in rows if silences[row.due.record_id].referral.import_id is not None),
    )


def _silences(unit: UnitOfWork, rules: Rulebook, wanted: AgendaFilter) -> list[_Silence]:
    last = {move.referral_id: move for move in unit.silent(wanted)}
    if not last:
        return []
    settings, holidays = unit.get(ServiceSettings, SERVICE_SETTINGS_ID), rules.holidays
    referrals = unit.find(Referral, id=tuple(last))
    agencies = {one.id: one for one in unit.find(Agency, id=tuple({one.agency_id for one in referrals}))}
    chases = _by_referral(unit.find(ReferralChase, case_id=tuple({one.case_id for one in referrals})))

    def ladder(agency: Agency | None) -> Ladder:
        waits = ladder_waits(agency.chase_after if agency else (), settings.chase_after)
        return Ladder(waits=waits, holidays=holidays, nation=settings.nation)

    of_all, own = ladder(None), {one.id: ladder(one) for one in agencies.values()}
    found = []
    for one in referrals:
        agency, move = agencies.get(one.agency_id), last[one.id]
        ask = next_ask(one, (move,), chases.get(one.id, ()), own.get(one.agency_id, of_all))
        if ask is not None:
            found.append(_Silence(referral=one, last=move, ask=ask, agency=agency.name if agency else ""))
    return found


def _by_referral(chases: Sequence[ReferralChase]) -> Mapping[UUID, Sequence[ReferralChase]]:
    found: dict[UUID, list[ReferralChase]] = {}
    for one in chases:
        found.setdefault(one.referral_id, []).append(one)
    return found


def _due(one: _Silence, wanted: AgendaFilter) -> Due | None:
    """Say when a row stands: what is too far ahead to be asked about waits on them, but for what an import brought."""
    decide = one.ask.may_decide(wanted.now)
    when = DueWhen.WAITING if decide else _when(one.ask, wanted)
    if when is None and one.referral.import_id is not None:
        return None
    when = when or DueWhen.OTHERS
    kind = DueKind.NO_ANSWER if decide else DueKind.REPLY
    return Due(kind=kind, when=when, case_id=one.referral.case_id, record_id=one.referral.id)


def _when(ask: NextAsk, wanted: AgendaFilter) -> DueWhen | None:
    if ask.due.at is None:
        return wanted.when(ask.due.on) if ask.due.on else None
    if ask.due.at < wanted.day_ends:
        return DueWhen.LATE if ask.due.at < wanted.now else DueWhen.TODAY
    return DueWhen.SOON if ask.due.at < wanted.week_ends else None


def _is_to_decide(one: _Silence, due: Due, wanted: AgendaFilter) -> bool:
    """Say whether a supervisor is to confirm that there is no response, whoever leads the case."""
    return wanted.reviews and due.kind is DueKind.NO_ANSWER and one.last.to_state == ProgressState.SENT


def _words(one: _Silence, due: Due, case: Case, wanted: AgendaFilter) -> TodayWords:
    purpose = purpose_words(one.referral)
    what = f"{purpose}: reply"
    if due.kind is DueKind.NO_ANSWER:
        what = f"{purpose}: no answer, decide"
    elif not one.ask.asked and is_of_unknown_day(one.referral, one.last):
        what = f"{purpose}: ask where it stands"
    closed = "Case closed. " if case.status is CaseStatus.CLOSED else ""
    return TodayWords(what=what, why_now=f"{closed}{one.agency}. {_why(one, due, wanted)}", due_on=one.ask.due.on)


def _why(one: _Silence, due: Due, wanted: AgendaFilter) -> str:
    ask, is_sent = one.ask, one.last.to_state == ProgressState.SENT
    if due.kind is DueKind.NO_ANSWER:
        confirms = "A supervisor confirms that there is no response" if is_sent else "Say what is known of it"
        return f"Asked again {times_in_words(ask.asked)}. {confirms}"
    if not ask.asked and due.when is not DueWhen.OTHERS:
        if ask.due.at is not None:
            return due_words(ask.due.at, wanted.now)
        if is_of_unknown_day(one.referral, one.last):
            return "Sent on a day not written down"
    told = "No answer" if is_sent else "They have it, but no answer"
    since = near_date(in_london(ask.since).date(), wanted.today)
    asked = f", asked again {times_in_words(ask.asked)}" if ask.asked else ""
    return f"{told} since {since}{asked}"
