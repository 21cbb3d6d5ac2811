"""Documents and pictures at the desk: added after a look, blurred until asked for, let out for a reason alone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer
from PySide6.QtGui import QImage, QImageWriter
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from advocate_desk.domain.attachments import ExportedFile, MediaType
from advocate_desk.domain.errors import Unreadable
from advocate_desk.services.keep_files import FileForm
from advocate_desk.services.sample_pictures import HEIGHT, WIDTH, letter, street
from advocate_desk.ui.dialogs.export_file import IS_THERE, SAY_WHY, ExportFileDialog
from advocate_desk.ui.exhibits.exhibit import frame
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.pictures import glimpse, unpacked
from advocate_desk.ui.screens.case_files import FilesSection
from advocate_desk.ui.widgets.file_form import CHOOSE_FIRST, SAY_WHAT
from advocate_desk.ui.widgets.words import Words
from tests.services.desk import ADVOCATE, Office
from tests.support.folders import contents
from tests.support.pictures import exif, sized_jpeg
from tests.support.seat import Seat

SitDown = Callable[[str], Seat]
WORDS = "The blue door of the refuge."
CAMERA = "51.4778N an invented telephone"


@pytest.fixture
def seat(sit_down: SitDown) -> Seat:
    return sit_down(ADVOCATE)


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder of the person's own."""
    folder = tmp_path / "Documents"
    folder.mkdir()
    return folder


def section_of(seat: Seat, office: Office, qtbot: QtBot) -> FilesSection:
    shell = frame(seat.desk, Place("case", office.case_id, "files"))
    qtbot.addWidget(shell)
    shell.show()
    (section,) = shell.findChildren(FilesSection)
    return section


def kept(seat: Seat, office: Office, outside: Path, content: bytes, title: str = "An order") -> None:
    path = outside / "IMG_2026 Ceri Sample.bin"
    path.write_bytes(content)
    seat.desk.safety.files.add(office.case_id, path, FileForm(title=title))


def seen(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(Words) if label.isVisibleTo(widget))


def choose(seat: Seat, section: FilesSection, path: Path) -> None:
    seat.prompts.chooses = path
    section.add.click()
    section.form.choose.click()


