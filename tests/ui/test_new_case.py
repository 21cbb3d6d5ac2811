from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.cases import Case
from advocate_desk.domain.memorable_dates import Box
from advocate_desk.domain.people import shown_name
from advocate_desk.domain.safe_contact import SafeContactPlan
from advocate_desk.services.case_file import read_case_file
from advocate_desk.ui.exhibits.exhibit import frame
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screens.case_risk import RiskSection
from advocate_desk.ui.screens.new_case import ASK_SUPERVISOR, DRAFT_KEY, NewCaseScreen
from advocate_desk.ui.screens.new_case_contact import ASKED, CHOOSE, NOBODY
from advocate_desk.ui.screens.new_case_risk import CHECKLIST, GIVE_REASON, JUDGED
from advocate_desk.ui.shell import Shell
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.problem_summary import TITLE
from tests.services.desk import ADVOCATE, SUPERVISOR
from tests.support.accessible import controls
from tests.support.seat import Seat

SitDown = Callable[[str], Seat]


@contextmanager
def new_case(seat: Seat, qtbot: QtBot) -> Iterator[tuple[Shell, NewCaseScreen]]:
    """Open a new case in its frame, with the keyboard in it."""
    shell = frame(seat.desk, Place("new-case"))
    qtbot.addWidget(shell)
    with qtbot.waitActive(shell):
        shell.show()
        shell.activateWindow()
    screen = shell.screen_in_front()
    assert isinstance(screen, NewCaseScreen)
    screen.page.first_field().setFocus()
    yield shell, screen
    screen.draft.settle()
    shell.hide()


