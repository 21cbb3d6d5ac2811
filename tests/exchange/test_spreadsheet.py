import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocate_desk.domain.errors import KnownFailure, NoRights, NotFound, Unreadable
from advocate_desk.domain.imports import SheetKind
from advocate_desk.exchange.incoming import LARGEST_FILE, as_text
from advocate_desk.exchange.spreadsheet import SpreadsheetFiles, parse_tables
from advocate_desk.services.caseload_tables import RawTable

TEXT = 'Name,Notes\r\nSiân Sample,"first, second\r\nthird"\r\n'


def _parsed(text: str) -> RawTable:
    (table,) = parse_tables(text)
    return table


def read(path: Path, data: bytes) -> RawTable:
    path.write_bytes(data)
    (table,) = SpreadsheetFiles().read(path).tables
    return table


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le-bom"])
def test_a_spreadsheet_is_read_in_whatever_letters_it_was_saved(tmp_path: Path, encoding: str) -> None:
    data = b"\xff\xfe" + TEXT.encode("utf-16-le") if encoding == "utf-16-le-bom" else TEXT.encode(encoding)
    table = read(tmp_path / "a.csv", data)
    assert table.headings == ("Name", "Notes")
    assert table.rows[0].cells == ("Siân Sample", "first, second\nthird")
    assert bool(table.told) is (encoding not in {"utf-8", "utf-8-sig"})


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_comma_semicolon_and_tab_are_told_apart(separator: str) -> None:
    table = _parsed(f'Name{separator}"Notes, long; or short"\nCeri Sample{separator}one\n')
    assert table.headings == ("Name", "Notes, long; or short")
    assert table.rows[0].cells == ("Ceri Sample", "one")


def test_rows_are_numbered_as_the_spreadsheet_numbers_them() -> None:
    table = _parsed('Name\nCeri Sample\n\n"two\nlines"\nLowri Sample\n')
    assert [row.number for row in table.rows] == [2, 4, 5]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\n\n\n",
        b'Name\n"never closed\n',
        b'Name\n"a"b\n',
        b"Name\n" + b"x" * 200_000 + b"\n",
        b"Na\x00me\n",
        b"N\x00a\x00m\x00e\x00\n\x00",
        b"\xff\xfeN",
        b"PK\x03\x04 a workbook under another name",
        b"\x81\x8d\x8f\x90\x9d",
        ("," * 600).encode(),
    ],
)
def test_an_unreadable_spreadsheet_is_refused_in_a_sentence(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(Unreadable) as refused:
        read(tmp_path / "a.csv", data)
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize("name", ["a.xlsx", "a.ods", "a.XLS"])
def test_a_workbook_is_refused_with_what_to_save_instead(tmp_path: Path, name: str) -> None:
    with pytest.raises(Unreadable, match="CSV"):
        read(tmp_path / name, b"anything")


def test_a_file_that_would_fill_the_memory_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.csv"
    with path.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    with pytest.raises(Unreadable, match="larger"):
        SpreadsheetFiles().read(path)


def test_what_is_not_there_and_what_is_no_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        SpreadsheetFiles().read(tmp_path / "none.csv")
    with pytest.raises(Unreadable):
        SpreadsheetFiles().read(tmp_path)


def test_a_file_the_computer_keeps_from_us_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.csv"
    path.write_text(TEXT)

    def forbid(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", forbid)
    with pytest.raises(NoRights):
        SpreadsheetFiles().read(path)


@given(st.binary(max_size=400))
def test_any_bytes_are_rows_or_a_sentence(data: bytes) -> None:
    with suppress(KnownFailure):
        text, _ = as_text(data)
        assert _parsed(text).headings


_CELL = st.text(st.characters(exclude_characters="\r", exclude_categories=("Cs",)), max_size=20).filter(
    lambda text: "\0" not in text
)


@given(st.lists(st.tuples(_CELL, _CELL), min_size=1, max_size=5))
def test_what_a_spreadsheet_program_wrote_comes_back_letter_for_letter(rows: list[tuple[str, str]]) -> None:
    def quoted(cell: str) -> str:
        return '"' + cell.replace('"', '""') + '"'

    text = "Name,Notes\n" + "".join(f"{quoted(one)},{quoted(other)}\n" for one, other in rows)
    expected = [row for row in rows if any(cell.strip() for cell in row)]
    assert [row.cells for row in _parsed(text).rows] == expected


def test_a_map_of_a_services_own_headings_is_read(tmp_path: Path) -> None:
    path = tmp_path / "map.toml"
    path.write_text('[columns]\n"Svc User" = "name"\n')
    assert SpreadsheetFiles().read_map(path) == {SheetKind.CLIENTS: {"Svc User": "name"}}


@pytest.mark.parametrize("text", ["not toml", "[columns]\nname = 3\n", "name = 'x'\n", "", "columns = 4"])
def test_a_map_that_is_none_is_refused_in_a_sentence(tmp_path: Path, text: str) -> None:
    path = tmp_path / "map.toml"
    path.write_text(text)
    with pytest.raises(Unreadable):
        SpreadsheetFiles().read_map(path)


def test_every_hostile_text_comes_back_exactly_or_is_refused(tmp_path: Path, shared_data: Path) -> None:
    hostile: list[str] = json.loads((shared_data / "blns.json").read_text("utf-8"))
    for text in hostile:
        quoted = text.replace('"', '""')
        table = read(tmp_path / "a.csv", f'Name,Notes\r\nCeri Sample,"{quoted}"\r\n'.encode())
        assert table.rows[0].cells[1] == text
