"""A referral to a MARAC: written, approved where she did not agree, made, handed on; or not made now, and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any
from uuid import UUID

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.cases import Case
from advocate_desk.domain.consent import LawfulBasis
from advocate_desk.domain.errors import ChangedMeanwhile, EntryRefused, MoveRefused
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.marac import MaracCriterion, MaracDecision, MaracReferral, MaracTransfer
from advocate_desk.domain.marac_rules import (
    APPROVAL_FIELDS,
    MaracState,
    missing,
    needs_approval,
    repeat_until,
    repeated_pairs,
    state,
    suggested_criteria,
    why_not_refer,
)
from advocate_desk.domain.people import Person, PersonRole, shown_name
from advocate_desk.domain.plain_text import accept
from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.domain.users import Action
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.reading import names_of
from advocate_desk.services.session import Session
from advocate_desk.services.watch_risk import watches

_MADE = "This referral is made, and twelve months count from its day. It is not changed any more; write a new one."
_TO_COME = "That day is still to come. A referral counts from the day it is made."


@dataclass(frozen=True, kw_only=True, slots=True)
class MaracForm:
    """A referral as it is typed. Fields are those of `MaracReferral`."""

    other_people: tuple[UUID, ...] = ()
    criteria: tuple[MaracCriterion, ...] = ()
    reason: str = ""
    area: str = ""
    knows: Answer = Answer.NOT_ASKED
    agrees: Answer = Answer.NOT_ASKED
    not_told_because: str = ""
    basis: LawfulBasis | None = None
    basis_reason: str = ""
    her_wishes: str = ""
    who_she_fears: str = ""
    safe_to_talk_to: str = ""
    not_safe_to_talk_to: str = ""
    came_from_area: str = ""

    @classmethod
    def of(cls, referral: MaracReferral) -> "MaracForm":
        """Return what a kept referral says."""
        return cls(**{one.name: getattr(referral, one.name) for one in fields(cls)})


@dataclass(frozen=True, kw_only=True, slots=True)
class MaracLine:
    """A referral, where it stands and why it cannot be made yet.

    ``repeat_until`` is the last day on which an incident makes it a repeat. ``transfers`` are its ways to other areas.
    """

    referral: MaracReferral
    state: MaracState
    why_not: tuple[str, ...]
    repeat_until: date | None
    author: str
    approver: str
    transfers: tuple[MaracTransfer, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class MaracView:
    """A case's referrals, the newest first, its decisions not to refer now, and what a new referral begins with.

    ``repeated`` are the other people whose pair was referred within the months that make a repeat; ``others`` are
    all other people of the case, by what they are called. ``repeat_months`` is how long a repeat is one.
    """

    referrals: tuple[MaracLine, ...]
    decisions: tuple[MaracDecision, ...]
    suggested: tuple[MaracCriterion, ...]
    repeated: tuple[UUID, ...]
    others: Mapping[UUID, str]
    repeat_months: int


class ReferToMarac:
    """Keeps referrals to conferences."""

    def __init__(self, session: Session, rules: Rulebook) -> None:
        self._session, self._rules = session, rules

    def view(self, case_id: UUID) -> MaracView:
        """Return the referrals of a case and the criteria that nobody acted on."""
        self._session.require(Action.READ_CASES)
        today = self._session.clock.today()
        with self._session.work() as unit:
            unit.get(Case, case_id)
            referrals = unit.find(MaracReferral, case_id=case_id, order_by=("-written_at", "id"))
            transfers = unit.find(MaracTransfer, case_id=case_id, order_by=("handed_over_on", "id"))
            others = {
                one.id: shown_name(one) for one in unit.find(Person, case_id=case_id, role=PersonRole.OTHER_PERSON)
            }
            met = watches(unit, (case_id,), self._rules, today)[case_id].unanswered
            names = names_of(unit)
            decisions = unit.find(MaracDecision, case_id=case_id, order_by=("-decided_at", "id"))
        return MaracView(
            referrals=tuple(
                MaracLine(
                    referral=one,
                    state=state(one),
                    why_not=() if one.referred_on else why_not_refer(one),
                    repeat_until=repeat_until(one, self._rules.marac),
                    author=names.get(one.author_id, ""),
                    approver=names.get(one.approved_by, "") if one.approved_by else "",
                    transfers=tuple(each for each in transfers if each.referral_id == one.id),
                )
                for one in referrals
            ),
            decisions=decisions,
            suggested=suggested_criteria([one.criterion for one in met]),
            repeated=repeated_pairs(others, referrals, self._rules.marac, today),
            others=others,
            repeat_months=self._rules.marac.repeat_months,
        )

    def save(self, case_id: UUID, form: MaracForm, opened: MaracReferral | None) -> MaracReferral:
        """Keep a referral that is being written; what is missing may come later. A change ends its approval.

        Raises:
            EntryRefused: it names somebody who is not an other person of this case.
            MoveRefused: it is made already.
            ChangedMeanwhile: somebody changed or approved it after ``opened`` was read.
        """
        self._session.require(Action.WORK_ON_CASES)
        now = self._session.clock.now()
        values = _values(form)
        with self._session.work() as unit:
            _must_be_other_people(unit, case_id, form.other_people)
            if opened is None:
                kept_id = new_id(now)
                unit.add(
                    MaracReferral(
                        id=kept_id,
                        stream_id=case_id,
                        case_id=case_id,
                        written_at=now,
                        author_id=self._session.user.id,
                        **values,
                    )
                )
                unit.commit("MARAC referral written")
            else:
                kept_id = opened.id
                current = unit.get(MaracReferral, opened.id)
                if current.referred_on is not None:
                    raise MoveRefused(_MADE)
                changed = {name: value for name, value in values.items() if getattr(opened, name) != value}
                if changed:
                    lapses = dict.fromkeys(APPROVAL_FIELDS) if current.approved_by is not None else {}
                    unit.change(opened, **changed, **lapses)
                    unit.commit("MARAC referral changed")
        with self._session.work() as unit:
            return unit.get(MaracReferral, kept_id)

    def approve(self, opened: MaracReferral) -> MaracReferral:
        """Approve a referral that she did not agree to, as it was read.

        Raises:
            NotAllowed: for supervisors and administrators only.
            MoveRefused: it is made already, needs no approval, lacks something, or whoever approves wrote of it.
            ChangedMeanwhile: it was changed after ``opened`` was read.
        """
        self._session.require(Action.APPROVE)
        with self._session.work() as unit:
            current = unit.get(MaracReferral, opened.id)
            if current.version != opened.version:
                raise ChangedMeanwhile
            if current.referred_on is not None:
                raise MoveRefused(_MADE)
            if lacking := missing(current):
                raise MoveRefused(" ".join(lacking))
            if not needs_approval(current):
                raise MoveRefused("This was agreed to, so it needs no approval. It can be made now.")
            if self._session.user.id in writers_of(unit, current):
                raise MoveRefused("You wrote some of this. A supervisor who wrote none of it has to approve it.")
            unit.change(current, approved_at=self._session.clock.now(), approved_by=self._session.user.id)
            unit.commit("MARAC referral approved")
        with self._session.work() as unit:
            return unit.get(MaracReferral, opened.id)

    def mark_referred(self, referral_id: UUID, on: date) -> MaracReferral:
        """Record that the referral was made ``on`` a day. Twelve months for a repeat count from it.

        Raises:
            MoveRefused: something is missing, it was not approved, or it is made already.
            EntryRefused: the day is to come.
        """
        self._session.require(Action.WORK_ON_CASES)
        if on > self._session.clock.today():
            raise EntryRefused(_TO_COME)
        with self._session.work() as unit:
            current = unit.get(MaracReferral, referral_id)
            if current.referred_on is not None:
                raise MoveRefused(_MADE)
            if why_not := why_not_refer(current):
                raise MoveRefused(" ".join(why_not))
            unit.change(current, referred_on=on, referred_by=self._session.user.id)
            unit.commit("MARAC referral made")
        with self._session.work() as unit:
            return unit.get(MaracReferral, referral_id)

    def remove(self, referral_id: UUID) -> None:
        """Take a referral out that is still being written.

        Raises:
            MoveRefused: it is made already.
        """
        self._session.require(Action.WORK_ON_CASES)
        with self._session.work() as unit:
            current = unit.get(MaracReferral, referral_id)
            if current.referred_on is not None:
                raise MoveRefused(_MADE)
            unit.remove(current)
            unit.commit("MARAC referral removed")

    def hand_over(self, referral_id: UUID, to_area: str, handed_to: str, on: date) -> MaracTransfer:
        """Record that the case was handed to another area's conference, because she moved, even for a time.

        Raises:
            MoveRefused: the referral is not made yet.
            EntryRefused: nothing says to which area or to whom, or the day is to come or before the referral.
        """
        self._session.require(Action.WORK_ON_CASES)
        now = self._session.clock.now()
        area, to_whom = accept(to_area).strip(), accept(handed_to).strip()
        if not area or not to_whom:
            raise EntryRefused("Say to which area, and to whom there, the case was handed.")
        with self._session.work() as unit:
            referral = unit.get(MaracReferral, referral_id)
            if referral.referred_on is None:
                raise MoveRefused("This referral is not made yet. Make it, or write one to the new area.")
            if not referral.referred_on <= on <= self._session.clock.today():
                raise EntryRefused("A case is handed over after it was referred, and not on a day to come.")
            transfer = MaracTransfer(
                id=new_id(now),
                stream_id=referral.case_id,
                case_id=referral.case_id,
                referral_id=referral.id,
                to_area=area,
                handed_over_on=on,
                handed_to=to_whom,
                recorded_at=now,
                recorded_by=self._session.user.id,
            )
            unit.add(transfer)
            unit.commit("MARAC case handed over")
        with self._session.work() as unit:
            return unit.get(MaracTransfer, transfer.id)

    def papers_sent(self, transfer_id: UUID, on: date) -> MaracTransfer:
        """Record that minutes and action plans went from conference to conference.

        Raises:
            EntryRefused: the day is to come.
        """
        self._session.require(Action.WORK_ON_CASES)
        if on > self._session.clock.today():
            raise EntryRefused("That day is still to come. Record it when the papers have gone.")
        with self._session.work() as unit:
            unit.change(unit.get(MaracTransfer, transfer_id), papers_sent_on=on)
            unit.commit("MARAC papers sent on")
        with self._session.work() as unit:
            return unit.get(MaracTransfer, transfer_id)

    def decide_not_now(self, case_id: UUID, criterion: MaracCriterion, reason: str, until: date) -> MaracDecision:
        """Decide not to refer for now, and why. The watch is quiet until a day, or until something new is recorded.

        Raises:
            NotAllowed: for supervisors and administrators only.
            EntryRefused: there is no reason, or the day is not to come.
        """
        self._session.require(Action.APPROVE)
        now, words = self._session.clock.now(), accept(reason).strip()
        if not words:
            raise EntryRefused("Say why this is not referred now, so that whoever reads it can weigh it again.")
        if until <= self._session.clock.today():
            raise EntryRefused("Choose a day to come, on which this is looked at again.")
        with self._session.work() as unit:
            decision = MaracDecision(
                id=new_id(now),
                stream_id=unit.get(Case, case_id).id,
                case_id=case_id,
                criterion=criterion,
                reason=words,
                decided_at=now,
                decided_by=self._session.user.id,
                until=until,
            )
            unit.add(decision)
            unit.commit("decided not to refer to a MARAC now")
        with self._session.work() as unit:
            return unit.get(MaracDecision, decision.id)


def _values(form: MaracForm) -> dict[str, Any]:
    typed = {one.name: getattr(form, one.name) for one in fields(form)}
    values = {name: accept(value) if isinstance(value, str) else value for name, value in typed.items()}
    # StrEnum is a string, too: what is chosen from a list stays what it is.
    return {**values, "knows": form.knows, "agrees": form.agrees, "basis": form.basis}


def _must_be_other_people(unit: UnitOfWork, case_id: UUID, ids: tuple[UUID, ...]) -> None:
    others = {one.id for one in unit.find(Person, case_id=case_id, role=PersonRole.OTHER_PERSON)}
    if not others.issuperset(ids):
        raise EntryRefused("Choose from this case's other people. Add whoever is missing to the case first.")


def writers_of(unit: UnitOfWork, referral: MaracReferral) -> set[UUID]:
    """Return everybody who wrote anything of a referral but its approval. None of them approves it."""
    return {referral.author_id, *_changers(unit, referral)}


def _changers(unit: UnitOfWork, referral: MaracReferral) -> Iterator[UUID]:
    """Yield everybody who wrote anything of it but an approval."""
    for written in unit.story(referral):
        if not written.fields.keys() <= APPROVAL_FIELDS:
            yield written.actor_id
