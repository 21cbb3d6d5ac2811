"""The way a letter leaves: what is shown before, what is recorded, and what is asked after."""

from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from advocate_desk.domain.errors import DiskFull, KnownFailure, LetterFailed, MoveRefused, StoppedBySafetyRule
from advocate_desk.domain.letter import CopyMade
from advocate_desk.domain.referral import ReviewState
from advocate_desk.services.ports import PageImage
from advocate_desk.ui.dialogs.release_letter import ANYBODY, METHODS, ReleaseLetterDialog
from advocate_desk.ui.paper import DOTS_PER_INCH, PrinterFailed, print_pages
from advocate_desk.ui.theme import Theme
from tests.support.accessible import complaints, settle
from tests.support.desk import FixedClock, make_desk
from tests.support.drawn_letters import ANYTHING, ink_in
from tests.support.example_letters import REFERRAL, ExampleLetter
from tests.support.prompts import RecordedPrompts
from tests.support.recorded_paper import RecordedPaper


@pytest.fixture
def letter() -> ExampleLetter:
    return ExampleLetter(review=ReviewState.APPROVED)


@pytest.fixture
def paper() -> RecordedPaper:
    return RecordedPaper()


def show(
    qtbot: QtBot,
    theme: Theme,
    letter: ExampleLetter,
    made: CopyMade | None,
    paper: RecordedPaper | None = None,
    prompts: RecordedPrompts | None = None,
) -> ReleaseLetterDialog:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    desk = make_desk(
        application,
        theme,
        letters=letter,
        paper=paper or RecordedPaper(),
        prompts=prompts or RecordedPrompts(),
    )
    dialog = ReleaseLetterDialog(None, desk, letter.view(REFERRAL), 2, made)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    settle(dialog)
    return dialog


def words_of(dialog: ReleaseLetterDialog) -> str:
    return "\n".join(label.text() for label in dialog.findChildren(QLabel) if label.isVisible())


def press(qtbot: QtBot, button: QPushButton) -> None:
    qtbot.keyClick(button, Qt.Key.Key_Return)


def test_what_leaves_is_shown_before_it_does(qtbot: QtBot, theme: Theme, letter: ExampleLetter) -> None:
    letter.copies = 2
    dialog = show(qtbot, theme, letter, CopyMade.PRINTED)
    shown = words_of(dialog)
    for words in ("Duty Manager, Housing Options", "CONFIDENTIAL", "2 pages", "copy 3", "actual size"):
        assert words in shown
    assert dialog.windowTitle() == "Advocate Desk"
    assert complaints(dialog) == []
    assert letter.calls == []


def test_a_letter_is_printed_from_memory_at_300_dots_and_then_asked_after(
    qtbot: QtBot, theme: Theme, letter: ExampleLetter, paper: RecordedPaper
) -> None:
    dialog = show(qtbot, theme, letter, CopyMade.PRINTED, paper)
    press(qtbot, dialog.act)
    assert letter.calls == [("release_pages", REFERRAL, 300)]
    assert [len(pages) for pages in paper.printed] == [2]
    assert "Did it leave?" in words_of(dialog)
    assert not dialog.act.isVisible()


def test_a_printer_that_is_not_chosen_leaves_no_copy_behind(qtbot: QtBot, theme: Theme, letter: ExampleLetter) -> None:
    dialog = show(qtbot, theme, letter, CopyMade.PRINTED, RecordedPaper(has_printer=False))
    press(qtbot, dialog.act)
    assert letter.calls == []
    assert dialog.act.isEnabled()


@pytest.mark.parametrize(
    "failure",
    [StoppedBySafetyRule(("Her consent was withdrawn.", "It changed since.")), LetterFailed("It cannot be drawn.")],
)
def test_what_stops_a_letter_stands_by_the_button_and_nothing_is_printed(
    qtbot: QtBot, theme: Theme, letter: ExampleLetter, paper: RecordedPaper, failure: KnownFailure
) -> None:
    letter.failure = failure
    dialog = show(qtbot, theme, letter, CopyMade.PRINTED, paper)
    press(qtbot, dialog.act)
    assert dialog.problem.headline.text() == str(failure)
    assert dialog.problem.isVisible()
    assert paper.printed == []
    assert dialog.before.isVisible()
    letter.failure = None
    press(qtbot, dialog.act)
    assert len(paper.printed) == 1


def test_a_printer_that_takes_nothing_says_what_is_on_record(qtbot: QtBot, theme: Theme, letter: ExampleLetter) -> None:
    dialog = show(qtbot, theme, letter, CopyMade.PRINTED, RecordedPaper(is_broken=True))
    with qtbot.waitSignal(dialog.released):
        press(qtbot, dialog.act)
    assert "nothing was printed" in dialog.problem.headline.text()
    assert "stays on record" in dialog.problem.headline.text()
    assert dialog.before.isVisible()
    assert dialog.act.isEnabled()


