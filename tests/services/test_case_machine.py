"""Any moves anybody tries, on the real records: only those of the table are made, and each leaves its trace."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from advocate_desk.domain.agreements import SupportAgreement
from advocate_desk.domain.case_moves import CaseClosing, CaseMove, ClosureReason
from advocate_desk.domain.cases import Case, CaseStatus
from advocate_desk.domain.contacts import Contact, ContactKind, ContactResult, Direction
from advocate_desk.domain.errors import EntryRefused, MoveRefused
from advocate_desk.domain.identifiers import new_case_reference, new_id
from advocate_desk.domain.people import Person, PersonRole
from advocate_desk.domain.referral import Referral
from advocate_desk.domain.risk import JUDGEMENT_ALONE, RiskAssessment, RiskLevel, RiskOccasion
from advocate_desk.domain.users import Role
from advocate_desk.services.close_case import CloseCase, NewClosing
from advocate_desk.services.move_case import MoveCase, NewMove
from advocate_desk.services.session import Session
from tests.services.desk import Office, Own, keep

S = CaseStatus
TABLE: Mapping[S, frozenset[S]] = {
    S.RECEIVED: frozenset({S.TRIAGE}),
    S.TRIAGE: frozenset({S.CONTACTING, S.REJECTED, S.REDIRECTED, S.CONFLICT_HOLD}),
    S.CONFLICT_HOLD: frozenset({S.TRIAGE, S.REDIRECTED}),
    S.CONTACTING: frozenset({S.ENGAGED, S.UNABLE_TO_CONTACT, S.DECLINED}),
    S.UNABLE_TO_CONTACT: frozenset({S.CLOSED, S.CONTACTING}),
    S.DECLINED: frozenset({S.CLOSED}),
    S.ENGAGED: frozenset({S.OPEN}),
    S.OPEN: frozenset({S.ON_HOLD, S.CLOSING, S.TRANSFERRED}),
    S.ON_HOLD: frozenset({S.OPEN, S.CLOSING}),
    S.CLOSING: frozenset({S.CLOSED, S.OPEN}),
    S.CLOSED: frozenset(),
    S.TRANSFERRED: frozenset({S.CLOSED}),
    S.REJECTED: frozenset({S.CLOSED}),
    S.REDIRECTED: frozenset({S.CLOSED}),
}
"""Written from the field's own table, not from the program's."""
BEGINS = (S.RECEIVED, S.RECEIVED, S.OPEN, S.ON_HOLD, S.CONTACTING, S.CLOSED)
"""Cases of before this table stand where no move led them."""


class AnyMoves(RuleBasedStateMachine):
    """One case of an office, and whatever its people try."""

    def __init__(self, session: Session, office: Office) -> None:
        super().__init__()
        self.office, self.session = office, session
        supervisor = replace(session.user, id=new_id(office.clock.now()))
        self.desks = (session, replace(session, user=supervisor, role=Role.SUPERVISOR))

    @initialize(status=st.sampled_from(BEGINS))
    def begin(self, status: S) -> None:
        now = self.office.clock.now()
        self.case_id, self.client_id, self.began, self.made = new_id(now), new_id(now), status, list[S]()
        case = Case(
            id=self.case_id,
            stream_id=self.case_id,
            reference=new_case_reference(),
            client_id=self.client_id,
            status=status,
            lead_id=self.session.user.id,
            received_at=now,
        )
        own = Own(stream_id=self.case_id, case_id=self.case_id)
        person = Person(id=self.client_id, role=PersonRole.CLIENT, name_to_use="Dana Example", **own)
        keep(self.session, case, person)

    @rule(
        to=st.sampled_from(S),
        desk=st.sampled_from((0, 1)),
        typed=st.sampled_from(("", "Why.")),
        closure=st.none() | st.sampled_from(ClosureReason),
    )
    def try_any(self, to: S, desk: int, typed: str, closure: ClosureReason | None) -> None:
        self.move(to, desk, typed, closure)

    @rule(place=st.integers(0, 3), desk=st.sampled_from((0, 1)))
    def try_one_of_the_table(self, place: int, desk: int) -> None:
        choices = sorted(TABLE[self.status()])
        if choices:
            self.move(choices[place % len(choices)], desk, "Why.", ClosureReason.OTHER)

    def move(self, target: S, desk: int, typed: str, closure: ClosureReason | None) -> None:
        before = self.status()
        new = NewMove(case_id=self.case_id, to_status=target, reason=typed, sent_to=typed, closure=closure)
        self.office.clock.later(minutes=1)
        try:
            MoveCase(self.desks[desk], self.office.rules).move(new)
        except MoveRefused:
            assert self.status() is before
            return
        assert target in TABLE[before]
        self.made.append(target)
        if target is S.CLOSED:
            self.held_what_closing_needs(before, self.desks[desk])

    @rule(level=st.sampled_from(RiskLevel), occasion=st.sampled_from((RiskOccasion.REVIEW, RiskOccasion.EXIT)))
    def assess(self, level: RiskLevel, occasion: RiskOccasion) -> None:
        now = self.office.clock.now()
        signed = RiskAssessment(
            id=new_id(now),
            stream_id=self.case_id,
            case_id=self.case_id,
            instrument=JUDGEMENT_ALONE,
            instrument_version=1,
            answers={},
            high_from=14,
            level=level,
            assessed_on=self.session.clock.today(),
            recorded_at=now,
            assessor_id=self.session.user.id,
            occasion=occasion,
        )
        keep(self.session, signed)

    @rule(hours=st.sampled_from((1, 7, 30)), spoke=st.sampled_from((False, False, True)))
    def try_to_reach(self, hours: int, spoke: bool) -> None:
        self.office.clock.later(hours=hours)
        now = self.office.clock.now()
        entry = Contact(
            id=new_id(now),
            stream_id=self.case_id,
            case_id=self.case_id,
            kind=ContactKind.CALL,
            direction=Direction.OUTGOING,
            result=ContactResult.SPOKE if spoke else ContactResult.NO_ANSWER,
            happened_at=now - timedelta(minutes=1),
            recorded_at=now,
            author_id=self.session.user.id,
        )
        keep(self.session, entry)

    @rule()
    def agree(self) -> None:
        now = self.office.clock.now()
        agreement = SupportAgreement(
            id=new_id(now),
            stream_id=self.case_id,
            case_id=self.case_id,
            person_id=self.client_id,
            given_on=self.session.clock.today(),
            how="on the phone",
            recorded_at=now,
            recorded_by=self.session.user.id,
        )
        keep(self.session, agreement)

    @rule()
    def refer(self) -> None:
        now = self.office.clock.now()
        referral = Referral(
            id=new_id(now),
            stream_id=self.case_id,
            case_id=self.case_id,
            number=1,
            agency_id=self.office.agency_id,
            purpose="Housing",
            author_id=self.session.user.id,
            created_at=now,
        )
        keep(self.session, referral)

    @rule(
        closure=st.sampled_from((ClosureReason.NEEDS_MET, ClosureReason.DIED)),
        whole=st.booleans(),
        carried=st.booleans(),
        reason=st.sampled_from(("", "Safe abroad.")),
        desk=st.sampled_from((0, 1)),
    )
    def write_the_end(self, closure: ClosureReason, whole: bool, carried: bool, reason: str, desk: int) -> None:
        exits = [one.id for one in self.find(RiskAssessment) if one.occasion is RiskOccasion.EXIT]
        new = NewClosing(
            case_id=self.case_id,
            closure=closure,
            outcomes={"safer": "yes"} if whole else {},
            exit_assessment_id=exits[-1] if exits else None,
            carried_over=tuple(one.id for one in self.find(Referral)) if carried else (),
            high_risk_reason=reason,
        )
        self.attempt(lambda: CloseCase(self.desks[desk], self.office.rules).prepare(new))

    @rule()
    def sign(self) -> None:
        self.attempt(lambda: CloseCase(self.desks[1], self.office.rules).sign(self.case_id))

    @rule(level=st.sampled_from(RiskLevel), signs=st.booleans(), desk=st.sampled_from((0, 1)))
    def head_for_the_end(self, level: RiskLevel, signs: bool, desk: int) -> None:
        """Of a hundred things tried at random hardly one ends an episode: go the whole way, signed or not."""
        self.move(S.CLOSING, desk, "", None)
        if self.status() is S.CLOSING:
            self.assess(level, RiskOccasion.EXIT)
            self.write_the_end(ClosureReason.NEEDS_MET, True, True, "Safe abroad.", desk)
            if signs:
                self.sign()
            self.move(S.CLOSED, 0, "", None)

    @invariant()
    def the_case_stands_where_its_last_move_led(self) -> None:
        moves = self.find(CaseMove)
        assert [move.to_status for move in moves] == self.made
        assert self.status() is (self.made[-1] if self.made else self.began)

    def held_what_closing_needs(self, before: S, desk: Session) -> None:
        """Look at the records themselves, not at what the rules said of them."""
        assessments = self.find(RiskAssessment)
        newest = assessments[-1].level if assessments else None
        closings = self.find(CaseClosing)
        referrals = {one.id for one in self.find(Referral)}
        assert referrals <= (set(closings[-1].carried_over) if closings else set())
        if before in {S.CLOSING, S.TRANSFERRED}:
            ending = closings[-1]
            end = next((one for one in assessments if one.id == ending.exit_assessment_id), None)
            died = ending.closure is ClosureReason.DIED
            assert died or (end is not None and end.occasion is RiskOccasion.EXIT and ending.outcomes)
            if died or RiskLevel.HIGH in {newest, end.level if end else None}:
                assert ending.signed_by not in {None, ending.made_by}
        elif newest is RiskLevel.HIGH or (before is S.UNABLE_TO_CONTACT and newest is None):
            assert desk.role is Role.SUPERVISOR

    def attempt(self, job: Callable[[], object]) -> None:
        self.office.clock.later(minutes=1)
        try:
            job()
        except (MoveRefused, EntryRefused):
            return

    def status(self) -> S:
        with self.session.work() as unit:
            return unit.get(Case, self.case_id).status

    def find(self, kind: type) -> list:  # type: ignore[type-arg]  # records of that kind
        by = {CaseMove: "recorded_at", CaseClosing: "made_at", RiskAssessment: "recorded_at"}.get(kind, "id")
        with self.session.work() as unit:
            return list(unit.find(kind, case_id=self.case_id, order_by=(by, "id")))


def test_whatever_is_tried_only_the_moves_of_the_table_are_made(session: Session, office: Office) -> None:
    run_state_machine_as_test(
        lambda: AnyMoves(session, office),  # type: ignore[arg-type]  # a machine of this office, made as a class is
        settings=settings(
            max_examples=15,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            # Making a failure smaller takes minutes on real records, and says little more.
            phases=(Phase.explicit, Phase.reuse, Phase.generate),
        ),
    )
