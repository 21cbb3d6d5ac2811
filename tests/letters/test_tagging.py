"""The file as a screen reader, a search and a curious stranger find it."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from advocate_desk.letters.press import Press
from tests.support.drawn_letters import LETTER, long_letter

_NAMES = ("Sample", "Ceri", "Advocate", "Northbridge", "Referral", "ReportLab", "anonymous", "pikepdf", "qpdf")


@pytest.fixture
def opened(press: Press) -> Iterator[pikepdf.Pdf]:
    with pikepdf.Pdf.open(BytesIO(press.draw(replace(long_letter(), is_sample=True)))) as pdf:
        yield pdf


def roles(node: pikepdf.Object) -> list[str]:
    """Return the roles below ``node`` in reading order."""
    found = []
    for kid in node.K if isinstance(node.K, pikepdf.Array) else [node.K]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            found += [str(kid.S), *roles(kid)]
    return found


def test_the_letter_is_a_tagged_document_in_british_english(opened: pikepdf.Pdf) -> None:
    assert str(opened.Root.Lang) == "en-GB"
    assert bool(opened.Root.MarkInfo.Marked)
    assert bool(opened.Root.ViewerPreferences.DisplayDocTitle)
    assert all(page.obj.Tabs == pikepdf.Name.S for page in opened.pages)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in opened.Root.Metadata.read_bytes()


def test_headings_tables_and_paragraphs_are_what_they_look_like(press: Press) -> None:
    with pikepdf.Pdf.open(BytesIO(press.draw(LETTER))) as opened:
        tree = opened.Root.StructTreeRoot
        said = roles(tree)
        assert said[0] == "/Document"
        assert said.count("/H1") == 1
        assert said.count("/H2") == 4
        row = ["/TR", "/TH", "/TD"]
        table = said.index("/Table")
        assert said[table : table + 7] == ["/Table", *row, *row]
        assert said.index("/H1") < said.index("/H2") < table


def test_everything_painted_is_tagged_or_furniture(opened: pikepdf.Pdf) -> None:
    parents = dict(zip(*[iter(opened.Root.StructTreeRoot.ParentTree.Nums)] * 2, strict=True))
    for index, page in enumerate(opened.pages):
        depth, marks = 0, []
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name == "BDC":
                depth += 1
                marks += [int(operands[1].MCID)] if str(operands[0]) != "/Artifact" else []
            elif name == "EMC":
                depth -= 1
            elif name in {"Tj", "TJ", "f", "f*", "S", "B", "Do"}:
                assert depth == 1, f"{name} outside of any mark"
        assert marks == list(range(len(marks)))
        assert len(parents[index]) == len(marks)
        assert page.obj.StructParents == index


def test_page_furniture_is_no_content(opened: pikepdf.Pdf) -> None:
    for page in opened.pages:
        painted = [
            str(operands[0])
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) == "BDC" and str(operands[0]) == "/Artifact"
        ]
        assert len(painted) == 3  # shapes, head and foot, the sample mark


def test_words_do_not_join_where_a_line_ends(press: Press, tmp_path: Path) -> None:
    if shutil.which("pdfinfo") is None:
        pytest.skip("pdfinfo (poppler-utils) is not on this computer")
    target = tmp_path / "letter.pdf"
    target.write_bytes(press.draw(LETTER))
    said = _pdfinfo("-struct-text", target)
    for block in LETTER.blocks:
        assert block.text in said
    assert " ".join(LETTER.recipient_lines) in said
    assert "Tagged:          yes" in _pdfinfo(target)


def _pdfinfo(*arguments: str | Path) -> str:
    return subprocess.run(["pdfinfo", *arguments], capture_output=True, check=True).stdout.decode()


def test_the_metadata_say_the_reference_and_nothing_else(press: Press) -> None:
    data = press.draw(LETTER)
    with pikepdf.Pdf.open(BytesIO(data)) as opened:
        assert {key: str(value) for key, value in opened.docinfo.items()} == {"/Title": "AD-7KQ2-9MF R3"}
        described = opened.Root.Metadata.read_bytes().decode()
        assert "AD-7KQ2-9MF R3" in described
        assert not any(name in described for name in _NAMES)
        assert not re.search(r"(Create|Modify|Metadata)Date", described)
        unpacked = BytesIO()
        opened.save(unpacked, object_stream_mode=pikepdf.ObjectStreamMode.disable, static_id=True)
    assert not any(name.encode() in data + unpacked.getvalue() for name in _NAMES)


def test_nothing_in_the_file_acts_links_or_is_attached(opened: pikepdf.Pdf) -> None:
    keys = set()
    for thing in opened.objects:
        if isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
            keys |= set(thing.keys())
    forbidden = {
        "/URI",
        "/JS",
        "/JavaScript",
        "/Launch",
        "/EF",
        "/EmbeddedFiles",
        "/OpenAction",
        "/AA",
        "/Annots",
        "/A1",
    }
    assert not keys & forbidden


def test_every_font_named_is_embedded(opened: pikepdf.Pdf) -> None:
    fonts = [
        thing for thing in opened.objects if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/Font"
    ]
    assert fonts
    for font in fonts:
        assert "NotoSans" in str(font.BaseFont)
        assert "/FontFile2" in font.FontDescriptor


def test_the_same_letter_gives_the_same_bytes_and_another_word_does_not(press: Press) -> None:
    first = press.draw(LETTER)
    press.draw(long_letter())
    assert press.draw(LETTER) == first
    assert press.draw(replace(LETTER, greeting="Dear Manager")) != first
