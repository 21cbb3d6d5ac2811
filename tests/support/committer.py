"""A process that commits notes and prints each one's id once it is saved, until somebody kills it.

``python -m tests.support.committer FILE FIRST [--boast]``: with ``--boast`` it prints before it commits, which
is what a crash test must catch.
"""

import sys
from pathlib import Path

from advocate_desk.domain.cases import Case
from tests.support.kept import Invented, opened


def main(path: Path, *, boast: bool) -> None:
    store = opened(path)
    with store.work() as work:
        case = work.find(Case, limit=1)[0]
    invented = Invented(id=case.id, client_id=case.client_id)
    while True:
        note = invented.note("said " * 50)
        second = invented.note("half of one unit", corrects_id=note.id)
        if boast:
            print(note.id, second.id, flush=True)
        with store.work() as work:
            work.add(note)
            work.add(second)
            work.commit("saved")
        if not boast:
            print(note.id, second.id, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), boast="--boast" in sys.argv)
