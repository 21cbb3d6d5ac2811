"""Published service directories: Human Services Data Specification 3 and Open Referral UK, CSV or JSON."""

import csv
import io
from pathlib import Path

from advocate_desk.domain.errors import NoRights, NotFound, Unreadable
from advocate_desk.exchange.directory_assembly import assemble
from advocate_desk.exchange.directory_json import add_document
from advocate_desk.exchange.directory_tables import CORE, Standard, TableRow, Tables
from advocate_desk.exchange.incoming import as_text, read_whole
from advocate_desk.services.import_directory import PublishedDirectory

MOST_ROWS = 200_000
_PACKAGE = "datapackage.json"


class DirectoryFiles:
    """Reads a directory out of a file or a folder."""

    def read(self, path: Path) -> PublishedDirectory:
        """Return the directory at ``path``.

        In a folder the CSV tables win; where there are none, every JSON file counts.

        Raises:
            NotFound, NoRights: it cannot be opened.
            Unreadable: it holds no services or no organisations, or a row lacks its id or name.
        """
        standard = Standard.shipped()
        if path.is_dir():
            tables = _folder(path, standard)
        elif path.suffix.lower() == ".csv":
            raise Unreadable("That is one table of a directory. Give the folder that holds all its tables instead.")
        else:
            tables = Tables()
            add_document(tables, read_whole(path), path.name, standard)
        return assemble(tables)


def _folder(path: Path, standard: Standard) -> Tables:
    files = _files_in(path)
    csv_files = [file for file in files if file.suffix.lower() == ".csv"]
    if any(file.stem.lower() in standard.columns for file in csv_files):
        return _csv_tables(csv_files, standard)
    tables = Tables()
    documents = [file for file in files if file.suffix.lower() == ".json" and file.name.lower() != _PACKAGE]
    if not documents:
        raise Unreadable("That folder holds no tables (CSV) and no JSON files of a service directory.")
    for file in documents:
        add_document(tables, read_whole(file), file.name, standard)
    return tables


def _files_in(path: Path) -> list[Path]:
    try:
        return sorted(file for file in path.iterdir() if file.is_file())
    except FileNotFoundError as error:
        raise NotFound("There is no such folder. Check its name.") from error
    except PermissionError as error:
        raise NoRights from error
    except OSError as error:
        raise Unreadable("That folder could not be read from its disk. Copy it to this computer.") from error


def _csv_tables(files: list[Path], standard: Standard) -> Tables:
    tables = Tables(whole=True)
    for file in files:
        name = file.stem.lower()
        if name not in standard.columns:
            tables.told.append(f"{file.name} is no table of the standard and was left out.")
            continue
        _add_csv(tables, name, file, standard)
    return tables


def _add_csv(tables: Tables, table: str, file: Path, standard: Standard) -> None:
    text, told = as_text(read_whole(file))
    if told:
        tables.told.append(f"{file.name}: {told}")
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        headings = [heading.strip() for heading in next(reader, [])]
        unknown = [heading for heading in headings if heading and heading not in standard.columns[table]]
        if unknown:
            tables.told.append(f"{file.name} has columns the standard does not know: {', '.join(unknown)}.")
        tables.rows.setdefault(table, [])
        for number, cells in enumerate(reader, start=2):
            if any(cell.strip() for cell in cells):
                _add_row(tables, table, headings, number, cells)
            if number > MOST_ROWS:
                raise Unreadable(f"{file.name} has more than {MOST_ROWS:,} rows, too many for a directory.")
    except csv.Error as error:
        raise Unreadable(
            f"{file.name} stops making sense at line {reader.line_num}: a quotation mark is not closed, "
            "or a cell is far too long. Nothing was imported."
        ) from error


def _add_row(tables: Tables, table: str, headings: list[str], number: int, cells: list[str]) -> None:
    if len(cells) != len(headings) and table in CORE:
        raise Unreadable(
            f"Row {number} of {table}.csv has {len(cells)} cells under {len(headings)} headings. "
            "Nothing was imported. Mend that row and try again."
        )
    plain = [cell.replace("\r\n", "\n").replace("\r", "\n") for cell in cells]
    row = TableRow(place=f"{table}.csv row {number}", values=dict(zip(headings, plain, strict=False)))
    tables.add(table, row)
