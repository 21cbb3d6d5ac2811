"""Prints how fast the program is, beside the limit on the same work. It reports; goals never fail it."""

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from advocate_desk.app import bootstrap
from advocate_desk.app.rules import rulebook
from advocate_desk.services.open_case import OpenCase
from advocate_desk.services.open_vault import NewVault
from advocate_desk.services.show_case import ShowCase
from tools.bench.big_vault import ADMINISTRATOR, PASSPHRASE, Size, big_vault
from tools.bench.holds_row import holding
from tools.bench.import_row import importing
from tools.bench.keeping_row import backing_up
from tools.bench.letter_rows import letters
from tools.bench.measuring import Row, as_table
from tools.bench.new_case_row import new_case_to_row
from tools.bench.record_rows import finding, listing, opening_a_case, saving_a_contact
from tools.bench.start_row import ROOT, child_environment, starting
from tools.bench.today_row import today

SIZES = (Size(10_000, 20), Size(100_000, 2))

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
        return [
            saving_a_contact(vault, rounds),
            finding(vault, 2 * rounds),
            listing(vault, 2 * rounds),
            opening_a_case(ShowCase(vault.session, rules), vault.cases, 3 * rounds),
            today(vault, rules, wanted.cases, rounds),
            *letters(vault, renderer, rules, folder, max(5, rounds // 2)),
            new_case_to_row(vault, OpenCase(vault.session, bootstrap.phone_numbers(), bootstrap.resemblance()), rounds),
            backing_up(vault, folder, BACKUPS),
        ]


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=size, action="append", help="CASES:NOTES_EACH; may be given more than once")
    parser.add_argument("--rounds", type=int, default=40, help="how often each thing is timed")
    asked = parser.parse_args()
    with own_home() as home:
        for wanted in asked.size or SIZES:
            print(f"\n{wanted}\n{as_table(rows_of(wanted, home, asked.rounds))}", flush=True)
            shutil.rmtree(home / str(wanted.cases))
        print(f"\nA spreadsheet\n{as_table([importing(bootstrap.open_vaults(), home)])}", flush=True)
        print(f"\nStarting\n{as_table([start_row(max(5, asked.rounds // 4))])}", flush=True)
        print(f"\nScreens of the sample month\n{as_table(holding(os.environ, home))}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
