"""A workbook such as a service brings: three sheets joined by the client's number, everybody in it invented."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl

AGENCY = "Exampleshire Council"
UNREADABLE_DAY = "31/02/1990"
"""A date of birth that cannot be, in the second client's row."""
SHEETS: Mapping[str, Sequence[Sequence[str]]] = {
    "Clients and cases": (
        ("Client ID", "Name", "DOB", "Phone", "Safe to call?", "Address", "Postcode"),
        ("C1", "Lowri Invented", "27/03/1988", "07700 900301", "yes", "1 Sample Street", "ZZ99 1AA"),
        ("C2", "Mair Invented", UNREADABLE_DAY, "07700 900302", "no", "2 Sample Street", "ZZ99 1AB"),
    ),
    "Referrals out": (
        ("Client ID", "Agency", "Date sent", "Method", "Reason", "Consent", "Status", "Response date", "Outcome"),
        ("C1", AGENCY, "01/10/2025", "post", "housing", "Y", "accepted", "05/10/2025", "seen"),
    ),
    "Contacts": (
        ("Client ID", "Date", "Time", "Type", "Direction", "Successful?", "Mins", "Summary", "Author"),
        ("C2", "20/09/2025", "1415", "call", "out", "N", "5", "Rang as agreed.", "M. Sample"),
        ("C1", "19/09/2025", "", "text", "", "", "", "She wrote.", "M. Sample"),
    ),
}


def save_workbook(path: Path, sheets: Mapping[str, Sequence[Sequence[str]]] = SHEETS) -> None:
    """Write the workbook, with one cell in it that must be mended, or one of other sheets."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
