"""Closing the loop at the desk: asking a silent agency again, and asking another one."""

from collections.abc import Callable
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from advocate_desk.domain.letter import CopyMade
from advocate_desk.domain.referral import ProgressState
from advocate_desk.domain.settings import CHASE_AFTER
from advocate_desk.domain.support_plan import NeedArea
from advocate_desk.services.keep_plan import NeedForm
from advocate_desk.services.make_referral import MakeReferral, ProgressReport
from advocate_desk.services.sample_referral_story import Paperless
from advocate_desk.services.write_letter import WriteLetter
from advocate_desk.ui.dialogs.agency_form import AgencyDialog
from advocate_desk.ui.dialogs.record_chase import SAY_HOW, RecordChaseDialog
from advocate_desk.ui.dialogs.record_progress import RecordProgressDialog
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screens.referral import NEXT, ReferralScreen
from advocate_desk.ui.screens.settings import SettingsScreen
from advocate_desk.ui.widgets.words import Words
from tests.services.desk import ADVOCATE, SUPERVISOR, Office, approve, sent_for_review
from tests.support.seat import Seat

Open = Callable[[], tuple[ReferralScreen, Seat]]


@pytest.fixture
def open_sent(office: Office, sit_down: Callable[[str], Seat], qtbot: QtBot) -> Open:
    """Return a builder of the screen of a referral that was sent and answered by nobody."""

    def build() -> tuple[ReferralScreen, Seat]:
        office.referral_id = sent_for_review(office, reply_by=None)
        approve(office)
        seat = sit_down(ADVOCATE)
        letters = WriteLetter(seat.session, Paperless(), office.rules)
        letters.release(office.referral_id, CopyMade.PRINTED)
        letters.mark_sent(office.referral_id, "secure email", office.clock.now())
        screen = ReferralScreen(seat.desk, Place("referral", office.referral_id))
        qtbot.addWidget(screen)
        screen.refresh()
        screen.show()
        return screen, seat

    return build


def texts(screen: ReferralScreen) -> str:
    return "\n".join(label.text() for label in screen.findChildren(Words))


def test_who_was_asked_and_when_is_on_the_log_and_the_day_to_ask_again_moves_on(open_sent: Open) -> None:
    screen, seat = open_sent()
    assert "ask again after Monday 30 November 2026" in screen.states.ask.text()
    screen.states.chase.click()
    (sheet,) = screen.findChildren(RecordChaseDialog)
    sheet.record()
    assert [link.accessibleName() for link in sheet.summary.links()] == [SAY_HOW]
    assert seat.said == []
    sheet.how.choose("by phone")
    sheet.told_by.setText("Duty worker")
    sheet.record()
    assert seat.said == ["Recorded. The next day to ask moved on."]
    assert "Asked again by phone" in texts(screen)
    assert "Spoke with: Duty worker" in texts(screen)
    assert screen.states.ask.text().startswith("Asked again once since it was last heard of.")


def test_where_they_passed_it_on_the_next_one_is_begun_with_the_facts_and_without_the_consent(
    open_sent: Open, office: Office, qtbot: QtBot
) -> None:
    screen, seat = open_sent()
    screen.states.happened.emit(ProgressState.REROUTED)
    (sheet,) = screen.findChildren(RecordProgressDialog)
    sheet.form.note.setPlainText("Passed to Millbrook Homes.")
    sheet.record()
    assert seat.went[-1] == Place("referral", office.referral_id, NEXT)
    nxt = ReferralScreen(seat.desk, seat.went[-1])
    qtbot.addWidget(nxt)
    nxt.refresh()
    nxt.show()
    before = seat.desk.referrals.view(office.referral_id).referral
    typed = nxt.editor.typed()
    assert (typed.ask, typed.shares) == (before.ask, before.shares)
    assert (typed.agency_id, typed.consent_id) == (None, None)
    assert "ask again for this one" in texts(nxt)
    nxt.editor.agency.show_choice("Exampleshire Council", before.agency_id, None)
    nxt.draft.typed()
    nxt.save()
    made = seat.desk.referrals.view(nxt.place().subject or office.referral_id)
    assert made.follows == f"R{before.number} to Exampleshire Council"
    assert made.referral.number != before.number


