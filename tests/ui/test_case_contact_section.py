from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.safe_contact import Method
from advocate_desk.services.plan_contact import STRICTER_KEPT, PlanContact, PlanForm
from advocate_desk.ui.exhibits.exhibit import frame
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screens.case import CaseScreen
from advocate_desk.ui.screens.case_contact import SafeContactSection
from advocate_desk.ui.widgets.words import Words
from tests.services.desk import ADVOCATE, Office
from tests.support.seat import Seat

SitDown = Callable[[str], Seat]


@contextmanager
def section_of(seat: Seat, office: Office, qtbot: QtBot) -> Iterator[tuple[CaseScreen, SafeContactSection]]:
    """Open the section in its frame."""
    shell = frame(seat.desk, Place("case", office.case_id, "contact"))
    qtbot.addWidget(shell)
    with qtbot.waitActive(shell):
        shell.show()
        shell.activateWindow()
    case = shell.screen_in_front()
    assert isinstance(case, CaseScreen)
    (section,) = shell.findChildren(SafeContactSection)
    yield case, section
    section.draft.settle()
    shell.hide()


def all_words(section: SafeContactSection) -> str:
    return "\n".join(label.text() for label in section.findChildren(Words))


def test_a_no_is_saved_and_the_banner_says_so_at_once(sit_down: SitDown, office: Office, qtbot: QtBot) -> None:
    seat = sit_down(ADVOCATE)
    with section_of(seat, office, qtbot) as (case, section):
        row = section.fields.ways[Method.CALL]
        assert row.value() is Answer.YES
        row.focus_button().setFocus()
        QTest.keyClick(row.focus_button(), Qt.Key.Key_N)
        assert row.value() is Answer.NO
        section.save.click()
        assert "No calls." in case.banner.headline.text()
        assert seat.said[-1] == "Safe contact saved."
        assert "Calls: no" in all_words(section)
    assert seat.session.store.drafts.load(section.draft.key) is None


def test_what_the_form_has_no_field_for_stays_as_it_was(sit_down: SitDown, office: Office, qtbot: QtBot) -> None:
    seat = sit_down(ADVOCATE)
    plans = PlanContact(seat.session)
    before = plans.view(office.case_id).plan
    form = replace(PlanForm.of(before), windows=("mon-fri 10:00-14:00",), identity="the library", in_person=Answer.NO)
    plans.save(office.case_id, form, before)
    with section_of(seat, office, qtbot) as (_, section):
        section.fields.never.setPlainText("Not at work")
        section.save.click()
    kept = plans.view(office.case_id).plan
    assert PlanForm.of(kept) == replace(form, never="Not at work")


def test_gone_through_together_needs_one_press(sit_down: SitDown, office: Office, qtbot: QtBot) -> None:
    office.clock.later(days=20)
    with section_of(sit_down(ADVOCATE), office, qtbot) as (_, section):
        section.gone_through.click()
        assert section.checked.text().startswith("Gone through together 13 December by Jo Advocate.")
        assert "Check again by 10 January 2027." in section.checked.text()


def test_what_somebody_else_wrote_meanwhile_is_met_and_never_refused(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    seat = sit_down(ADVOCATE)
    with section_of(seat, office, qtbot) as (_, section):
        plans = PlanContact(seat.session)
        opened_on = plans.view(office.case_id).plan
        assert opened_on is not None
        section.fields.ways[Method.TEXT].give(Answer.NOT_KNOWN)
        plans.save(office.case_id, replace(PlanForm.of(opened_on), text=Answer.NO), opened_on)
        section.save.click()
        assert section.message.headline.text() == STRICTER_KEPT
        assert section.fields.ways[Method.TEXT].value() is Answer.NO


def test_what_was_changed_and_not_saved_is_back_against_the_plan_it_was_changed_on(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    seat = sit_down(ADVOCATE)
    with section_of(seat, office, qtbot) as (case, section):
        section.fields.ways[Method.TEXT].give(Answer.NOT_KNOWN)
        section.fields.texts["never"].setPlainText("Not at work")
        case.keep_draft(lambda: None)
    plans = PlanContact(seat.session)
    opened_on = plans.view(office.case_id).plan
    assert opened_on is not None
    plans.save(office.case_id, replace(PlanForm.of(opened_on), text=Answer.NO), opened_on)
    with section_of(seat, office, qtbot) as (_, fresh):
        assert fresh.fields.texts["never"].toPlainText() == "Not at work"
        assert "is not saved yet" in fresh.resumed.headline.text()
        fresh.save.click()
        assert fresh.message.headline.text() == STRICTER_KEPT
        form = fresh.fields.form()
    assert (form.text, form.never) == (Answer.NO, "Not at work")


def test_numbers_and_addresses_are_listed_without_their_values(sit_down: SitDown, office: Office, qtbot: QtBot) -> None:
    with section_of(sit_down(ADVOCATE), office, qtbot) as (_, section):
        told = all_words(section)
        assert "Phone, safe to call and text" in told
        assert "hidden" in told
        assert "07700" not in told
        assert "Friend Street" not in told


def test_the_letters_of_the_answers_never_log_a_contact(sit_down: SitDown, office: Office, qtbot: QtBot) -> None:
    with section_of(sit_down(ADVOCATE), office, qtbot) as (case, section):
        row = section.fields.ways[Method.EMAIL]
        row.focus_button().setFocus()
        QTest.keyClick(row.focus_button(), Qt.Key.Key_D)
        assert row.value() is Answer.NOT_KNOWN
        QTest.keyClick(row.focus_button(), Qt.Key.Key_Down)
        assert section.fields.ways[Method.POST].focus_button().hasFocus()
        assert not case.sheet.isVisible()
