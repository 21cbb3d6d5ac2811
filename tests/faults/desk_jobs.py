"""The jobs that are done at the desk and have no command, each as one process that says ``{}`` once it is done.

``python -m tests.faults.desk_jobs VAULT save|undo|settings|file``: keep one contact with its task, take an import back,
change what stands under the service's letters, take a picture into the case. What could not be done is told on
standard error, as a sentence.
"""

import sys
from pathlib import Path

from advocate_desk.app.program import Program
from advocate_desk.domain.cases import Case
from advocate_desk.domain.errors import KnownFailure
from advocate_desk.services.keep_files import FileForm
from advocate_desk.services.session import Session
from tests.faults import planted_case as case
from tests.faults.day import log_one, signed_in

MARKING = "OFFICIAL - hand to the addressee alone"
"""What the job puts in the place of the marking there was."""
PICTURE, PICTURE_TITLE = "picture.jpg", "The door"
"""A file beside the vault, and what it is called in the case."""


def save(program: Program, session: Session) -> None:
    with session.work() as unit:
        first = unit.find(Case)[0]
    log_one(program, session, first.id)


def undo(program: Program, session: Session) -> None:
    imports = program.import_caseload(session)
    (only,) = imports.undoable()
    imports.undo(only.import_id)


def settings(program: Program, session: Session) -> None:
    program.keep_settings(session).change(marking=MARKING)


def file(program: Program, session: Session) -> None:
    with session.work() as unit:
        first = unit.find(Case)[0]
    program.safety(session).files.add(first.id, session.vault.folder.with_name(PICTURE), FileForm(title=PICTURE_TITLE))


PARTS = {"save": save, "undo": undo, "settings": settings, "file": file}


def main(vault: Path, part: str) -> None:
    program = Program()
    try:
        with signed_in(program, vault, case.ADMINISTRATOR) as session:
            PARTS[part](program, session)
    except KnownFailure as failure:
        sys.exit(str(failure))
    finally:
        program.close()
    print("{}", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
