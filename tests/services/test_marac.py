"""From a referral to a MARAC to telling her what came of it."""

from dataclasses import replace
from datetime import date

import pytest

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.cases import Case
from advocate_desk.domain.errors import ChangedMeanwhile, EntryRefused, MoveRefused, NotAllowed, NotFound
from advocate_desk.domain.marac import MaracCriterion, MaracReferral
from advocate_desk.domain.marac_rules import MaracState
from advocate_desk.domain.people import Person, PersonRole
from advocate_desk.services.follow_marac import ActionForm, FollowMarac, MeetingForm
from advocate_desk.services.keep_minutes import KeepMinutes
from advocate_desk.services.refer_to_marac import MaracForm, ReferToMarac
from advocate_desk.services.session import Session
from tests.services.desk import ADVOCATE, OTHER_SUPERVISOR, SUPERVISOR, Office, change
from tests.services.marac import (
    WITHOUT_AGREEMENT,
    another_person,
    marac_form,
    meeting_of,
    other_person,
    referred,
)

TODAY = date(2026, 11, 23)


def written_without_agreement(office: Office, name: str = ADVOCATE) -> MaracReferral:
    with office.as_user(name) as session:
        form = marac_form(office, session, **WITHOUT_AGREEMENT)
        return ReferToMarac(session, office.rules).save(office.case_id, form, None)


def approved_by(office: Office, name: str, opened: MaracReferral) -> MaracReferral:
    with office.as_user(name) as session:
        return ReferToMarac(session, office.rules).approve(opened)


def test_with_her_agreement_a_referral_is_made_and_twelve_months_count_from_its_day(
    office: Office, session: Session
) -> None:
    service = ReferToMarac(session, office.rules)
    assert service.view(office.case_id).suggested == (MaracCriterion.VISIBLE_HIGH_RISK,)
    made = referred(office, session, date(2026, 11, 20))
    assert (made.referred_on, made.referred_by) == (date(2026, 11, 20), session.user.id)
    view = service.view(office.case_id)
    (line,) = view.referrals
    assert (line.state, line.why_not, line.repeat_until) == (MaracState.REFERRED, (), date(2027, 11, 20))
    assert line.author == ADVOCATE
    assert view.suggested == ()
    assert view.repeated == (other_person(office, session),)


def test_a_referral_of_another_other_person_is_no_repeat(office: Office, session: Session) -> None:
    referred(office, session, date(2026, 11, 2))
    another = another_person(office, session)
    assert another not in ReferToMarac(session, office.rules).view(office.case_id).repeated
    referred(office, session, date(2026, 11, 20), other_people=(another,))
    assert another in ReferToMarac(session, office.rules).view(office.case_id).repeated


def test_what_is_missing_may_come_later_but_stops_the_referral(office: Office, session: Session) -> None:
    service = ReferToMarac(session, office.rules)
    written = service.save(office.case_id, MaracForm(reason="Threats."), None)
    (line,) = service.view(office.case_id).referrals
    assert line.state is MaracState.INCOMPLETE
    assert len(line.why_not) >= 4
    with pytest.raises(MoveRefused):
        service.mark_referred(written.id, TODAY)
    complete = service.save(office.case_id, marac_form(office, session), written)
    assert service.mark_referred(complete.id, TODAY).referred_on == TODAY


def test_without_her_agreement_it_waits_for_a_supervisor(office: Office) -> None:
    written = written_without_agreement(office)
    with office.as_user(ADVOCATE) as session:
        service = ReferToMarac(session, office.rules)
        with pytest.raises(MoveRefused, match="supervisor"):
            service.mark_referred(written.id, TODAY)
        with pytest.raises(NotAllowed):
            service.approve(written)
    approved = approved_by(office, SUPERVISOR, written)
    assert approved.approved_at == office.clock.now()
    with office.as_user(ADVOCATE) as session:
        assert ReferToMarac(session, office.rules).mark_referred(written.id, TODAY).referred_on == TODAY


def test_no_supervisor_approves_what_they_wrote(office: Office) -> None:
    written = written_without_agreement(office, SUPERVISOR)
    with pytest.raises(MoveRefused, match="You wrote some of this"):
        approved_by(office, SUPERVISOR, written)
    assert approved_by(office, OTHER_SUPERVISOR, written).approved_by is not None


def test_no_supervisor_approves_what_they_added_to(office: Office) -> None:
    written = written_without_agreement(office)
    with office.as_user(SUPERVISOR) as session:
        service = ReferToMarac(session, office.rules)
        form = marac_form(office, session, **WITHOUT_AGREEMENT, her_wishes="To stay near the school.")
        added = service.save(office.case_id, form, written)
        with pytest.raises(MoveRefused, match="You wrote some of this"):
            service.approve(added)
    assert approved_by(office, OTHER_SUPERVISOR, added).approved_by is not None


