"""A workbook is read whole and in words, or refused before it can do harm (R21)."""

import io
import zipfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocate_desk.domain.errors import Unreadable
from advocate_desk.exchange import archive_parts
from advocate_desk.exchange.archive_parts import LARGEST_UNPACKED, check_xml
from advocate_desk.exchange.limits import MOST_ROWS
from advocate_desk.exchange.spreadsheet import SpreadsheetFiles
from advocate_desk.exchange.workbook import as_text, read_workbook
from advocate_desk.services.caseload_tables import RawBook

ROWS: Sequence[Sequence[object]] = (("Name", "DOB", "Notes"), ("Ceri Sample", datetime(1990, 3, 27), "=not a formula"))
SHEET = "xl/worksheets/sheet1.xml"


def made(
    *sheets: tuple[str, Sequence[Sequence[object]]], change: Callable[[openpyxl.Workbook], None] | None = None
) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    if change:
        change(book)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def rewritten(data: bytes, parts: dict[str, bytes]) -> bytes:
    """Return the archive with some parts written anew, or added."""
    to = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return to.getvalue()


def sheet_xml(body: str, head: str = "") -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'{head}<worksheet xmlns="{space}"><sheetData>{body}</sheetData></worksheet>'.encode()


def with_sheet(body: str, head: str = "") -> bytes:
    return rewritten(made(("One", ROWS)), {SHEET: sheet_xml(body, head)})


def text_cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


# --- read ------------------------------------------------------------------------------------------------


def test_every_sheet_is_read_as_it_would_be_typed() -> None:
    def as_words(book: openpyxl.Workbook) -> None:
        book["One"]["C2"].data_type = "s"

    book = read_workbook(
        made(("One", ROWS), ("Two", [("Client ID", "Date"), ("C1", date(2026, 11, 2))]), change=as_words)
    )
    one, two = book.tables
    assert (one.sheet, one.headings) == ("One", ("Name", "DOB", "Notes"))
    assert one.rows[0].number == 2
    assert one.rows[0].cells == ("Ceri Sample", "27/03/1990", "=not a formula")
    assert two.rows[0].cells == ("C1", "02/11/2026")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "TRUE"),
        (5, "5"),
        (5.0, "5"),
        (1.5, "1.5"),
        (4.477009e11, "447700900000"),
        (datetime(2026, 11, 2, 14, 30), "02/11/2026 14:30"),
        (time(9, 5), "09:05"),
        (timedelta(minutes=80), "1:20"),
        ("two\r\nlines", "two\nlines"),
        (float("inf"), "inf"),
    ],
)
def test_a_cell_reads_as_somebody_would_have_typed_it(value: object, text: str) -> None:
    assert as_text(value) == text


def test_dates_are_right_in_a_workbook_that_counts_from_1904() -> None:
    def from_1904(book: openpyxl.Workbook) -> None:
        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904

    (table,) = read_workbook(made(("One", ROWS), change=from_1904)).tables
    assert table.rows[0].cells[1] == "27/03/1990"


def test_a_formula_is_read_as_its_stored_result_and_is_named_where_there_is_none() -> None:
    body = (
        f"<row r='1'>{text_cell('A1', 'Name')}{text_cell('B1', 'Notes')}</row>"
        f"<row r='2'>{text_cell('A2', 'Ceri Sample')}<c r='B2' t='str'><f>1+1</f><v>two</v></c></row>"
        f"<row r='3'>{text_cell('A3', 'Lowri Sample')}<c r='B3'><f>1+1</f></c></row>"
    )
    (table,) = read_workbook(with_sheet(body)).tables
    assert [(row.cells, row.formulas) for row in table.rows] == [
        (("Ceri Sample", "two"), ()),
        (("Lowri Sample", ""), (1,)),
    ]


def test_hidden_and_empty_sheets_are_named_and_not_read() -> None:
    def hide(book: openpyxl.Workbook) -> None:
        book["Two"].sheet_state = "hidden"
        book["Three"].sheet_state = "veryHidden"

    book = read_workbook(made(("One", ROWS), ("Two", ROWS), ("Three", ROWS), ("Four", []), change=hide))
    assert [(table.sheet, bool(table.rows)) for table in book.tables] == [
        ("One", True),
        ("Two", False),
        ("Three", False),
        ("Four", False),
    ]
    assert "hidden" in book.tables[1].not_read
    assert "hidden" in book.tables[2].not_read
    assert "empty" in book.tables[3].not_read


def test_what_lies_beside_the_cells_is_told_and_never_followed() -> None:
    extra = {"xl/externalLinks/externalLink1.xml": b"<x/>", "xl/comments1.xml": b"<x/>", "xl/embeddings/a.xlsx": b"PK"}
    book = read_workbook(rewritten(made(("One", ROWS)), extra))
    assert len(book.told) == 3
    assert book.tables[0].rows


