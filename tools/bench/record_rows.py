"""Saving, finding and opening, beside the driver alone on the same file."""

from collections.abc import Callable
from functools import partial
from itertools import cycle, islice
from uuid import UUID

from advocate_desk.domain.contacts import ContactKind, ContactResult, Direction
from advocate_desk.services.list_caseload import ListCaseload
from advocate_desk.services.log_contact import LogContact, NewContact
from advocate_desk.services.session import Session
from advocate_desk.services.show_case import ShowCase
from advocate_desk.storage.engine import Driver
from tools.bench.big_vault import BigVault
from tools.bench.measuring import Row, alone, in_turns
from tools.bench.rehearsal import Written, taken_down, write_raw

_RAW_SEARCH = """
    SELECT case_id, why FROM search_entries
    JOIN (SELECT rowid FROM {index} WHERE {index} MATCH ? ORDER BY rowid DESC LIMIT 50) AS hit ON entry = hit.rowid
"""
_TYPED = ("anwen samplethorpe", "ceri", "siân", "samplewood", "0900123", "travel papers")


def saving_a_contact(vault: BigVault, rounds: int) -> Row:
    """Save contacts through the service; the limit writes the rows of an earlier save, index and journal included."""
    targets = list(islice(cycle(vault.cases), 2 * rounds))
    saves = [partial(_log, vault.session, case_id) for case_id in targets]
    raw = [partial(write_raw, vault.raw, _rehearsed(save)) for save in saves[:rounds]]
    ours, limit = in_turns(saves[rounds:], raw)
    return Row(what="saving a contact", ours=ours, limit=limit, limit_is="the same rows, raw", times_limit=3)


def _rehearsed(save: Callable[[], object]) -> Written:
    with taken_down() as written:
        save()
    return written


def _log(session: Session, case_id: UUID) -> None:
    LogContact(session).log(
        NewContact(
            case_id=case_id,
            kind=ContactKind.CALL,
            direction=Direction.OUTGOING,
            result=ContactResult.SPOKE,
            happened_at=session.clock.now(),
            minutes=10,
            summary="Rang as agreed. She will bring the letter from the council on Thursday.",
        )
    )


def keystrokes(rounds: int) -> list[str]:
    """Return what stands in the search box after each key, over and over."""
    prefixes = [words[:end] for words in _TYPED for end in range(2, len(words) + 1)]
    return list(islice(cycle(prefixes), rounds))


def searching(vault: BigVault, rounds: int) -> Row:
    """Search as somebody types; the limit asks both indexes alone."""
    find = ListCaseload(vault.session).find
    typed = keystrokes(rounds)
    ours, limit = in_turns(
        [partial(find, words) for words in typed], [partial(_search_raw, vault.raw, words) for words in typed]
    )
    return Row(what="search, each key", ours=ours, limit=limit, limit_is="FTS5 alone, both indexes", times_limit=3)


def _search_raw(raw: Driver, words: str) -> list[tuple[str, str]]:
    match = " ".join(f'"{word}"*' for word in words.split())
    return [
        row
        for index in ("search_who", "search_written")
        for row in raw.execute(_RAW_SEARCH.format(index=index), (match,))
    ]


def opening_a_case(show: ShowCase, cases: tuple[UUID, ...], rounds: int) -> Row:
    """Read case after case for its first page."""
    step = max(1, len(cases) // rounds)
    works: list[Callable[[], object]] = [partial(show.summary, case_id) for case_id in cases[::step][:rounds]]
    return Row(what="opening a case", ours=alone(works), within=10)