def focus() -> QWidget:
    """Return what has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(focus(), key, modifier)


def cases_of(seat: Seat) -> int:
    with seat.session.work() as unit:
        return len(unit.find(Case))


def choose(screen: NewCaseScreen, how: str) -> None:
    """Answer whether anybody has asked, as a press does."""
    screen.contact.how_known.choose(how)
    screen.contact.how_known.chosen.emit(how)


def test_a_case_is_opened_by_keyboard_alone_and_only_safe_contact_has_to_be_answered(
    sit_down: SitDown, qtbot: QtBot
) -> None:
    seat = sit_down(ADVOCATE)
    with new_case(seat, qtbot) as (shell, screen):
        QTest.keyClicks(focus(), "O")
        press(Qt.Key.Key_Return)
        assert screen.page is screen.contact
        for _ in range(2):
            press(Qt.Key.Key_Right)
        press(Qt.Key.Key_Space)
        assert screen.contact.how_known.value() == NOBODY
        assert "nothing is safe" in screen.contact.told.text()
        press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert screen.page is screen.referral
        press(Qt.Key.Key_Return)
        assert screen.page is screen.risk
        assert cases_of(seat) == 1, "nothing is kept before the last page"
        press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        place = shell.screen_in_front().place()
    assert place.screen == "case"
    assert place.subject is not None
    with seat.session.work() as unit:
        file = read_case_file(unit, place.subject)
        assert unit.find(SafeContactPlan, case_id=place.subject) == ()
    assert shown_name(file.client) == "O"
    assert seat.said[-1] == f"Referral received: case {file.case.reference}."
    assert seat.session.store.drafts.load(DRAFT_KEY) is None


def test_enter_goes_on_from_whatever_has_the_keyboard_but_a_button_and_a_text_of_several_lines(
    sit_down: SitDown, qtbot: QtBot
) -> None:
    with new_case(sit_down(ADVOCATE), qtbot) as (shell, screen):
        screen.risk.now.choose(JUDGED)
        screen.risk.now.chosen.emit(JUDGED)
        choose(screen, ASKED)
        stayed: list[str] = []
        tried = 0
        for number, page in enumerate(screen.pages):
            shell.go(Place("new-case", None, str(number + 1)))
            before = page.typed()
            for control in (each for each in controls(page) if not isinstance(each, QPlainTextEdit | Button)):
                tried += 1
                control.setFocus()
                press(Qt.Key.Key_Return)
                went_on = screen.page is not page or screen.summary.hasFocus()
                if not went_on or page.typed() != before:
                    stayed.append(f"{page.title} {type(control).__name__} {control.accessibleName()}")
                shell.go(Place("new-case", None, str(number + 1)))
        assert stayed == []
        assert tried > 30


def test_enter_in_a_text_of_several_lines_begins_a_line(sit_down: SitDown, qtbot: QtBot) -> None:
    with new_case(sit_down(ADVOCATE), qtbot) as (shell, screen):
        shell.go(Place("new-case", None, "3"))
        screen.referral.why.edit.setFocus()
        QTest.keyClicks(focus(), "a")
        press(Qt.Key.Key_Return)
        QTest.keyClicks(focus(), "b")
        assert screen.page is screen.referral
        assert screen.referral.why.words == "a\nb"


def test_back_from_the_new_case_leads_to_where_it_was_opened_from(sit_down: SitDown, qtbot: QtBot) -> None:
    seat = sit_down(ADVOCATE)
    with new_case(seat, qtbot) as (shell, screen):
        shell.go(Place("caseload"))
        shell.go(Place("new-case"))
        for _page in range(2):
            choose(screen, NOBODY)
            screen.go_on()
        screen.go_on()
        screen.go_on()
        case = shell.screen_in_front().place()
        assert case.screen == "case"
        assert shell.screen_in_front().isAncestorOf(focus())
        press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
        assert shell.screen_in_front().place() == Place("caseload")
        press(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
        assert shell.screen_in_front().place() == case
    assert cases_of(seat) == 2


def test_safe_contact_is_the_one_page_nobody_passes_without_an_answer(sit_down: SitDown, qtbot: QtBot) -> None:
    with new_case(sit_down(ADVOCATE), qtbot) as (_, screen):
        screen.go_on()
        screen.go_on()
        assert screen.page is screen.contact
        assert screen.summary.hasFocus()
        assert screen.summary.accessibleName() == f"{TITLE}. {CHOOSE}"
        assert screen.contact.error.text() == CHOOSE
        press(Qt.Key.Key_Tab)
        press(Qt.Key.Key_Return)
        assert focus() is screen.contact.how_known.first()
        choose(screen, NOBODY)
        screen.go_on()
        assert screen.page is screen.referral


def test_with_three_mistakes_the_summary_takes_focus_and_every_typed_word_stays(
    sit_down: SitDown, qtbot: QtBot
) -> None:
    seat = sit_down(ADVOCATE)
    with new_case(seat, qtbot) as (shell, screen):
        shell.go(Place("new-case", None, "4"))
        screen.person.born.show_texts("31", "2", "1988")
        screen.referral.by.setText("GP")
        screen.referral.on.edit.setText("31/2")
        choose(screen, NOBODY)
        screen.risk.now.choose(JUDGED)
        screen.risk.level.choose("high")
        typed = [page.typed() for page in screen.pages]
        screen.go_on()
        assert screen.summary.hasFocus()
        told = [link.accessibleName() for link in screen.summary.links()]
        assert told == [screen.person.born.error.text(), screen.referral.on.error.text(), GIVE_REASON]
        assert "31 February 1988" in told[0]
        assert [page.typed() for page in screen.pages] == typed
        screen.summary.links()[0].click()
        assert screen.page is screen.person
        assert focus() is screen.person.born.boxes[Box.DAY]
    assert cases_of(seat) == 1


def test_what_was_typed_is_back_after_two_seconds_and_a_kill(sit_down: SitDown, qtbot: QtBot) -> None:
    seat = sit_down(ADVOCATE)
    with new_case(seat, qtbot) as (_, screen):
        with qtbot.waitSignal(seat.desk.navigator.saved, timeout=10_000):
            QTest.keyClicks(screen.person.name, "Robin")
        assert screen.person.name.text() == "Robin"
    with new_case(seat, qtbot) as (_, fresh):
        assert fresh.person.name.text() == "Robin"
        assert fresh.resumed.headline.text() == "What you typed before is back."
        fresh.afresh.click()
        assert fresh.person.name.text() == ""
    assert seat.session.store.drafts.load(DRAFT_KEY) is None


def test_all_four_pages_are_one_draft_and_back_leads_through_them(sit_down: SitDown, qtbot: QtBot) -> None:
    seat = sit_down(ADVOCATE)
    with new_case(seat, qtbot) as (shell, screen):
        screen.go_on()
        choose(screen, ASKED)
        screen.contact.plan.ways[next(iter(screen.contact.plan.ways))].give(Answer.YES)
        screen.go_on()
        shell.back()
        assert screen.page is screen.contact
        assert screen.contact.how_known.value() == ASKED
        shell.go(Place("caseload"))
    with new_case(seat, qtbot) as (_, fresh):
        form = fresh.contact.plan_form()
        assert form is not None
        assert form.call is Answer.YES


def test_tab_leads_from_the_last_field_of_every_page_to_its_buttons(sit_down: SitDown, qtbot: QtBot) -> None:
    with new_case(sit_down(ADVOCATE), qtbot) as (_, screen):
        screen.person.pronouns.setFocus()
        press(Qt.Key.Key_Tab)
        assert focus() is screen.forward
        screen.go_on()
        screen.contact.how_known.first().setFocus()
        press(Qt.Key.Key_Tab)
        assert focus() is screen.back_button
        choose(screen, NOBODY)
        screen.go_on()
        screen.referral.other_kind.setFocus()
        press(Qt.Key.Key_Tab)
        assert focus() is screen.back_button


def test_a_page_nobody_comes_back_to_keeps_what_was_typed_on_it_before(sit_down: SitDown, qtbot: QtBot) -> None:
    seat = sit_down(ADVOCATE)
    with new_case(seat, qtbot) as (shell, screen):
        shell.go(Place("new-case", None, "3"))
        screen.referral.by.setText("GP")
        screen.referral.typed_in.emit()
        shell.go(Place("caseload"))
    for name in ("Robin", "Robin Invented"):
        with new_case(seat, qtbot) as (shell, screen):
            screen.person.name.setText(name)
            screen.person.typed_in.emit()
            shell.go(Place("caseload"))
    with new_case(seat, qtbot) as (_, fresh):
        assert fresh.person.name.text() == "Robin Invented"
        assert fresh.new_case().referred_by == "GP"


def test_the_pages_show_what_will_stand_over_the_case(sit_down: SitDown, qtbot: QtBot) -> None:
    with new_case(sit_down(ADVOCATE), qtbot) as (_, screen):
        choose(screen, NOBODY)
        assert "before you call" in screen.contact.preview.headline.text()
        choose(screen, ASKED)
        screen.contact.show_typed(
            {
                "how_known": ASKED,
                "plan": {"text": "yes", "times": "mornings"},
                "points": {"phone": ["07700 900321", "yes", "free"]},
            }
        )
        assert screen.contact.preview.headline.text().startswith("Text only, mornings.")


def test_she_may_be_known_already_and_that_is_said_with_the_reference(sit_down: SitDown, qtbot: QtBot) -> None:
    seat = sit_down(ADVOCATE)
    with seat.session.work() as unit:
        reference = unit.find(Case)[0].reference
    with new_case(seat, qtbot) as (_, screen):
        screen.person.show_typed({"name": "Ceri Sample", "born": ["14", "March", "1991"]})
        screen.go_on()
        assert reference in screen.known.headline.text()
        assert "never merged" in screen.known.detail.text()


def test_a_colleagues_case_is_never_named(sit_down: SitDown, qtbot: QtBot) -> None:
    supervisor = sit_down(SUPERVISOR)
    with new_case(supervisor, qtbot) as (shell, screen):
        screen.person.show_typed({"name": "Dana Example", "born": ["1", "2", "1990"]})
        choose(screen, NOBODY)
        shell.go(Place("new-case", None, "4"))
        screen.go_on()
    supervisor.session.close()
    seat = sit_down(ADVOCATE)
    with new_case(seat, qtbot) as (_, screen):
        screen.person.show_typed({"name": "Dana Example", "born": ["1", "2", "1990"]})
        screen.go_on()
        assert screen.known.headline.text() == ASK_SUPERVISOR
        assert "AD-" not in f"{screen.known.headline.text()} {screen.known.detail.text()}"


def test_the_checklist_may_come_next(sit_down: SitDown, qtbot: QtBot) -> None:
    with new_case(sit_down(ADVOCATE), qtbot) as (shell, screen):
        choose(screen, NOBODY)
        shell.go(Place("new-case", None, "4"))
        screen.risk.now.choose(CHECKLIST)
        screen.go_on()
        (section,) = shell.findChildren(RiskSection)
        assert section.questions is not None
        assert section.questions.isVisible()
        assert section.questions.isAncestorOf(focus())


def test_more_than_a_field_holds_is_told_in_words_and_stays_on_the_page(sit_down: SitDown, qtbot: QtBot) -> None:
    seat = sit_down(ADVOCATE)
    with new_case(seat, qtbot) as (shell, screen):
        choose(screen, NOBODY)
        screen.referral.wants.show_words("w" * 30_000)
        shell.go(Place("new-case", None, "4"))
        screen.go_on()
        assert "Split it into two entries" in screen.message.headline.text()
        assert len(screen.referral.wants.words) == 30_000
    assert cases_of(seat) == 1


def test_a_name_pasted_over_two_lines_is_one_name(sit_down: SitDown, qtbot: QtBot) -> None:
    seat = sit_down(ADVOCATE)
    with new_case(seat, qtbot) as (shell, screen):
        QApplication.clipboard().setText("Robin\nInvented\n")
        screen.person.name.paste()
        choose(screen, NOBODY)
        shell.go(Place("new-case", None, "4"))
        screen.go_on()
        place = shell.screen_in_front().place()
    assert place.subject is not None
    with seat.session.work() as unit:
        assert shown_name(read_case_file(unit, place.subject).client) == "Robin Invented"
