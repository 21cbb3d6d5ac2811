"""One person's way from a police referral with an unsafe number to a plan; that number is never offered on it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from advocate_desk.cli.case_document import case_words, may_be_shown
from advocate_desk.domain.answer import Answer
from advocate_desk.domain.case_moves import ReferralTrouble
from advocate_desk.domain.cases import CaseStatus, ReferralSource
from advocate_desk.domain.contacts import ContactKind, ContactResult, Direction
from advocate_desk.domain.errors import KnownFailure, MoveRefused, StoppedBySafetyRule
from advocate_desk.domain.fragments import compact
from advocate_desk.domain.marac import MaracCriterion
from advocate_desk.domain.people import PersonRole, PointKind
from advocate_desk.domain.reveals import RevealReason
from advocate_desk.domain.risk import RiskLevel, RiskOccasion
from advocate_desk.domain.safe_contact import Method
from advocate_desk.domain.support_plan import NeedArea
from advocate_desk.services.assess_risk import NewAssessment
from advocate_desk.services.check_contact import CheckContact
from advocate_desk.services.keep_agreements import NewAgreement
from advocate_desk.services.keep_people import PersonForm, PointForm
from advocate_desk.services.keep_plan import ActionForm, NeedForm, NewReview
from advocate_desk.services.log_contact import NewContact
from advocate_desk.services.mend_referral import NewProblem
from advocate_desk.services.move_case import NewMove
from advocate_desk.services.open_case import NewCase, NewPoint
from advocate_desk.services.plan_contact import PlanForm
from advocate_desk.ui.dialogs.ask_marac import MaracSheet
from advocate_desk.ui.exhibits.exhibit import frame
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screens.case import LOG, SECTIONS
from advocate_desk.ui.screens.case_marac import MADE, PLAN, MaracSection
from advocate_desk.ui.theme import Theme, ThemeChoice
from tests.services.desk import ADVOCATE, Office, make_office
from tests.support.seat import Seat, seated

UNSAFE, SAFE = "07700 900666", "07700 900777"
CASE = CaseStatus
MOST_STOPS = 90
"""Where Tab leads on one screen."""


@dataclass(slots=True)
class Way:
    """Somebody's case at the desk of one advocate, and the number that came with it."""

    office: Office
    seat: Seat
    qtbot: QtBot
    case_id: UUID
    unsafe: UUID

    def moves(self, to: CaseStatus, reason: str = "") -> None:
        """Let the case go on."""
        self.seat.desk.safety.life.move(NewMove(case_id=self.case_id, to_status=to, reason=reason))

    def rows(self) -> list[str]:
        """Return what Today says of this case."""
        return [item.what for item in self.seat.desk.today.view().items if item.case_id == self.case_id]

    def client(self) -> UUID:
        """Return whose case it is."""
        return self.seat.desk.cases.summary(self.case_id).client.id


@pytest.fixture
def way(tmp_path: Path, qapp: QApplication, qtbot: QtBot) -> Iterator[Way]:
    """A police referral as it came in on Monday morning, with the number of a phone the other person reads."""
    office = make_office(tmp_path)
    office.clock.at = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
    with seated(office, ADVOCATE, Theme(qapp, ThemeChoice.LIGHT)) as seat:
        opened = seat.desk.opening.open(
            NewCase(
                name_to_use="Dana Sample",
                source=ReferralSource.POLICE,
                referred_by="Exampleshire Police",
                referred_on=date(2026, 11, 23),
                why_referred="Called from a neighbour's phone. Officers found the door broken.",
                points=(NewPoint(kind=PointKind.PHONE, value=UNSAFE, safe=Answer.NO),),
            )
        )
        (point,) = seat.desk.cases.summary(opened.case_id).points
        yield Way(office, seat, qtbot, opened.case_id, point.point_id)


def test_from_a_police_referral_with_an_unsafe_number_to_the_plan(way: Way) -> None:
    the_referrer_is_told_what_is_wrong(way)
    the_unsafe_number_is_offered_nowhere(way)
    the_referrer_answers_with_a_safe_number(way)
    attempts_are_made_by_the_standard(way)
    the_unsafe_number_is_offered_nowhere(way)
    risk_is_gone_through_and_she_agrees_to_be_supported(way)
    she_is_referred_to_the_marac(way)
    the_plan_is_made(way)
    the_unsafe_number_is_offered_nowhere(way)


def test_the_look_over_the_screens_finds_a_number_that_stands_there(way: Way) -> None:
    shell = frame(way.seat.desk, Place("case", way.case_id))
    assert hides_it(words_in(shell))
    QLabel(f"Ring {UNSAFE.replace(' ', '-')}", shell)
    assert not hides_it(words_in(shell))
    shell.deleteLater()


