"""Words half typed are kept two seconds after the last key, and come back with the cursor where it was."""

from functools import partial

import pytest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from advocate_desk.domain.errors import ChangedMeanwhile, DiskFull, KnownFailure
from advocate_desk.ui import typed_draft
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.navigator import SavedState
from advocate_desk.ui.theme import Theme
from advocate_desk.ui.typed_draft import TypedDraft, keep_all
from advocate_desk.ui.widgets.form_words import follow, put_words, words_in
from advocate_desk.ui.widgets.recording_sheet import RecordingSheet
from tests.support.desk import MemoryDrafts, make_desk
from tests.support.held_tasks import HeldTasks

NOTE = "She asked whether the girls"


class Form(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.title, self.note, self.kind, self.checked = QLineEdit(), QPlainTextEdit(), QComboBox(), QCheckBox()
        self.secret = QLineEdit(echoMode=QLineEdit.EchoMode.Password)
        self.kind.addItems(["Call", "Text"])
        column = QVBoxLayout(self)
        for part in (self.title, self.note, self.kind, self.checked, self.secret):
            column.addWidget(part)


@pytest.fixture
def drafts() -> MemoryDrafts:
    return MemoryDrafts()


@pytest.fixture
def desk(qapp: QApplication, theme: Theme, drafts: MemoryDrafts) -> DeskContext:
    return make_desk(qapp, theme, drafts=drafts)


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    form = Form()
    qtbot.addWidget(form)
    with qtbot.waitExposed(form):
        form.show()
    return form


def draft_of(form: QWidget, desk: DeskContext, key: str) -> TypedDraft:
    draft = TypedDraft(form, desk, key, partial(words_in, form), partial(put_words, form))
    follow(form, draft.typed)
    return draft


def make_draft(form: Form, desk: DeskContext) -> TypedDraft:
    return draft_of(form, desk, "note ceri")


def test_words_are_kept_by_themselves_after_the_last_key(
    form: Form, desk: DeskContext, drafts: MemoryDrafts, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert typed_draft.AFTER_MS == 2000
    monkeypatch.setattr(typed_draft, "AFTER_MS", 10)
    draft = make_draft(form, desk)
    qtbot.keyClicks(form.note, NOTE)
    qtbot.waitUntil(lambda: NOTE in drafts.kept.get("note ceri", ""))
    assert not draft.is_new


def test_a_form_opened_again_has_the_words_and_the_cursor(
    form: Form, desk: DeskContext, qtbot: QtBot, qapp: QApplication
) -> None:
    draft = make_draft(form, desk)
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow)
    form.note.setFocus()
    form.title.setText("Hearing")
    form.kind.setCurrentText("Text")
    form.checked.setChecked(True)
    form.note.setPlainText(NOTE)
    cursor = form.note.textCursor()
    cursor.setPosition(4)
    form.note.setTextCursor(cursor)
    form.secret.setText("a passphrase")
    assert "a passphrase" not in words_in(form)
    draft.keep(lambda: None)
    again = Form()
    qtbot.addWidget(again)
    make_draft(again, desk).offer()
    assert (again.title.text(), again.note.toPlainText(), again.kind.currentText()) == ("Hearing", NOTE, "Text")
    assert again.checked.isChecked()
    assert again.note.textCursor().position() == 4
    assert again.secret.text() == ""


def test_showing_a_draft_is_not_typing(form: Form, desk: DeskContext, drafts: MemoryDrafts) -> None:
    drafts.kept["note ceri"] = words_in(form)
    draft = make_draft(form, desk)
    draft.offer()
    assert not draft.is_new


def test_what_is_recorded_is_kept_no_longer(form: Form, desk: DeskContext, drafts: MemoryDrafts) -> None:
    draft = make_draft(form, desk)
    form.note.setPlainText(NOTE)
    draft.keep(lambda: None)
    draft.forget()
    assert drafts.kept == {}


@pytest.mark.parametrize("body", ["", "[]", '{"fields": []}', '{"fields": null, "cursor": 1}', "no json"])
def test_a_spoilt_draft_or_one_of_another_form_fills_in_nothing(
    form: Form, desk: DeskContext, drafts: MemoryDrafts, body: str
) -> None:
    form.title.setText("as it was")
    drafts.kept["note ceri"] = body
    offered: list[bool] = []
    draft = make_draft(form, desk)
    draft.offered.connect(offered.append)
    draft.offer()
    assert (form.title.text(), offered) == ("as it was", [False])


class FullDrafts(MemoryDrafts):
    def keep(self, key: str, body: str) -> None:
        raise DiskFull


def test_a_full_disk_is_said_and_the_words_are_tried_again(form: Form, qapp: QApplication, theme: Theme) -> None:
    desk = make_desk(qapp, theme, drafts=FullDrafts())
    told: list[SavedState] = []
    desk.navigator.saved.connect(lambda state, _more: told.append(state))
    draft = make_draft(form, desk)
    form.note.setPlainText(NOTE)
    done: list[str] = []
    draft.keep(lambda: done.append("went on"))
    assert (told, done, draft.is_new) == ([SavedState.NOT_SAVED], ["went on"], True)


def test_every_open_form_is_kept_before_the_desk_goes(
    form: Form, desk: DeskContext, drafts: MemoryDrafts, qtbot: QtBot
) -> None:
    other = Form()
    qtbot.addWidget(other)
    draft_of(other, desk, "another")
    make_draft(form, desk)
    for each in (form, other):
        each.note.setPlainText(NOTE)
    gone: list[set[str]] = []
    keep_all([form, other], lambda: gone.append(set(drafts.kept)))
    assert gone == [{"note ceri", "another"}]


def test_what_is_put_on_record_is_a_draft_until_it_stands_there(
    form: Form, desk: DeskContext, drafts: MemoryDrafts
) -> None:
    draft = make_draft(form, desk)
    form.note.setPlainText(NOTE)
    while_recorded: list[bool] = []
    done: list[str] = []
    draft.record(lambda: while_recorded.append(bool(drafts.kept)), lambda _none: done.append("done"), raise_it)
    assert (while_recorded, done, drafts.kept) == ([True], ["done"], {})
    assert not draft.is_touched


def test_what_is_refused_is_kept_and_still_to_be_put_on_record(
    form: Form, desk: DeskContext, drafts: MemoryDrafts
) -> None:
    draft = make_draft(form, desk)
    form.note.setPlainText(NOTE)
    told: list[KnownFailure] = []
    draft.record(refuse, raise_it, told.append)
    assert NOTE in drafts.kept["note ceri"]
    assert (len(told), draft.is_touched) == (1, True)


def test_a_lock_while_words_are_put_on_record_waits_and_keeps_what_was_refused(
    form: Form, qapp: QApplication, theme: Theme, drafts: MemoryDrafts
) -> None:
    tasks = HeldTasks()
    draft = make_draft(form, make_desk(qapp, theme, drafts=drafts, tasks=tasks))
    form.note.setPlainText(NOTE)
    gone: list[bool] = []
    tasks.held = []
    draft.record(refuse, raise_it, lambda _failure: None)
    keep_all([form], lambda: gone.append(NOTE in drafts.kept["note ceri"]))
    assert gone == []
    tasks.answer()
    assert gone == [True]


def test_what_is_typed_while_the_rest_is_put_on_record_is_kept_after_it(
    form: Form, qapp: QApplication, theme: Theme, drafts: MemoryDrafts
) -> None:
    tasks = HeldTasks()
    draft = make_draft(form, make_desk(qapp, theme, drafts=drafts, tasks=tasks))
    form.note.setPlainText("first")
    tasks.held = []
    draft.record(lambda: None, lambda _none: None, raise_it)
    form.note.setPlainText("first, then second")
    draft.keep(lambda: None)
    tasks.answer()
    assert "then second" in drafts.kept["note ceri"]


def test_a_draft_that_arrives_late_does_not_take_the_place_of_typed_words(
    form: Form, qapp: QApplication, theme: Theme, drafts: MemoryDrafts
) -> None:
    drafts.kept["note ceri"] = words_in(form)
    tasks = HeldTasks()
    draft = make_draft(form, make_desk(qapp, theme, drafts=drafts, tasks=tasks))
    tasks.held = []
    draft.offer()
    form.note.setPlainText(NOTE)
    tasks.answer()
    assert form.note.toPlainText() == NOTE


def refuse() -> None:
    raise ChangedMeanwhile


def raise_it(failure: object) -> None:
    raise AssertionError(failure)


class Sheet(RecordingSheet):
    """Asks for one note."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__(None, desk.theme, "Note", "", "Record note")
        self.note = QPlainTextEdit()
        QVBoxLayout(self.holder).addWidget(self.note)
        self.keep_words(desk, "sheet")

    def record(self) -> None:
        self.accept()


def test_a_sheet_open_when_the_desk_locked_has_its_words_again(
    desk: DeskContext, drafts: MemoryDrafts, qtbot: QtBot
) -> None:
    sheet = Sheet(desk)
    qtbot.addWidget(sheet)
    sheet.note.setPlainText(NOTE)
    keep_all([sheet], lambda: None)
    again = Sheet(desk)
    qtbot.addWidget(again)
    assert again.note.toPlainText() == NOTE


@pytest.mark.parametrize("how", ["record", "reject"])
def test_a_sheet_that_was_closed_leaves_no_draft(
    how: str, desk: DeskContext, drafts: MemoryDrafts, qtbot: QtBot
) -> None:
    sheet = Sheet(desk)
    qtbot.addWidget(sheet)
    sheet.open()
    sheet.note.setPlainText(NOTE)
    keep_all([sheet], lambda: None)
    assert "sheet" in drafts.kept
    getattr(sheet, how)()
    assert drafts.kept == {}