def test_a_screen_that_wrote_the_next_one_shows_the_one_before_again(
    open_sent: Open, office: Office, qtbot: QtBot
) -> None:
    screen, seat = open_sent()
    MakeReferral(seat.session, office.rules).record_progress(
        ProgressReport(
            referral_id=office.referral_id,
            to_state=ProgressState.DECLINED,
            happened_at=office.clock.now(),
            reason="at_capacity",
        )
    )
    screen.refresh()
    assert screen.states.next.isVisible()
    screen.arrive(Place("referral", office.referral_id, NEXT))
    screen.refresh()
    assert screen.editor.isVisible()
    screen.arrive(Place("referral", office.referral_id))
    screen.refresh()
    assert not screen.editor.isVisible()
    assert screen.states.next.isVisible()
    assert "They are full" in texts(screen)
    del qtbot


def test_the_need_it_answers_is_chosen_from_the_plan_and_kept(
    office: Office, sit_down: Callable[[str], Seat], qtbot: QtBot
) -> None:
    office.referral_id = sent_for_review(office)
    seat = sit_down(ADVOCATE)
    MakeReferral(seat.session, office.rules).take_back(office.referral_id)
    need = seat.desk.safety.plan.add_need(
        office.case_id, NeedForm(area=NeedArea.HOUSING, title="A safe place", opened_on=office.clock.today())
    )
    screen = ReferralScreen(seat.desk, Place("referral", office.referral_id))
    qtbot.addWidget(screen)
    screen.refresh()
    screen.show()
    combo = screen.editor.form.need
    assert combo.isVisible()
    combo.setCurrentIndex(1)
    screen.save()
    kept = seat.desk.referrals.view(office.referral_id)
    assert kept.referral.need_id == need
    assert kept.need is not None
    assert kept.need.title == "A safe place"


def test_what_an_agency_promises_and_how_long_to_wait_for_it_are_typed_in_the_directory(
    office: Office, sit_down: Callable[[str], Seat]
) -> None:
    seat = sit_down(SUPERVISOR)
    (line, *_) = seat.desk.directory.agencies("Exampleshire Council")
    kept: list[UUID] = []
    dialog = AgencyDialog(None, seat.desk, seat.desk.directory.agency(line.agency_id).agency, kept.append)
    dialog.promised.setText("soon")
    dialog.promised.setModified(True)
    dialog.record()
    assert kept == []
    assert dialog.message.isVisibleTo(dialog)
    dialog.promised.setText("5 working days")
    dialog.promised.setModified(True)
    dialog.chase.setPlainText("3 working days\n5 working days")
    dialog.chase.document().setModified(True)
    dialog.record()
    assert kept == [line.agency_id]
    agency = seat.desk.directory.agency(line.agency_id).agency
    assert (agency.promised_reply, agency.chase_after) == ("5 working days", ("3 working days", "5 working days"))
    del office


def test_how_long_to_wait_for_everybody_is_a_setting_and_what_cannot_be_counted_is_not_kept(
    office: Office, sit_down: Callable[[str], Seat], qtbot: QtBot
) -> None:
    del office
    seat = sit_down(SUPERVISOR)
    screen = SettingsScreen(seat.desk, Place("settings"))
    qtbot.addWidget(screen)
    screen.refresh()
    field = screen.chasing.waits
    assert field.value() == CHASE_AFTER
    for typed, expected in (("soon", CHASE_AFTER), ("5 working days\n3 days", ("5 working days", "3 days"))):
        field.edit.setPlainText(typed)
        field.edit.left.emit()
        assert seat.desk.settings.read().chase_after == expected
