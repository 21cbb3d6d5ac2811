from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.consent import LawfulBasis
from advocate_desk.domain.marac import MaracCriterion
from advocate_desk.services.follow_marac import ActionForm, FollowMarac
from advocate_desk.services.keep_minutes import KeepMinutes
from advocate_desk.services.refer_to_marac import ReferToMarac
from advocate_desk.ui.dialogs.ask_marac import MaracSheet
from advocate_desk.ui.dialogs.decide_not_now import DecideNotNow
from advocate_desk.ui.exhibits.exhibit import frame
from advocate_desk.ui.models.marac_asks import OTHERS
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screens.case import CaseScreen
from advocate_desk.ui.screens.case_marac import GO_ON, MADE, PLAN, WRITE, MaracSection
from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.buttons import Button
from advocate_desk.ui.widgets.day_field import DayField
from advocate_desk.ui.widgets.fields import Field
from advocate_desk.ui.widgets.minutes_row import SAY_WHY, MinutesRow
from advocate_desk.ui.widgets.typed_words import TypedWords
from tests.services.desk import ADVOCATE, OTHER_SUPERVISOR, SUPERVISOR, Office
from tests.services.marac import WITHOUT_AGREEMENT, marac_form, meeting_of, referred
from tests.support.seat import Seat, seated

SitDown = Callable[[str], Seat]
NOT_NOW = "Not now, because…"
MINUTES = "Quillfeather watches the house from a grey van"


@contextmanager
def marac_of(seat: Seat, office: Office, qtbot: QtBot) -> Iterator[MaracSection]:
    """Open the section in its frame."""
    shell = frame(seat.desk, Place("case", office.case_id, "marac"))
    qtbot.addWidget(shell)
    with qtbot.waitActive(shell):
        shell.show()
        shell.activateWindow()
    assert isinstance(shell.screen_in_front(), CaseScreen)
    (section,) = shell.findChildren(MaracSection)
    yield section
    shell.hide()


def words_on(section: MaracSection) -> str:
    labels = (label.text() for label in section.findChildren(QLabel) if label.isVisibleTo(section))
    buttons = (button.text() for button in section.findChildren(Button) if button.isVisibleTo(section))
    return "\n".join([*labels, *buttons])


def says(section: MaracSection, qtbot: QtBot, words: str) -> None:
    """Wait until the section says this: what is read anew is in sight in the next turn."""
    qtbot.waitUntil(lambda: words in words_on(section))


def button(section: MaracSection, qtbot: QtBot, name: str) -> Button:
    """Wait for the one button of this name, and return it."""
    qtbot.waitUntil(lambda: len(buttons(section, name)) == 1)
    return buttons(section, name)[0]


def buttons(section: MaracSection, name: str) -> list[Button]:
    return [
        one
        for one in section.findChildren(Button)
        if name in (one.accessibleName(), one.text()) and one.isVisibleTo(section)
    ]


def sheet_over(section: MaracSection) -> MaracSheet:
    (sheet,) = [one for one in section.findChildren(MaracSheet) if one.isVisible()]
    return sheet


def fill(sheet: MaracSheet, **typed: str) -> None:
    for name, words in typed.items():
        field = sheet.fields[name]
        if isinstance(field, DayField):
            field.edit.setText(words)
        elif isinstance(field, TypedWords):
            field.edit.setPlainText(words)
        elif isinstance(field, Field):
            assert isinstance(field.control, QLineEdit)
            field.control.setText(words)


