"""Which case a row of the other sheets belongs to, by the client ID it bears."""

from collections.abc import Iterable
from uuid import UUID

from advocate_desk.domain.cases import Case

_UNKNOWN = "no case with this client ID is in this file or here"
_REFUSED = "the row of the client it belongs to cannot be taken (row {row}); mend that one"
_TWICE = "two rows of the clients' sheet have this client ID (rows {one} and {other}), so nobody can tell whose it is"
_SEVERAL = "several cases here have this client ID, so nobody can tell whose it is"


class NotJoined(Exception):
    """A row belongs to no case that can be told. ``follows`` is the clients' row that is the reason, if one is."""

    def __init__(self, why: str, follows: int | None = None) -> None:
        self.why, self.follows = why, follows
        super().__init__(why)


class LeftOut(Exception):
    """A row belongs to a client whose row somebody chose to leave out."""


class ClientNumbers:
    """Client IDs: of the cases here, and of the rows of the file on its way in."""

    def __init__(self, here: Iterable[Case]) -> None:
        self._here: dict[str, list[UUID]] = {}
        for case in here:
            if case.client_number.strip():
                self._here.setdefault(plain(case.client_number), []).append(case.id)
        self._in_file: dict[str, tuple[int, UUID]] = {}
        self._twice: dict[str, tuple[int, int]] = {}
        self._refused: dict[str, int] = {}
        self._left_out: set[str] = set()

    def taken(self, number: str, row: int, case_id: UUID) -> None:
        """A row of the clients' sheet is this case."""
        before = self._in_file.setdefault(plain(number), (row, case_id))
        if before[1] != case_id:
            self._twice[plain(number)] = (before[0], row)

    def refused(self, number: str, row: int) -> None:
        """A row of the clients' sheet cannot be taken."""
        self._refused.setdefault(plain(number), row)

    def left_out(self, number: str) -> None:
        """Somebody chose to leave a client's row out."""
        self._left_out.add(plain(number))

    def case_of(self, number: str) -> UUID:
        """Return the case of a client ID; a row of this file comes before what was here.

        Raises:
            NotJoined: there is none, or more than one.
            LeftOut: its client's row is left out.
        """
        wanted = plain(number)
        if wanted in self._twice:
            one, other = self._twice[wanted]
            raise NotJoined(_TWICE.format(one=one, other=other))
        if wanted in self._in_file:
            return self._in_file[wanted][1]
        if wanted in self._refused:
            row = self._refused[wanted]
            raise NotJoined(_REFUSED.format(row=row), row)
        if wanted in self._left_out:
            raise LeftOut
        here = self._here.get(wanted, ())
        if len(here) != 1:
            raise NotJoined(_SEVERAL if here else _UNKNOWN)
        return here[0]


def plain(number: str) -> str:
    """Return the form in which client IDs are compared."""
    return " ".join(number.casefold().split())
