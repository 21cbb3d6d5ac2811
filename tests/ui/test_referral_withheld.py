"""A share box that this agency must not have is greyed with the reason beside it, never merely missing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from pytestqt.qtbot import QtBot

from advocate_desk.domain.consent import Share
from advocate_desk.services.make_referral import MakeReferral
from advocate_desk.services.withhold import WithheldForm, Withhold
from advocate_desk.ui.exhibits.exhibit import frame
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screens.referral import NEW, ReferralScreen
from advocate_desk.ui.screens.referral_editor import ReferralEditor
from advocate_desk.ui.widgets.withheld_box import UNTICK
from tests.services.desk import ADVOCATE, Office, consent_for, form, phone_of
from tests.support.seat import Seat

SitDown = Callable[[str], Seat]
WHY = "His sister reads the post there."
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # offscreen, no list is raised


@contextmanager
def editor_at(seat: Seat, place: Place, qtbot: QtBot) -> Iterator[ReferralEditor]:
    shell = frame(seat.desk, place)
    qtbot.addWidget(shell)
    shell.show()
    screen = shell.screen_in_front()
    assert isinstance(screen, ReferralScreen)
    yield screen.editor
    shell.hide()


def withhold(office: Office, seat: Seat, *shares: Share, to_all: bool = False) -> None:
    closed = WithheldForm(what="", why=WHY, shares=shares, agency_id=None if to_all else office.agency_id)
    Withhold(seat.session).keep(office.case_id, closed)


def test_a_fact_withheld_from_the_chosen_agency_is_greyed_with_its_reason(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    seat = sit_down(ADVOCATE)
    consent_for(office, seat.session)
    withhold(office, seat, Share.RISK_SUMMARY)
    with editor_at(seat, Place("referral", office.case_id, NEW), qtbot) as editor:
        closed, free = editor.withheld[Share.RISK_SUMMARY], editor.withheld[Share.CHILDREN]
        assert (closed.box.isEnabled(), closed.box.isChecked(), closed.reason.isVisible()) == (False, False, True)
        assert closed.reason.text() == f"Must be kept from this recipient: {WHY}"
        assert WHY in closed.box.accessibleDescription()
        assert (free.box.isEnabled(), free.reason.isVisible()) == (True, False)
        editor.form.agency.setText("")
        editor.form.agency.textEdited.emit("")
        assert closed.box.isEnabled(), "nobody is asked yet, and only this agency must not have it"


def test_what_nobody_may_have_is_greyed_before_an_agency_is_chosen(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    seat = sit_down(ADVOCATE)
    withhold(office, seat, Share.SAFE_CONTACT, to_all=True)
    with editor_at(seat, Place("referral", office.case_id, NEW), qtbot) as editor:
        assert not editor.withheld[Share.SAFE_CONTACT].box.isEnabled()
        (point,) = editor.withheld_points.values()
        assert not point.box.isEnabled(), "how to make contact takes its numbers with it"


def test_what_was_ticked_before_it_was_withheld_stays_to_be_unticked_by_hand(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    seat = sit_down(ADVOCATE)
    consent = consent_for(office, seat.session, phone_of(office, seat.session).id)
    saved = MakeReferral(seat.session, office.rules).save(form(office, consent), None)
    withhold(office, seat, Share.RISK_SUMMARY)
    with editor_at(seat, Place("referral", saved.id), qtbot) as editor:
        closed = editor.withheld[Share.RISK_SUMMARY]
        assert (closed.box.isEnabled(), closed.box.isChecked()) == (True, True)
        assert closed.reason.text().endswith(UNTICK)
        closed.box.click()
        assert (closed.box.isEnabled(), closed.box.isChecked()) == (False, False)
        assert closed.reason.isVisible()
