"""A spreadsheet brought in through its five pages, on a real vault."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit
from pytestqt.qtbot import QtBot

from advocate_desk.app.around import Around
from advocate_desk.app.desk import make_desk
from advocate_desk.app.program import Program
from advocate_desk.domain.cases import Case
from advocate_desk.domain.imported_row import Refusal
from advocate_desk.domain.imports import SheetKind
from advocate_desk.domain.people import Person
from advocate_desk.services.open_vault import NewVault
from advocate_desk.services.session import Session
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.models.import_problems import Column, ProblemsModel
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screens.import_caseload import STANDS, ImportScreen
from advocate_desk.ui.tasks import InlineRunner
from advocate_desk.ui.theme import Theme
from tests.services.desk import PASSPHRASE, SetClock, vaults_at
from tests.support.prompts import RecordedPrompts

WHOLE = "Name,DOB,Phone,Safe to call?\nCeri Sample,27/3/1988,07700 900123,yes\nDana Sample,1/2/1990,ask sister,?\n"
HURT = "Name,DOB\nCeri Sample,31/02/1990\nDana Sample,1/2/1990\nRobin Sample,1/2/2031\n"


@dataclass
class Desk:
    """An empty vault of the test's own, and its import screen."""

    session: Session
    context: DeskContext
    prompts: RecordedPrompts
    screen: ImportScreen
    folder: Path

    def bring(self, text: str) -> None:
        """Choose a file that holds ``text``."""
        file = self.folder / "caseload.csv"
        file.write_text(text, encoding="utf-8")
        self.prompts.chooses = file
        self.screen.file.choose.click()

    def cases(self) -> int:
        with self.session.work() as unit:
            return len(unit.find(Case))

    def names(self) -> set[str]:
        with self.session.work() as unit:
            return {person.name_to_use for person in unit.find(Person)}


@pytest.fixture
def desk(tmp_path: Path, theme: Theme, qtbot: QtBot) -> Iterator[Desk]:
    program, prompts = Program(), RecordedPrompts()
    new = NewVault(
        folder=tmp_path / "Desk.advault", service_name="A Service", user_name="Ada Sample", passphrase=PASSPHRASE
    )
    session, _words = vaults_at(tmp_path / "state", SetClock()).create(new)
    around = Around(tasks=InlineRunner(), prompts=prompts, theme=theme)
    context = make_desk(program, session, around, is_sample=False)
    screen = ImportScreen(context, Place(ImportScreen.key))
    qtbot.addWidget(screen)
    screen.show()
    screen.refresh()
    yield Desk(session, context, prompts, screen, tmp_path)
    session.close()
    program.close()


def test_nothing_is_written_before_the_last_page(desk: Desk) -> None:
    screen = desk.screen
    desk.bring(WHOLE)
    assert screen.step is screen.columns
    screen.go_on.click()
    assert screen.step is screen.preview
    assert screen.preview.summary.headline.text() == "2 cases to import"
    assert desk.cases() == 0
    screen.go_on.click()
    assert screen.step is screen.done
    assert desk.names() == {"Ceri Sample", "Dana Sample"}


def test_contact_made_safer_is_listed_before_anything_is_kept(desk: Desk) -> None:
    desk.bring(WHOLE)
    desk.screen.go_on.click()
    model = desk.screen.preview.notices.model()
    listed = [model.index(row, 1).data() for row in range(model.rowCount())]
    assert "Contact made safer" in listed


