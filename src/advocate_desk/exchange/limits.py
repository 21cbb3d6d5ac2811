"""How much of one sheet is read."""

from advocate_desk.domain.errors import Unreadable

MOST_ROWS = 100_000
MOST_COLUMNS = 500


def too_many_rows(rows: int) -> None:
    """Refuse a sheet of more rows than are read, the headings not counted.

    Raises:
        Unreadable: there are more than `MOST_ROWS`.
    """
    if rows > MOST_ROWS:
        raise Unreadable(
            f"That file has more than {MOST_ROWS:,} rows. Delete the empty ones below the list, "
            "or split it and bring the parts in turn."
        )


def too_many_columns(columns: int) -> None:
    """Refuse a sheet of more columns than are read.

    Raises:
        Unreadable: there are more than `MOST_COLUMNS`.
    """
    if columns > MOST_COLUMNS:
        raise Unreadable(f"That file has more than {MOST_COLUMNS} columns. Take out the empty ones.")
