from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from advocate_desk.domain.consent import Share
from advocate_desk.ui.dialogs.give_consent import SAY_WHAT_FOR, GiveConsentDialog
from advocate_desk.ui.exhibits.exhibit import frame
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screens.case import CaseScreen
from advocate_desk.ui.screens.case_consent import ConsentSection
from advocate_desk.ui.typed_draft import keep_all
from advocate_desk.ui.widgets.agency_field import NOT_CHOSEN
from tests.services.desk import ADVOCATE, Office, consent_for
from tests.support.seat import Seat

SitDown = Callable[[str], Seat]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # offscreen, no list is raised


@contextmanager
def consent_section(seat: Seat, office: Office, qtbot: QtBot) -> Iterator[ConsentSection]:
    """Open the section in its frame."""
    shell = frame(seat.desk, Place("case", office.case_id, "consent"))
    qtbot.addWidget(shell)
    with qtbot.waitActive(shell):
        shell.show()
        shell.activateWindow()
    assert isinstance(shell.screen_in_front(), CaseScreen)
    (section,) = shell.findChildren(ConsentSection)
    yield section
    shell.hide()


def test_consent_is_withdrawn_in_two_presses_and_the_words_undo_it(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    seat = sit_down(ADVOCATE)
    consent_for(office, seat.session)
    with consent_section(seat, office, qtbot) as section:
        (card,) = section.cards
        card.begin.click()
        assert card.keep.hasFocus(), "nothing is withdrawn by a second press of the same key"
        card.withdraw.click()
        (withdrawn,) = section.cards
        qtbot.waitUntil(withdrawn.take_back.isVisible)
        assert not withdrawn.begin.isVisible()
        assert seat.said[-1] == "Consent withdrawn."
        seat.undo[-1]()
        qtbot.waitUntil(section.cards[0].begin.isVisible)


def test_changing_ones_mind_about_withdrawing_changes_nothing(sit_down: SitDown, office: Office, qtbot: QtBot) -> None:
    seat = sit_down(ADVOCATE)
    consent = consent_for(office, seat.session)
    with consent_section(seat, office, qtbot) as section:
        section.cards[0].begin.click()
        section.cards[0].keep.click()
        assert section.cards[0].begin.hasFocus()
    (line,) = seat.desk.consents.view(office.case_id).consents
    assert (line.consent.id, line.holds) == (consent.id, True)


def test_with_three_mistakes_nothing_is_recorded_and_every_typed_word_stays(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    seat = sit_down(ADVOCATE)
    with consent_section(seat, office, qtbot) as section:
        section.record.click()
        (dialog,) = section.findChildren(GiveConsentDialog)
        qtbot.waitUntil(dialog.isActiveWindow)
        dialog.agency_line.agency.setText("Nobody we know")
        dialog.fields.form.expires_on.setText("31/2")
        dialog.fields.form.interpreter.setText("Sal Invented")
        dialog.record()
        assert dialog.summary.hasFocus()
        told = [link.accessibleName() for link in dialog.summary.links()]
        assert told == [NOT_CHOSEN, SAY_WHAT_FOR, "There is no 31 February. Check the day."]
        assert dialog.fields.form.interpreter.text() == "Sal Invented"
        dialog.summary.links()[2].click()
        assert dialog.fields.form.expires_on.hasFocus()
        dialog.reject()
    assert seat.desk.consents.view(office.case_id).consents == ()


def test_a_consent_is_recorded_from_the_case_by_keyboard(sit_down: SitDown, office: Office, qtbot: QtBot) -> None:
    seat = sit_down(ADVOCATE)
    with consent_section(seat, office, qtbot) as section:
        section.record.click()
        (dialog,) = section.findChildren(GiveConsentDialog)
        qtbot.waitUntil(dialog.isActiveWindow)
        QTest.keyClicks(dialog.agency_line.agency, "hous")
        QTest.keyClick(dialog.agency_line.agency, Qt.Key.Key_Return)
        dialog.purpose.setCurrentText("Emergency housing")
        dialog.shares[Share.RISK_SUMMARY].setFocus()
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Space)
        dialog.fields.form.expires_on.setText("+4w")
        dialog.record()
        (card,) = section.cards
        qtbot.waitUntil(card.begin.isVisible)
    (line,) = seat.desk.consents.view(office.case_id).consents
    assert (line.consent.agency_id, line.consent.shares) == (office.agency_id, (Share.RISK_SUMMARY,))
    assert (line.consent.given_on, line.consent.expires_on) == (date(2026, 11, 23), date(2026, 12, 21))


def test_a_consent_half_recorded_when_the_desk_locked_stands_there_again(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    seat = sit_down(ADVOCATE)
    with consent_section(seat, office, qtbot) as section:
        section.record.click()
        (dialog,) = section.findChildren(GiveConsentDialog)
        qtbot.waitUntil(dialog.isActiveWindow)
        QTest.keyClicks(dialog.agency_line.agency, "hous")
        QTest.keyClick(dialog.agency_line.agency, Qt.Key.Key_Return)
        dialog.purpose.setCurrentText("Emergency housing")
        dialog.shares[Share.RISK_SUMMARY].setChecked(True)
        dialog.fields.form.interpreter.setText("Sal Invented")
        keep_all([section], lambda: None)
        again = GiveConsentDialog(section, seat.desk, office.case_id, (), ())
        assert again.agency.ids() == dialog.agency.ids() != (None, None)
        assert again.purpose.currentText() == "Emergency housing"
        assert again.shares[Share.RISK_SUMMARY].isChecked()
        assert again.fields.form.interpreter.text() == "Sal Invented"
        again.reject()
        dialog.reject()
    assert seat.desk.drafts.load(f"give-consent {office.case_id}") is None
