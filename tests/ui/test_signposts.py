"""Signposts at the plan, the referrals that answer a need, and the reference that brings a reply to its referral."""

from collections.abc import Callable
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from advocate_desk.domain.support_plan import NeedArea
from advocate_desk.services.keep_plan import NeedForm
from advocate_desk.services.make_referral import MakeReferral, ReferralForm
from advocate_desk.ui.dialogs.record_reply import TYPE_IT, RecordReplySheet
from advocate_desk.ui.dialogs.signposts import SAY_WHERE, SAY_WHY, HeardSheet, SignpostSheet
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screens.case_plan import PlanSection
from advocate_desk.ui.screens.caseload import CaseloadScreen
from advocate_desk.ui.screens.letters import LettersScreen
from tests.services.desk import ADVOCATE, LETTERS, Office, sent_for_review
from tests.support.seat import Seat
from tests.support.sections import open_section

Open = Callable[[], tuple[PlanSection, Seat]]
HOME = NeedForm(area=NeedArea.HOUSING, title="Somewhere safe to live", opened_on=date(2026, 11, 11))


@pytest.fixture
def open_plan(office: Office, sit_down: Callable[[str], Seat], qtbot: QtBot) -> Open:
    def build() -> tuple[PlanSection, Seat]:
        seat = sit_down(ADVOCATE)
        seat.desk.safety.plan.add_need(office.case_id, HOME)
        return open_section(PlanSection, seat.desk, office.case_id, qtbot), seat

    return build


def test_a_service_is_named_for_a_need_and_what_came_of_it_is_told_later(open_plan: Open) -> None:
    section, seat = open_plan()
    (card,) = section.cards()
    card.signpost.click()
    (sheet,) = section.findChildren(SignpostSheet)
    sheet.record()
    assert [link.accessibleName() for link in sheet.summary.links()] == [SAY_WHERE, SAY_WHY]
    sheet.to.agency.setText("Sample Food Bank")
    sheet.why.show_words("Food for the week")
    sheet.record()
    assert seat.said == ["Signpost recorded."]
    (line,) = seat.desk.way.signposts.view(section.case_id)
    assert (line.signpost.to, line.signpost.agency_id, line.need) == ("Sample Food Bank", None, HOME.title)
    section.signposts.heard[0].click()
    (heard,) = section.findChildren(HeardSheet)
    heard.words.show_words("Went on Tuesday.")
    heard.record()
    (line,) = seat.desk.way.signposts.view(section.case_id)
    assert (line.signpost.came_of_it, line.signpost.heard_on) == ("Went on Tuesday.", date(2026, 11, 23))
    assert section.signposts.heard[0].text() == "Change"


def test_a_need_leads_to_the_referral_that_answers_it(open_plan: Open, office: Office) -> None:
    section, seat = open_plan()
    (need,) = seat.desk.safety.plan.view(office.case_id).needs
    make = MakeReferral(seat.session, office.rules)
    blank = make.blank(office.case_id).referral
    taken = {name: getattr(blank, name) for name in ReferralForm.__slots__}
    (choice, *_) = make.agencies("Exampleshire")
    made = make.save(ReferralForm(**{**taken, "agency_id": choice.agency.id, "need_id": need.need.id}), None)
    section.refresh()
    (card,) = section.cards()
    (row,) = card.referrals
    assert row.open.accessibleName() == "Open: Referred to Exampleshire Council (R1): Draft"
    row.open.click()
    assert seat.went == [Place("referral", made.id)]


def test_the_reference_on_a_reply_opens_its_referral_from_letters_and_from_the_search(
    office: Office, sit_down: Callable[[str], Seat], qtbot: QtBot
) -> None:
    office.referral_id = sent_for_review(office)
    seat = sit_down(ADVOCATE)
    reference = seat.desk.referrals.view(office.referral_id).referral.reply_reference
    letters = LettersScreen(seat.desk, Place("letters"))
    qtbot.addWidget(letters)
    letters.reply.click()
    (sheet,) = letters.findChildren(RecordReplySheet)
    sheet.record()
    assert sheet.field.error.text() == TYPE_IT
    sheet.reference.setText("RE-0000-000")
    sheet.record()
    assert seat.went == []
    sheet.reference.setText(reference.lower())
    sheet.record()
    caseload = CaseloadScreen(seat.desk, Place("caseload"))
    qtbot.addWidget(caseload)
    caseload.show()
    caseload.search.setText(reference)
    caseload.search.returnPressed.emit()
    assert seat.went == [Place("referral", office.referral_id)] * 2


def test_whoever_prints_letters_records_no_reply(office: Office, sit_down: Callable[[str], Seat], qtbot: QtBot) -> None:
    del office
    letters = LettersScreen(sit_down(LETTERS).desk, Place("letters"))
    qtbot.addWidget(letters)
    assert letters.reply.isHidden()