def test_a_cell_is_mended_where_it_stands_by_keyboard_alone(desk: Desk, qtbot: QtBot) -> None:
    screen = desk.screen
    desk.bring(HURT)
    screen.go_on.click()
    assert screen.step is screen.problems
    table = screen.problems.table
    qtbot.waitUntil(screen.isActiveWindow)
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Return)
    editor = table.findChild(QLineEdit)
    assert editor is not None
    assert editor.text() == "31/02/1990"
    editor.selectAll()
    qtbot.keyClicks(editor, "28/02/1990 s")
    assert not screen.problems.model.skipped, "a letter typed into a cell is a letter"
    qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    qtbot.keyClick(editor, Qt.Key.Key_Backspace)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: table.model().index(0, Column.STATE).data() == "Mended")
    assert screen.problems.count.text().startswith("2 problems, 1 still open")
    qtbot.waitUntil(lambda: table.findChild(QLineEdit) is None)
    screen.activateWindow()  # the dialog that counted the rows was in front
    qtbot.waitUntil(screen.isActiveWindow)
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Down)
    qtbot.keyClick(table, Qt.Key.Key_S)
    assert screen.problems.model.open == 0
    screen.go_on.click()
    assert screen.step is screen.preview
    screen.go_on.click()
    assert desk.names() == {"Ceri Sample", "Dana Sample"}


def test_a_row_left_out_can_be_taken_in_again_even_from_the_preview(desk: Desk) -> None:
    screen = desk.screen
    desk.bring(HURT)
    screen.go_on.click()
    screen.problems.skip_all.click()
    screen.go_on.click()
    assert screen.step is screen.preview
    screen.back.click()
    assert screen.step is screen.problems
    screen.problems.take_in.click()
    screen.go_on.click()
    assert screen.step is screen.problems
    assert screen.problems.model.open == 2


def test_a_cell_mended_wrongly_stays_a_problem_in_its_new_words(desk: Desk) -> None:
    screen = desk.screen
    desk.bring(HURT)
    screen.go_on.click()
    model = screen.problems.model
    model.setData(model.index(0, Column.SAYS), "30/02/1990")
    screen.go_on.click()
    assert screen.step is screen.problems
    assert model.index(0, Column.SAYS).data() == "30/02/1990"
    assert model.index(0, Column.STATE).data() == ""


def test_a_heading_of_ones_own_is_matched_by_hand_and_remembered(desk: Desk) -> None:
    screen = desk.screen
    text = "Name,Date she was born\nCeri Sample,27/3/1988\n"
    desk.bring(text)
    assert screen.columns.taken_for.currentText() == "Keep as a note", "the column that nobody knows is picked first"
    box = screen.columns.taken_for
    box.setCurrentIndex(box.findText("Date of birth"))
    box.activated.emit(box.currentIndex())
    screen.go_on.click()
    screen.go_on.click()
    with desk.session.work() as unit:
        (client,) = unit.find(Person)
    assert client.date_of_birth is not None
    screen.go_on.click()
    desk.bring(text.replace("Ceri", "Dana"))
    model = screen.columns.table.model()
    assert model.index(1, 3).data() == "Date of birth (as before)"


def test_the_whole_import_is_taken_back_and_said_so(desk: Desk) -> None:
    screen = desk.screen
    desk.bring(WHOLE)
    screen.go_on.click()
    screen.go_on.click()
    assert "until tomorrow, 10:42am" in screen.done.summary.detail.text()
    screen.done.undo.click()
    assert desk.prompts.asked[-1] == "Take back the import of 2 cases?"
    assert screen.step is screen.file
    assert screen.message.headline.text() == "Taken back: 2 cases."
    assert desk.cases() == 0
    assert screen.file.undoable.isHidden()


def test_an_import_of_today_stands_on_the_first_page_until_its_day_is_over(desk: Desk) -> None:
    screen = desk.screen
    desk.bring(WHOLE)
    screen.go_on.click()
    screen.go_on.click()
    again = ImportScreen(desk.context, Place(ImportScreen.key))
    again.refresh()
    assert not again.file.undoable.isHidden()
    clock = desk.session.clock
    assert isinstance(clock, SetClock)
    clock.later(hours=25)
    again.refresh()
    assert again.file.undoable.isHidden()
    again.deleteLater()


