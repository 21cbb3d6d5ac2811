from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.safe_contact import Method, SafeContactPlan
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


def test_the_day_to_check_again_is_brought_forward_and_a_half_typed_one_is_back(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    seat = sit_down(ADVOCATE)
    with section_of(seat, office, qtbot) as (case, section):
        assert not section.sooner.isVisible()
        section.sooner_opening.button.click()
        qtbot.keyClicks(section.sooner.edit, "4 D")
        section.gone_through.click()
        assert section.sooner.error.isVisible()
        assert "20 November" in section.checked.text()
        case.keep_draft(lambda: None)
    with section_of(seat, office, qtbot) as (_, section):
        assert section.sooner.edit.text() == "4 D"
        assert section.sooner.isVisible()
        qtbot.keyClicks(section.sooner.edit, "ec")
        section.gone_through.click()
        assert "Check again by 4 December." in section.checked.text()
        assert not section.sooner.isVisible()
        assert section.sooner.text() == ""


def test_a_day_later_than_the_usual_one_is_refused_with_the_day_it_is_due(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    with section_of(sit_down(ADVOCATE), office, qtbot) as (_, section):
        section.sooner_opening.button.click()
        qtbot.keyClicks(section.sooner.edit, "1 March 2027")
        section.gone_through.click()
        assert "It can be sooner, never later." in section.message.headline.text() + section.message.detail.text()
        assert section.sooner.text() == "1 March 2027"


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


def test_the_card_says_at_once_whether_to_call_text_or_write(sit_down: SitDown, office: Office, qtbot: QtBot) -> None:
    with section_of(sit_down(ADVOCATE), office, qtbot) as (_, section):
        assert {line.what: line.allowed for line in section.now.lines} == {"Call": True, "Text": True, "Write": False}
        assert "Write: no" in all_words(section)


def test_a_screen_left_open_says_when_the_safe_time_is_over(sit_down: SitDown, office: Office, qtbot: QtBot) -> None:
    seat = sit_down(ADVOCATE)
    keep_windows(seat, office, "mon-fri 10:00-11:00")
    with section_of(seat, office, qtbot) as (case, section):
        assert section.now.lines[0].allowed
        office.clock.later(minutes=20)
        section.minute.timeout.emit()
        assert section.now.lines[0].why == "Not a safe time. Opens 10am tomorrow."
        assert case.banner.headline.text().startswith("Not a safe time, opens 10am tomorrow.")
        assert case.reveal.button.text() == "Show anyway…"


def test_the_banner_over_any_section_says_when_the_safe_time_is_over(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    seat = sit_down(ADVOCATE)
    keep_windows(seat, office, "mon-fri 10:00-11:00")
    with section_of(seat, office, qtbot) as (case, _):
        case._choose("timeline")
        case.minute.timeout.emit()
        assert case.banner.headline.text().startswith("Text first")
        office.clock.later(minutes=20)
        case.minute.timeout.emit()
        assert case.banner.headline.text().startswith("Not a safe time, opens 10am tomorrow.")


def test_safe_times_are_typed_read_back_in_words_and_saved(sit_down: SitDown, office: Office, qtbot: QtBot) -> None:
    seat = sit_down(ADVOCATE)
    with section_of(seat, office, qtbot) as (case, section):
        fields = section.fields
        fields.windows.add_button.click()
        (line,) = fields.windows.rows()
        assert line.edit.hasFocus()
        qtbot.keyClicks(line.edit, "weekdays 12-2pm")
        assert line.read.text() == "Monday to Friday, midday to 2pm"
        fields.exceptions.add()
        qtbot.keyClicks(fields.exceptions.rows()[0].edit, "tomorrow")
        assert fields.exceptions.rows()[0].read.text() == "Not on 24 November"
        section.save.click()
        assert "opens midday today" in case.banner.headline.text()
        assert section.fields.windows.texts() == ("mon-fri midday-2pm",)
    kept = PlanContact(seat.session).view(office.case_id).plan
    assert kept is not None
    assert (kept.windows, kept.exceptions) == (("mon-fri 12:00-14:00",), ("2026-11-24 never",))


def test_a_time_nobody_can_read_is_named_and_nothing_is_saved(sit_down: SitDown, office: Office, qtbot: QtBot) -> None:
    seat = sit_down(ADVOCATE)
    with section_of(seat, office, qtbot) as (_, section):
        section.fields.exceptions.add()
        section.fields.exceptions.rows()[0].edit.setText("30 feb")
        section.fields.openings["when"].open(False)
        section.gone_through.click()
        assert section.fields.openings["when"].is_open
        (link,) = section.problems.links()
        assert "no 30 February" in link.sentence.text()
        link.click()
        assert section.fields.exceptions.rows()[0].edit.hasFocus()
        assert seat.said == []
        section.fields.exceptions.rows()[0].remove.click()
        assert section.fields.exceptions.add_button.hasFocus()
        section.save.click()
        assert seat.said == ["Safe contact saved."]


def test_a_plan_whose_times_cannot_be_read_shows_them_to_be_mended(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    seat = sit_down(ADVOCATE)
    with seat.session.work() as unit:
        unit.change(unit.find(SafeContactPlan, case_id=office.case_id)[0], windows=("mornings",))
        unit.commit("a time from elsewhere")
    with section_of(seat, office, qtbot) as (_, section):
        assert section.fields.windows.texts() == ("mornings",)
        assert "cannot be read" in section.now.lines[0].why
        section.save.setEnabled(True)
        section.save.click()
        assert section.problems.links()


def test_a_half_typed_time_is_back_after_a_lock(sit_down: SitDown, office: Office, qtbot: QtBot) -> None:
    seat = sit_down(ADVOCATE)
    with section_of(seat, office, qtbot) as (case, section):
        section.fields.windows.add()
        qtbot.keyClicks(section.fields.windows.rows()[0].edit, "weekdays 12")
        section.fields.texts["emergency"].setPlainText("Ask the police to look in.")
        case.keep_draft(lambda: None)
    with section_of(seat, office, qtbot) as (_, fresh):
        assert fresh.fields.windows.texts() == ("weekdays 12",)
        assert fresh.fields.openings["emergency"].summary.text() == "Ask the police to look in"


def test_what_is_not_needed_at_first_glance_opens_at_a_press(sit_down: SitDown, office: Office, qtbot: QtBot) -> None:
    with section_of(sit_down(ADVOCATE), office, qtbot) as (_, section):
        opening = section.fields.openings["voice"]
        assert not section.fields.texts["identity"].isVisible()
        assert opening.button.accessibleName().endswith("closed")
        QTest.keyClick(opening.button, Qt.Key.Key_Return)
        assert section.fields.texts["identity"].isVisible()
        assert opening.button.accessibleName().endswith("open")


def test_what_is_never_to_be_used_is_listed_without_its_value(sit_down: SitDown, office: Office, qtbot: QtBot) -> None:
    with section_of(sit_down(ADVOCATE), office, qtbot) as (_, section):
        assert "Phone of Pat Pretend" in all_words(section)
        assert "900666" not in all_words(section)


def keep_windows(seat: Seat, office: Office, *windows: str) -> None:
    plans = PlanContact(seat.session)
    before = plans.view(office.case_id).plan
    plans.save(office.case_id, replace(PlanForm.of(before), windows=windows), before)
