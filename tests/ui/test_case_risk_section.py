from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.risk import RiskLevel, RiskOccasion
from advocate_desk.services.assess_risk import NewAssessment
from advocate_desk.ui.bounded_edit import BoundedLine
from advocate_desk.ui.dialogs.decide_not_now import SAY_UNTIL, SAY_WHY, DecideNotNow
from advocate_desk.ui.exhibits.exhibit import frame
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screens.case import CaseScreen
from advocate_desk.ui.screens.case_risk import RiskSection
from advocate_desk.ui.screens.case_risk_questions import GIVE_REASON, NOTHING_ANSWERED, RiskQuestions
from advocate_desk.ui.widgets.words import Words
from tests.services.desk import ADVOCATE, SUPERVISOR, Office, change
from tests.support.seat import Seat

SitDown = Callable[[str], Seat]
Opened = tuple[CaseScreen, RiskSection, RiskQuestions]


@contextmanager
def risk_of(seat: Seat, office: Office, qtbot: QtBot) -> Iterator[Opened]:
    """Open the section in its frame, with the checklist under way."""
    shell = frame(seat.desk, Place("case", office.case_id, "risk"))
    qtbot.addWidget(shell)
    with qtbot.waitActive(shell):
        shell.show()
        shell.activateWindow()
    case = shell.screen_in_front()
    assert isinstance(case, CaseScreen)
    (section,) = shell.findChildren(RiskSection)
    section.begin()
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
    with risk_of(sit_down(ADVOCATE), office, qtbot) as (_, _section, questions):
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


@contextmanager
def reading(seat: Seat, office: Office, qtbot: QtBot) -> Iterator[RiskSection]:
    """Open the section in its frame, only to read."""
    shell = frame(seat.desk, Place("case", office.case_id, "risk"))
    qtbot.addWidget(shell)
    shell.show()
    (section,) = shell.findChildren(RiskSection)
    yield section
    section.draft.settle()
    shell.hide()


def judged_high(seat: Seat, office: Office) -> None:
    new = NewAssessment(case_id=office.case_id, judgement=RiskLevel.HIGH, reason="Threats to kill.")
    seat.desk.risk.sign(new)


def test_nobody_who_came_to_read_waits_for_dozens_of_questions(sit_down: SitDown, office: Office, qtbot: QtBot) -> None:
    with reading(sit_down(ADVOCATE), office, qtbot) as section:
        assert section.questions is None
        section.start.click()
        assert section.questions is not None
        assert not any(row.findChildren(BoundedLine) for row in section.questions.questions.values())


def test_an_answer_carries_its_source_and_note_through_a_kill_and_into_the_signed_list(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    seat = sit_down(ADVOCATE)
    with risk_of(seat, office, qtbot) as (_, section, questions):
        press(Qt.Key.Key_Y)
        injury = questions.questions["injury"]
        injury.more.click()
        QTest.keyClicks(QApplication.focusWidget(), "Police report")
        press(Qt.Key.Key_Tab)
        QTest.keyClicks(QApplication.focusWidget(), "A cut on the arm")
        questions.occasion.choose(RiskOccasion.NEW_INCIDENT)
        questions.occasion.chosen.emit("new_incident")
        assert seat.session.store.drafts.load(section.draft.key) is not None
    with risk_of(seat, office, qtbot) as (_, section, questions):
        assert (questions.questions["injury"].source, questions.questions["injury"].note) == (
            "Police report",
            "A cut on the arm",
        )
        questions.sign.click()
        section.cards[0].turn.click()
        qtbot.waitUntil(lambda: "Hurt this time. Source: Police report. A cut on the arm" in words_on(section))
        assert "Not asked: 23" in words_on(section)
        assert "New incident" in words_on(section)


def test_a_stalking_screening_keeps_the_level_in_force_and_says_so(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    seat = sit_down(ADVOCATE)
    with reading(seat, office, qtbot) as section:
        assert [button.text() for button in section.others] == ["Stalking screening"]
        section.others[0].click()
        questions = section.questions
        assert questions is not None
        assert len(questions.rows) == 11
        level = section.desk.risk.view(office.case_id).level
        assert level is not None
        assert questions.level.text() == f"This list gives no level by itself: {level} risk stays in force."
        questions.rows["afraid"].give(Answer.YES)
        questions.stop.click()
        assert section.start.text() == "Go on with Stalking screening"
        assert not section.others[0].isVisible(), "one list at a time"
        section.start.click()
        questions.sign.click()
        newest = section.desk.risk.view(office.case_id).signed[0]
        assert (newest.assessment.instrument, newest.assessment.level, newest.gap) == ("stalking-screening", level, 10)
        qtbot.waitUntil(lambda: "It gives no level by itself." in words_on(section))


def test_an_old_assessment_shows_the_threshold_and_the_edition_it_was_made_under(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    seat = sit_down(SUPERVISOR)
    codes = office.rules.instruments[0].codes
    seat.desk.risk.sign(NewAssessment(case_id=office.case_id, answers=dict.fromkeys(codes[:12], Answer.YES)))
    seat.desk.settings.change(high_risk_from=11)
    with reading(seat, office, qtbot) as section:
        assert "11 or more of 24 is high risk here." in section.threshold.text()
        assert "24-question risk checklist, edition 1. High from 14, medium from 10 that day." in words_on(section)
        assert "Medium risk" in words_on(section)


def test_the_watch_speaks_until_a_supervisor_decides_and_leads_to_the_marac(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    seat = sit_down(SUPERVISOR)
    judged_high(seat, office)
    with reading(seat, office, qtbot) as section:
        assert section.board.banner.isVisible()
        assert "High risk by professional judgement on 23 November 2026" in words_on(section)
        section.board.refer.click()
        assert seat.went[-1] == Place("case", office.case_id, "marac")
        section.board.not_now[0].click()
        (dialog,) = section.findChildren(DecideNotNow)
        dialog.record_button.click()
        assert [link.accessibleName() for link in dialog.summary.links()] == [SAY_WHY, SAY_UNTIL]
        dialog.reason.edit.setPlainText("She asked us to wait for the solicitor.")
        dialog.until.edit.setText("+7d")
        dialog.record_button.click()
        assert not section.board.banner.isVisible()
        assert "Decided not to refer until 30 November 2026: She asked us to wait" in words_on(section)


def test_a_day_of_a_marac_from_a_spreadsheet_never_keeps_the_watch_quiet(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    seat = sit_down(ADVOCATE)
    judged_high(seat, office)
    change(seat.session, seat.desk.cases.summary(office.case_id).case, marac_on=date(2026, 12, 3))
    with reading(seat, office, qtbot) as section:
        assert section.board.banner.isVisible()
        assert "A MARAC day is on record, 3 December 2026, but not who was referred and when." in words_on(section)
        assert section.board.not_now == (), "an advocate cannot decide it away"
