"""Moving a case: from referral to support and to its end, with every reason against a move."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from advocate_desk.domain.attempts import AttemptsNow
from advocate_desk.domain.case_life_words import move_words, next_words
from advocate_desk.domain.case_lifecycle import (
    BEFORE_SUPPORT,
    CASE_MOVES,
    CLOSES_WITH_RECORD,
    Need,
    label,
    may_move,
    must_carry,
)
from advocate_desk.domain.case_moves import CaseMove, ClosureReason
from advocate_desk.domain.cases import Case, CaseStatus
from advocate_desk.domain.dates_in_words import in_london
from advocate_desk.domain.directory import Agency
from advocate_desk.domain.errors import EntryRefused, MoveRefused
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.plain_text import accept
from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.domain.users import Action
from advocate_desk.services.case_life import CaseLife, read_case_life, with_typed
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.reading import names_of
from advocate_desk.services.session import Session

_CLOCKS_DIFFER = timedelta(minutes=5)


@dataclass(frozen=True, kw_only=True, slots=True)
class NewMove:
    """What is typed for a move. ``happened_at`` is None where it is now; ``sent_to_agency_id`` alone says to whom."""

    case_id: UUID
    to_status: CaseStatus
    reason: str = ""
    sent_to: str = ""
    sent_to_agency_id: UUID | None = None
    closure: ClosureReason | None = None
    happened_at: datetime | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class MoveChoice:
    """A move there is. ``against`` is what stands against it beside what is to be typed (``carries``).

    ``title`` says what happens with it, ``more`` what follows from it. ``waits_for_agreement`` says that nobody wrote
    down yet that support was agreed to.
    """

    to_status: CaseStatus
    label: str
    title: str
    more: str
    carries: frozenset[Need]
    against: tuple[str, ...]
    waits_for_agreement: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class MoveLine:
    """One move that was made, with the names of whoever made and decided it ("" where nobody had to)."""

    move: CaseMove
    label: str
    by: str
    decided_by: str


@dataclass(frozen=True, kw_only=True, slots=True)
class LifeView:
    """Where a case stands, the moves it made, the newest first, and those it could make.

    ``since`` is the day it came there, None where nobody wrote it down; ``holder`` whoever holds it, "" where nobody
    does. ``next_act`` says what is to be done next. ``standard`` is the service's for attempts in a sentence, "" where
    no attempt is due any more.
    """

    status: CaseStatus
    label: str
    since: date | None
    holder: str
    next_act: str
    standard: str
    attempts: AttemptsNow
    moves: tuple[MoveLine, ...]
    choices: tuple[MoveChoice, ...]


class MoveCase:
    """Keeps the moves of cases."""

    def __init__(self, session: Session, rules: Rulebook) -> None:
        self._session, self._rules = session, rules

    def view(self, case_id: UUID) -> LifeView:
        """Return where a case stands and where it may go.

        Raises:
            NotFound: no such case.
        """
        self._session.require(Action.READ_CASES)
        with self._session.work() as unit:
            life = read_case_life(unit, self._rules, case_id)
            names = names_of(unit)
        status = life.case.status
        return LifeView(
            status=status,
            label=label(status),
            since=_since(life),
            holder=names.get(life.case.lead_id, "") if life.case.lead_id else life.case.lead_as_text,
            next_act=next_words(status, life.facts),
            standard=life.standard.words(life.facts.level) if status in BEFORE_SUPPORT else "",
            attempts=life.attempts,
            moves=tuple(
                MoveLine(
                    move=move,
                    label=label(move.to_status),
                    by=names.get(move.actor_id, ""),
                    decided_by=names.get(move.decided_by, "") if move.decided_by else "",
                )
                for move in reversed(life.moves)
            ),
            choices=tuple(self._choice(life, target) for target in CASE_MOVES[status]),
        )

    def move(self, new: NewMove) -> CaseMove:
        """Make a move, and let the case stand where it leads.

        Raises:
            MoveRefused: with everything that stands against it; nothing was changed.
            EntryRefused: it lies in the future, or before the move before it.
            TextRefused: the reason holds what cannot be kept exactly.
        """
        self._session.require(Action.WORK_ON_CASES)
        with self._session.work() as unit:
            life = read_case_life(unit, self._rules, new.case_id)
            move = self._move(unit, life, new)
            unit.add(move)
            unit.change(life.case, **_changes(life.case, move))
            unit.commit("case moved")
        return move

    def _choice(self, life: CaseLife, target: CaseStatus) -> MoveChoice:
        """What is to be typed stands against nothing yet."""
        carries = must_carry(life.case.status, target)
        typed = with_typed(
            life,
            reason="as typed" if Need.REASON in carries else "",
            sent_to="as typed" if Need.SENT_TO in carries else "",
            closure=ClosureReason.OTHER if Need.CLOSURE in carries else None,
            decided_by=self._decider(),
        )
        against = may_move(life.case.status, target, typed)
        words = move_words(life.case.status, target)
        return MoveChoice(
            to_status=target,
            label=label(target),
            title=words.title,
            more=words.more,
            carries=carries,
            against=against,
            waits_for_agreement=Need.AGREEMENT in CASE_MOVES[life.case.status][target] and not life.facts.agreed,
        )

    def _move(self, unit: UnitOfWork, life: CaseLife, new: NewMove) -> CaseMove:
        now, status = self._session.clock.now(), life.case.status
        happened_at = new.happened_at or now
        _refuse_out_of_time(happened_at, now, life)
        sent_to = accept(new.sent_to)
        if new.sent_to_agency_id is not None:
            agency = unit.get(Agency, new.sent_to_agency_id).name
            sent_to = sent_to if sent_to.strip() else agency
        written = life.facts.closing.closure if life.facts.closing and status in CLOSES_WITH_RECORD else None
        closes = new.to_status is CaseStatus.CLOSED
        facts = with_typed(
            life,
            reason=accept(new.reason),
            sent_to=sent_to,
            closure=(written or new.closure) if closes else None,
            decided_by=self._decider(),
        )
        if against := may_move(status, new.to_status, facts):
            raise MoveRefused(" ".join(against))
        decided = may_move(status, new.to_status, replace(facts, decided_by=None))
        return CaseMove(
            id=new_id(now),
            stream_id=life.case.id,
            case_id=life.case.id,
            to_status=new.to_status,
            happened_at=happened_at,
            recorded_at=now,
            actor_id=self._session.user.id,
            reason=facts.reason,
            closure=facts.closure,
            sent_to=sent_to,
            sent_to_agency_id=new.sent_to_agency_id,
            decided_by=_signer(life) if closes and facts.closing else (facts.decided_by if decided else None),
        )

    def _decider(self) -> UUID | None:
        """Whoever is signed in, where they may decide what a supervisor decides."""
        return self._session.user.id if self._session.may(Action.APPROVE) else None


def _since(life: CaseLife) -> date | None:
    """A case from before has no moves: what is known of it is the day it was opened or closed."""
    if life.moves:
        return in_london(life.moves[-1].happened_at).date()
    case = life.case
    if case.status is CaseStatus.CLOSED:
        return case.closed_on
    if case.received_at is not None and case.status in BEFORE_SUPPORT:
        return in_london(case.received_at).date()
    return case.opened_on if case.status is CaseStatus.OPEN else None


def _signer(life: CaseLife) -> UUID | None:
    return life.facts.closing.signed_by if life.facts.closing else None


def _changes(case: Case, move: CaseMove) -> dict[str, object]:
    on = in_london(move.happened_at).date()
    changes: dict[str, object] = {"status": move.to_status}
    if move.to_status is CaseStatus.CLOSED:
        changes["closed_on"] = on
    if move.to_status is CaseStatus.OPEN and case.opened_on is None:
        changes["opened_on"] = on
    return changes


def _refuse_out_of_time(happened_at: datetime, now: datetime, life: CaseLife) -> None:
    if happened_at > now + _CLOCKS_DIFFER:
        raise EntryRefused("This day and time are still to come. Give the ones at which it happened.")
    if life.moves and happened_at < life.moves[-1].happened_at:
        raise EntryRefused("This lies before the move before it. Give the day and time at which it happened.")