def test_a_picture_is_looked_into_named_and_kept_and_what_its_camera_wrote_is_said_to_be_left_out(
    seat: Seat, office: Office, qtbot: QtBot, outside: Path
) -> None:
    path = outside / "IMG_2026.png"
    path.write_bytes(street(CAMERA))
    section = section_of(seat, office, qtbot)
    choose(seat, section, path)
    assert "It can be kept. What its camera wrote (place, time, device) is left out." in seen(section)
    section.form.name.setText("The car in the street")
    section.form.note.show_words("From the friend's window")
    section.form.save_action.trigger()
    (card,) = section.cards()
    assert (card.view.title, card.view.note, card.view.has_original) == (
        "The car in the street",
        "From the friend's window",
        True,
    )
    assert seat.said == ["File added."]
    assert "Added 23 November 2026 by Jo Advocate." in seen(section)
    assert path.exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"MZ\x90\0", "Only PDF, JPEG, PNG and plain text can be kept"),
        (sized_jpeg(30_000, 30_000), "more than 64 megapixels"),
        (letter(["x"]).replace(b"/Type/Catalog", b"/Type/Catalog/OpenAction<</S/JavaScript/JS(x)>>"), "holds a script"),
        (b"", "empty"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_words_before_anything_is_saved(
    seat: Seat, office: Office, qtbot: QtBot, outside: Path, content: bytes, said: str
) -> None:
    path = outside / "brought.bin"
    path.write_bytes(content)
    section = section_of(seat, office, qtbot)
    choose(seat, section, path)
    assert said in seen(section.form)
    section.form.name.setText("An order")
    section.form.save_action.trigger()
    assert [link.accessibleName() for link in section.form.summary.links()] == [CHOOSE_FIRST]
    assert seat.desk.safety.files.files(office.case_id) == ()


def test_without_a_file_and_a_name_nothing_is_saved_and_the_words_stay(
    seat: Seat, office: Office, qtbot: QtBot
) -> None:
    section = section_of(seat, office, qtbot)
    section.add.click()
    section.form.note.show_words(WORDS)
    section.form.save_action.trigger()
    assert [link.accessibleName() for link in section.form.summary.links()] == [CHOOSE_FIRST, SAY_WHAT]
    assert section.form.note.words == WORDS


def test_a_picture_is_a_blur_until_it_is_asked_for_and_again_when_the_desk_is_left(
    seat: Seat, office: Office, qtbot: QtBot, outside: Path
) -> None:
    kept(seat, office, outside, street(CAMERA))
    section = section_of(seat, office, qtbot)
    (card,) = section.cards()
    assert colours(card.glimpse.grab().toImage()) > 1, "a blur of its colours, not an empty frame"
    card.open.click()
    viewer = section.viewer
    assert viewer.shown_size() == (0, 0)
    viewer.show_picture.click()
    assert viewer.shown_size() == (WIDTH, HEIGHT)
    assert viewer.blur_again.isVisibleTo(section)
    section.hide()
    assert viewer.shown_size() == (0, 0)
    section.show()
    assert viewer.shown_size() == (0, 0)
    viewer.close_file()
    assert section.add.isVisibleTo(section)


def colours(image: QImage) -> int:
    return len({image.pixel(x, image.height() // 2) for x in range(0, image.width(), 4)})


def test_a_picture_held_sideways_is_shown_the_right_way_up(
    seat: Seat, office: Office, qtbot: QtBot, outside: Path
) -> None:
    kept(seat, office, outside, sideways(40, 20))
    section = section_of(seat, office, qtbot)
    section.cards()[0].open.click()
    section.viewer.show_picture.click()
    assert section.viewer.shown_size() == (20, 40)


def test_a_picture_that_cannot_be_drawn_is_told_in_words() -> None:
    for draw in (unpacked, glimpse):
        with pytest.raises(Unreadable, match="cannot be shown here"):
            draw(street(CAMERA)[:40], MediaType.PNG)


def test_a_glimpse_holds_too_few_dots_to_know_anything_by() -> None:
    image = glimpse(street(CAMERA), MediaType.PNG)
    assert max(image.width(), image.height()) == 10


def sideways(width: int, height: int) -> bytes:
    """Return a JPEG whose camera was held on its side."""
    image, written = QImage(width, height, QImage.Format.Format_RGB32), QBuffer()
    image.fill(0x336699)
    QImageWriter(written, b"jpg").write(image)
    content = bytes(written.data().data())
    return content[:2] + exif(6) + content[2:]


def test_a_document_is_drawn_inside_the_program_and_read_as_text_and_nothing_is_written_anywhere(
    seat: Seat, office: Office, qtbot: QtBot, outside: Path, tmp_path: Path
) -> None:
    kept(seat, office, outside, letter([WORDS]))
    (outside / "IMG_2026 Ceri Sample.bin").unlink()
    section = section_of(seat, office, qtbot)
    section.cards()[0].open.click()
    viewer = section.viewer
    assert viewer.where.text() == "1 page."
    assert viewer.sheets.pages == 1
    viewer.as_text.click()
    assert viewer.text.isVisibleTo(section)
    assert viewer.text.toPlainText().strip() == WORDS
    left = contents(tmp_path)
    assert left
    assert not [name for name, content in left.items() if WORDS.encode() in content]


def test_zoom_goes_larger_smaller_and_back_to_the_width(
    seat: Seat, office: Office, qtbot: QtBot, outside: Path
) -> None:
    kept(seat, office, outside, letter([WORDS]))
    section = section_of(seat, office, qtbot)
    section.cards()[0].open.click()
    viewer = section.viewer
    fitted = viewer.sheets.sizeHint().width()
    viewer.larger.click()
    larger = viewer.sheets.sizeHint().width()
    viewer.smaller.click()
    viewer.smaller.click()
    assert viewer.sheets.sizeHint().width() < fitted < larger
    viewer.fit.click()
    assert viewer.sheets.sizeHint().width() == fitted


def test_a_long_text_is_shown_a_part_at_a_time(seat: Seat, office: Office, qtbot: QtBot, outside: Path) -> None:
    text = "".join(f"{number} {WORDS}\n" for number in range(5_000))
    kept(seat, office, outside, text.encode())
    section = section_of(seat, office, qtbot)
    section.cards()[0].open.click()
    viewer = section.viewer
    assert viewer.where.text() == f"The first 100,000 of {len(text):,} characters."
    viewer.more.click()
    assert viewer.text.toPlainText() == text
    assert not viewer.more.isVisibleTo(section)


def test_a_name_is_changed_and_a_removal_is_taken_back(seat: Seat, office: Office, qtbot: QtBot, outside: Path) -> None:
    kept(seat, office, outside, WORDS.encode())
    section = section_of(seat, office, qtbot)
    section.cards()[0].buttons[2].click()
    section.form.name.setText("Non-molestation order")
    section.form.save_action.trigger()
    assert [card.view.title for card in section.cards()] == ["Non-molestation order"]
    section.cards()[0].buttons[3].click()
    assert section.cards() == []
    seat.undo[-1]()
    assert [card.view.title for card in section.cards()] == ["Non-molestation order"]
    assert seat.said == ["Saved.", "File removed from the list.", "File brought back."]


def test_an_export_needs_a_reason_goes_on_record_and_overwrites_nothing(
    seat: Seat, office: Office, qtbot: QtBot, outside: Path
) -> None:
    kept(seat, office, outside, street(CAMERA))
    section = section_of(seat, office, qtbot)
    section.cards()[0].buttons[1].click()
    (dialog,) = section.findChildren(ExportFileDialog)
    there = outside / "there.png"
    there.write_bytes(b"hers")
    seat.prompts.chooses = there
    dialog.record_button.click()
    assert dialog.row.error.text() == SAY_WHY
    assert seat.prompts.asked == []
    dialog.reason.setText("Her solicitor asked for it")
    dialog.record_button.click()
    assert there.read_bytes() == b"hers"
    assert dialog.message.headline.text() == IS_THERE
    seat.prompts.chooses = outside / "new.png"
    dialog.original.setChecked(True)
    dialog.record_button.click()
    assert dialog.result() == QDialog.DialogCode.Accepted
    assert CAMERA.encode() in (outside / "new.png").read_bytes()
    assert seat.prompts.asked == ["Export a file: picture.png"] * 2
    with seat.session.work() as unit:
        (record,) = unit.find(ExportedFile)
    assert (record.reason, record.as_it_came) == ("Her solicitor asked for it", True)