def test_a_file_that_is_no_spreadsheet_is_said_on_the_first_page(desk: Desk) -> None:
    desk.bring("")
    assert desk.screen.step is desk.screen.file
    assert desk.screen.message.isVisible()
    assert desk.screen.file.choose.isEnabled()


def test_another_file_starts_with_nothing_mended_or_left_out(desk: Desk) -> None:
    screen = desk.screen
    desk.bring(HURT)
    screen.go_on.click()
    screen.problems.skip_all.click()
    screen.back.click()
    screen.back.click()
    desk.bring(f"{HURT}Lowri Sample,1/2/1991\n")
    assert screen.problems.model.skipped == frozenset()
    assert screen.columns.matches == {}


def test_the_same_file_read_again_finds_what_was_decided(desk: Desk) -> None:
    screen = desk.screen
    desk.bring(HURT)
    screen.go_on.click()
    screen.problems.skip_all.click()
    desk.bring(HURT)
    assert screen.problems.model.skipped == {(SheetKind.CLIENTS, 2), (SheetKind.CLIENTS, 4)}
    assert screen.message.headline.text() == STANDS


def decide(desk: Desk) -> None:
    """Take a column for another field, mend one row and leave another out."""
    screen = desk.screen
    desk.bring(f"Svc name,DOB\n{HURT.partition(chr(10))[2]}")
    screen.columns.taken_for.setCurrentIndex(screen.columns.taken_for.findData("name"))
    screen.columns.taken_for.activated.emit(screen.columns.taken_for.currentIndex())
    screen.go_on.click()
    model = screen.problems.model
    model.setData(model.index(0, Column.SAYS), "28/02/1990")
    model.skip(1)
    screen.keep_draft(lambda: None)


def test_an_import_half_decided_stands_after_lock_and_is_gone_on_with(desk: Desk, qtbot: QtBot) -> None:
    decide(desk)
    after = ImportScreen(desk.context, Place(ImportScreen.key))
    qtbot.addWidget(after)
    after.show()
    after.refresh()
    assert after.file.begun.isVisible()
    after.file.resumed.emit()
    assert after.step is after.columns
    assert after.columns.matches == {(SheetKind.CLIENTS, "Svc name"): "name"}
    after.go_on.click()
    after.go_on.click()
    assert desk.names() == {"Ceri Sample", "Dana Sample"}


def test_what_was_decided_is_forgotten_once_it_is_imported(desk: Desk, qtbot: QtBot) -> None:
    decide(desk)
    desk.screen.go_on.click()
    desk.screen.go_on.click()
    assert desk.screen.step is desk.screen.done
    after = ImportScreen(desk.context, Place(ImportScreen.key))
    qtbot.addWidget(after)
    after.refresh()
    assert after.file.begun.isHidden()


def test_decisions_about_one_file_never_fall_on_another(desk: Desk, qtbot: QtBot) -> None:
    decide(desk)
    after = ImportScreen(desk.context, Place(ImportScreen.key))
    qtbot.addWidget(after)
    after.refresh()
    desk.screen = after
    desk.bring(HURT)
    assert (after.columns.matches, after.problems.model.skipped) == ({}, frozenset())


def test_a_draft_that_is_no_import_any_more_offers_nothing(desk: Desk, qtbot: QtBot) -> None:
    desk.context.drafts.keep("import", '{"path": 1}')
    after = ImportScreen(desk.context, Place(ImportScreen.key))
    qtbot.addWidget(after)
    after.refresh()
    assert after.file.begun.isHidden()


