"""The worker starts where there is a Python and where there is only the packaged program."""

import sys

from advocate_desk.letters.press import Press
from advocate_desk.letters.starting import DRAW_LETTERS, worker_command
from advocate_desk.letters.worker_client import WORKER, LetterWorker
from tests.support.drawn_letters import LETTER
from tests.support.imports import modules_loaded_by

AS_PACKAGED = (sys.executable, "-I", "-m", "advocate_desk", DRAW_LETTERS)
"""The packaged program's own way in, here by the Python beside it."""


def test_a_packaged_program_starts_itself_and_an_installed_one_its_python() -> None:
    assert worker_command(packaged=True) == (sys.executable, DRAW_LETTERS)
    assert worker_command(packaged=False) == WORKER
    assert "-I" in WORKER


def test_the_packaged_programs_own_word_leads_to_the_worker(press: Press) -> None:
    worker = LetterWorker(AS_PACKAGED)
    try:
        assert worker.render(LETTER) == press.draw(LETTER)
    finally:
        worker.close()


def test_the_way_to_the_worker_passes_neither_keys_nor_records_nor_windows() -> None:
    loaded = modules_loaded_by(["advocate_desk.app.main", "advocate_desk.letters.worker"])
    assert not {"nacl", "sqlcipher3", "sqlalchemy", "PySide6"} & {name.partition(".")[0] for name in loaded}
