"""The letter screen, by keyboard. Its timers are rung by hand, so that no test waits."""

import json
from dataclasses import dataclass, field, replace
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from advocate_desk.domain.errors import ChangedMeanwhile, DiskFull, LetterFailed
from advocate_desk.domain.letter_parts import ACROSS, letter_parts
from advocate_desk.domain.referral import ProgressState, ReviewState
from advocate_desk.domain.users import Role
from advocate_desk.ui import typed_draft
from advocate_desk.ui.desk import Who
from advocate_desk.ui.dialogs.release_letter import ReleaseLetterDialog
from advocate_desk.ui.models.letter_words import read_as_text
from advocate_desk.ui.navigator import Navigator, Place, SavedState
from advocate_desk.ui.screen import Width
from advocate_desk.ui.screens.letter import LetterScreen
from advocate_desk.ui.tasks import InlineRunner, Job, Lane
from advocate_desk.ui.theme import Theme
from tests.support.accessible import complaints, controls, settle
from tests.support.desk import JO, MemoryDrafts, make_desk
from tests.support.example_letters import DRAFT, PROTECTED, REFERRAL, STOP, ExampleLetter, ReferralOfLetter
from tests.support.records import numbered

T = TypeVar("T")


@dataclass
class NotedTasks(InlineRunner):
    """Answers at once, and remembers in which lane and under which name."""

    ran: list[tuple[Lane, str]] = field(default_factory=list)

    def take(self, job: Job) -> None:
        self.ran.append((job.lane, job.replace))
        super().take(job)


@dataclass
class Around:
    """What a test may look at beside the screen."""

    letter: ExampleLetter
    drafts: MemoryDrafts
    tasks: NotedTasks
    saved: list[tuple[SavedState, str]]


@pytest.fixture
def around() -> Around:
    return Around(ExampleLetter(), MemoryDrafts(), NotedTasks(), [])


def show(
    qtbot: QtBot, theme: Theme, around: Around, role: Role = Role.ADVOCATE, user: object = JO, **services: object
) -> LetterScreen:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    navigator = Navigator()
    navigator.saved.connect(lambda state, more: around.saved.append((state, more)))
    desk = make_desk(
        application,
        theme,
        letters=around.letter,
        referrals=services.pop("referrals", ReferralOfLetter(around.letter)),
        drafts=around.drafts,
        tasks=around.tasks,
        navigator=navigator,
        who=Who(user_id=user, name="Jo Advocate", role=role, is_sample=True),  # type: ignore[arg-type]
    )
    screen = LetterScreen(desk, Place("letter", REFERRAL))
    qtbot.addWidget(screen)
    screen.resize(1150, 860)
    screen.reflow(Width.WIDE)
    screen.refresh()
    settle(screen)
    return screen


def press_ctrl(qtbot: QtBot, screen: LetterScreen, key: Qt.Key) -> None:
    screen.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, False)
    screen.hide()
    with qtbot.waitExposed(screen):
        screen.show()
    screen.activateWindow()
    screen.write.why.edit.setFocus()
    qtbot.keyClick(screen.write.why.edit, key, Qt.KeyboardModifier.ControlModifier)


def open_dialogs(screen: LetterScreen) -> list[ReleaseLetterDialog]:
    return [dialog for dialog in screen.findChildren(ReleaseLetterDialog) if dialog.isVisible()]


def test_the_head_says_what_it_is_to_whom_and_where_it_stands(qtbot: QtBot, theme: Theme, around: Around) -> None:
    screen = show(qtbot, theme, around)
    assert screen.head.title.text() == "Letter: emergency housing"
    assert screen.head.line.text() == "AD-7KQ2-9MF / R3  ·  To Exampleshire Council  ·  Draft"
    assert screen.write.to.text().startswith("Duty Manager, Housing Options, Exampleshire Council")


def test_tab_reads_the_screen_in_its_order(qtbot: QtBot, theme: Theme, around: Around) -> None:
    screen = show(qtbot, theme, around)
    order = [*controls(screen)]
    wanted = [
        screen.head.print,
        screen.head.review,
        screen.write.ask.edit,
        screen.write.why.edit,
        screen.write.save,
        screen.preview.fit,
        screen.preview.full,
        screen.preview.as_text,
        screen.preview.pages,
    ]
    places = [order.index(control) for control in wanted]
    assert places == sorted(places)
    assert complaints(screen) == []


