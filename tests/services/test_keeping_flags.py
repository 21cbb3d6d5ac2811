"""Flags: up until somebody ends them with a reason, and never silent."""

from dataclasses import replace
from datetime import date

import pytest

from advocate_desk.domain.errors import ChangedMeanwhile, EntryRefused, NeverChanged
from advocate_desk.domain.flags import Flag, FlagKind
from advocate_desk.domain.settings import SERVICE_SETTINGS_ID
from advocate_desk.domain.users import User
from advocate_desk.services.keep_flags import FlagForm, KeepFlags
from advocate_desk.services.session import Session
from tests.services.desk import ADVOCATE, SUPERVISOR, Office, change

WEAPONS = FlagForm(kind=FlagKind.WEAPONS, reason="He keeps knives in the car.", review_on=date(2026, 12, 1))


@pytest.fixture
def flags(session: Session) -> KeepFlags:
    return KeepFlags(session)


def test_a_flag_is_up_with_its_reason_its_owner_and_its_day(flags: KeepFlags, office: Office) -> None:
    flags.raise_flag(office.case_id, replace(WEAPONS, kind=FlagKind.CHILDREN))
    flags.raise_flag(office.case_id, WEAPONS)
    view = flags.view(office.case_id)
    assert [line.label for line in view.up] == ["Weapons", "Children"]
    assert (view.up[0].owner, view.up[0].standing, view.up[0].due) == (ADVOCATE, "Review due 1 December", False)
    assert view.up[0].flag.raised_on == date(2026, 11, 23)
    assert view.ended == ()


def test_a_flag_past_its_day_stays_up_and_is_due(flags: KeepFlags, office: Office) -> None:
    flags.raise_flag(office.case_id, WEAPONS)
    office.clock.later(days=38)
    (line,) = flags.view(office.case_id).up
    assert (line.due, line.standing) == (True, "Review overdue by 30 days")


def test_looking_again_sets_the_next_day_and_may_hand_it_over(
    flags: KeepFlags, session: Session, office: Office
) -> None:
    flags.raise_flag(office.case_id, WEAPONS)
    with session.work() as unit:
        (supervisor,) = unit.find(User, display_name=SUPERVISOR)
    opened = flags.view(office.case_id).up[0].flag
    flags.look_again(opened, replace(WEAPONS, review_on=date(2027, 1, 5), owner_id=supervisor.id))
    (line,) = flags.view(office.case_id).up
    assert (line.owner, line.flag.review_on) == (SUPERVISOR, date(2027, 1, 5))
    flags.look_again(line.flag, replace(WEAPONS, review_on=date(2027, 2, 5)))
    assert flags.view(office.case_id).up[0].owner == SUPERVISOR
    with pytest.raises(ChangedMeanwhile):
        flags.look_again(opened, replace(WEAPONS, review_on=date(2027, 3, 5)))


def test_ending_needs_a_reason_and_the_flag_stays_listed(flags: KeepFlags, office: Office) -> None:
    flags.raise_flag(office.case_id, WEAPONS)
    opened = flags.view(office.case_id).up[0].flag
    with pytest.raises(EntryRefused, match="why"):
        flags.end(opened, date(2026, 11, 23), " ")
    assert flags.view(office.case_id).up
    flags.end(opened, date(2026, 11, 23), "Police took them.")
    view = flags.view(office.case_id)
    assert view.up == ()
    assert [line.standing for line in view.ended] == ["Ended 23 November 2026: Police took them."]
    with pytest.raises(EntryRefused, match="ended already"):
        flags.end(view.ended[0].flag, date(2026, 11, 23), "Again.")
    with pytest.raises(EntryRefused, match="ended already"):
        flags.look_again(view.ended[0].flag, WEAPONS)


@pytest.mark.parametrize(
    "form",
    [
        replace(WEAPONS, reason=" "),
        replace(WEAPONS, review_on=date(2026, 11, 23)),
        replace(WEAPONS, owner_id=SERVICE_SETTINGS_ID),
    ],
    ids=["no reason", "a day that has come", "an owner nobody knows"],
)
def test_a_flag_nobody_could_weigh_later_is_refused(
    flags: KeepFlags, session: Session, office: Office, form: FlagForm
) -> None:
    with pytest.raises(EntryRefused):
        flags.raise_flag(office.case_id, form)
    with session.work() as unit:
        assert unit.find(Flag) == ()


def test_the_day_a_flag_was_raised_never_changes(flags: KeepFlags, session: Session, office: Office) -> None:
    flags.raise_flag(office.case_id, WEAPONS)
    with pytest.raises(NeverChanged):
        change(session, flags.view(office.case_id).up[0].flag, raised_on=date(2026, 1, 1))
