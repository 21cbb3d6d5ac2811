"""How a case lives, at the desk: what may happen next, what stands against it, where it came from, how it ends."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.case_life_words import CLOSURE_WORDS
from advocate_desk.domain.case_lifecycle import label
from advocate_desk.domain.case_moves import ClosureReason, ReferralTrouble
from advocate_desk.domain.cases import Case, CaseStatus, ReferralSource
from advocate_desk.domain.errors import DiskFull
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.risk import RiskAssessment, RiskLevel, RiskOccasion
from advocate_desk.services.move_case import NewMove
from advocate_desk.ui.dialogs.close_case import ClosingSheet, draft_key
from advocate_desk.ui.dialogs.move_case import CHOOSE_CLOSURE, GIVE_REASON, SAY_TO_WHOM, MoveSheet
from advocate_desk.ui.dialogs.origin import ChangeOriginSheet, NewEpisodeSheet
from advocate_desk.ui.dialogs.referral_problem import ProblemStepSheet, RaiseProblemSheet
from advocate_desk.ui.exhibits.exhibit import frame
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screens.case import CaseScreen
from advocate_desk.ui.screens.case_status import StatusSection
from advocate_desk.ui.widgets.agency_field import IN_WORDS, NOT_CHOSEN
from advocate_desk.ui.widgets.agency_line import AgencyLine
from advocate_desk.ui.widgets.kept_sheet import FROM_BEFORE
from advocate_desk.ui.widgets.recording_sheet import RecordingSheet
from advocate_desk.ui.widgets.words import Words
from tests.services.desk import ADVOCATE, SUPERVISOR, Office, change, keep
from tests.support.seat import Seat

SitDown = Callable[[str], Seat]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)  # offscreen, no list is raised
S = CaseStatus


@contextmanager
def status_of(seat: Seat, case_id: UUID, qtbot: QtBot) -> Iterator[tuple[CaseScreen, StatusSection]]:
    """Open the section in its frame."""
    shell = frame(seat.desk, Place("case", case_id, "status"))
    qtbot.addWidget(shell)
    with qtbot.waitActive(shell):
        shell.show()
        shell.activateWindow()
    case = shell.screen_in_front()
    assert isinstance(case, CaseScreen)
    (section,) = shell.findChildren(StatusSection)
    yield case, section
    for sheet in section.findChildren(RecordingSheet):
        sheet.reject()
    shell.hide()


def stand(seat: Seat, office: Office, status: S, **changes: object) -> None:
    """Let the office's case stand where no move led it, as one from before does."""
    change(seat.session, case_now(seat, office), status=status, **changes)


def case_now(seat: Seat, office: Office) -> Case:
    with seat.session.work() as unit:
        return unit.get(Case, office.case_id)


def words_on(section: StatusSection) -> str:
    return "\n".join(label.text() for label in section.findChildren(Words) if label.isVisibleTo(section))