def test_pages_are_drawn_400_ms_after_the_last_key_away_from_the_records(
    qtbot: QtBot, theme: Theme, around: Around
) -> None:
    screen = show(qtbot, theme, around)
    before = len(around.letter.drawn)
    qtbot.keyClicks(screen.write.ask.edit, "Now. ")
    assert (screen._redraw.interval(), screen._redraw.isSingleShot(), screen._redraw.isActive()) == (400, True, True)
    assert around.letter.composed == []
    screen._redraw.timeout.emit()
    assert around.letter.composed[-1][0].startswith("Now. ")
    assert len(around.letter.drawn) == before + 1
    assert around.tasks.ran[-2:] == [(Lane.DB, f"compose {REFERRAL}"), (Lane.CPU, f"pages {REFERRAL}")]


def test_pages_that_say_the_same_are_not_drawn_twice(qtbot: QtBot, theme: Theme, around: Around) -> None:
    screen = show(qtbot, theme, around)
    screen.refresh()
    assert len(around.letter.drawn) == 1


def test_the_place_in_the_pages_is_kept_when_newer_ones_come(qtbot: QtBot, theme: Theme, around: Around) -> None:
    screen = show(qtbot, theme, around)
    bar = screen.preview.pages.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert screen.preview.where.text() == "Page 2 of 2, exactly as it prints"
    place = bar.value()
    assert place > 0
    qtbot.keyClicks(screen.write.why.edit, "More. ")
    screen._redraw.timeout.emit()
    assert bar.value() == place


def test_a_letter_that_cannot_be_drawn_leaves_no_older_pages_standing(
    qtbot: QtBot, theme: Theme, around: Around
) -> None:
    screen = show(qtbot, theme, around)
    around.letter.failure = LetterFailed("No font here knows a character of this letter.")
    qtbot.keyClicks(screen.write.ask.edit, "x")
    screen._redraw.timeout.emit()
    assert screen.preview.page_count == 0
    assert screen.preview.problem.headline.text() == "No font here knows a character of this letter."
    around.letter.failure = None
    screen._redraw.timeout.emit()
    assert screen.preview.page_count == 2
    assert not screen.preview.problem.isVisible()


def test_read_as_text_says_every_word_of_the_letter_and_no_other(qtbot: QtBot, theme: Theme, around: Around) -> None:
    screen = show(qtbot, theme, around)
    qtbot.keyClick(screen.preview.as_text, Qt.Key.Key_Return)
    assert screen.preview.text.isVisible()
    assert not screen.preview.pages.isVisible()
    content = around.letter.drawn[-1]
    text = screen.preview.text.toPlainText()
    assert text == read_as_text(content)
    said = [part.readings[0] for part in letter_parts(content) if part.place != ACROSS]
    rest = text
    for words in sorted((words for reading in said for words in reading if words), key=len, reverse=True):
        assert words in text
        rest = rest.replace(words, "")
    labels = {"Our reference:", "Date:", "Sent by:", ":"}
    assert {line.strip() for line in rest.splitlines()} - labels == {""}


def test_the_parts_are_read_in_the_order_of_the_page(around: Around) -> None:
    content = around.letter.view(REFERRAL).content
    text = read_as_text(content)
    marks = [content.marking, *content.recipient_lines, content.greeting, content.subject]
    marks += [block.text for block in content.blocks if block.text]
    marks += [content.close, *content.signature_lines, content.approval_line]
    places = [text.index(mark) for mark in marks]
    assert places == sorted(places)


def test_a_stop_keeps_the_letter_from_print_and_review_and_says_why(qtbot: QtBot, theme: Theme, around: Around) -> None:
    screen = show(qtbot, theme, around)
    assert screen.head.review.reasons == ()
    qtbot.keyClicks(screen.write.why.edit, f"She stays at {PROTECTED}. ")
    screen._redraw.timeout.emit()
    assert screen.head.review.reasons == (STOP.sentence,)
    assert screen.head.print.reasons == (DRAFT, STOP.sentence)
    assert screen.checks.blocked.text() == f"Print is off because:\n• {DRAFT}\n• There is 1 stop above."
    for button, headline in (
        (screen.head.print, "Print is off because:"),
        (screen.head.review, "This cannot go for review yet"),
    ):
        qtbot.keyClick(button, Qt.Key.Key_Return)
        assert screen.message.headline.text() == headline
        assert STOP.sentence in screen.message.detail.text()
    assert around.letter.calls == []
    assert open_dialogs(screen) == []


