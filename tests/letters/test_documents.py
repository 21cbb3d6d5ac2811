"""A PDF somebody brings is looked into by a process that holds nothing; what acts by itself is refused."""

import sys
from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Encryption, Name, ObjectStreamMode, Pdf, Stream, String

from advocate_desk.domain.errors import FileRefused, Unreadable
from advocate_desk.letters import file_worker
from advocate_desk.letters.file_reader import DRAWING_WORKER, FILE_WORKER, DocumentWorker
from advocate_desk.letters.pdf_look import look_into
from advocate_desk.letters.starting import DRAW_FILE
from tests.support.imports import modules_loaded_by

Change = Callable[[Pdf], None]


def made(change: Change | None = None, **how: object) -> bytes:
    """Return a PDF of one page with ``change`` made to it."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        if change:
            change(pdf)
        written = BytesIO()
        pdf.save(written, **how)  # type: ignore[arg-type]  # whatever a test gives
        return written.getvalue()


def action(**named: object) -> Change:
    """Return what gives the document an action for when it is opened."""
    return lambda pdf: setattr(pdf.Root, "OpenAction", Dictionary(**named))


def annotated(**named: object) -> Change:
    """Return what puts an annotation onto the page."""
    return lambda pdf: setattr(pdf.pages[0], "Annots", Array([Dictionary(Type=Name.Annot, **named)]))


def attach(pdf: Pdf) -> None:
    pdf.attachments["her.txt"] = b"words"


def unused(pdf: Pdf) -> None:
    """A script that no page and no list points at, deep inside another thing."""
    pdf.Root.Perhaps = pdf.make_indirect(Array([Array([Dictionary(A=Dictionary(S=Name.JavaScript))])]))


def named_scripts(pdf: Pdf) -> None:
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([])))


def form(pdf: Pdf) -> None:
    pdf.Root.AcroForm = Dictionary(XFA=Stream(pdf, b"<xdp/>"))


def loose_file(pdf: Pdf) -> None:
    pdf.Root.Perhaps = Stream(pdf, b"words", Type=Name.EmbeddedFile)


HOSTILE: dict[str, tuple[str, Change]] = {
    "a script on opening": ("script", action(S=Name.JavaScript, JS=String("app.alert(1)"))),
    "a script by another action": ("script", annotated(Subtype=Name.Link, AA=Dictionary(E=Dictionary(JS=String("1"))))),
    "a script nothing uses": ("script", unused),
    "scripts by name": ("script", named_scripts),
    "a form with rules of its own": ("script", form),
    "a file attached": ("another file", attach),
    "a file nothing names": ("another file", loose_file),
    "a file pinned to the page": ("another file", annotated(Subtype=Name.FileAttachment)),
    "a film": ("another file", annotated(Subtype=Name.RichMedia)),
    "a program started": ("starts a program", action(S=Name.Launch, F=String("setup.exe"))),
    "another file opened": ("starts a program", annotated(Subtype=Name.Link, A=Dictionary(S=Name.GoToR))),
    "a form that sends": ("starts a program", annotated(Subtype=Name.Link, A=Dictionary(S=Name.SubmitForm))),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_a_pdf_that_does_more_than_show_pages_is_refused(what: str) -> None:
    said, change = HOSTILE[what]
    for packed in (ObjectStreamMode.disable, ObjectStreamMode.generate):
        with pytest.raises(FileRefused, match=said):
            look_into(made(change, object_stream_mode=packed))


def test_a_name_spelt_in_figures_hides_nothing() -> None:
    plain = made(action(S=Name.JavaScript), object_stream_mode=ObjectStreamMode.disable)
    assert b"/JavaScript" in plain
    hidden = plain.replace(b"/JavaScript", b"/J#61vaScr#69pt")
    with pytest.raises(FileRefused, match="script"):
        look_into(hidden)


def test_an_ordinary_pdf_is_taken() -> None:
    link = annotated(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String("https://council.example")))
    for good in (made(), made(link), made(encryption=Encryption(user="", owner="theirs"))):
        look_into(good)


def test_a_pdf_that_needs_a_password_is_refused() -> None:
    with pytest.raises(FileRefused, match="password"):
        look_into(made(encryption=Encryption(user="hers", owner="theirs")))


@pytest.mark.parametrize("hurt", [b"%PDF-1.7\n", b"%PDF-1.7\nnothing of the kind", made()[:60]])
def test_a_damaged_pdf_is_refused(hurt: bytes) -> None:
    with pytest.raises(FileRefused, match="damaged"):
        look_into(hurt)


def test_the_verdict_of_the_process_is_the_one_made_here() -> None:
    DocumentWorker().look(made())
    with pytest.raises(FileRefused, match="script"):
        DocumentWorker().look(made(unused))


@pytest.mark.parametrize(
    ("does", "said"),
    [
        ("import os; os.abort()", "ended over this PDF"),
        ("print('{}')", "ended over this PDF"),
        ("print('[1]')", "ended over this PDF"),
        ("print('not what was asked')", "ended over this PDF"),
        ("""print('{"verdict": "broken", "where": "somewhere"}')""", "ended over this PDF"),
        ("import sys, threading; sys.stdin.buffer.read(); threading.Event().wait()", "too long"),
    ],
)
def test_a_process_that_comes_to_no_verdict_lets_nothing_in(does: str, said: str) -> None:
    bad = (sys.executable, "-I", "-c", does)
    with pytest.raises(FileRefused, match=said):
        DocumentWorker(bad, seconds=0.5 if said == "too long" else 30).look(made())


def test_where_the_process_cannot_be_started_that_is_what_is_told() -> None:
    with pytest.raises(FileRefused, match="does not start"):
        DocumentWorker(("/nonexistent/program",)).look(made())


def test_a_bug_in_looking_tells_its_place_and_no_word_of_the_document(monkeypatch: pytest.MonkeyPatch) -> None:
    def stumble(pdf: bytes) -> None:
        raise KeyError(pdf)

    monkeypatch.setattr(file_worker, "look_into", stumble)
    verdict = file_worker.answer(b"%PDF-1.7 Ceri Sample")
    assert verdict["verdict"] == "broken"
    assert "Ceri" not in str(verdict)


def test_the_process_loads_neither_keys_nor_records_nor_windows() -> None:
    assert "-I" in FILE_WORKER
    loaded = modules_loaded_by(["advocate_desk.letters.file_worker"])
    assert "pikepdf" in loaded
    assert not {"nacl", "sqlcipher3", "sqlalchemy", "PySide6", "reportlab"} & {name.split(".")[0] for name in loaded}


def pages_of(count: int, **first: object) -> bytes:
    """Return a PDF of ``count`` blank pages, the first of which says what it is told to."""
    with pikepdf.new() as pdf:
        for _ in range(count):
            pdf.add_blank_page(page_size=(200, 100))
        for name, value in first.items():
            setattr(pdf.pages[0], name, value)
        written = BytesIO()
        pdf.save(written)
        return written.getvalue()


def test_pages_are_drawn_a_few_at_a_time_by_a_process_that_ends() -> None:
    pdf, reader = pages_of(6), DocumentWorker()
    begun, rest = reader.draw(pdf, 0), reader.draw(pdf, 4)
    assert (begun.total, len(begun.images), len(rest.images)) == (6, 4, 2)
    assert (begun.images[0].width, begun.images[0].height) == (400, 200)
    assert begun.words == ("", "", "", "")


def test_a_page_that_says_it_is_a_mile_long_is_drawn_small() -> None:
    (page,) = DocumentWorker().draw(pages_of(1, MediaBox=Array([0, 0, 200, 14_400])), 0).images
    assert page.height <= 2400


@pytest.mark.parametrize(
    "drawing",
    [
        (sys.executable, "-c", "pass"),
        (sys.executable, "-c", "print('{}')"),
        (sys.executable, "-c", "import time; time.sleep(60)"),
        ("/nonexistent/program",),
    ],
)
def test_what_cannot_be_drawn_is_told_in_words_and_never_hangs(drawing: tuple[str, ...]) -> None:
    with pytest.raises(Unreadable, match="cannot be shown here"):
        DocumentWorker(seconds=0.5, drawing=drawing).draw(made(), 0)


def test_no_pdf_at_all_is_told_in_words() -> None:
    with pytest.raises(Unreadable):
        DocumentWorker().draw(b"%PDF-1.7 nothing", 0)


def test_the_drawing_process_loads_neither_keys_nor_records_nor_windows() -> None:
    assert "-I" in DRAWING_WORKER
    loaded = modules_loaded_by(["advocate_desk.letters.drawing_worker"])
    assert not {"nacl", "sqlcipher3", "sqlalchemy", "PySide6", "reportlab"} & {name.split(".")[0] for name in loaded}


def test_the_packaged_programs_own_word_leads_to_the_drawing_process() -> None:
    packaged = (sys.executable, "-I", "-m", "advocate_desk", DRAW_FILE)
    assert DocumentWorker(drawing=packaged).draw(pages_of(1), 0).total == 1