def sheet_over(section: StatusSection, kind: type[RecordingSheet]) -> RecordingSheet:
    found = [one for one in section.findChildren(kind) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def begin_to_close(seat: Seat, office: Office, level: RiskLevel = RiskLevel.HIGH) -> None:
    """Move the case to its end, and assess the risk for it."""
    seat.desk.safety.life.move(NewMove(case_id=office.case_id, to_status=S.CLOSING))
    office.clock.later(minutes=1)
    now = office.clock.now()
    keep(
        seat.session,
        RiskAssessment(
            id=new_id(now),
            stream_id=office.case_id,
            case_id=office.case_id,
            instrument="judgement",
            instrument_version=1,
            answers={},
            high_from=14,
            judgement=level,
            judgement_reason="As talked through.",
            level=level,
            assessed_on=office.clock.today(),
            recorded_at=now,
            assessor_id=seat.session.user.id,
            occasion=RiskOccasion.EXIT,
        ),
    )


def test_only_the_moves_there_are_stand_there_each_as_what_happens(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    with status_of(sit_down(ADVOCATE), office.case_id, qtbot) as (_, section):
        said = [(row.choice.to_status, row.choice.title) for row in section.rows]
        assert said == [
            (S.ON_HOLD, "Put on hold"),
            (S.CLOSING, "Begin to close"),
            (S.TRANSFERRED, "Transfer to another service"),
        ]
        assert "Open" in words_on(section)
        assert "Since 11 November, 12 days. Jo Advocate holds this case." in words_on(section)


def test_a_move_that_is_not_possible_yet_says_why_and_does_nothing(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    seat = sit_down(ADVOCATE)
    stand(seat, office, S.CONTACTING, received_at=office.clock.now() - timedelta(days=2))
    with status_of(seat, office.case_id, qtbot) as (_, section):
        row = section.row_of(S.UNABLE_TO_CONTACT)
        assert row.choice.against
        assert all(reason in words_on(section) for reason in row.choice.against)
        row.button.click()
        assert section.message.isVisibleTo(section)
        assert not section.findChildren(MoveSheet)
        assert case_now(seat, office).status is S.CONTACTING


def test_a_move_that_waits_for_agreement_leads_to_where_it_is_written_down(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    seat = sit_down(ADVOCATE)
    stand(seat, office, S.CONTACTING, received_at=office.clock.now() - timedelta(days=2))
    with status_of(seat, office.case_id, qtbot) as (_, section):
        assert [row.choice.to_status for row in section.rows if row.consent.isVisibleTo(section)] == [S.ENGAGED]
        section.row_of(S.ENGAGED).consent.click()
        assert seat.went[-1] == Place("case", office.case_id, "consent")


def test_a_late_first_attempt_is_said_with_the_standard_it_stands_on(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    seat = sit_down(ADVOCATE)
    stand(seat, office, S.RECEIVED, received_at=office.clock.now() - timedelta(days=3))
    with status_of(seat, office.case_id, qtbot) as (case, section):
        assert "Nobody has tried yet. Overdue 2 days." in words_on(section)
        assert "At high risk: the first attempt within 24 hours, then 3 attempts" in words_on(section)
        assert "Received" in case.line.text(), "the head says it where the case is not simply open"
        assert "Open" not in case.line.text()


def test_a_move_is_recorded_with_only_what_it_must_carry(sit_down: SitDown, office: Office, qtbot: QtBot) -> None:
    seat = sit_down(ADVOCATE)
    with status_of(seat, office.case_id, qtbot) as (case, section):
        section.row_of(S.TRANSFERRED).button.click()
        sheet = sheet_over(section, MoveSheet)
        assert isinstance(sheet, MoveSheet)
        assert not sheet.closure_field.isVisibleTo(sheet)
        sheet.record()
        assert [link.accessibleName() for link in sheet.summary.links()] == [SAY_TO_WHOM, GIVE_REASON]
        assert case_now(seat, office).status is S.OPEN
        sheet.sent_to.agency.setText("The next county's service")
        sheet.reason.edit.setPlainText("Moves to be near her mother.")
        sheet.record()
        assert case_now(seat, office).status is S.TRANSFERRED
        assert seat.said[-1] == "Transferred."
        qtbot.waitUntil(lambda: "To The next county's service. Moves to be near her mother." in words_on(section))
        assert "Transferred" in case.line.text()


def type_and_take(line: AgencyLine, letters: str, qtbot: QtBot) -> None:
    """Choose the first agency that ``letters`` offer."""
    line.agency.setFocus()
    qtbot.waitUntil(line.agency.hasFocus)
    line.agency.clear()
    QTest.keyClicks(line.agency, letters)
    assert line.chooser.offers.isVisible()
    QTest.keyClick(line.chooser.offers, Qt.Key.Key_Return)


def test_whoever_a_case_goes_to_is_chosen_from_the_directory_and_outlives_a_lock(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    seat = sit_down(ADVOCATE)
    with status_of(seat, office.case_id, qtbot) as (_, section):
        section.row_of(S.TRANSFERRED).button.click()
        sheet = sheet_over(section, MoveSheet)
        assert isinstance(sheet, MoveSheet)
        type_and_take(sheet.sent_to, "exam", qtbot)
        sheet.reason.edit.setPlainText("Moves to be near her mother.")
        assert sheet.sent_to.agency_id() == office.agency_id
        name = sheet.sent_to.words()
        section.keep_draft(lambda: None)
        again = MoveSheet(section, seat.desk, office.case_id, S.OPEN, section.row_of(S.TRANSFERRED).choice)
        assert (again.sent_to.words(), again.sent_to.agency_id()) == (name, office.agency_id)
        again.record()
        assert case_now(seat, office).status is S.TRANSFERRED
        section.refresh()
        qtbot.waitUntil(lambda: f"To {name}. Moves to be near her mother." in words_on(section))
    (move,) = [line.move for line in seat.desk.safety.life.view(office.case_id).moves if line.move.sent_to]
    assert move.sent_to_agency_id == office.agency_id


def test_words_that_name_no_agency_are_an_answer_for_whom_a_case_goes_to(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    with status_of(sit_down(ADVOCATE), office.case_id, qtbot) as (_, section):
        section.row_of(S.TRANSFERRED).button.click()
        sheet = sheet_over(section, MoveSheet)
        assert isinstance(sheet, MoveSheet)
        line = sheet.sent_to
        QTest.keyClicks(line.agency, "Zzz, the next county")
        assert line.agency_checked.text() == IN_WORDS
        sheet.reason.edit.setFocus()
        assert not line.agency_error.isVisible()
        assert (line.words(), line.agency_id(), line.problem()) == ("Zzz, the next county", None, None)


def test_the_referrers_agency_is_chosen_changed_and_taken_out_again(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    seat = sit_down(ADVOCATE)

    def referrer() -> UUID | None:
        return case_now(seat, office).referrer_agency_id

    with status_of(seat, office.case_id, qtbot) as (_, section):
        section.origin.change.click()
        sheet = sheet_over(section, ChangeOriginSheet)
        assert isinstance(sheet, ChangeOriginSheet)
        sheet.fields.agency.agency.setText("Nobody chose this")
        sheet.record()
        assert [link.accessibleName() for link in sheet.summary.links()] == [NOT_CHOSEN]
        type_and_take(sheet.fields.agency, "exam", qtbot)
        sheet.record()
        assert referrer() == office.agency_id
        section.origin.change.click()
        sheet = sheet_over(section, ChangeOriginSheet)
        assert isinstance(sheet, ChangeOriginSheet)
        assert sheet.fields.agency.agency_id() == office.agency_id
        sheet.fields.agency.agency.clear()
        sheet.record()
        assert referrer() is None


def test_what_is_half_typed_of_a_move_is_there_again(sit_down: SitDown, office: Office, qtbot: QtBot) -> None:
    seat = sit_down(ADVOCATE)
    with status_of(seat, office.case_id, qtbot) as (_, section):
        section.row_of(S.ON_HOLD).button.click()
        sheet = sheet_over(section, MoveSheet)
        assert isinstance(sheet, MoveSheet)
        sheet.reason.edit.setPlainText("Until the trial.")
        section.keep_draft(lambda: None)
        assert seat.session.store.drafts.load(f"move-case {office.case_id} on_hold") is not None


def test_a_closure_is_chosen_where_an_episode_ends_before_support(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    seat = sit_down(SUPERVISOR)
    stand(seat, office, S.DECLINED)
    with status_of(seat, office.case_id, qtbot) as (_, section):
        section.row_of(S.CLOSED).button.click()
        sheet = sheet_over(section, MoveSheet)
        assert isinstance(sheet, MoveSheet)
        assert sheet.closure.currentText() == CLOSURE_WORDS[ClosureReason.DECLINED]
        sheet.closure.setCurrentIndex(0)
        sheet.record()
        assert [link.accessibleName() for link in sheet.summary.links()] == [CHOOSE_CLOSURE]
        sheet.closure.setCurrentIndex(sheet.closure.findData(ClosureReason.DECLINED))
        sheet.record()
        qtbot.waitUntil(lambda: section.begin.isVisibleTo(section))
        assert case_now(seat, office).status is S.CLOSED


def test_an_end_at_high_risk_waits_for_a_supervisor_who_did_not_write_it(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    seat = sit_down(ADVOCATE)
    begin_to_close(seat, office)
    with status_of(seat, office.case_id, qtbot) as (_, section):
        assert not section.closing.sign.isVisibleTo(section)
        section.closing.write.click()
        sheet = sheet_over(section, ClosingSheet)
        assert isinstance(sheet, ClosingSheet)
        sheet.why.setCurrentIndex(sheet.why.findData(ClosureReason.LEFT_AREA))
        sheet.outcomes["safer"].setCurrentIndex(sheet.outcomes["safer"].findData("partly"))
        sheet.record()
        assert "Say why the episode ends all the same" in sheet.message.headline.text()
        sheet.high.edit.setPlainText("She has an advocate where she lives now.")
        sheet.record()
        qtbot.waitUntil(lambda: "What came of it: Is safer now: In part." in words_on(section))
        assert "A supervisor who did not write it signs how the episode ends." in words_on(section)
        assert closing_over(section).exit.currentIndex() == 1, "written anew, it begins with the same assessment"
        assert section.row_of(S.CLOSED).choice.against


def closing_over(section: StatusSection) -> ClosingSheet:
    """Open the sheet that says how the episode ends."""
    section.closing.write.click()
    sheet = sheet_over(section, ClosingSheet)
    assert isinstance(sheet, ClosingSheet)
    return sheet


def test_a_closing_half_written_is_there_again_after_the_sheet_was_closed_or_the_desk_locked(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    seat = sit_down(ADVOCATE)
    begin_to_close(seat, office)
    with status_of(seat, office.case_id, qtbot) as (_, section):
        sheet = closing_over(section)
        sheet.why.setCurrentIndex(sheet.why.findData(ClosureReason.LEFT_AREA))
        sheet.exit.setCurrentIndex(0)
        sheet.outcomes["safer"].setCurrentIndex(sheet.outcomes["safer"].findData("partly"))
        sheet.way_back.edit.setPlainText("Ring the duty desk, and say the word.")
        sheet.close()
        sheet = closing_over(section)
        assert sheet.message.headline.text() == FROM_BEFORE
        assert sheet.why.currentData() == ClosureReason.LEFT_AREA
        assert sheet.exit.currentIndex() == 0, "what was chosen stands, not what a new sheet begins with"
        assert sheet.outcomes["safer"].currentData() == "partly"
        assert sheet.way_back.words == "Ring the duty desk, and say the word."
        sheet.told.edit.setPlainText("The GP, by letter.")
        sheet.exit.setCurrentIndex(1)
        section.keep_draft(lambda: None)
    seat.session.close()
    with status_of(sit_down(ADVOCATE), office.case_id, qtbot) as (_, section):
        sheet = closing_over(section)
        assert (sheet.told.words, sheet.why.currentData()) == ("The GP, by letter.", ClosureReason.LEFT_AREA)
        assert sheet.exit.currentIndex() == 1


def test_a_closing_is_no_draft_any_more_once_it_is_written_or_discarded(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    seat = sit_down(ADVOCATE)
    begin_to_close(seat, office, RiskLevel.STANDARD)
    drafts = seat.session.store.drafts
    with status_of(seat, office.case_id, qtbot) as (_, section):
        sheet = closing_over(section)
        sheet.told.edit.setPlainText("The GP, by letter.")
        sheet.reject()
        assert drafts.load(draft_key(office.case_id)) is not None
        closing_over(section).discard_button.click()
        assert drafts.load(draft_key(office.case_id)) is None
        sheet = closing_over(section)
        assert sheet.told.words == ""
        sheet.why.setCurrentIndex(sheet.why.findData(ClosureReason.LEFT_AREA))
        sheet.outcomes["safer"].setCurrentIndex(1)
        sheet.record()
        assert seat.said[-1] == "How the episode ends is written down."
        assert drafts.load(draft_key(office.case_id)) is None


def test_a_closing_that_cannot_be_kept_stays_open_and_says_so(
    sit_down: SitDown, office: Office, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    seat = sit_down(ADVOCATE)
    begin_to_close(seat, office)
    with status_of(seat, office.case_id, qtbot) as (_, section):
        sheet = closing_over(section)
        sheet.told.edit.setPlainText("The GP, by letter.")
        with monkeypatch.context() as patched:
            patched.setattr(seat.desk.drafts, "keep", _refuse_to_keep)
            sheet.reject()
        assert sheet.isVisible()
        assert sheet.message.headline.text() == str(DiskFull())
        sheet.reject()
        assert not sheet.isVisible()


def _refuse_to_keep(_key: str, _body: str) -> None:
    raise DiskFull


def test_a_supervisor_signs_where_the_case_stands(sit_down: SitDown, office: Office, qtbot: QtBot) -> None:
    seat = sit_down(ADVOCATE)
    begin_to_close(seat, office)
    with status_of(seat, office.case_id, qtbot) as (_, section):
        section.closing.write.click()
        sheet = sheet_over(section, ClosingSheet)
        assert isinstance(sheet, ClosingSheet)
        sheet.why.setCurrentIndex(sheet.why.findData(ClosureReason.LEFT_AREA))
        sheet.outcomes["safer"].setCurrentIndex(1)
        sheet.high.edit.setPlainText("She has an advocate where she lives now.")
        sheet.record()
    seat.session.close()
    other = sit_down(SUPERVISOR)
    with status_of(other, office.case_id, qtbot) as (_, section):
        section.closing.sign.click()
        assert other.said[-1] == "The end of the episode is signed."
        qtbot.waitUntil(lambda: "Signed by Sam Supervisor, 23 November 2026." in words_on(section))
        assert not section.row_of(S.CLOSED).choice.against


def test_where_a_case_came_from_is_changed_field_by_field(sit_down: SitDown, office: Office, qtbot: QtBot) -> None:
    seat = sit_down(ADVOCATE)
    received = office.clock.now() - timedelta(days=1, seconds=17)
    stand(seat, office, S.OPEN, received_at=received)
    with status_of(seat, office.case_id, qtbot) as (_, section):
        section.origin.change.click()
        sheet = sheet_over(section, ChangeOriginSheet)
        assert isinstance(sheet, ChangeOriginSheet)
        sheet.fields.source.setCurrentIndex(sheet.fields.source.findData(ReferralSource.POLICE))
        sheet.fields.contact.setText("020 7946 0377")
        sheet.fields.agreed.choose(Answer.NO)
        sheet.record()
        qtbot.waitUntil(lambda: "020 7946 0377" in words_on(section))
        case = case_now(seat, office)
        assert (case.source, case.agreed_to_referral) == (ReferralSource.POLICE, Answer.NO)
        assert case.received_at == received, "what nobody touched stays exact"


def test_what_is_wrong_goes_back_to_the_referrer_and_their_answer_is_kept(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    seat = sit_down(ADVOCATE)
    with status_of(seat, office.case_id, qtbot) as (_, section):
        section.origin.raise_problem.click()
        sheet = sheet_over(section, RaiseProblemSheet)
        assert isinstance(sheet, RaiseProblemSheet)
        sheet.trouble.choose(ReferralTrouble.NO_SAFE_NUMBER)
        sheet.words.edit.setPlainText("It rings at the other person's.")
        sheet.record()
        qtbot.waitUntil(lambda: len(section.origin.rows) == 1)
        for begin, said in (("tell", "by phone"), ("answer", "There is another number.")):
            button = getattr(section.origin.rows[0], begin)
            button.click()
            step = sheet_over(section, ProblemStepSheet)
            assert isinstance(step, ProblemStepSheet)
            step.words.edit.setPlainText(said)
            step.record()
            qtbot.waitUntil(lambda said=said: said in words_on(section))
        (problem,) = seat.desk.safety.mending.view(office.case_id)
        assert (problem.told_how, problem.answer) == ("by phone", "There is another number.")
        assert section.origin.rows[0].answer is None, "nothing is left to do"
        told = [entry.headline for entry in seat.desk.timeline.entries(office.case_id)]
        assert {"The referrer was told", "The referrer answered"} <= set(told)


def test_whoever_comes_back_has_a_new_episode_and_the_two_know_one_another(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    seat = sit_down(ADVOCATE)
    stand(seat, office, S.CLOSED, closed_on=office.clock.today())
    with status_of(seat, office.case_id, qtbot) as (case, section):
        assert not section.rows
        assert "Closed 23 November" in case.line.text()
        section.begin.click()
        sheet = sheet_over(section, NewEpisodeSheet)
        assert isinstance(sheet, NewEpisodeSheet)
        sheet.fields.source.setCurrentIndex(sheet.fields.source.findData(ReferralSource.SELF))
        sheet.record()
        went = seat.went[-1]
        assert went.part == "status"
        assert went.subject is not None
    with status_of(seat, went.subject, qtbot) as (_, section):
        assert "Referral received" in words_on(section)
        assert section.episodes.isVisibleTo(section)


def test_whoever_only_reads_cases_is_offered_no_move(sit_down: SitDown, office: Office, qtbot: QtBot) -> None:
    seat = sit_down(ADVOCATE)
    with status_of(seat, office.case_id, qtbot) as (_, section):
        assert section.main_action() is not None
        section._works = False
        section.refresh()
        qtbot.waitUntil(lambda: not any(row.button.isVisibleTo(section) for row in section.rows))
        assert section.main_action() is None


def test_every_place_a_case_can_stand_can_be_shown(sit_down: SitDown, office: Office, qtbot: QtBot) -> None:
    seat = sit_down(ADVOCATE)
    with status_of(seat, office.case_id, qtbot) as (_, section):
        for status in S:
            if case_now(seat, office).status is not status:
                stand(seat, office, status)
            section.refresh()
            shown = [row.choice.to_status for row in section.rows]
            assert shown == [one.to_status for one in seat.desk.safety.life.view(office.case_id).choices]
            words = label(status)
            qtbot.waitUntil(lambda words=words: words in words_on(section))