def the_referrer_is_told_what_is_wrong(way: Way) -> None:
    """With no safe number nobody begins to ring: it goes back to the police."""
    mending = way.seat.desk.safety.mending
    assert {"Look at a new referral", "Ask how contact is safe"} <= set(way.rows())
    way.moves(CASE.TRIAGE)
    mending.raise_problem(NewProblem(case_id=way.case_id, trouble=ReferralTrouble.NO_SAFE_NUMBER))
    assert "Tell whoever referred what is wrong" in way.rows()
    with pytest.raises(MoveRefused):
        way.moves(CASE.CONTACTING)
    (problem,) = mending.view(way.case_id)
    mending.tell(problem.id, way.office.clock.today(), "By secure email")
    assert "Ask whoever referred again" in way.rows()


def the_referrer_answers_with_a_safe_number(way: Way) -> None:
    """The police send the number of a phone that is hers alone, and when it may be rung."""
    desk = way.seat.desk
    way.office.clock.later(hours=3)
    (problem,) = desk.safety.mending.view(way.case_id)
    desk.safety.mending.answer(problem.id, way.office.clock.today(), "Her own phone, in the mornings.")
    desk.people.add_point(way.client(), PointForm(kind=PointKind.PHONE, value=SAFE, safe=Answer.YES))
    plan = PlanForm(call=Answer.YES, text=Answer.YES, voicemail=Answer.NO, times="Mornings")
    desk.plans.save(way.case_id, plan, None, gone_through=True)
    way.moves(CASE.CONTACTING)
    assert "Make the first attempt" in way.rows()


def attempts_are_made_by_the_standard(way: Way) -> None:
    """Two tries at different times of day, then she answers."""
    for hours, result, next_row in (
        (1, ContactResult.NO_ANSWER, "Make attempt 2 of 3"),
        (19, ContactResult.NO_ANSWER, "Make attempt 3 of 3"),
        (23, ContactResult.SPOKE, "Say what was agreed"),
    ):
        way.office.clock.later(hours=hours)
        way.seat.desk.contacts.log(
            NewContact(
                case_id=way.case_id,
                kind=ContactKind.CALL,
                direction=Direction.OUTGOING,
                result=result,
                happened_at=way.office.clock.now(),
                summary="",
            )
        )
        assert next_row in way.rows()


def risk_is_gone_through_and_she_agrees_to_be_supported(way: Way) -> None:
    """Sixteen yes answers; she agrees, and the case is open."""
    desk = way.seat.desk
    desk.people.add_person(way.case_id, PersonRole.OTHER_PERSON, PersonForm(name_to_use="Pat Pretend"))
    questions = desk.risk.view(way.case_id).instrument.questions
    signed = desk.risk.sign(
        NewAssessment(
            case_id=way.case_id,
            occasion=RiskOccasion.INTAKE,
            answers={one.code: Answer.YES for one in questions[:16]},
        )
    )
    assert signed.level is RiskLevel.HIGH
    desk.safety.agreements.agree(
        NewAgreement(
            case_id=way.case_id,
            person_id=way.client(),
            given_on=way.office.clock.today(),
            how="On the phone",
            limits_explained=Answer.YES,
            privacy_explained=Answer.YES,
        )
    )
    way.moves(CASE.ENGAGED)
    way.moves(CASE.OPEN)


def she_is_referred_to_the_marac(way: Way) -> None:
    """By keyboard: the referral, that it was made, the meeting, and an action of it."""
    shell = frame(way.seat.desk, Place("case", way.case_id, MaracSection.part))
    way.qtbot.addWidget(shell)
    with way.qtbot.waitActive(shell):
        shell.show()
        shell.activateWindow()
    (section,) = shell.findChildren(MaracSection)
    section.main.setFocus()
    press(Qt.Key.Key_Space)
    assert section.editor.criteria[MaracCriterion.VISIBLE_HIGH_RISK].isChecked()
    for question, words in (
        ("Why do you refer", "Threats to kill since the separation."),
        ("Which area", "Exampleshire"),
    ):
        reach(question)
        QTest.keyClicks(QApplication.focusWidget(), words)
    for question in ("Was this talked through", "Does this person agree"):
        reach(question)
        press(Qt.Key.Key_Y)
    section.editor.save_button.setFocus()
    press(Qt.Key.Key_Space)
    for button, typed in (
        (MADE, ()),
        (PLAN, (("On which day", "3 December"), ("Where", "Exampleshire Civic Centre"))),
        ("Add an action", (("Or in words", "Housing"), ("What is to be done", "Change the locks"))),
    ):
        fill_the_sheet(way, section, button, typed)
    shell.hide()
    (line,) = way.seat.desk.safety.meetings.view(way.case_id)
    assert (line.meeting.meets_on, [each.action.what for each in line.actions]) == (
        date(2026, 12, 3),
        ["Change the locks"],
    )
    assert "MARAC meeting" not in way.rows(), "it is more than a week away"
    way.office.clock.later(days=3)
    assert {"MARAC meeting", "MARAC: our research", "MARAC: ask what is wanted"} <= set(way.rows())


