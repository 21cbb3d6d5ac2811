"""Writing a referral, sending it for review, and recording what the agency did."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from advocate_desk.domain.agreements import ParentalResponsibility, Withheld
from advocate_desk.domain.cases import Case
from advocate_desk.domain.chasing import NextAsk
from advocate_desk.domain.closing_the_loop import ReferralChase
from advocate_desk.domain.consent import Consent
from advocate_desk.domain.consent_rules import holds
from advocate_desk.domain.directory import Agency, Service
from advocate_desk.domain.errors import EntryRefused, MoveRefused, StoppedBySafetyRule
from advocate_desk.domain.hidden_points import HiddenPoint
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.people import Disclosure, Person, shown_name
from advocate_desk.domain.referral import (
    FOLLOWED,
    REVIEW_MOVES,
    Machine,
    ProgressState,
    Referral,
    ReferralMove,
    ReviewState,
    closed_from,
    guard_progress,
    guard_review,
    progress_choices,
)
from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.domain.support_plan import NeedState, SupportNeed
from advocate_desk.domain.users import Action
from advocate_desk.domain.withholding import KeptFrom, kept_from
from advocate_desk.services.case_file import CaseFile, hidden_points, read_case_file
from advocate_desk.services.choose_agency import AgencyChoice, choices, refusal
from advocate_desk.services.new_consent import Giver, NewConsent, consent_of, givers_for
from advocate_desk.services.ports import UnitOfWork
from advocate_desk.services.referral_file import ReferralFile, next_number, read_referral_file, review_moves
from advocate_desk.services.referral_form import (
    NO_AGENCY,
    ReferralForm,
    accepted_fields,
    accepted_following,
    form_fields,
    fresh_reply_reference,
)
from advocate_desk.services.referral_progress import ProgressReport, reported_move, was_chased
from advocate_desk.services.reply_times import reply_times, reply_words
from advocate_desk.services.rules_in_force import rules_in_force
from advocate_desk.services.session import Session
from advocate_desk.services.standing import review_now, why_not_review

__all__ = [
    "NO_AGENCY",
    "AgencyChoice",
    "MakeReferral",
    "NewConsent",
    "ProgressReport",
    "ReferralForm",
    "ReferralView",
    "form_fields",
    "refusal",
]


@dataclass(frozen=True, kw_only=True, slots=True)
class ReferralView:
    """A referral for the editor and the tracker.

    ``next_progress`` are the moves that may be recorded now; ``why_not_review`` says what is missing
    before it can go to review, empty when nothing is or it is not to go there now; ``actors`` names
    whoever made a move; ``withheld`` and ``people`` say what must not reach which agency, whatever was agreed
    (`withholding.kept_from`); ``givers`` are who else may give a consent, for somebody under eighteen.

    ``next_ask`` is when a silent agency is asked again, ``chases`` the times it was, ``chased`` the ends for which that
    log stands. ``needs`` are the open needs of the plan, and the one it answers. ``follows`` names the referral it
    comes of, ``followed_by`` those that came of it.
    """

    referral: Referral
    reference: str
    client_name: str
    author_name: str
    agency: Agency | None
    review: ReviewState
    progress: ProgressState
    moves: tuple[ReferralMove, ...]
    next_progress: tuple[ProgressState, ...]
    consents: tuple[Consent, ...]
    shareable_points: tuple[HiddenPoint, ...]
    returned_because: str
    why_not_review: tuple[str, ...]
    actors: Mapping[UUID, str] = field(default_factory=dict)
    withheld: tuple[Withheld, ...] = ()
    people: tuple[Person, ...] = ()
    givers: tuple[Giver, ...] = ()
    chases: tuple[ReferralChase, ...] = ()
    next_ask: NextAsk | None = None
    chased: frozenset[ProgressState] = frozenset()
    needs: tuple[SupportNeed, ...] = ()
    follows: str = ""
    followed_by: tuple[str, ...] = ()

    @property
    def may_be_followed(self) -> bool:
        """Say whether another agency may be asked in place of this one."""
        return self.progress in FOLLOWED

    @property
    def need(self) -> SupportNeed | None:
        """Return the need of the plan that it answers."""
        return next((one for one in self.needs if one.id == self.referral.need_id), None)

    def kept_from(self, agency_id: UUID | None) -> KeptFrom:
        """Return what must not reach an agency, and what must reach nobody while none is chosen."""
        return kept_from(self.withheld, agency_id or NO_AGENCY, self.people)


_LETTER_MAY_CHANGE = frozenset({ProgressState.NOT_SENT, ProgressState.MORE_INFORMATION_ASKED})


class MakeReferral:
    """The author's side of a referral."""

    def __init__(self, session: Session, rules: Rulebook) -> None:
        self._session = session
        self._rules = rules

    def purposes(self) -> Sequence[str]:
        """Return what can be asked for, such as "Emergency housing", one per letter template."""
        return self._rules.purposes()

    def agencies(self, text: str = "", limit: int = 20) -> tuple[AgencyChoice, ...]:
        """Return agencies whose name resembles ``text``. Inactive services come with a refusal."""
        self._session.require(Action.READ_CASES)
        with self._session.work() as unit:
            return choices(unit.find(Agency), unit.find(Service), text, self._session.clock.today())[:limit]

    def reply_line(self, agency_id: UUID) -> str:
        """Return how soon an agency promises to answer, and how soon it really did.

        Raises:
            NotFound: no such agency.
        """
        self._session.require(Action.READ_CASES)
        with self._session.work() as unit:
            return reply_words(unit.get(Agency, agency_id), reply_times(unit, agency_id))

    def view(self, referral_id: UUID) -> ReferralView:
        """Return the referral as the editor and tracker show it."""
        self._session.require(Action.READ_CASES)
        with self._session.work() as unit:
            return self._view(unit, read_referral_file(unit, referral_id))

    def blank(self, case_id: UUID) -> ReferralView:
        """Return an unsaved referral with what the case already knows filled in. Stores nothing.

        What must be kept from the agency is not ticked, though she agreed to it.
        Where nobody is asked yet, ``agency`` is None and ``agency_id`` is `NO_AGENCY`.
        """
        self._session.require(Action.WORK_ON_CASES)
        now, today = self._session.clock.now(), self._session.clock.today()
        with self._session.work() as unit:
            of_case = read_case_file(unit, case_id)
            consent = next((one for one in reversed(of_case.consents) if holds(one, today)), None)
            agency_id = consent.agency_id if consent else NO_AGENCY
            kept = kept_from(unit.find(Withheld, case_id=case_id), agency_id, of_case.people)
            referral = Referral(
                id=new_id(now),
                stream_id=case_id,
                case_id=case_id,
                number=next_number(unit, case_id),
                agency_id=agency_id,
                purpose=consent.purpose if consent else self._rules.purposes()[0],
                shares=kept.shares_left(consent.shares) if consent else (),
                points=kept.points_left(consent.points) if consent else (),
                consent_id=consent.id if consent else None,
                author_id=self._session.user.id,
                created_at=now,
            )
            return self._view(unit, _unsaved(unit, of_case, referral))

    def blank_after(self, referral_id: UUID) -> ReferralView:
        """Return an unsaved referral to another agency, where the one asked declined or passed it on. Stores nothing.

        The facts carry over; the agency and the consent do not, for she agreed to that agency and no other.

        Raises:
            NotFound: no such referral.
        """
        self._session.require(Action.WORK_ON_CASES)
        now = self._session.clock.now()
        with self._session.work() as unit:
            before = unit.get(Referral, referral_id)
            of_case = read_case_file(unit, before.case_id)
            kept = kept_from(unit.find(Withheld, case_id=before.case_id), NO_AGENCY, of_case.people)
            referral = Referral(
                id=new_id(now),
                stream_id=before.case_id,
                case_id=before.case_id,
                number=next_number(unit, before.case_id),
                agency_id=NO_AGENCY,
                purpose=before.purpose,
                ask=before.ask,
                why=before.why,
                shares=kept.shares_left(before.shares),
                points=kept.points_left(before.points),
                author_id=self._session.user.id,
                created_at=now,
                need_id=before.need_id,
                follows_id=before.id,
            )
            return self._view(unit, _unsaved(unit, of_case, referral))

    def save(self, form: ReferralForm, opened_on: Referral | None) -> Referral:
        """Keep a new draft, or the fields that changed since ``opened_on``.

        An approval lapses by itself when what is saved changes the letter.

        Raises:
            EntryRefused: no agency is chosen, or something belongs to another case.
            TextRefused: a text holds what cannot be kept exactly.
            MoveRefused: it is with the supervisor, it has left, or somebody else wrote it.
            ChangedMeanwhile: one of the same fields was changed elsewhere.
        """
        self._session.require(Action.WORK_ON_CASES)
        with self._session.work() as unit:
            wanted = accepted_fields(unit, form, opened_on)
            if opened_on is None:
                referral_id = self._add(unit, form, wanted)
            else:
                referral_id = opened_on.id
                self._guard_edit(read_referral_file(unit, opened_on.id))
                changed = {name: value for name, value in wanted.items() if getattr(opened_on, name) != value}
                unit.change(opened_on, **changed)
            unit.commit("referral saved")
        with self._session.work() as unit:
            return unit.get(Referral, referral_id)

    def record_consent(self, new: NewConsent) -> Consent:
        """Keep what she agreed to.

        Raises:
            EntryRefused: as `consent_of` has it.
        """
        self._session.require(Action.WORK_ON_CASES)
        now, today = self._session.clock.now(), self._session.clock.today()
        with self._session.work() as unit:
            consent = consent_of(unit, new, now=now, today=today, recorded_by=self._session.user.id)
            unit.add(consent)
            unit.commit("consent recorded")
        with self._session.work() as unit:
            return unit.get(Consent, consent.id)

    def withdraw_consent(self, consent_id: UUID, withdrawn_on: date) -> None:
        """Record that she changed her mind. Letters under this consent can no longer leave.

        Raises:
            EntryRefused: the day lies ahead, or before the consent.
        """
        self._session.require(Action.WORK_ON_CASES)
        if withdrawn_on > self._session.clock.today():
            raise EntryRefused("The day lies in the future. Give the day consent was taken back.")
        with self._session.work() as unit:
            consent = unit.get(Consent, consent_id)
            if withdrawn_on < consent.given_on:
                raise EntryRefused("Consent cannot be withdrawn before it was given. Check the day.")
            unit.change(consent, withdrawn_on=withdrawn_on)
            unit.commit("consent withdrawn")

    def send_for_review(self, referral_id: UUID) -> ReferralView:
        """Hand the referral to the supervisor.

        Raises:
            StoppedBySafetyRule: with everything that is missing or must not be in the letter.
            MoveRefused: it is not a draft.
        """
        self._session.require(Action.WORK_ON_CASES)
        with self._session.work() as unit:
            file = read_referral_file(unit, referral_id)
            moves = self._review_moves(unit, file, ReviewState.AWAITING_REVIEW)
            missing = why_not_review(unit, file, self._rules, self._session.clock.today())
            if missing:
                raise StoppedBySafetyRule(missing)
            for move in moves:
                unit.add(move)
            unit.commit("referral sent for review")
        return self.view(referral_id)

    def take_back(self, referral_id: UUID) -> ReferralView:
        """Turn a referral that waits for review, was sent back, or lapsed into a draft."""
        self._session.require(Action.WORK_ON_CASES)
        with self._session.work() as unit:
            for move in self._review_moves(unit, read_referral_file(unit, referral_id), ReviewState.DRAFT):
                unit.add(move)
            unit.commit("referral taken back")
        return self.view(referral_id)

    def record_progress(self, report: ProgressReport) -> ReferralView:
        """Record what the agency did.

        Raises:
            MoveRefused: with what is missing and who can do it.
        """
        self._session.require(Action.WORK_ON_CASES)
        now = self._session.clock.now()
        if report.to_state is ProgressState.SENT:
            raise MoveRefused("A letter is marked as sent where it is printed or exported. Open the letter.")
        with self._session.work() as unit:
            file = read_referral_file(unit, report.referral_id)
            move = reported_move(file, report, actor_id=self._session.user.id, now=now)
            guard_progress(
                file.progress,
                move,
                is_supervisor=self._session.may(Action.APPROVE),
                review=file.review,
                before=closed_from(file.moves),
                chased=was_chased(file, report.to_state, rules_in_force(unit, self._rules).holidays),
            )
            unit.add(move)
            unit.commit("referral progress recorded")
        return self.view(report.referral_id)

    def _view(self, unit: UnitOfWork, file: ReferralFile) -> ReferralView:
        today = self._session.clock.today()
        client = file.of_case.client
        review, last = review_now(unit, file, self._rules, today), file.last_move(Machine.REVIEW)
        return ReferralView(
            referral=file.referral,
            reference=file.reference,
            client_name=shown_name(client),
            author_name=file.of_case.name_of(file.referral.author_id),
            agency=file.agency,
            review=review,
            progress=file.progress,
            moves=file.moves,
            next_progress=self._next_progress(file),
            consents=file.of_case.consents,
            shareable_points=shareable(file.of_case, self._session.clock.now()),
            returned_because=last.reason if last and review is ReviewState.RETURNED else "",
            why_not_review=self._why_not_review(unit, file, review, today),
            actors={one: file.of_case.name_of(one) for one in file.actor_ids},
            withheld=unit.find(Withheld, case_id=file.referral.case_id),
            **self._loop(unit, file),
            people=file.of_case.people,
            givers=givers_for(
                client, unit.find(ParentalResponsibility, case_id=client.case_id), file.of_case.people, today
            ),
        )

    def _loop(self, unit: UnitOfWork, file: ReferralFile) -> dict[str, Any]:
        """Return what closes the loop: the plan's needs, chasing, and the referrals before and after this one."""
        referral, holidays = file.referral, rules_in_force(unit, self._rules).holidays
        needs = unit.find(SupportNeed, case_id=referral.case_id, order_by=("opened_on", "id"))
        before = unit.find(Referral, id=referral.follows_id) if referral.follows_id else ()
        after = unit.find(Referral, case_id=referral.case_id, follows_id=referral.id, order_by=("number",))
        names = {one.id: one.name for one in unit.find(Agency, id=tuple(one.agency_id for one in (*before, *after)))}
        words = {one.id: f"R{one.number} to {names.get(one.agency_id, 'an agency')}" for one in (*before, *after)}
        return {
            "chases": file.chases,
            "next_ask": file.next_ask(holidays),
            "chased": frozenset(state for state in ProgressState if was_chased(file, state, holidays)),
            "needs": tuple(one for one in needs if one.state is NeedState.OPEN or one.id == referral.need_id),
            "follows": words[before[0].id] if before else "",
            "followed_by": tuple(words[one.id] for one in after),
        }

    def _why_not_review(
        self, unit: UnitOfWork, file: ReferralFile, review: ReviewState, today: date
    ) -> tuple[str, ...]:
        """Return what is missing where the next move is to review; elsewhere nobody waits for the answer."""
        if ReviewState.AWAITING_REVIEW not in REVIEW_MOVES[review]:
            return ()
        return why_not_review(unit, file, self._rules, today)

    def _next_progress(self, file: ReferralFile) -> tuple[ProgressState, ...]:
        """Return what may be recorded now by this user. Sending is not: that is done where the letter is."""
        possible = progress_choices(file.moves, is_supervisor=self._session.may(Action.APPROVE))
        return tuple(state for state in ProgressState if state in possible and state is not ProgressState.SENT)

    def _add(self, unit: UnitOfWork, form: ReferralForm, wanted: dict[str, Any]) -> UUID:
        now, case_id = self._session.clock.now(), form.case_id
        referral = Referral(
            id=new_id(now),
            stream_id=unit.get(Case, case_id).id,
            case_id=case_id,
            number=next_number(unit, case_id),
            author_id=self._session.user.id,
            created_at=now,
            follows_id=accepted_following(unit, form),
            reply_reference=fresh_reply_reference(unit),
            **wanted,
        )
        unit.add(referral)
        return referral.id

    def _guard_author(self, file: ReferralFile) -> None:
        """Only who wrote it changes it: whoever else wrote part of it could not approve it either."""
        if file.referral.author_id != self._session.user.id:
            raise MoveRefused("Only its author can change this referral. A supervisor can send it back to them.")

    def _guard_edit(self, file: ReferralFile) -> None:
        self._guard_author(file)
        if file.review is ReviewState.AWAITING_REVIEW:
            raise MoveRefused("This referral is with the supervisor. Take it back to draft before you change it.")
        if file.review is ReviewState.BEFORE_IMPORT:
            raise MoveRefused("This referral was made before the import. Write a new one.")
        if file.progress not in _LETTER_MAY_CHANGE:
            raise MoveRefused("This letter has left. Write a new referral for anything else.")

    def _review_moves(self, unit: UnitOfWork, file: ReferralFile, target: ReviewState) -> tuple[ReferralMove, ...]:
        """Return the author's move to ``target``; where an approval lapsed by itself, that goes on record first."""
        self._guard_author(file)
        current = review_now(unit, file, self._rules, self._session.clock.today())
        guard_review(
            current,
            target,
            author_id=file.referral.author_id,
            actor_id=self._session.user.id,
            may_approve=self._session.may(Action.APPROVE),
            reason="",
            progress=file.progress,
        )
        states = [file.review, target] if current is file.review else [file.review, current, target]
        return review_moves(file, states, actor_id=self._session.user.id, now=self._session.clock.now())


def _unsaved(unit: UnitOfWork, of_case: CaseFile, referral: Referral) -> ReferralFile:
    agencies = unit.find(Agency, id=referral.agency_id)
    return ReferralFile(
        of_case=of_case,
        referral=referral,
        agency=agencies[0] if agencies else None,
        service=None,
        moves=(),
        letter=None,
    )


def shareable(of_case: CaseFile, now: datetime) -> tuple[HiddenPoint, ...]:
    """Return her own contact points that a letter may carry at all, without their values."""
    own = hidden_points(of_case, of_case.client, now)
    return tuple(point for point in own if point.disclosure is not Disclosure.DO_NOT_DISCLOSE)