def test_a_file_is_saved_where_it_was_chosen_after_saying_who_can_read_it(
    qtbot: QtBot, theme: Theme, letter: ExampleLetter, tmp_path: Path
) -> None:
    prompts = RecordedPrompts(chooses=tmp_path / "chosen.pdf")
    dialog = show(qtbot, theme, letter, CopyMade.EXPORTED, prompts=prompts)
    assert ANYBODY in words_of(dialog)
    assert ANYBODY.startswith("The file can be read by anybody who has it.")
    press(qtbot, dialog.act)
    assert prompts.asked == ["Save the letter: Letter AD-7KQ2-9MF R3.pdf"]
    assert letter.calls == [("export", REFERRAL, tmp_path / "chosen.pdf", True)]
    assert dialog.after.isVisible()


def test_no_file_chosen_is_no_copy(qtbot: QtBot, theme: Theme, letter: ExampleLetter) -> None:
    dialog = show(qtbot, theme, letter, CopyMade.EXPORTED, prompts=RecordedPrompts(chooses=None))
    press(qtbot, dialog.act)
    assert letter.calls == []


def test_a_full_disk_is_told_by_the_button(qtbot: QtBot, theme: Theme, letter: ExampleLetter, tmp_path: Path) -> None:
    letter.failure = DiskFull()
    dialog = show(qtbot, theme, letter, CopyMade.EXPORTED, prompts=RecordedPrompts(chooses=tmp_path / "chosen.pdf"))
    press(qtbot, dialog.act)
    assert dialog.problem.headline.text() == str(DiskFull())
    assert dialog.before.isVisible()
    assert not dialog.after.isVisible()


@pytest.mark.parametrize("number", range(len(METHODS)))
def test_how_it_was_sent_goes_on_record_with_the_moment(
    qtbot: QtBot, theme: Theme, letter: ExampleLetter, number: int
) -> None:
    dialog = show(qtbot, theme, letter, None)
    assert dialog.methods.checkedButton() is None
    qtbot.keyClick(dialog.methods.button(number), Qt.Key.Key_Space)
    press(qtbot, dialog.sent)
    assert letter.calls == [("mark_sent", REFERRAL, METHODS[number], FixedClock().now())]
    assert not dialog.isVisible()


def test_a_letter_is_never_marked_as_sent_without_saying_how(qtbot: QtBot, theme: Theme, letter: ExampleLetter) -> None:
    dialog = show(qtbot, theme, letter, None)
    press(qtbot, dialog.sent)
    assert dialog.problem.headline.text() == "Choose how the letter was sent."
    assert letter.calls == []


def test_not_yet_records_nothing(qtbot: QtBot, theme: Theme, letter: ExampleLetter) -> None:
    dialog = show(qtbot, theme, letter, None)
    press(qtbot, dialog.not_yet)
    assert letter.calls == []
    assert not dialog.isVisible()


def test_a_letter_that_was_sent_already_is_told_so(qtbot: QtBot, theme: Theme, letter: ExampleLetter) -> None:
    letter.failure = MoveRefused("This letter is marked as sent already.")
    dialog = show(qtbot, theme, letter, None)
    qtbot.keyClick(dialog.methods.button(1), Qt.Key.Key_Space)
    press(qtbot, dialog.sent)
    assert dialog.problem.headline.text() == "This letter is marked as sent already."
    assert dialog.isVisible()


def page_with_a_mark() -> PageImage:
    """Return an A4 page, white but for a black square whose corner is 20 mm from the left and 50 mm from the top."""
    width, height = round(210 / 25.4 * DOTS_PER_INCH), round(297 / 25.4 * DOTS_PER_INCH)
    rows = [bytes([255]) * (width * 4)] * height
    left, top, size = (round(mm / 25.4 * DOTS_PER_INCH) for mm in (20, 50, 10))
    marked = bytes([255]) * (left * 4) + bytes(size * 4) + bytes([255]) * ((width - left - size) * 4)
    rows[top : top + size] = [marked] * size
    return PageImage(width=width, height=height, stride=width * 4, pixels=b"".join(rows))


def pdf_printer(to: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(to))
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    return printer


def test_pages_stand_on_paper_to_a_fifth_of_a_millimetre_with_nothing_smudged(qtbot: QtBot, tmp_path: Path) -> None:
    print_pages(pdf_printer(tmp_path / "paper.pdf"), [page_with_a_mark(), page_with_a_mark()])
    pdf = (tmp_path / "paper.pdf").read_bytes()
    with pypdfium2.PdfDocument(pdf) as printed:
        assert len(printed) == 2
    for page in range(2):
        mark = ink_in(pdf, (0, 0, 210, 297), page=page, grey=ANYTHING)
        assert mark is not None
        found = (mark.left, mark.top, mark.right, mark.bottom)
        assert found == pytest.approx((20, 50, 30, 60), abs=0.2)


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_cannot_begin_is_a_failure_people_can_read(qtbot: QtBot, tmp_path: Path) -> None:
    with pytest.raises(PrinterFailed):
        print_pages(pdf_printer(tmp_path / "no such folder" / "paper.pdf"), [page_with_a_mark()])