def test_from_the_criterion_to_what_came_of_an_action_each_step_is_the_one_main_button(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    seat = sit_down(ADVOCATE)
    with marac_of(seat, office, qtbot) as section:
        says(section, qtbot, "The record meets a criterion, and no referral answers it.")
        section.main.click()
        editor = section.editor
        assert editor.criteria[MaracCriterion.VISIBLE_HIGH_RISK].isChecked(), "what the record meets is ticked"
        assert all(box.isChecked() for box in editor.others.values()), "nobody else is in the case"
        editor.texts["reason"].edit.setPlainText("Threats since the separation.")
        editor.lines["area"].setText("Exampleshire")
        editor.knows.give(Answer.YES)
        editor.agrees.give(Answer.YES)
        assert not editor.basis_field.isVisible(), "who agrees needs no lawful basis"
        editor.save()
        assert section.main.text() == MADE
        says(section, qtbot, "A referral is ready to go.")
        section.main.click()
        sheet_over(section).record()
        assert section.main.text() == PLAN
        says(section, qtbot, "No meeting is planned yet.")
        says(section, qtbot, "Until 23 November 2027 any new incident by Pat Pretend is a repeat")
        section.main.click()
        sheet = sheet_over(section)
        fill(sheet, meets_on="3 December", place="Civic Centre")
        sheet.record()
        says(section, qtbot, "The case is heard on 3 December.")
        assert section.main.text() == WRITE
        button(section, qtbot, "Add an action: Meeting of 3 December").click()
        sheet = sheet_over(section)
        fill(sheet, what="Change the locks", owner="Housing", due_on="2 December")
        sheet.record()
        says(section, qtbot, "Housing. Due 2 December.")
    (line,) = seat.desk.safety.meetings.view(office.case_id)
    assert (line.meeting.place, line.meeting.meets_on) == ("Civic Centre", date(2026, 12, 3))


def test_without_agreement_it_says_what_is_missing_and_waits_for_a_supervisor_who_wrote_none_of_it(
    office: Office, theme: Theme, qtbot: QtBot
) -> None:
    with seated(office, ADVOCATE, theme) as seat, marac_of(seat, office, qtbot) as section:
        section.main.click()
        editor = section.editor
        assert editor.basis_field.isVisible()
        editor.texts["reason"].edit.setPlainText("Threats.")
        editor.lines["area"].setText("Exampleshire")
        editor.save()
        says(section, qtbot, "Without agreement, choose the lawful basis.")
        assert section.main.text() == GO_ON
        section.main.click()
        assert editor.texts["reason"].words == "Threats."
        editor.texts["not_told_because"].edit.setPlainText("Her calls are overheard.")
        editor.basis.setCurrentIndex(editor.basis.findData(LawfulBasis.VITAL_INTERESTS.value))
        editor.texts["basis_reason"].edit.setPlainText("Threats to kill.")
        editor.save()
        says(section, qtbot, "A referral waits for a supervisor.")
        assert "Approve" not in words_on(section).splitlines()
    with seated(office, SUPERVISOR, theme) as seat, marac_of(seat, office, qtbot) as section:
        button(section, qtbot, "Approve: Referral").click()
        says(section, qtbot, "A referral is ready to go.")
        says(section, qtbot, "Approved by Sam Supervisor")


def test_a_supervisor_who_wrote_of_it_is_told_why_they_cannot_approve(
    office: Office, theme: Theme, qtbot: QtBot
) -> None:
    with office.as_user(SUPERVISOR) as session:
        ReferToMarac(session, office.rules).save(office.case_id, marac_form(office, session, **WITHOUT_AGREEMENT), None)
    with seated(office, SUPERVISOR, theme) as seat, marac_of(seat, office, qtbot) as section:
        button(section, qtbot, "Approve: Referral").click()
        assert "You wrote some of this" in section.message.headline.text()
    with seated(office, OTHER_SUPERVISOR, theme) as seat, marac_of(seat, office, qtbot) as section:
        button(section, qtbot, "Approve: Referral").click()
        says(section, qtbot, "A referral is ready to go.")


def test_a_half_typed_referral_is_there_again_with_its_ticks(sit_down: SitDown, office: Office, qtbot: QtBot) -> None:
    seat = sit_down(ADVOCATE)
    with marac_of(seat, office, qtbot) as section:
        section.main.click()
        section.editor.criteria[MaracCriterion.ESCALATION].click()
        section.editor.texts["reason"].edit.setPlainText("Half a sentence")
        section.editor.leave()
    with marac_of(seat, office, qtbot) as section:
        section.main.click()
        assert section.editor.texts["reason"].words == "Half a sentence"
        assert section.editor.criteria[MaracCriterion.ESCALATION].isChecked()


def test_an_action_ticked_by_mistake_is_open_again_by_undo(sit_down: SitDown, office: Office, qtbot: QtBot) -> None:
    seat = sit_down(ADVOCATE)
    meeting = meeting_of(office, seat.session)
    FollowMarac(seat.session, office.rules).add_action(
        meeting.id, ActionForm(what="Fit locks", owner="Housing", due_on=date(2026, 11, 20))
    )
    with marac_of(seat, office, qtbot) as section:
        says(section, qtbot, "Housing. Overdue by 3 days.")
        button(section, qtbot, "Done: Action: Fit locks").click()
        sheet = sheet_over(section)
        fill(sheet, came="Fitted.")
        sheet.record()
        says(section, qtbot, "Housing. Done 23 November. Fitted.")
        seat.undo[-1]()
        says(section, qtbot, "Housing. Overdue by 3 days.")


def test_a_meeting_planned_by_mistake_is_removed_and_there_again_by_undo(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    seat = sit_down(ADVOCATE)
    meeting = meeting_of(office, seat.session, date(2026, 12, 3))
    name = "Remove: Meeting of 3 December"
    with marac_of(seat, office, qtbot) as section:
        button(section, qtbot, name).click()
        assert seat.said[-1] == "Meeting removed."
        assert seat.desk.safety.meetings.view(office.case_id) == ()
        seat.undo[-1]()
        button(section, qtbot, name)
        FollowMarac(seat.session, office.rules).add_action(meeting.id, ActionForm(what="Fit locks", owner="Housing"))
        section.refresh()
        says(section, qtbot, "Fit locks")
        qtbot.waitUntil(lambda: not buttons(section, name))


def test_handing_over_names_the_area_and_waits_for_the_papers(sit_down: SitDown, office: Office, qtbot: QtBot) -> None:
    seat = sit_down(ADVOCATE)
    referred(office, seat.session, date(2026, 11, 2))
    with marac_of(seat, office, qtbot) as section:
        button(section, qtbot, "Hand over to another area: Referral of 2 November").click()
        sheet = sheet_over(section)
        sheet.record()
        assert [link.accessibleName() for link in sheet.summary.links()] == ["Say to which area.", "Say to whom there."]
        fill(sheet, to_area="Samplewick", handed_to="The coordinator")
        sheet.record()
        says(section, qtbot, "Handed to Samplewick on 23 November, to The coordinator. The papers are still to go.")
        button(section, qtbot, "Papers sent…").click()
        sheet_over(section).record()
        says(section, qtbot, "Papers sent 23 November.")


def test_a_supervisor_decides_not_now_and_an_advocate_is_not_offered_it(
    office: Office, theme: Theme, qtbot: QtBot
) -> None:
    with seated(office, ADVOCATE, theme) as seat, marac_of(seat, office, qtbot) as section:
        assert "Not now" not in words_on(section)
    with seated(office, SUPERVISOR, theme) as seat, marac_of(seat, office, qtbot) as section:
        qtbot.waitUntil(lambda: any(one.text() == NOT_NOW for one in section.findChildren(Button)))
        next(one for one in section.findChildren(Button) if one.text() == NOT_NOW).click()
        (sheet,) = section.findChildren(DecideNotNow)
        sheet.reason.edit.setPlainText("In hospital until Friday, with a guard.")
        sheet.until.edit.setText("27 November")
        sheet.record()
        says(section, qtbot, "High risk by score: In hospital until Friday, with a guard.")
        says(section, qtbot, "Look at it again on 27 November.")


def test_telling_her_needs_how_and_settles_what_is_owed(sit_down: SitDown, office: Office, qtbot: QtBot) -> None:
    seat = sit_down(ADVOCATE)
    meeting_of(office, seat.session, date(2026, 11, 18))
    with marac_of(seat, office, qtbot) as section:
        says(section, qtbot, "Tell what came of the meeting")
        says(section, qtbot, "Overdue by 3 days.")
        button(section, qtbot, "Record it: Tell what came of the meeting").click()
        sheet = sheet_over(section)
        fill(sheet, feedback_on="20 November")
        sheet.record()
        assert "Say how this was told" in sheet.message.headline.text()
        fill(sheet, feedback_how="By her own phone, alone.")
        sheet.record()
        says(section, qtbot, "20 November. By her own phone, alone.")
        says(section, qtbot, "Nothing is owed now.")


@contextmanager
def minutes_of(seat: Seat, office: Office, qtbot: QtBot) -> Iterator[tuple[MaracSection, MinutesRow]]:
    meeting = meeting_of(office, seat.session)
    KeepMinutes(seat.session).keep(meeting.id, MINUTES, date(2026, 11, 20))
    with marac_of(seat, office, qtbot) as section:
        (row,) = section.findChildren(MinutesRow)
        yield section, row


def in_the_window(section: MaracSection) -> str:
    window = section.window()
    edits = [edit.toPlainText() for edit in window.findChildren(QPlainTextEdit)]
    return "\n".join([*(label.text() for label in window.findChildren(QLabel)), *edits])


def test_minutes_are_nowhere_in_the_window_before_a_reason_is_given_and_cannot_be_taken_out_of_it(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    seat = sit_down(ADVOCATE)
    with minutes_of(seat, office, qtbot) as (section, row):
        row.open.click()
        row.show_button.click()
        assert row.reason_field.error.text() == SAY_WHY
        assert "Quillfeather" not in in_the_window(section)
        QTest.keyClicks(row.reason, "To prepare the feedback.")
        QTest.keyClick(row.reason, Qt.Key.Key_Return)
        assert row.text is not None
        assert "Quillfeather" in in_the_window(section)
        row.text.selectAll()
        assert row.text.textInteractionFlags() is Qt.TextInteractionFlag.NoTextInteraction
        (line,) = seat.desk.safety.minutes.listed(office.case_id)
        assert [opening.reason for opening in line.openings] == ["To prepare the feedback."]
        QTest.keyClick(row.text, Qt.Key.Key_Escape)
        assert "Quillfeather" not in in_the_window(section)


def test_leaving_the_section_or_covering_the_desk_closes_the_minutes(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    with minutes_of(sit_down(ADVOCATE), office, qtbot) as (section, first):

        def read(row: MinutesRow) -> None:
            row.open.click()
            row.reason.setText("To prepare the feedback.")
            row.show_button.click()
            assert "Quillfeather" in in_the_window(section)

        read(first)
        case = next(one for one in section.window().findChildren(CaseScreen))
        case.tabs.chosen.emit("risk")
        assert "Quillfeather" not in in_the_window(section)
        case.tabs.chosen.emit("marac")
        (second,) = [one for one in section.findChildren(MinutesRow) if one.isVisibleTo(section)]
        read(second)
        case.keep_draft(lambda: None)
        assert "Quillfeather" not in in_the_window(section)
        read(second)
        case.hide()
        assert "Quillfeather" not in in_the_window(section)


def test_an_action_written_down_wrongly_is_put_right(sit_down: SitDown, office: Office, qtbot: QtBot) -> None:
    seat = sit_down(ADVOCATE)
    meeting = meeting_of(office, seat.session)
    FollowMarac(seat.session, office.rules).add_action(
        meeting.id, ActionForm(what="Fit locks", owner="Housing", due_on=date(2026, 11, 20))
    )
    with marac_of(seat, office, qtbot) as section:
        button(section, qtbot, "Change: Fit locks").click()
        sheet = sheet_over(section)
        fill(sheet, due_on="27 November")
        sheet.record()
        says(section, qtbot, "Housing. Due 27 November.")


def test_an_action_is_given_to_a_colleague_by_account_and_to_another_agency_again(
    sit_down: SitDown, office: Office, qtbot: QtBot
) -> None:
    seat = sit_down(ADVOCATE)
    meeting_of(office, seat.session)

    def given() -> tuple[str, UUID | None]:
        action = seat.desk.safety.meetings.view(office.case_id)[0].actions[0].action
        return action.owner, action.owner_id

    with marac_of(seat, office, qtbot) as section:
        button(section, qtbot, "Add an action: Meeting of 19 November").click()
        sheet = sheet_over(section)
        fill(sheet, what="Ring the school")
        sheet.record()
        assert [link.accessibleName() for link in sheet.summary.links()] == [
            "Say which agency or person answers for it."
        ]
        pick(sheet, SUPERVISOR)
        sheet.record()
        says(section, qtbot, f"{SUPERVISOR}. ")
        name, account = given()
        assert (name, seat.desk.safety.meetings.colleagues()[account or UUID(int=0)]) == (SUPERVISOR, SUPERVISOR)
        button(section, qtbot, "Change: Ring the school").click()
        sheet = sheet_over(section)
        picked = sheet.fields["owner_id"]
        assert isinstance(picked, Field)
        assert isinstance(picked.control, QComboBox)
        assert picked.control.currentText() == SUPERVISOR
        pick(sheet, OTHERS)
        fill(sheet, owner="Housing")
        sheet.record()
        says(section, qtbot, "Housing. ")
        assert given() == ("Housing", None)


def pick(sheet: MaracSheet, name: str) -> None:
    """Choose who answers for an action."""
    field = sheet.fields["owner_id"]
    assert isinstance(field, Field)
    assert isinstance(field.control, QComboBox)
    field.control.setCurrentText(name)