def test_a_change_ends_an_approval_and_the_same_supervisor_may_approve_again(office: Office) -> None:
    approved = approved_by(office, SUPERVISOR, written_without_agreement(office))
    with office.as_user(ADVOCATE) as session:
        service = ReferToMarac(session, office.rules)
        same = marac_form(office, session, **WITHOUT_AGREEMENT)
        assert service.save(office.case_id, same, approved).approved_by is not None
        changed = marac_form(office, session, **WITHOUT_AGREEMENT, reason="Other words.")
        lapsed = service.save(office.case_id, changed, approved)
        assert (lapsed.approved_at, lapsed.approved_by) == (None, None)
        with pytest.raises(MoveRefused):
            service.mark_referred(lapsed.id, TODAY)
    assert approved_by(office, SUPERVISOR, lapsed).approved_by is not None


def test_nobody_approves_words_they_have_not_read_nor_changes_them_past_an_approval(office: Office) -> None:
    written = written_without_agreement(office)
    with office.as_user(ADVOCATE) as session:
        form = marac_form(office, session, **WITHOUT_AGREEMENT, reason="Other words.")
        changed = ReferToMarac(session, office.rules).save(office.case_id, form, written)
    with pytest.raises(ChangedMeanwhile):
        approved_by(office, SUPERVISOR, written)
    approved_by(office, SUPERVISOR, changed)
    with office.as_user(ADVOCATE) as session:
        late = marac_form(office, session, **WITHOUT_AGREEMENT, reason="Words on an old form.")
        with pytest.raises(ChangedMeanwhile):
            ReferToMarac(session, office.rules).save(office.case_id, late, changed)


def test_what_she_agreed_to_needs_no_approval_and_what_lacks_something_gets_none(office: Office) -> None:
    with office.as_user(ADVOCATE) as session:
        service = ReferToMarac(session, office.rules)
        agreed = service.save(office.case_id, marac_form(office, session), None)
        lacking = service.save(office.case_id, marac_form(office, session, agrees=Answer.NO), None)
    with pytest.raises(MoveRefused, match="agreed to"):
        approved_by(office, SUPERVISOR, agreed)
    with pytest.raises(MoveRefused, match="lawful basis"):
        approved_by(office, SUPERVISOR, lacking)


def test_what_is_made_is_not_changed_removed_or_made_again(office: Office, session: Session) -> None:
    service = ReferToMarac(session, office.rules)
    made = referred(office, session, TODAY)
    with pytest.raises(MoveRefused):
        service.save(office.case_id, marac_form(office, session, reason="Later words."), made)
    with pytest.raises(MoveRefused):
        service.remove(made.id)
    with pytest.raises(MoveRefused):
        service.mark_referred(made.id, TODAY)
    draft = service.save(office.case_id, marac_form(office, session), None)
    service.remove(draft.id)
    assert [line.referral.id for line in service.view(office.case_id).referrals] == [made.id]


def test_a_referral_is_of_this_case_s_other_people_and_not_of_tomorrow(office: Office, session: Session) -> None:
    service = ReferToMarac(session, office.rules)
    with session.work() as unit:
        client = unit.find(Person, case_id=office.case_id, role=PersonRole.CLIENT)[0].id
    with pytest.raises(EntryRefused, match="other people"):
        service.save(office.case_id, marac_form(office, session, other_people=(client,)), None)
    draft = service.save(office.case_id, marac_form(office, session), None)
    with pytest.raises(EntryRefused, match="still to come"):
        service.mark_referred(draft.id, date(2026, 11, 24))


def test_her_case_goes_to_the_area_she_moved_to(office: Office, session: Session) -> None:
    service = ReferToMarac(session, office.rules)
    draft = service.save(office.case_id, marac_form(office, session), None)
    with pytest.raises(MoveRefused):
        service.hand_over(draft.id, "Otherton", "Coordinator", TODAY)
    made = service.mark_referred(draft.id, date(2026, 11, 10))
    for area, to_whom, on in (
        ("", "Coordinator", TODAY),
        ("Otherton", " ", TODAY),
        ("Otherton", "Coordinator", date(2026, 11, 9)),
        ("Otherton", "Coordinator", date(2026, 11, 24)),
    ):
        with pytest.raises(EntryRefused):
            service.hand_over(made.id, area, to_whom, on)
    handed = service.hand_over(made.id, "Otherton", "Coordinator", TODAY)
    with pytest.raises(EntryRefused):
        service.papers_sent(handed.id, date(2026, 11, 24))
    assert service.papers_sent(handed.id, TODAY).papers_sent_on == TODAY
    (line,) = service.view(office.case_id).referrals
    assert [one.to_area for one in line.transfers] == ["Otherton"]


