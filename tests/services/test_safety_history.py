"""What keeps a person safe, on the timeline: a neutral headline, its day, who wrote it down, and nothing withheld."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from advocate_desk.app.bootstrap import resemblance
from advocate_desk.domain.agreements import Withheld
from advocate_desk.domain.answer import Answer
from advocate_desk.domain.cases import Case
from advocate_desk.domain.consent import Share
from advocate_desk.domain.flags import Flag, FlagKind
from advocate_desk.domain.marac import MaracCriterion
from advocate_desk.domain.people import PersonRole
from advocate_desk.domain.support_plan import NeedArea
from advocate_desk.services.follow_marac import FollowMarac, MeetingForm
from advocate_desk.services.keep_agreements import KeepAgreements, NewAgreement
from advocate_desk.services.keep_childhood import KeepChildhood, NewJudgement
from advocate_desk.services.keep_flags import FlagForm, KeepFlags
from advocate_desk.services.keep_minutes import KeepMinutes
from advocate_desk.services.keep_people import KeepPeople, PersonForm
from advocate_desk.services.keep_plan import KeepPlan, NeedForm, NewReview
from advocate_desk.services.ports import PhoneNumbers
from advocate_desk.services.refer_to_marac import ReferToMarac
from advocate_desk.services.session import Session
from advocate_desk.services.show_timeline import Entry, EntryKind, ShowTimeline
from advocate_desk.services.withhold import WithheldForm, Withhold
from tests.services.desk import ADVOCATE, SUPERVISOR, Office
from tests.services.marac import meeting_of

HEARD = date(2026, 11, 19)
TODAY = date(2026, 11, 23)
NEW_PLACE = "She stays with her aunt at the harbour."


def told(office: Office, session: Session, kind: EntryKind = EntryKind.SAFETY) -> list[Entry]:
    return [one for one in ShowTimeline(session, office.rules).entries(office.case_id) if one.kind is kind]


def headlines(office: Office, session: Session, kind: EntryKind = EntryKind.SAFETY) -> list[str]:
    return [one.headline for one in told(office, session, kind)]


def her_id(office: Office, session: Session) -> UUID:
    with session.work() as unit:
        return unit.get(Case, office.case_id).client_id


def test_the_way_of_a_marac_is_told_by_its_days_and_who_wrote_each_down(office: Office, session: Session) -> None:
    planned = meeting_of(office, session)
    follow = FollowMarac(session, office.rules)
    office.clock.later(minutes=5)
    heard = follow.change(planned, replace(MeetingForm.of(planned), heard_on=HEARD))
    office.clock.later(minutes=5)
    was_told = replace(MeetingForm.of(heard), feedback_on=date(2026, 11, 20), feedback_how="In person, at the library")
    follow.change(heard, was_told)
    marac = ReferToMarac(session, office.rules)
    transfer = marac.hand_over(planned.referral_id, "Otherton", "the coordinator there", date(2026, 11, 21))
    marac.papers_sent(transfer.id, date(2026, 11, 22))
    entries = told(office, session, EntryKind.MARAC)
    assert [(one.headline, one.happened_at.date()) for one in entries] == [
        ("MARAC papers sent to Otherton", date(2026, 11, 22)),
        ("MARAC handed over to Otherton", date(2026, 11, 21)),
        ("What came of the MARAC was told", date(2026, 11, 20)),
        ("MARAC meeting heard", HEARD),
        ("Referred to MARAC", date(2026, 11, 2)),
    ]
    assert all(one.whole_day and one.who == ADVOCATE and one.icon == "marac" for one in entries)
    _papers, handed, feedback, meeting, referral = entries
    assert referral.text == "High risk by score. Area: Exampleshire."
    assert handed.text == "Handed to the coordinator there."
    assert feedback.text == "In person, at the library."
    assert meeting.recorded_at
    assert feedback.recorded_at
    assert feedback.recorded_at - meeting.recorded_at == timedelta(minutes=5)


def test_a_day_put_right_is_told_once_and_one_taken_back_is_not(office: Office, session: Session) -> None:
    planned = meeting_of(office, session)
    follow = FollowMarac(session, office.rules)
    heard = follow.change(planned, replace(MeetingForm.of(planned), heard_on=date(2026, 11, 20)))
    office.clock.later(minutes=5)
    right = follow.change(heard, replace(MeetingForm.of(heard), heard_on=HEARD))
    meeting = told(office, session, EntryKind.MARAC)[0]
    assert (meeting.headline, meeting.happened_at.date()) == ("MARAC meeting heard", HEARD)
    assert meeting.recorded_at == office.clock.now()
    follow.change(right, replace(MeetingForm.of(right), heard_on=None))
    assert headlines(office, session, EntryKind.MARAC) == ["Referred to MARAC"]


def test_that_nobody_was_told_is_told_with_its_reason(office: Office, session: Session) -> None:
    planned = meeting_of(office, session)
    because = "No safe way was open until she moved."
    FollowMarac(session, office.rules).change(planned, replace(MeetingForm.of(planned), no_feedback_because=because))
    entry = told(office, session, EntryKind.MARAC)[0]
    assert (entry.headline, entry.text) == ("What came of the MARAC was not told", f"Why: {because}")
    assert (entry.happened_at, entry.who) == (office.clock.now(), ADVOCATE)


def test_not_a_word_of_minutes_is_on_the_timeline(office: Office, session: Session) -> None:
    planned = meeting_of(office, session)
    FollowMarac(session, office.rules).change(planned, replace(MeetingForm.of(planned), heard_on=HEARD))
    KeepMinutes(session).keep(planned.id, "The conference heard of the harbour.", TODAY)
    assert "harbour" not in repr(ShowTimeline(session, office.rules).entries(office.case_id))


def test_a_decision_not_to_refer_now_is_told_with_who_decided_and_until_when(office: Office, session: Session) -> None:
    session.close()
    with office.as_user(SUPERVISOR) as supervisor:
        ReferToMarac(supervisor, office.rules).decide_not_now(
            office.case_id, MaracCriterion.ESCALATION, "Both reports are of one evening.", date(2026, 12, 7)
        )
        (entry,) = told(office, supervisor, EntryKind.MARAC)
    assert (entry.headline, entry.who) == ("Decided not to refer to MARAC now", SUPERVISOR)
    reason = "Both reports are of one evening."
    assert entry.text == f"Potential escalation. {reason} Looked at again on 7 December 2026."


def test_agreeing_to_be_supported_and_its_end_are_told(office: Office, session: Session) -> None:
    agreements = KeepAgreements(session)
    agreed = agreements.agree(
        NewAgreement(
            case_id=office.case_id,
            person_id=her_id(office, session),
            given_on=date(2026, 11, 20),
            how="on the phone",
        )
    )
    agreements.withdraw(agreed.id, TODAY)
    ended, given = told(office, session)
    assert (given.headline, given.text, given.happened_at.date()) == (
        "Agreed to be supported",
        "Given on the phone.",
        date(2026, 11, 20),
    )
    assert (ended.headline, ended.who) == ("Agreement to be supported withdrawn", ADVOCATE)
    agreements.take_back_withdrawal(agreed.id)
    assert headlines(office, session) == ["Agreed to be supported"]


def test_what_is_withheld_is_told_without_the_fact_and_without_whom_it_is_kept_from(
    office: Office, session: Session
) -> None:
    withhold = Withhold(session)
    form = WithheldForm(what=NEW_PLACE, why="Post is read there.", shares=(Share.CHILDREN,), agency_id=office.agency_id)
    entry_id = withhold.keep(office.case_id, form)
    office.clock.later(days=1)
    with session.work() as unit:
        opened = unit.get(Withheld, entry_id)
    withhold.lift(opened, "She told them herself.")
    lifted, kept = told(office, session)
    assert (kept.headline, kept.text, kept.who) == (
        "Something must be withheld from now on",
        "Why: Post is read there.",
        ADVOCATE,
    )
    assert (lifted.headline, lifted.text) == (
        "Something need not be withheld any longer",
        "Why: She told them herself.",
    )
    assert lifted.happened_at.date() == date(2026, 11, 24)
    assert "harbour" not in repr([kept, lifted])
    assert "Council" not in repr([kept, lifted])


def test_every_time_the_plan_was_gone_through_is_told(office: Office, session: Session) -> None:
    plan = KeepPlan(session)
    need = NeedForm(area=NeedArea.HOUSING, title="Somewhere to live", opened_on=date(2026, 11, 11))
    plan.add_need(office.case_id, need)
    plan.review(
        NewReview(case_id=office.case_id, reviewed_on=TODAY, next_on=date(2026, 12, 7), note="She chose the flat")
    )
    (entry,) = told(office, session)
    assert (entry.headline, entry.text) == ("Plan gone through", "She chose the flat. Next time by 7 December 2026.")


def test_a_flag_is_told_when_it_is_raised_and_when_it_ends(office: Office, session: Session) -> None:
    flags = KeepFlags(session)
    form = FlagForm(kind=FlagKind.WEAPONS, reason="He keeps knives in the car.", review_on=date(2026, 12, 1))
    flag_id = flags.raise_flag(office.case_id, form)
    office.clock.later(days=1)
    with session.work() as unit:
        opened = unit.get(Flag, flag_id)
    flags.end(opened, date(2026, 11, 24), "The police took them.")
    assert [(one.headline, one.text) for one in told(office, session)] == [
        ("Flag ended: Weapons", "Why: The police took them."),
        ("Flag raised: Weapons", "He keeps knives in the car."),
    ]


def test_a_judgement_about_somebody_under_eighteen_is_told_with_its_reason(
    office: Office, session: Session, phones: PhoneNumbers
) -> None:
    child = PersonForm(name_to_use="Mair Sample", date_of_birth=date(2011, 5, 2))
    mair = KeepPeople(session, phones, resemblance()).add_person(office.case_id, PersonRole.CHILD, child)
    KeepChildhood(session, office.rules).judge(
        NewJudgement(
            person_id=mair,
            able=Answer.YES,
            to_what="School being told",
            why="She said what would follow.",
            judged_on=date(2026, 11, 18),
        )
    )
    (entry,) = told(office, session)
    assert entry.headline == "Under eighteen: own decision judged"
    judged = "It was judged that this can be decided alone."
    assert entry.text == f"Mair Sample: School being told. {judged} She said what would follow."
    assert (entry.happened_at.date(), entry.who) == (date(2026, 11, 18), ADVOCATE)
