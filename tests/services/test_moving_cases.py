"""Moving cases on the real records: who may, what it leaves behind, and how an episode ends and begins again."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from advocate_desk.domain.agreements import SupportAgreement
from advocate_desk.domain.answer import Answer
from advocate_desk.domain.attempts import AttemptState
from advocate_desk.domain.case_lifecycle import Need
from advocate_desk.domain.case_moves import CaseClosing, CaseMove, ClosureReason, ReferralTrouble
from advocate_desk.domain.cases import Case, CaseLink, CaseStatus, LinkKind, ReferralSource
from advocate_desk.domain.contacts import ContactResult, Note
from advocate_desk.domain.errors import EntryRefused, MoveRefused, NotAllowed
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.people import ContactPoint, Disclosure, Person
from advocate_desk.domain.referral import Machine, ProgressState, Referral, ReferralMove
from advocate_desk.domain.risk import RiskAssessment, RiskLevel, RiskOccasion
from advocate_desk.domain.safe_contact import SafeContactPlan
from advocate_desk.services.close_case import CloseCase, NewClosing
from advocate_desk.services.log_contact import LogContact
from advocate_desk.services.mend_referral import MendReferral, NewProblem
from advocate_desk.services.move_case import MoveCase, NewMove
from advocate_desk.services.new_episode import FROM_BEFORE, BeginEpisode, NewEpisode
from advocate_desk.services.session import Session
from tests.services.desk import ADVOCATE, OTHER_SUPERVISOR, SUPERVISOR, Office, change, keep, new_contact

S = CaseStatus


def case_of(session: Session, case_id: UUID) -> Case:
    with session.work() as unit:
        return unit.get(Case, case_id)


def moves_of(session: Session, case_id: UUID) -> list[CaseMove]:
    with session.work() as unit:
        return list(unit.find(CaseMove, case_id=case_id, order_by=("recorded_at", "id")))


def stand(session: Session, case_id: UUID, status: S, **changes: object) -> None:
    """Let a case stand where no move led it, as one from before does."""
    change(session, case_of(session, case_id), status=status, **changes)


def assessed(session: Session, case_id: UUID, level: RiskLevel, occasion: RiskOccasion = RiskOccasion.REVIEW) -> UUID:
    now = session.clock.now()
    signed = RiskAssessment(
        id=new_id(now),
        stream_id=case_id,
        case_id=case_id,
        instrument="judgement",
        instrument_version=1,
        answers={},
        high_from=14,
        judgement=level,
        judgement_reason="As talked through.",
        level=level,
        assessed_on=session.clock.today(),
        recorded_at=now,
        assessor_id=session.user.id,
        occasion=occasion,
    )
    keep(session, signed)
    return signed.id


def agreed(session: Session, case: Case, withdrawn_on: date | None = None) -> None:
    now = session.clock.now()
    agreement = SupportAgreement(
        id=new_id(now),
        stream_id=case.id,
        case_id=case.id,
        person_id=case.client_id,
        given_on=session.clock.today(),
        how="on the phone",
        recorded_at=now,
        recorded_by=session.user.id,
        withdrawn_on=withdrawn_on,
    )
    keep(session, agreement)


def move(session: Session, office: Office, to: S, **typed: object) -> CaseMove:
    office.clock.later(minutes=1)
    return MoveCase(session, office.rules).move(NewMove(case_id=office.case_id, to_status=to, **typed))  # type: ignore[arg-type]


def tried(session: Session, office: Office, *hours_ago: float) -> None:
    for hours in hours_ago:
        LogContact(session).log(
            new_contact(
                office,
                result=ContactResult.NO_ANSWER,
                summary="",
                happened_at=office.clock.now() - timedelta(hours=hours),
            )
        )


def test_a_case_of_before_moves_on_from_where_it_stands(session: Session, office: Office) -> None:
    made = move(session, office, S.ON_HOLD, reason="The court sits in May.")
    assert case_of(session, office.case_id).status is S.ON_HOLD
    assert moves_of(session, office.case_id) == [replace(made, version=moves_of(session, office.case_id)[0].version)]
    assert (made.actor_id, made.reason, made.decided_by) == (session.user.id, "The court sits in May.", None)
    move(session, office, S.OPEN)
    view = MoveCase(session, office.rules).view(office.case_id)
    assert (view.status, view.label) == (S.OPEN, "Open")
    assert [(line.label, line.by) for line in view.moves] == [("Open", ADVOCATE), ("On hold", ADVOCATE)]


def test_a_refused_move_tells_every_reason_and_changes_nothing(session: Session, office: Office) -> None:
    with pytest.raises(MoveRefused, match=r"Give the reason\. Say to whom"):
        move(session, office, S.TRANSFERRED)
    with pytest.raises(MoveRefused, match="cannot become “Closed”"):
        move(session, office, S.CLOSED, closure=ClosureReason.NEEDS_MET)
    assert case_of(session, office.case_id).status is S.OPEN
    assert moves_of(session, office.case_id) == []


def test_a_move_is_neither_ahead_of_now_nor_before_the_one_before(session: Session, office: Office) -> None:
    now = office.clock.now()
    with pytest.raises(EntryRefused, match="still to come"):
        move(session, office, S.ON_HOLD, reason="Court.", happened_at=now + timedelta(hours=1))
    move(session, office, S.ON_HOLD, reason="Court.")
    with pytest.raises(EntryRefused, match="before the move before"):
        move(session, office, S.OPEN, happened_at=now - timedelta(days=1))


def test_what_may_be_chosen_says_what_to_type_and_what_stands_against_it(session: Session, office: Office) -> None:
    stand(session, office.case_id, S.CONTACTING, received_at=datetime(2026, 11, 20, 9, 0, tzinfo=UTC))
    view = MoveCase(session, office.rules).view(office.case_id)
    against = {choice.to_status: choice.against for choice in view.choices}
    assert set(against) == {S.ENGAGED, S.UNABLE_TO_CONTACT, S.DECLINED}
    assert against[S.DECLINED] == ()
    assert "support was agreed to" in against[S.ENGAGED][0]
    assert len(against[S.UNABLE_TO_CONTACT]) == 2
    assert view.attempts.state is AttemptState.FIRST
    stand(session, office.case_id, S.TRIAGE)
    carries = {
        choice.to_status: choice.carries for choice in MoveCase(session, office.rules).view(office.case_id).choices
    }
    assert carries[S.REJECTED] == {Need.REASON, Need.SENT_TO}


def test_the_way_from_a_referral_to_support(session: Session, office: Office) -> None:
    stand(session, office.case_id, S.RECEIVED, opened_on=None)
    for status in (S.TRIAGE, S.CONTACTING):
        move(session, office, status)
    case = case_of(session, office.case_id)
    agreed(session, case, withdrawn_on=date(2026, 11, 23))
    with pytest.raises(MoveRefused, match="support was agreed to"):
        move(session, office, S.ENGAGED)
    agreed(session, case)
    move(session, office, S.ENGAGED)
    move(session, office, S.OPEN)
    kept = case_of(session, office.case_id)
    assert (kept.status, kept.opened_on) == (S.OPEN, date(2026, 11, 23))
    assert [one.to_status for one in moves_of(session, office.case_id)] == [S.TRIAGE, S.CONTACTING, S.ENGAGED, S.OPEN]


def test_nobody_at_high_risk_is_out_of_reach_before_the_standard_is_met_and_a_supervisor_decides(
    office: Office,
) -> None:
    with office.as_user(ADVOCATE) as session:
        stand(session, office.case_id, S.CONTACTING, received_at=office.clock.now() - timedelta(days=5))
        tried(session, office, 72, 48)
        with pytest.raises(MoveRefused, match="2 attempts made"):
            move(session, office, S.UNABLE_TO_CONTACT)
        tried(session, office, 20)
        with pytest.raises(MoveRefused, match="supervisor decides"):
            move(session, office, S.UNABLE_TO_CONTACT)
    with office.as_user(SUPERVISOR) as session:
        made = move(session, office, S.UNABLE_TO_CONTACT)
        assert made.decided_by == session.user.id
    with office.as_user(ADVOCATE) as session:
        with pytest.raises(MoveRefused, match="supervisor decides"):
            move(session, office, S.CLOSED, closure=ClosureReason.UNABLE_TO_CONTACT)
        move(session, office, S.CONTACTING, reason="The police have a new number.")
        # The count begins anew.
        assert MoveCase(session, office.rules).view(office.case_id).attempts.state is AttemptState.FIRST


def test_a_conflict_is_decided_by_a_supervisor_who_does_not_hold_the_case(office: Office) -> None:
    with office.as_user(ADVOCATE) as session:
        stand(session, office.case_id, S.TRIAGE)
        move(session, office, S.CONFLICT_HOLD, reason="The other person is known here.")
        with pytest.raises(MoveRefused, match="supervisor decides"):
            move(session, office, S.TRIAGE, reason="Kept apart.")
    with office.as_user(SUPERVISOR) as session:
        stand(session, office.case_id, S.CONFLICT_HOLD, lead_id=session.user.id)
        with pytest.raises(MoveRefused, match="of their own"):
            move(session, office, S.TRIAGE, reason="Kept apart.")
    with office.as_user(OTHER_SUPERVISOR) as session:
        assert move(session, office, S.TRIAGE, reason="Kept apart.").decided_by == session.user.id


def test_whom_a_person_was_sent_to_is_named_as_the_directory_names_them(session: Session, office: Office) -> None:
    stand(session, office.case_id, S.TRIAGE)
    made = move(session, office, S.REDIRECTED, reason="Lives there.", sent_to_agency_id=office.agency_id)
    assert (made.sent_to, made.sent_to_agency_id) == ("Exampleshire Council", office.agency_id)
    assert assessed(session, office.case_id, RiskLevel.STANDARD)
    move(session, office, S.CLOSED, closure=ClosureReason.NOT_FOR_THIS_SERVICE)
    assert case_of(session, office.case_id).closed_on == date(2026, 11, 23)


def closing(office: Office, exit_id: UUID | None, **changes: object) -> NewClosing:
    typed = NewClosing(
        case_id=office.case_id,
        closure=ClosureReason.NEEDS_MET,
        outcomes={"safer": "yes"},
        exit_assessment_id=exit_id,
        way_back="She rings the office.",
    )
    return replace(typed, **changes)  # type: ignore[arg-type]  # any field of it


def test_an_episode_ends_with_its_risk_its_outcomes_and_its_referrals_settled(session: Session, office: Office) -> None:
    referral = Referral(
        id=new_id(office.clock.now()),
        stream_id=office.case_id,
        case_id=office.case_id,
        number=1,
        agency_id=office.agency_id,
        purpose="Emergency housing",
        author_id=session.user.id,
        created_at=office.clock.now(),
    )
    keep(session, referral)
    close = CloseCase(session, office.rules)
    with pytest.raises(MoveRefused, match="not closing"):
        close.prepare(closing(office, None))
    move(session, office, S.CLOSING)
    exit_id = assessed(session, office.case_id, RiskLevel.STANDARD, RiskOccasion.EXIT)
    review_id = assessed(session, office.case_id, RiskLevel.STANDARD)
    for typed, says in (
        (closing(office, None), "no exit assessment"),
        (closing(office, review_id), "no exit assessment"),
        (closing(office, new_id(office.clock.now())), "another case"),
        (closing(office, exit_id, outcomes={"safer": " "}), "No outcome"),
        (closing(office, exit_id), "One referral is still open"),
        (closing(office, exit_id, carried_over=(office.agency_id,)), "of this case"),
    ):
        with pytest.raises(EntryRefused, match=says):
            close.prepare(typed)
    with pytest.raises(MoveRefused, match="Write down first"):
        move(session, office, S.CLOSED)
    close.prepare(closing(office, exit_id, carried_over=(referral.id,)))
    view = close.view(office.case_id)
    assert (view.against, view.needs_signature, view.may_sign) == ((), False, False)
    assert [one.id for one in view.exits] == [exit_id]
    made = move(session, office, S.CLOSED)
    assert (made.closure, made.decided_by) == (ClosureReason.NEEDS_MET, None)
    kept = case_of(session, office.case_id)
    assert (kept.status, kept.closed_on) == (S.CLOSED, date(2026, 11, 23))
    for target in S:
        with pytest.raises(MoveRefused, match="new episode"):
            move(session, office, target, reason="Back.", sent_to="Here", closure=ClosureReason.OTHER)


def test_a_referral_that_is_settled_does_not_hold_up_the_end(session: Session, office: Office) -> None:
    now = office.clock.now()
    own = {"stream_id": office.case_id, "case_id": office.case_id}
    referral = Referral(
        id=new_id(now),
        number=1,
        agency_id=office.agency_id,
        purpose="Housing",
        author_id=session.user.id,
        created_at=now,
        **own,  # type: ignore[arg-type]  # its stream and case
    )
    withdrawn = ReferralMove(
        id=new_id(now),
        referral_id=referral.id,
        machine=Machine.PROGRESS,
        from_state=ProgressState.NOT_SENT,
        to_state=ProgressState.WITHDRAWN,
        happened_at=now,
        recorded_at=now,
        actor_id=session.user.id,
        reason="her_choice",
        **own,  # type: ignore[arg-type]  # its stream and case
    )
    keep(session, referral)
    assert CloseCase(session, office.rules).view(office.case_id).open_referrals == {referral.id}
    keep(session, withdrawn)
    assert CloseCase(session, office.rules).view(office.case_id).open_referrals == frozenset()


def test_an_end_while_risk_is_high_needs_its_reason_and_another_supervisors_signature(office: Office) -> None:
    with office.as_user(SUPERVISOR) as session:
        move(session, office, S.CLOSING)
        exit_id = assessed(session, office.case_id, RiskLevel.HIGH, RiskOccasion.EXIT)
        close = CloseCase(session, office.rules)
        with pytest.raises(EntryRefused, match="Say why the episode ends"):
            close.prepare(closing(office, exit_id))
        with pytest.raises(MoveRefused, match="Nothing is written"):
            close.sign(office.case_id)
        close.prepare(closing(office, exit_id, high_risk_reason="She is abroad and asked us to end it."))
        with pytest.raises(MoveRefused, match="their own"):
            close.sign(office.case_id)
        with pytest.raises(MoveRefused, match="supervisor who did not write"):
            move(session, office, S.CLOSED)
        assert not close.view(office.case_id).may_sign
    with office.as_user(ADVOCATE) as session, pytest.raises(NotAllowed):
        CloseCase(session, office.rules).sign(office.case_id)
    with office.as_user(OTHER_SUPERVISOR) as session:
        close = CloseCase(session, office.rules)
        assert close.view(office.case_id).may_sign
        close.sign(office.case_id)
        with pytest.raises(MoveRefused, match="signed already"):
            close.sign(office.case_id)
        signer = session.user.id
    with office.as_user(ADVOCATE) as session:
        assert move(session, office, S.CLOSED).decided_by == signer


def test_what_was_written_for_an_end_that_did_not_come_ends_nothing_later(session: Session, office: Office) -> None:
    move(session, office, S.CLOSING)
    exit_id = assessed(session, office.case_id, RiskLevel.STANDARD, RiskOccasion.EXIT)
    CloseCase(session, office.rules).prepare(closing(office, exit_id))
    move(session, office, S.OPEN, reason="She rang: it has begun again.")
    move(session, office, S.CLOSING)
    with pytest.raises(MoveRefused, match="Write down first"):
        move(session, office, S.CLOSED)
    with session.work() as unit:
        assert len(unit.find(CaseClosing, case_id=office.case_id)) == 1


def test_somebody_who_comes_back_has_a_new_episode_and_the_old_one_stays_closed(
    session: Session, office: Office
) -> None:
    begin = BeginEpisode(session)
    with pytest.raises(MoveRefused, match="not closed"):
        begin.begin(NewEpisode(earlier_id=office.case_id))
    with session.work() as unit:
        plan = unit.find(SafeContactPlan, case_id=office.case_id)[0]
        old_points = unit.find(ContactPoint, case_id=office.case_id)
    change(session, plan, never="Do not ring the landline.")
    safe = next(point for point in old_points if point.safe is Answer.YES)
    unsafe = next(point for point in old_points if point.person_id == safe.person_id and point.id != safe.id)
    change(session, unsafe, safe=Answer.NO)
    stand(session, office.case_id, S.CLOSED)
    case = begin.begin(
        NewEpisode(
            earlier_id=office.case_id, source=ReferralSource.POLICE, referred_by="PC Example", referral_reason="Again."
        )
    )
    earlier = case_of(session, office.case_id)
    assert earlier.status is S.CLOSED
    assert (case.status, case.received_at, case.source) == (S.RECEIVED, office.clock.now(), ReferralSource.POLICE)
    assert case.reference != earlier.reference
    with session.work() as unit:
        person = unit.get(Person, case.client_id)
        points = {point.value: point for point in unit.find(ContactPoint, case_id=case.id)}
        plans = unit.find(SafeContactPlan, case_id=case.id)
        (link,) = unit.find(CaseLink, from_case_id=case.id)
        (note,) = unit.find(Note, case_id=case.id)
    assert (person.name_to_use, person.case_id) == ("Ceri Sample", case.id)
    assert {value: (point.safe, point.disclosure) for value, point in points.items()} == {
        safe.value: (Answer.NOT_ASKED, Disclosure.DO_NOT_DISCLOSE),
        unsafe.value: (Answer.NO, Disclosure.DO_NOT_DISCLOSE),
    }
    assert plans == ()
    assert (link.kind, link.to_case_id, link.decided_by) == (LinkKind.SAME_PERSON, earlier.id, session.user.id)
    assert (note.headline, note.text) == (FROM_BEFORE, "Never, as it was agreed then: Do not ring the landline.")
    assert [one.to_status for one in moves_of(session, case.id)] == [S.RECEIVED]
    with pytest.raises(MoveRefused, match="not closed"):
        begin.begin(NewEpisode(earlier_id=office.case_id))
    with pytest.raises(EntryRefused, match="future"):
        begin.begin(NewEpisode(earlier_id=office.case_id, referred_on=date(2026, 11, 24)))


def test_a_referral_without_a_safe_number_goes_back_to_whoever_sent_it(session: Session, office: Office) -> None:
    stand(session, office.case_id, S.TRIAGE)
    mend, today = MendReferral(session), session.clock.today()
    with pytest.raises(EntryRefused, match="Say what is wrong"):
        mend.raise_problem(NewProblem(case_id=office.case_id, trouble=ReferralTrouble.OTHER))
    problem = mend.raise_problem(NewProblem(case_id=office.case_id, trouble=ReferralTrouble.NO_SAFE_NUMBER))
    with pytest.raises(EntryRefused, match="known already"):
        mend.raise_problem(NewProblem(case_id=office.case_id, trouble=ReferralTrouble.NO_SAFE_NUMBER))
    with pytest.raises(MoveRefused, match="No safe way of contact"):
        move(session, office, S.CONTACTING)
    with pytest.raises(EntryRefused, match="Say how"):
        mend.tell(problem.id, today, " ")
    with pytest.raises(EntryRefused, match="still to come"):
        mend.tell(problem.id, today + timedelta(days=1), "by phone")
    with pytest.raises(EntryRefused, match="before the problem"):
        mend.tell(problem.id, today - timedelta(days=1), "by phone")
    mend.tell(problem.id, today, "by phone")
    with pytest.raises(EntryRefused, match="Say what they answered"):
        mend.answer(problem.id, today, "")
    office.clock.later(days=1)
    with pytest.raises(EntryRefused, match="before they were told"):
        move_told(mend, problem.id, today)
    mend.answer(problem.id, session.clock.today(), "A new number of a friend.")
    with pytest.raises(EntryRefused, match="answered already"):
        mend.answer(problem.id, session.clock.today(), "Twice.")
    with pytest.raises(EntryRefused, match="answered already"):
        mend.tell(problem.id, session.clock.today(), "by phone")
    (kept,) = mend.view(office.case_id)
    assert (kept.told_how, kept.answer) == ("by email", "A new number of a friend.")
    move(session, office, S.CONTACTING)
    stand(session, office.case_id, S.CLOSED)
    with pytest.raises(EntryRefused, match="closed"):
        mend.raise_problem(NewProblem(case_id=office.case_id, trouble=ReferralTrouble.WRONG_FORM))


def move_told(mend: MendReferral, problem_id: UUID, answered_on: date) -> None:
    """Tell them again a day later, then say they answered before that."""
    mend.tell(problem_id, answered_on + timedelta(days=1), "by email")
    mend.answer(problem_id, answered_on, "They answered.")
