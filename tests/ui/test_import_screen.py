"""A spreadsheet brought in through its five pages, on a real vault."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
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
from advocate_desk.ui.screens.import_caseload import ImportScreen
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
    desk.bring(HURT)
    assert screen.problems.model.skipped == frozenset()
    assert screen.columns.matches == {}


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