@given(
    st.lists(
        st.lists(
            st.none() | st.booleans() | st.integers(-(10**12), 10**12) | st.text("abc =+-,é\n", min_size=1, max_size=8),
            min_size=2,
            max_size=3,
        ),
        max_size=4,
    )
)
def test_whatever_the_cells_hold_comes_back(rows: list[list[object]]) -> None:
    def as_words(book: openpyxl.Workbook) -> None:
        for row in book["One"].iter_rows():
            for cell in row:
                if isinstance(cell.value, str):
                    cell.data_type = "s"

    (table,) = read_workbook(made(("One", [("a", "b", "c"), *rows]), change=as_words)).tables
    expected = [tuple([*map(as_text, row), "", ""][:3]) for row in rows]
    assert [row.cells for row in table.rows] == [row for row in expected if any(cell.strip() for cell in row)]


# --- refused ---------------------------------------------------------------------------------------------


def refused(data: bytes) -> str:
    with pytest.raises(Unreadable) as error:
        read_workbook(data)
    return str(error.value)


def test_a_workbook_that_unpacks_to_60_mb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = with_sheet(f"<row r='1'>{text_cell('A1', 'x' * 60 * 2**20)}</row>")
    assert len(bomb) < 2**20

    def forbid(*_: object) -> bytes:
        pytest.fail("unpacked")

    monkeypatch.setattr(archive_parts, "unpacked", forbid)
    assert "50 MB" in refused(bomb)


def test_control_without_the_limit_it_would_be_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive_parts, "LARGEST_UNPACKED", 2**40)
    monkeypatch.setattr(archive_parts, "MOST_TIMES_SMALLER", 2**40)
    data = with_sheet(f"<row r='1'>{text_cell('A1', 'x' * (LARGEST_UNPACKED + 1))}</row>")
    assert len(read_workbook(data).tables[0].headings[0]) > LARGEST_UNPACKED


def test_a_part_packed_three_hundred_times_smaller_is_refused() -> None:
    assert "50 MB" in refused(with_sheet(f"<row r='1'>{text_cell('A1', 'x' * 2 * 2**20)}</row>"))


def test_a_million_rows_are_refused_in_words() -> None:
    rows = "".join(f"<row r='{number}'><c><v>{number}</v></c></row>" for number in range(1, 1_000_001))
    assert f"{MOST_ROWS:,} rows" in refused(with_sheet(rows))


def test_a_row_far_away_is_refused() -> None:
    assert "XML" in refused(with_sheet(f"<row r='99999999999'>{text_cell('A1', 'x')}</row>"))


def test_too_many_columns_are_refused_in_words() -> None:
    assert "columns" in refused(with_sheet(f"<row r='1'>{text_cell('XFD1', 'x')}</row>"))


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;&x;">]>',
        '<!DOCTYPE a SYSTEM "file:///etc/passwd">',
        '<?xml version="1.0" encoding="utf-16"?>',
        '<?xml version="1.0" encoding="utf-7"?>',
    ],
)
def test_entities_and_odd_encodings_are_refused(head: str) -> None:
    assert "XML" in refused(with_sheet("<row r='1'/>", head))


def test_xml_behind_an_encoding_is_refused() -> None:
    with pytest.raises(Unreadable):
        check_xml("<!DOCTYPE a><worksheet/>".encode("utf-16"))


def test_an_archive_in_an_archive_is_no_workbook() -> None:
    outer = io.BytesIO()
    with zipfile.ZipFile(outer, "w") as archive:
        archive.writestr("inner.xlsx", made(("One", ROWS)))
    assert "not a workbook" in refused(outer.getvalue())


def test_too_many_parts_and_names_that_stand_twice_are_refused() -> None:
    many = {f"xl/media/{number}.png": b"" for number in range(archive_parts.MOST_PARTS)}
    assert "not a workbook" in refused(rewritten(made(("One", ROWS)), many))


@pytest.mark.parametrize("cut", [10, 200, 2000, 4000])
def test_a_workbook_that_is_cut_off_is_refused_in_a_sentence(cut: int) -> None:
    assert refused(made(("One", ROWS))[:cut]).endswith(".")


@given(st.binary(max_size=300), st.integers(0, 4000))
def test_any_damage_is_rows_or_a_sentence(damage: bytes, at: int) -> None:
    data = bytearray(made(("One", ROWS)))
    data[at : at + len(damage)] = damage
    with suppress(Unreadable):
        assert isinstance(read_workbook(bytes(data)), RawBook)


@pytest.mark.parametrize("data", [b"PK\x03\x04 nothing", b"\xd0\xcf\x11\xe0 old or locked", b"Name\nCeri Sample\n"])
def test_a_file_that_is_only_called_a_workbook_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.xlsx").write_bytes(data)
    with pytest.raises(Unreadable):
        SpreadsheetFiles().read(tmp_path / "a.xlsx")