def test_somebody_says_what_a_sheet_holds_and_its_columns_are_shown(desk: Desk) -> None:
    book = openpyxl.Workbook()
    clients = book.worksheets[0]
    clients.title = "Clients"
    for row in (("Client ID", "Name"), ("C1", "Ceri Sample")):
        clients.append(row)
    unknown = book.create_sheet("Sheet 9")
    for row in (("Client ID", "Date", "What was said"), ("C1", "19/09/2026", "She rang.")):
        unknown.append(row)
    file = desk.folder / "caseload.xlsx"
    book.save(file)
    desk.prompts.chooses = file
    desk.screen.file.choose.click()
    columns = desk.screen.columns
    box = columns.sheets.boxes[1]
    assert box.currentText() == "Leave it out"
    box.setCurrentIndex(box.findData(SheetKind.CONTACTS))
    box.activated.emit(box.currentIndex())
    assert box.currentText() == "Contacts"
    assert columns.sheets.boxes[1] is box  # the keyboard stays where it was
    desk.screen.go_on.click()
    assert desk.screen.step is desk.screen.preview
    assert "1 contact" in desk.screen.preview.summary.headline.text()


def beside(desk: Desk) -> dict[str, tuple[str, ...]]:
    """Return what stands side by side, by its first column."""
    grid = desk.screen.preview.beside.findChild(QGridLayout)
    words = [[grid.itemAtPosition(row, column).widget().text() for column in range(4)] for row in range(5)]
    return {first: tuple(rest) for first, *rest in words}


def test_a_row_that_may_repeat_somebody_here_stands_beside_them_and_their_number_stays_hidden(desk: Desk) -> None:
    desk.bring(WHOLE)
    desk.screen.go_on.click()
    desk.screen.go_on.click()
    desk.bring("Name,DOB,Phone,Postcode\nCeri Sampel,27/3/1988,07700 900456,ZZ99 1AA\n")
    desk.screen.go_on.click()
    told = beside(desk)
    assert told["Name"] == ("Ceri Sampel", "Ceri Sample", "Alike")
    assert told["Date of birth"] == ("27 March 1988", "27 March 1988", "Same")
    assert told["Phone"] == ("+447700900456", "Kept, not shown here", "Differs")
    assert told["Postcode"] == ("ZZ991AA", "Nothing", "Not on both sides")


def test_a_row_that_repeats_somebody_is_left_out_from_where_it_is_seen(desk: Desk) -> None:
    desk.bring("Name,DOB\nCeri Sample,27/3/1988\nCeri Sampel,27/3/1988\n")
    desk.screen.go_on.click()
    assert beside(desk)[""] == ("In the file, row 3", "In the file too, row 2", "")
    desk.screen.preview.leave.click()
    assert desk.screen.step is desk.screen.preview
    assert desk.screen.preview.beside.isHidden()
    desk.screen.go_on.click()
    assert desk.names() == {"Ceri Sample"}


def test_the_sample_vault_says_calmly_why_it_takes_no_list(
    sample: tuple[Program, Session], theme: Theme, qtbot: QtBot
) -> None:
    program, session = sample
    around = Around(tasks=InlineRunner(), prompts=RecordedPrompts(), theme=theme)
    screen = ImportScreen(make_desk(program, session, around, is_sample=True), Place(ImportScreen.key))
    qtbot.addWidget(screen)
    screen.show()
    screen.refresh()
    assert not screen.file.choose.isVisible()
    assert "invented" in screen.file.not_here.detail.text()


def test_what_follows_a_clients_row_is_done_with_when_that_row_is() -> None:
    model = ProblemsModel()
    client = Refusal(row=2, column="DOB", reason="there is no such date", says="31/02/1990")
    contact = Refusal(row=9, column="Client ID", reason="mend row 2", sheet=SheetKind.CONTACTS, follows=2)
    model.show((client, contact))
    assert model.open == 2
    assert not model.flags(model.index(1, Column.SAYS)) & Qt.ItemFlag.ItemIsEditable
    model.setData(model.index(0, Column.SAYS), "28/02/1990")
    assert model.open == 0


def test_the_table_of_problems_is_a_sound_model(qtmodeltester: object) -> None:
    model = ProblemsModel()
    model.show((Refusal(row=2, column="DOB", reason="there is no such date", says="31/02/1990"),))
    qtmodeltester.check(model)  # type: ignore[attr-defined]  # the plug-in ships no type for it
