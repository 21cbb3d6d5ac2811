from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from unittest.mock import MagicMock
from uuid import UUID

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.contacts import ContactKind, ContactResult, Direction
from advocate_desk.domain.reveals import RevealReason
from advocate_desk.domain.users import Role
from advocate_desk.services.keep_childhood import ChildhoodView
from advocate_desk.services.likeness_questions import AskedOfCase
from advocate_desk.services.show_case import SafeContactBanner
from advocate_desk.ui.desk import DeskContext, Who
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screen import Width
from advocate_desk.ui.screens.case import SECTIONS, CaseScreen
from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.case_cards import ReferralRow
from advocate_desk.ui.widgets.words import Words
from tests.support.desk import JO, MemoryDrafts, make_desk
from tests.support.example_cases import CERI, ExampleCases, ExampleContacts, ExampleReveals, summary
from tests.support.records import hidden_phone, numbered

Open = Callable[..., tuple[CaseScreen, DeskContext]]


class NothingYet:
    """What reads the timeline, the people and what is asked about them, of a case with nothing in it."""

    def entries(self, case_id: UUID) -> tuple[()]:
        return ()

    def people(self, case_id: UUID) -> tuple[()]:
        return ()

    def view(self, case_id: UUID) -> ChildhoodView:
        return ChildhoodView(young=(), note="", staff={})

    def of_case(self, case_id: UUID) -> AskedOfCase:
        return AskedOfCase()


NOBODY = SimpleNamespace(childhood=NothingYet(), questions=NothingYet())
"""The services of keeping somebody safe that the section of people asks."""


@pytest.fixture
def open_case(qapp: QApplication, theme: Theme, qtbot: QtBot) -> Open:
    def build(role: Role = Role.ADVOCATE, **services: object) -> tuple[CaseScreen, DeskContext]:
        usual: dict[str, object] = {"cases": ExampleCases(), "contacts": ExampleContacts()}
        who = Who(user_id=JO, name="Jo Advocate", role=role, is_sample=True)
        desk = make_desk(qapp, theme, who=who, **(usual | services))
        screen = CaseScreen(desk, Place("case", CERI))
        qtbot.addWidget(screen)
        screen.reflow(Width.WIDE)
        screen.resize(1200, 900)
        screen.refresh()
        with qtbot.waitActive(screen):
            screen.show()
            screen.activateWindow()
        return screen, desk

    return build


def holds_a_number(screen: CaseScreen) -> bool:
    """Say whether a number is anywhere in the tree of widgets, seen or not."""
    return any("07700" in label.text() for label in screen.findChildren(QLabel))


def keyboard() -> QWidget:
    """Return what the keyboard goes to."""
    holder = QApplication.focusWidget()
    assert holder is not None
    return holder


def words_on(screen: CaseScreen) -> str:
    return "\n".join(label.text() for label in screen.findChildren(Words) if label.isVisibleTo(screen))


def test_the_safe_contact_banner_stands_over_everything_and_holds_no_number(open_case: Open) -> None:
    screen, _ = open_case()
    assert "Text first" in screen.banner.headline.text()
    assert "Do not leave voicemail" in screen.banner.headline.text()
    assert "07700" not in words_on(screen)


def test_a_safe_number_is_shown_for_a_reason_and_hidden_again(open_case: Open) -> None:
    reveals = ExampleReveals()
    screen, _ = open_case(reveals=reveals)
    screen.reveal.button.click()
    assert "07700" not in words_on(screen)
    screen.reveal.reasons[RevealReason.CALLING_NOW].click()
    assert "07700 900123" in words_on(screen)
    assert reveals.asked == [(numbered(20), RevealReason.CALLING_NOW, "")]
    screen.reveal.button.click()
    assert "07700" not in words_on(screen)


def test_before_the_desk_locks_no_number_is_left_on_it(open_case: Open) -> None:
    screen, _ = open_case(reveals=ExampleReveals())
    screen.reveal.button.click()
    screen.reveal.reasons[RevealReason.CALLING_NOW].click()
    assert holds_a_number(screen)
    screen.keep_draft(lambda: None)
    assert not holds_a_number(screen)