def fill_the_sheet(way: Way, section: MaracSection, button: str, typed: Sequence[tuple[str, str]]) -> None:
    """Open a sheet by its button, type into it, and record it."""
    section.main.setFocus()
    if section.main.text() != button:
        reach(button)
    press(Qt.Key.Key_Space)
    (sheet,) = [one for one in section.findChildren(MaracSheet) if one.isVisible()]
    way.qtbot.waitUntil(sheet.isActiveWindow)
    for question, words in typed:
        reach(question)
        QTest.keyClicks(QApplication.focusWidget(), words)
    with way.qtbot.waitSignal(sheet.finished):
        press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    with way.qtbot.waitActive(section.window()):
        section.window().activateWindow()


def reach(name: str) -> None:
    """Press Tab until a control whose name begins so has the keyboard."""
    for _ in range(MOST_STOPS):
        press(Qt.Key.Key_Tab)
        focus = QApplication.focusWidget()
        if focus is not None and called(focus).startswith(name):
            return
    pytest.fail(f"Tab never leads to “{name}”")


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the keyboard is."""
    holder = QApplication.focusWidget()
    assert holder is not None, "nothing has the keyboard"
    QTest.keyClick(holder, key, modifier)


def called(widget: QWidget) -> str:
    """Return a control's name as somebody would hear it."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def the_plan_is_made(way: Way) -> None:
    """A need in her own words, what is done about it, and when it is gone through again."""
    plan, today = way.seat.desk.safety.plan, way.office.clock.today()
    need = plan.add_need(
        way.case_id,
        NeedForm(area=NeedArea.SAFETY_AT_HOME, title="New locks", opened_on=today, her_words="A door that holds."),
    )
    plan.add_action(need, ActionForm(what="Ask the council for locks", owner="Housing", due_on=date(2026, 12, 4)))
    plan.review(NewReview(case_id=way.case_id, reviewed_on=today, next_on=plan.view(way.case_id).next_review_by))
    (line,) = plan.view(way.case_id).needs
    assert line.need.her_words == "A door that holds."


def the_unsafe_number_is_offered_nowhere(way: Way) -> None:
    """Neither by the one rule, nor by any reason, on any screen, or on the command line."""
    desk, session = way.seat.desk, way.seat.session
    summary = desk.cases.summary(way.case_id)
    for method in Method:
        assert not desk.safety.before_contact.answer(way.case_id, method, way.unsafe).may_begin, method
        with pytest.raises(StoppedBySafetyRule):
            desk.safety.before_contact.override(way.case_id, method, "It is urgent.", way.unsafe)
    with pytest.raises(KnownFailure):
        desk.reveals.reveal(way.unsafe, RevealReason.CALLING_NOW, "It is urgent.")
    ways = CheckContact(session).of([way.case_id])[way.case_id]
    offered = {point.point_id for point in summary.points if may_be_shown(point, ways)}
    assert way.unsafe not in offered
    assert hides_it(case_words(summary, ways, {point: SAFE for point in offered}))
    assert hides_it([repr(desk.today.view()), repr(desk.caseload.find("Dana Sample")), repr(summary)])
    shell = frame(desk, Place("today"))
    for part in (*(one.part for one in SECTIONS), LOG):
        shell.go(Place("case", way.case_id, part))
        assert hides_it(words_in(shell)), part
    shell.deleteLater()


def hides_it(words: list[str]) -> bool:
    """Say whether the unsafe number is in none of these words, however it is written."""
    return not any(compact(UNSAFE) in compact(one) or compact(UNSAFE)[-6:] in compact(one) for one in words)


def words_in(window: QWidget) -> list[str]:
    """Return every word in a window, shown or not, and how its parts are called."""
    widgets = window.findChildren(QWidget)
    texts = [one.text() for one in widgets if isinstance(one, QLabel | QLineEdit | QAbstractButton)]
    texts += [one.toPlainText() for one in widgets if isinstance(one, QPlainTextEdit)]
    texts += [words for one in widgets for words in (one.accessibleName(), one.accessibleDescription(), one.toolTip())]
    return texts