def test_a_supervisor_decides_not_now_with_a_reason_and_a_day_to_look_again(office: Office) -> None:
    with office.as_user(SUPERVISOR) as session:
        service = ReferToMarac(session, office.rules)
        criterion = MaracCriterion.VISIBLE_HIGH_RISK
        with pytest.raises(EntryRefused):
            service.decide_not_now(office.case_id, criterion, " ", date(2026, 12, 1))
        with pytest.raises(EntryRefused):
            service.decide_not_now(office.case_id, criterion, "Because.", TODAY)
        with pytest.raises(NotFound):
            service.decide_not_now(office.agency_id, criterion, "Because.", date(2026, 12, 1))
        service.decide_not_now(office.case_id, criterion, "The meeting of 3 December hears it.", date(2026, 12, 4))
        view = service.view(office.case_id)
        assert [one.reason for one in view.decisions] == ["The meeting of 3 December hears it."]
        assert view.suggested == ()
        office.clock.later(days=11)
        assert service.view(office.case_id).suggested == (criterion,)


def test_feedback_is_due_after_the_meeting_in_the_service_s_working_days(office: Office, session: Session) -> None:
    follow = FollowMarac(session, office.rules)
    meeting = meeting_of(office, session, date(2026, 11, 19))
    due = follow.view(office.case_id)[0].feedback_due
    assert due is not None
    assert due.on == TODAY
    change(session, session.settings(), marac_feedback_days=3)
    longer = follow.view(office.case_id)[0].feedback_due
    assert longer is not None
    assert longer.on == date(2026, 11, 24)
    told = MeetingForm(
        meets_on=meeting.meets_on,
        our_research="Two calls since the referral.",
        her_wishes="To stay near the school.",
        heard_on=meeting.meets_on,
        feedback_on=date(2026, 11, 20),
        feedback_how="In person, at the library.",
    )
    changed = follow.change(meeting, told)
    assert changed.feedback_how == "In person, at the library."
    assert follow.view(office.case_id)[0].feedback_due is None


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"meets_on": date(2026, 11, 1)}, "after it was referred"),
        ({"heard_on": date(2026, 11, 24)}, "not on a day to come"),
        ({"feedback_on": date(2026, 11, 18), "feedback_how": "By phone."}, "told after it"),
        ({"feedback_on": date(2026, 11, 20)}, "Say how"),
        (
            {"feedback_on": date(2026, 11, 20), "feedback_how": "By phone.", "no_feedback_because": "Unsafe."},
            "Either it was told",
        ),
    ],
)
def test_a_day_that_cannot_be_is_refused_in_words(
    office: Office, session: Session, changes: dict[str, object], says: str
) -> None:
    meeting = meeting_of(office, session)
    form = MeetingForm(**{"meets_on": meeting.meets_on, **changes})  # type: ignore[arg-type]  # any field may be given
    with pytest.raises(EntryRefused, match=says):
        FollowMarac(session, office.rules).change(meeting, form)


def test_a_meeting_belongs_to_a_referral_that_is_made(office: Office, session: Session) -> None:
    draft = ReferToMarac(session, office.rules).save(office.case_id, marac_form(office, session), None)
    with pytest.raises(MoveRefused):
        FollowMarac(session, office.rules).plan(draft.id, MeetingForm(meets_on=date(2026, 12, 3)))


def test_the_case_shows_its_newest_meeting_and_keeps_a_later_one_from_elsewhere(
    office: Office, session: Session
) -> None:
    def shown() -> date | None:
        with session.work() as unit:
            return unit.get(Case, office.case_id).marac_on

    follow = FollowMarac(session, office.rules)
    meeting = meeting_of(office, session, date(2026, 12, 3))
    assert shown() == date(2026, 12, 3)
    moved = follow.change(meeting, MeetingForm(meets_on=date(2026, 12, 1)))
    assert shown() == date(2026, 12, 1)
    with session.work() as unit:
        case = unit.get(Case, office.case_id)
    change(session, case, marac_on=date(2026, 12, 17))
    follow.change(moved, MeetingForm(meets_on=date(2026, 12, 2)))
    assert shown() == date(2026, 12, 17)