def test_where_nobody_asked_the_number_is_shown_only_beside_a_warning(open_case: Open) -> None:
    ask = SafeContactBanner(
        recorded=False,
        headline="Ask how it is safe to contact Ceri Sample before you call.",
        never="",
        detail="",
        stale=True,
        may_show_number=False,
    )
    warning = "Nobody has said that this is safe to use."
    points = (hidden_phone(words="Phone, not asked if safe", warning=warning, safe=Answer.NOT_ASKED),)
    screen, _ = open_case(cases=ExampleCases(summary(banner=ask, points=points)))
    assert screen.reveal.button.text() == "Show anyway…"
    screen.reveal.button.click()
    assert warning in words_on(screen)
    assert screen.banner.property("role") == "danger"


def test_distressing_detail_is_one_step_away(open_case: Open) -> None:
    screen, _ = open_case()
    assert "hard to read" not in words_on(screen)
    [show] = [button for button in screen.findChildren(Button) if button.text() == "Show distressing detail"]
    show.click()
    assert "hard to read" in words_on(screen)


def test_a_row_that_is_read_again_keeps_the_keyboard(open_case: Open) -> None:
    screen, _ = open_case()
    for kind in (QCheckBox, ReferralRow):
        row = screen.section.findChildren(kind)[0]
        row.setFocus()
        screen.refresh()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QApplication.sendPostedEvents()
        holder = QApplication.focusWidget()
        assert isinstance(holder, kind)
        assert holder.accessibleName() in {each.accessibleName() for each in screen.section.findChildren(kind)}


def test_a_row_that_is_gone_hands_the_keyboard_on(open_case: Open) -> None:
    cases = ExampleCases()
    screen, _ = open_case(cases=cases)
    screen.section.findChildren(ReferralRow)[-1].setFocus()
    screen.section.show_summary(replace(cases.summary(CERI), referrals=()))
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.sendPostedEvents()
    holder = QApplication.focusWidget()
    assert holder is not None
    assert holder.isVisible()


def test_a_tick_is_kept_and_can_be_taken_back(open_case: Open, qtbot: QtBot) -> None:
    cases = ExampleCases()
    screen, desk = open_case(cases=cases)
    with qtbot.waitSignal(desk.navigator.said) as said:
        screen.section.findChildren(QCheckBox)[0].click()
    assert cases.finished == [(numbered(300), True)]
    said.args[1]()
    assert cases.finished[-1] == (numbered(300), False)


def test_a_referral_opens_from_its_row(open_case: Open, qtbot: QtBot) -> None:
    screen, desk = open_case()
    with qtbot.waitSignal(desk.navigator.went) as went:
        screen.section.findChildren(ReferralRow)[0].click()
    assert went.args == [Place("referral", numbered(40))]


def test_r_begins_a_referral_for_this_case(open_case: Open, qtbot: QtBot) -> None:
    screen, desk = open_case()
    with qtbot.waitSignal(desk.navigator.went) as went:
        qtbot.keyClick(screen, Qt.Key.Key_R)
    assert went.args == [Place("referral", CERI, "new")]


def test_a_contact_is_logged_by_four_keys_and_the_words(open_case: Open, qtbot: QtBot) -> None:
    contacts = ExampleContacts()
    screen, _ = open_case(contacts=contacts)
    qtbot.keyClick(screen, Qt.Key.Key_L)
    qtbot.keyClick(keyboard(), Qt.Key.Key_2)
    qtbot.keyClick(keyboard(), Qt.Key.Key_Tab)
    qtbot.keyClicks(keyboard(), "Rang twice")
    action = screen.main_action()
    assert action is not None
    action.trigger()
    [logged] = contacts.logged
    assert (logged.kind, logged.direction) == (ContactKind.CALL, Direction.OUTGOING)
    assert (logged.result, logged.summary) == (ContactResult.NO_ANSWER, "Rang twice")
    assert not screen.sheet.isVisible()


def test_without_a_result_nothing_is_logged_and_it_says_why(open_case: Open, qtbot: QtBot) -> None:
    contacts = ExampleContacts()
    screen, _ = open_case(contacts=contacts)
    qtbot.keyClick(screen, Qt.Key.Key_L)
    screen.sheet.save.click()
    assert contacts.logged == []
    assert "press 1 to 6" in screen.sheet.message.headline.text()


def test_the_sheet_says_when_a_call_is_not_safe_to_begin(open_case: Open, qtbot: QtBot) -> None:
    screen, _ = open_case(contacts=ExampleContacts(allowed=False))
    qtbot.keyClick(screen, Qt.Key.Key_L)
    assert "Nobody has said yet that calling is safe." in screen.sheet.safe.detail.text()
    screen.sheet.direction.choose(Direction.INCOMING)
    screen.sheet.direction.chosen.emit(str(Direction.INCOMING))
    assert not screen.sheet.safe.isVisible()