def test_checks_stand_worst_first_each_with_its_word(qtbot: QtBot, theme: Theme, around: Around) -> None:
    around.letter.referral = replace(around.letter.referral, why=PROTECTED)
    screen = show(qtbot, theme, around)
    titles = [label.text() for label in screen.checks.findChildren(type(screen.checks.title))]
    words = [title.partition(":")[0] for title in titles if title.startswith(("Stop:", "Look:", "Fine:"))]
    assert words == ["Stop", "Look", "Fine"]


def test_half_typed_words_are_kept_some_time_after_the_last_key(
    qtbot: QtBot, theme: Theme, around: Around, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typed_draft, "AFTER_MS", 0)
    screen = show(qtbot, theme, around)
    screen.write.ask.edit.insertPlainText("Now. ")
    assert around.saved[-1] == (SavedState.SAVING, "")
    qtbot.waitUntil(lambda: f"letter {REFERRAL}" in around.drafts.kept)
    assert json.loads(around.drafts.kept[f"letter {REFERRAL}"]) == list(screen.write.words)
    assert around.saved[-1] == (SavedState.SAVED, "draft")


def test_words_are_kept_before_the_screen_is_left(qtbot: QtBot, theme: Theme, around: Around) -> None:
    screen = show(qtbot, theme, around)
    left: list[bool] = []
    qtbot.keyClicks(screen.write.ask.edit, "Now. ")
    screen.keep_draft(lambda: left.append(bool(around.drafts.kept)))
    assert left == [True]


def test_half_typed_words_come_back(qtbot: QtBot, theme: Theme, around: Around) -> None:
    around.drafts.keep(f"letter {REFERRAL}", json.dumps(["Half an ask", "Half a why"]))
    screen = show(qtbot, theme, around)
    assert screen.write.words == ("Half an ask", "Half a why")
    assert "Words you typed before are back" in screen.write.note.headline.text()
    assert around.letter.composed == [("Half an ask", "Half a why")]


@pytest.mark.parametrize("body", ["", "{", "[1, 2]", '["one"]', '{"ask": "x"}'])
def test_a_draft_that_is_something_else_harms_nothing(qtbot: QtBot, theme: Theme, around: Around, body: str) -> None:
    around.drafts.keep(f"letter {REFERRAL}", body)
    screen = show(qtbot, theme, around)
    assert screen.write.words == (around.letter.referral.ask, around.letter.referral.why)


def test_words_being_typed_are_not_lost_when_the_screen_reads_again(qtbot: QtBot, theme: Theme, around: Around) -> None:
    screen = show(qtbot, theme, around)
    qtbot.keyClicks(screen.write.ask.edit, "Now. ")
    screen.refresh()
    assert screen.write.ask.words.startswith("Now. ")


def test_control_s_saves_and_forgets_the_draft(qtbot: QtBot, theme: Theme, around: Around) -> None:
    screen = show(qtbot, theme, around)
    opened_on = around.letter.referral
    qtbot.keyClicks(screen.write.why.edit, "Today. ")
    screen.keep_draft(lambda: None)
    press_ctrl(qtbot, screen, Qt.Key.Key_S)
    assert around.letter.calls == [("save", *screen.write.words, opened_on)]
    assert around.drafts.kept == {}
    assert around.saved[-1] == (SavedState.SAVED, "")
    assert not screen.draft.is_new


@pytest.mark.parametrize("failure", [ChangedMeanwhile(), DiskFull()])
def test_what_could_not_be_saved_is_told_there_and_the_words_stay(
    qtbot: QtBot, theme: Theme, around: Around, failure: Exception
) -> None:
    screen = show(qtbot, theme, around)
    qtbot.keyClicks(screen.write.why.edit, "Today. ")
    words = screen.write.words
    around.letter.failure = failure  # type: ignore[assignment]
    qtbot.keyClick(screen.write.save, Qt.Key.Key_Return)
    assert screen.write.problem.headline.text() == str(failure)
    assert screen.write.words == words
    assert around.saved[-1][0] is SavedState.NOT_SAVED


def test_send_for_review_saves_first_and_can_be_taken_back(qtbot: QtBot, theme: Theme, around: Around) -> None:
    screen = show(qtbot, theme, around)
    said: list[object] = []
    screen.desk.navigator.said.connect(lambda _words, undo: said.append(undo))
    qtbot.keyClicks(screen.write.why.edit, "Today. ")
    action = screen.main_action()
    assert action is not None
    action.trigger()
    assert [call[0] for call in around.letter.calls] == ["save", "send_for_review"]
    assert screen.head.line.text().endswith("Waiting for review")
    assert screen.write.ask.edit.isReadOnly()
    assert not screen.head.review.isVisible()
    undo = said[-1]
    assert callable(undo)
    undo()
    assert around.letter.calls[-1][0] == "take_back"
    assert not screen.write.ask.edit.isReadOnly()


