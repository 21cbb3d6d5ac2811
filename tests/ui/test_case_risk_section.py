from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.risk import RiskLevel
from advocate_desk.ui.exhibits.exhibit import frame
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screens.case import CaseScreen
from advocate_desk.ui.screens.case_risk import RiskSection
from advocate_desk.ui.screens.case_risk_questions import GIVE_REASON, NOTHING_ANSWERED, RiskQuestions
from advocate_desk.ui.widgets.words import Words
from tests.services.desk import ADVOCATE, Office
from tests.support.seat import Seat

SitDown = Callable[[str], Seat]
Opened = tuple[CaseScreen, RiskSection, RiskQuestions]


@contextmanager
def risk_of(seat: Seat, office: Office, qtbot: QtBot) -> Iterator[Opened]:
    """Open the section in its frame."""
    shell = frame(seat.desk, Place("case", office.case_id, "risk"))
    qtbot.addWidget(shell)
    with qtbot.waitActive(shell):
        shell.show()
        shell.activateWindow()
    case = shell.screen_in_front()
    assert isinstance(case, CaseScreen)
    (section,) = shell.findChildren(RiskSection)
    assert section.questions is not None
    yield case, section, section.questions
    section.draft.settle()
    shell.hide()


def press(*keys: Qt.Key) -> None:
    for key in keys:
        widget = QApplication.focusWidget()
        assert isinstance(widget, QWidget)
        QTest.keyClick(widget, key)


def words_on(section: RiskSection) -> str:
    return "\n".join(label.text() for label in section.findChildren(Words) if label.isVisibleTo(section))


def test_the_checklist_is_answered_by_y_n_and_d_and_counts_in_words(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    with risk_of(sit_down(ADVOCATE), office, qtbot) as (_, section, questions):
        section.start.click()
        press(Qt.Key.Key_Y, Qt.Key.Key_Down, Qt.Key.Key_N, Qt.Key.Key_Down, Qt.Key.Key_D)
        given = list(questions.answers().values())
        assert given[:4] == [Answer.YES, Answer.NO, Answer.NOT_KNOWN, Answer.NOT_ASKED]
        assert questions.count.text() == "1 of 24 answered yes. 1 not known, 21 not asked."
        assert questions.level.text() == "By the score alone: standard risk."
        press(Qt.Key.Key_Up, Qt.Key.Key_Y)
        assert questions.count.text().startswith("2 of 24 answered yes.")


def test_every_answer_is_kept_at_once_and_is_back_after_a_kill(sit_down: SitDown, office: Office, qtbot: QtBot) -> None:
    seat = sit_down(ADVOCATE)
    with risk_of(seat, office, qtbot) as (_, section, _questions):
        section.start.click()
        press(Qt.Key.Key_Y)
        assert seat.session.store.drafts.load(section.draft.key) is not None
    with risk_of(seat, office, qtbot) as (_, _section, fresh):
        assert fresh.isVisible()
        assert next(iter(fresh.answers().values())) is Answer.YES
        assert list(fresh.rows.values())[1].focus_button().hasFocus(), "the first question nobody has answered"


def test_judgement_stands_apart_from_the_score_and_needs_its_reason(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    seat = sit_down(ADVOCATE)
    with risk_of(seat, office, qtbot) as (case, section, questions):
        section.start.click()
        questions.sign.click()
        assert [link.accessibleName() for link in questions.summary.links()] == [NOTHING_ANSWERED]
        press(Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Y)
        questions.judgement.choose(RiskLevel.HIGH)
        questions.judgement.chosen.emit("high")
        assert questions.level.text().endswith("Your judgement raises it to high.")
        questions.sign.click()
        assert questions.summary.hasFocus()
        assert [link.accessibleName() for link in questions.summary.links()] == [GIVE_REASON]
        questions.summary.links()[0].click()
        assert questions.reason.edit.hasFocus()
        QTest.keyClicks(questions.reason.edit, "He was seen twice.")
        questions.sign.click()
        assert seat.said[-1] == "Assessment signed: high risk."
        qtbot.waitUntil(lambda: "Judgement: high. He was seen twice." in words_on(section))
        assert "1 of 24 answered yes. 23 not asked or not known." in words_on(section)
        assert not questions.isVisible()
        assert case.section is section
    assert seat.session.store.drafts.load(section.draft.key) is None


def test_a_judgement_below_the_score_is_kept_beside_it_and_lowers_nothing(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    with risk_of(sit_down(ADVOCATE), office, qtbot) as (_, section, questions):
        section.start.click()
        for row in list(questions.rows.values())[:15]:
            row.give(Answer.YES)
        questions.judgement.choose(RiskLevel.STANDARD)
        questions.judgement.chosen.emit("standard")
        assert "it stays high" in questions.level.text()
        questions.reason.edit.setPlainText("A calm week.")
        questions.sign.click()
        qtbot.waitUntil(lambda: "Judgement: standard. A calm week." in words_on(section))
        newest = section.desk.risk.view(office.case_id).signed[0].assessment
        assert (newest.level, newest.judgement) == (RiskLevel.HIGH, RiskLevel.STANDARD)


def test_a_checklist_can_be_stopped_gone_on_with_and_discarded_with_a_way_back(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    seat = sit_down(ADVOCATE)
    with risk_of(seat, office, qtbot) as (_, section, questions):
        section.start.click()
        press(Qt.Key.Key_Y)
        questions.stop.click()
        assert not questions.isVisible()
        assert section.start.text() == "Go on with the checklist"
        section.start.click()
        questions.discard.click()
        assert set(questions.answers().values()) == {Answer.NOT_ASKED}
        assert seat.session.store.drafts.load(section.draft.key) is None
        seat.undo[-1]()
        assert next(iter(questions.answers().values())) is Answer.YES