def test_escape_keeps_half_typed_words_as_a_draft(open_case: Open, qtbot: QtBot) -> None:
    drafts = MemoryDrafts()
    screen, _ = open_case(drafts=drafts)
    qtbot.keyClick(screen, Qt.Key.Key_L)
    qtbot.keyClicks(screen.sheet.form.note, "She said")
    qtbot.keyClick(screen.sheet, Qt.Key.Key_Escape)
    [body] = drafts.kept.values()
    assert "She said" in body


def test_locking_keeps_half_typed_words_before_it_goes_on(open_case: Open, qtbot: QtBot) -> None:
    drafts, order = MemoryDrafts(), []
    screen, _ = open_case(drafts=drafts)
    qtbot.keyClick(screen, Qt.Key.Key_L)
    qtbot.keyClicks(screen.sheet.form.note, "She said")
    screen.keep_draft(lambda: order.append(len(drafts.kept)))
    assert order == [1]


def test_letters_staff_may_look_but_not_write(open_case: Open) -> None:
    screen, _ = open_case(role=Role.LETTERS)
    assert not screen.log.isVisibleTo(screen)
    assert not screen.refer.isVisibleTo(screen)


def test_a_name_that_looks_like_markup_is_shown_as_typed(open_case: Open) -> None:
    shown = summary()
    name = "<b>Ceri</b>"
    screen, _ = open_case(cases=ExampleCases(replace(shown, client=replace(shown.client, name_to_use=name))))
    assert screen.name.text() == name
    assert screen.name.textFormat() is Qt.TextFormat.PlainText


def test_a_section_comes_to_the_front_by_its_tab_and_lock_leads_back_to_it(open_case: Open, qtbot: QtBot) -> None:
    screen, _ = open_case(timeline=NothingYet(), people=NothingYet(), safety=NOBODY)
    qtbot.mouseClick(screen.tabs.control("timeline"), Qt.MouseButton.LeftButton)
    assert screen.place() == Place("case", CERI, "timeline")
    assert screen.section.title == "Timeline"


def test_sections_turn_by_key_in_both_directions_and_round_the_end(open_case: Open, qtbot: QtBot) -> None:
    screen, _ = open_case(timeline=NothingYet(), people=NothingYet(), safety=NOBODY, way=MagicMock())
    parts = [kind.part for kind in SECTIONS]
    qtbot.keyClick(screen, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert screen.place().part == parts[1]
    qtbot.keyClick(screen, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert screen.place().part == ""
    qtbot.keyClick(screen, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert screen.place().part == parts[2]


def test_a_place_with_a_section_opens_at_it_and_an_unknown_one_at_the_summary(open_case: Open) -> None:
    screen, _ = open_case(timeline=NothingYet(), people=NothingYet(), safety=NOBODY)
    screen.arrive(Place("case", CERI, "people"))
    assert screen.section.title == "People"
    screen.arrive(Place("case", CERI, "no such part"))
    assert screen.section.title == "Summary"


def test_where_there_is_no_room_for_tabs_a_list_names_the_sections(open_case: Open) -> None:
    screen, _ = open_case(timeline=NothingYet(), people=NothingYet(), safety=NOBODY)
    screen.reflow(Width.NARROW)
    screen.arrive(Place("case", CERI, "people"))
    chosen = screen.tabs.control("people")
    assert isinstance(chosen, QComboBox)
    assert chosen.currentText() == "People"


def test_leaving_a_section_keeps_what_is_half_typed_in_it(open_case: Open, qtbot: QtBot) -> None:
    drafts = MemoryDrafts()
    screen, _ = open_case(timeline=NothingYet(), people=NothingYet(), safety=NOBODY, drafts=drafts)
    qtbot.keyClick(screen, Qt.Key.Key_N)
    assert screen.section.title == "Timeline"
    qtbot.keyClicks(screen.section.findChildren(QPlainTextEdit)[0], "Half")
    qtbot.mouseClick(screen.tabs.control("people"), Qt.MouseButton.LeftButton)
    assert "Half" in next(iter(drafts.kept.values()))


def test_somebody_without_a_name_has_a_case_all_the_same(open_case: Open) -> None:
    shown = summary()
    screen, _ = open_case(cases=ExampleCases(replace(shown, client=replace(shown.client, name_to_use=" "))))
    assert screen.name.text() == "Name not known"
    assert "What this person wants" in words_on(screen)