def test_actions_have_owners_and_days_and_are_late_after_them(office: Office, session: Session) -> None:
    follow = FollowMarac(session, office.rules)
    meeting = meeting_of(office, session)
    for what, owner in (("", "Police"), ("Mark the address", " ")):
        with pytest.raises(EntryRefused):
            follow.add_action(meeting.id, ActionForm(what=what, owner=owner))
    mark = follow.add_action(meeting.id, ActionForm(what="Mark the address", owner="Police", due_on=date(2026, 11, 22)))
    follow.add_action(meeting.id, ActionForm(what="New locks", owner="Housing", due_on=TODAY))
    assert [line.late for line in follow.view(office.case_id)[0].actions] == [True, False]
    with pytest.raises(EntryRefused):
        follow.finish_action(mark, date(2026, 11, 24))
    done = follow.finish_action(mark, TODAY, "Marked for a year.")
    assert (done.done_on, done.came_of_it) == (TODAY, "Marked for a year.")
    assert [line.late for line in follow.view(office.case_id)[0].actions] == [False, False]


def test_where_a_meeting_is_held_stays_with_its_day(office: Office, session: Session) -> None:
    service, meeting = FollowMarac(session, office.rules), meeting_of(office, session)
    form = replace(MeetingForm.of(meeting), meets_on=date(2026, 12, 3), place=" Civic Centre, room 4 ")
    moved = service.change(meeting, form)
    assert (moved.meets_on, moved.place) == (date(2026, 12, 3), "Civic Centre, room 4")


def test_an_action_recorded_as_done_by_mistake_is_open_again_and_keeps_what_was_written(
    office: Office, session: Session
) -> None:
    service, meeting = FollowMarac(session, office.rules), meeting_of(office, session)
    action = service.add_action(meeting.id, ActionForm(what="Fit locks", owner="Housing", due_on=date(2026, 11, 20)))
    service.finish_action(action, TODAY, "Locks fitted.")
    assert not service.view(office.case_id)[0].actions[0].late
    again = service.reopen_action(action.id)
    assert (again.done_on, again.came_of_it) == (None, "Locks fitted.")
    assert service.view(office.case_id)[0].actions[0].late


def test_an_action_that_was_agreed_otherwise_is_put_right(office: Office, session: Session) -> None:
    service, meeting = FollowMarac(session, office.rules), meeting_of(office, session)
    action = service.add_action(meeting.id, ActionForm(what="Fit locks", owner="Housing", due_on=date(2026, 11, 20)))
    form = ActionForm(what="Fit locks", owner=" Millbrook Homes ", due_on=date(2026, 12, 4))
    changed = service.change_action(action, form)
    assert (changed.owner, changed.due_on, changed.done_on) == ("Millbrook Homes", date(2026, 12, 4), None)
    with pytest.raises(EntryRefused):
        service.change_action(changed, ActionForm(what=" ", owner="Housing"))
    with pytest.raises(ChangedMeanwhile):
        service.change_action(action, ActionForm(what="Fit locks", owner="Police", due_on=date(2026, 12, 4)))


def test_a_meeting_planned_by_mistake_is_taken_out_and_the_case_shows_the_day_it_had(
    office: Office, session: Session
) -> None:
    def shown() -> date | None:
        with session.work() as unit:
            return unit.get(Case, office.case_id).marac_on

    with session.work() as unit:
        case = unit.get(Case, office.case_id)
    change(session, case, marac_on=date(2026, 11, 25))
    follow, meeting = FollowMarac(session, office.rules), meeting_of(office, session, date(2026, 12, 3))
    assert shown() == date(2026, 12, 3)
    follow.remove(meeting.id)
    assert (follow.view(office.case_id), shown()) == ((), date(2026, 11, 25)), "the day from elsewhere is not lost"
    assert follow.restore(meeting.id).meets_on == date(2026, 12, 3)
    assert shown() == date(2026, 12, 3)
    other = follow.plan(meeting.referral_id, MeetingForm(meets_on=date(2026, 12, 10)))
    follow.remove(other.id)
    assert shown() == date(2026, 12, 3)


def test_a_meeting_something_came_of_stays(office: Office, session: Session) -> None:
    follow = FollowMarac(session, office.rules)
    for came in ("heard", "told", "why not", "action", "minutes"):
        meeting = meeting_of(office, session)
        form = MeetingForm.of(meeting)
        if came == "action":
            follow.add_action(meeting.id, ActionForm(what="New locks", owner="Housing"))
        elif came == "minutes":
            KeepMinutes(session).keep(meeting.id, "Heard third.", TODAY)
        else:
            said = {
                "heard": {"heard_on": meeting.meets_on},
                "told": {"feedback_on": TODAY, "feedback_how": "By her own phone"},
                "why not": {"no_feedback_because": "It is not safe yet."},
            }[came]
            follow.change(meeting, replace(form, **said))  # type: ignore[arg-type]  # any field may be given
        with pytest.raises(MoveRefused, match="stays"):
            follow.remove(meeting.id)
