"""Saving, finding and opening, beside the driver alone on the same file."""

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
from tools.bench.measuring import Row, Work, alone, in_turns
from tools.bench.rehearsal import READS, WRITES, read_raw, rehearsed, write_raw

_RAW_SEARCH = """
    SELECT case_id, why FROM search_entries
    JOIN (SELECT rowid FROM {index} WHERE {index} MATCH ? ORDER BY rowid DESC LIMIT 50) AS hit ON entry = hit.rowid
"""
_TYPED = ("anwen samplethorpe", "ceri", "siân", "samplewood", "0900123", "council papers", "solicitor thursday")


def saving_a_contact(vault: BigVault, rounds: int) -> Row:
    """Save contacts through the service; the limit writes the rows of an earlier save, index and journal included."""
    targets = list(islice(cycle(vault.cases), 2 * rounds))
    saves = [partial(_log, vault.session, case_id) for case_id in targets]
    raw = [partial(write_raw, vault.raw, rehearsed(save, WRITES)) for save in saves[:rounds]]
    ours, limit = in_turns(saves[rounds:], raw)
    return Row(what="saving a contact", ours=ours, limit=limit, limit_is="the same rows, raw", times_limit=3)


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


def finding(vault: BigVault, rounds: int) -> Row:
    """Find cases as somebody types; the limit asks both indexes, in SQLite's own words."""
    typed = keystrokes(rounds)
    ours = [partial(_search, vault.session, words) for words in typed]
    limit = [partial(search_raw, vault.raw, words) for words in typed]
    took, at_least = in_turns(ours, limit)
    return Row(what="search, each key", ours=took, limit=at_least, limit_is="FTS5 alone", times_limit=3)


def listing(vault: BigVault, rounds: int) -> Row:
    """The same with everything the list shows of each case; the limit asks the driver the same questions."""
    ours = [partial(ListCaseload(vault.session).find, words) for words in keystrokes(rounds)]
    limit = [partial(read_raw, vault.raw, rehearsed(find, READS)) for find in ours]
    took, at_least = in_turns(ours, limit)
    return Row(what="search, with its list", ours=took, limit=at_least, limit_is="the same queries", times_limit=3)


def _search(session: Session, words: str) -> object:
    with session.work() as unit:
        return unit.search(words)


def search_raw(raw: Driver, words: str) -> list[tuple[str, str]]:
    """Find what begins with every one of ``words``: the case (hex) and why, newest first, from both indexes."""
    match = " ".join(f'"{word}"*' for word in words.split())
    return [
        row
        for index in ("search_who", "search_written")
        for row in raw.execute(_RAW_SEARCH.format(index=index), (match,))
    ]


def opening_a_case(show: ShowCase, cases: tuple[UUID, ...], rounds: int) -> Row:
    """Read case after case for its first page."""
    step = max(1, len(cases) // rounds)
    works: list[Work] = [partial(show.summary, case_id) for case_id in cases[::step][:rounds]]
    return Row(what="opening a case", ours=alone(works), within=10)