def test_what_was_not_saved_is_not_sent(qtbot: QtBot, theme: Theme, around: Around) -> None:
    screen = show(qtbot, theme, around)
    qtbot.keyClicks(screen.write.why.edit, "Today. ")
    around.letter.failure = ChangedMeanwhile()
    qtbot.keyClick(screen.head.review, Qt.Key.Key_Return)
    assert around.letter.calls == []
    assert around.letter.review is ReviewState.DRAFT


def test_an_approved_letter_is_printed_from_here(qtbot: QtBot, theme: Theme, around: Around) -> None:
    around.letter.review = ReviewState.APPROVED
    screen = show(qtbot, theme, around)
    assert screen.write.ask.edit.isReadOnly()
    assert not screen.checks.blocked.isVisible()
    press_ctrl(qtbot, screen, Qt.Key.Key_P)
    assert len(open_dialogs(screen)) == 1


def test_a_copy_that_was_made_before_can_still_be_marked_as_sent(qtbot: QtBot, theme: Theme, around: Around) -> None:
    around.letter.review, around.letter.copies = ReviewState.APPROVED, 1
    screen = show(qtbot, theme, around)
    qtbot.keyClick(screen.head.mark_sent, Qt.Key.Key_Return)
    dialog = open_dialogs(screen)[0]
    assert dialog.after.isVisible()
    assert not dialog.before.isVisible()
    around.letter.progress = ProgressState.SENT
    screen.refresh()
    assert not screen.head.mark_sent.isVisible()


def test_only_its_author_may_write(qtbot: QtBot, theme: Theme, around: Around) -> None:
    screen = show(qtbot, theme, around, user=numbered(77))
    before = screen.write.words
    qtbot.keyClicks(screen.write.ask.edit, "Mine now")
    assert screen.write.words == before
    assert not screen.write.save.isVisible()
    assert "Only its author" in screen.write.note.headline.text()
    press_ctrl(qtbot, screen, Qt.Key.Key_S)
    assert around.letter.calls == []


def test_what_the_supervisor_asked_for_stands_over_the_words(qtbot: QtBot, theme: Theme, around: Around) -> None:
    around.letter.review, around.letter.returned_because = ReviewState.RETURNED, "Give a time."
    screen = show(qtbot, theme, around)
    assert screen.write.note.headline.text().startswith("Give a time.")
    assert screen.write.save.isVisible()


def test_who_prints_letters_alone_reads_nothing_else(qtbot: QtBot, theme: Theme, around: Around) -> None:
    around.letter.review = ReviewState.APPROVED
    screen = show(qtbot, theme, around, role=Role.LETTERS, user=numbered(78), referrals=None)
    assert not screen.write.isVisible()
    assert screen.head.print.reasons == ()
    assert screen.preview.page_count == 2


def test_where_there_is_no_letter_the_reason_stands_alone(qtbot: QtBot, theme: Theme, around: Around) -> None:
    class NoLetter(ExampleLetter):
        def view(self, referral_id: object) -> object:  # type: ignore[override]
            raise LetterFailed("There is no letter for this yet.")

    around.letter = NoLetter()
    screen = show(qtbot, theme, around)
    assert screen.message.headline.text() == "There is no letter for this yet."
    assert not screen.write.isVisible()
    assert not screen.preview.isVisible()


def test_one_column_has_the_preview_beneath(qtbot: QtBot, theme: Theme, around: Around) -> None:
    screen = show(qtbot, theme, around)
    screen.resize(640, 900)
    screen.reflow(Width.NARROW)
    settle(screen)
    top = screen.preview.mapTo(screen, screen.preview.rect().topLeft()).y()
    assert top > screen.checks.mapTo(screen, screen.checks.rect().bottomLeft()).y()
    screen.reflow(Width.WIDE)
    screen.resize(1150, 860)
    settle(screen)
    assert screen.preview.x() > screen.write.width()


def test_the_page_can_be_seen_in_its_own_size(qtbot: QtBot, theme: Theme, around: Around) -> None:
    screen = show(qtbot, theme, around)
    qtbot.keyClick(screen.preview.full, Qt.Key.Key_Return)
    sheets = screen.preview.pages.widget()
    assert sheets is not None
    assert sheets.width() > round(210 / 25.4 * screen.logicalDpiX())
    qtbot.keyClick(screen.preview.fit, Qt.Key.Key_Return)
    assert sheets.minimumWidth() <= screen.preview.pages.viewport().width()
