"""Importing a spreadsheet with duplicates checked, beside SQLAlchemy Core alone writing the same rows."""

import csv
from datetime import timedelta
from pathlib import Path

import sqlalchemy as sa

from advocate_desk.app.bootstrap import caseload_imports
from advocate_desk.services.import_caseload import CaseloadFile
from advocate_desk.services.open_vault import NewVault, OpenVaults
from advocate_desk.services.session import Session
from advocate_desk.storage import schema
from advocate_desk.storage.engine import Door, Writer, connect, make_engine, new_file
from advocate_desk.storage.tables import KINDS
from tools.bench.big_vault import ADMINISTRATOR, PASSPHRASE
from tools.bench.caseload import BEGAN, RARE_WORDS, Invented
from tools.bench.measuring import Row, milliseconds

ROWS = 10_000
_GOAL = 5_000
_TWICE_EVERY = 50
"""Every so many rows somebody stands in the sheet a second time, written a little differently."""
_HEADINGS = (
    *("Client ID", "Name", "DOB", "Phone", "Safe to call?", "Email", "Address", "Town", "Postcode"),
    *("Date referred", "Referred by", "DASH", "Status", "Notes"),
)
_WORDS_FOR_A_PHONE = "ask sister"
CROWD = 2_000
"""Rows of people who bear four hundred names and live in one road, so that each of them may be ten of the others."""
_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"
"""A postcode ends in two of these."""


def write_caseload(path: Path, rows: int, session: Session, *, crowded: bool = False) -> None:
    """Write a spreadsheet of invented people at ``path``, three to a street or all in one road."""
    invented = Invented(session.user.id)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_HEADINGS)
        for number in range(rows):
            again = number % _TWICE_EVERY == 1
            writer.writerow(_row(invented, number - again, f"C{number}", 1 if crowded else len(RARE_WORDS)))


def _row(invented: Invented, number: int, client_id: str, streets: int) -> tuple[str, ...]:
    born = BEGAN.date() - timedelta(days=7_000 + number * 997 % 15_000)
    # Only a thousand numbers may stand for nobody; most rows have words there, as such sheets do.
    phone = f"07700 900{number % 1000:03}" if number % 10 == 0 else _WORDS_FOR_A_PHONE
    name = invented.rare_name() if streets > 1 else invented.name()
    road, postcode = RARE_WORDS[number * 997 % streets].capitalize(), number % max(streets, 100)
    ending = f"{postcode % 10}{_LETTERS[postcode // 10 % 20]}{_LETTERS[postcode // 200]}"
    place = (f"{number} {road} Road", "Sampleton", f"ZZ99 {ending}")
    case = (f"{BEGAN:%d/%m/%Y}", "GP", str(number % 24), "Open", invented.text(120))
    return (client_id, name, f"{born:%d/%m/%Y}", phone, "yes", f"c{number}@mail.example", *place, *case)


def importing(vaults: OpenVaults, folder: Path, rows: int = ROWS, *, crowded: bool = False) -> Row:
    """Import ``rows`` rows into an empty vault, once; then let Core write what that made."""
    what = f"importing {rows:,} rows{' of one road' if crowded else ''}"
    folder.mkdir(exist_ok=True)
    vault = folder / "import.advault"
    new = NewVault(folder=vault, service_name="Sample service", user_name=ADMINISTRATOR, passphrase=PASSPHRASE)
    session, _words = vaults.create(new)
    try:
        sheet = folder / "caseload.csv"
        write_caseload(sheet, rows, session, crowded=crowded)
        ours = milliseconds(lambda: caseload_imports(session).run(CaseloadFile(path=sheet)))
        limit = _by_core(session.vault.records_path, session.vault.records_key, folder / "core.db")
    finally:
        session.close()
    return Row(what=what, ours=ours, limit=limit, limit_is="SQLAlchemy Core, same rows", within=_GOAL)


def _by_core(made: Path, key: bytes, to: Path) -> float:
    """Write the records that ``made`` holds, without index and journal, into an empty file; return milliseconds."""
    source = make_engine(lambda: connect(made, key))
    with source.begin() as connection:
        kept = {kind.name: connection.execute(sa.select(kind.table)).mappings().all() for kind in KINDS}
    source.dispose()
    new_file(to)
    target = make_engine(lambda: connect(to, key))
    with target.begin() as connection:
        schema.create(Writer(connection, Door.SCHEMA))

    def write() -> None:
        with target.begin() as connection:
            writer = Writer(connection, Door.JOURNAL)
            for kind in KINDS:
                if kept[kind.name]:
                    writer.write(sa.insert(kind.table), [dict(row) for row in kept[kind.name]])

    try:
        return milliseconds(write)
    finally:
        target.dispose()
