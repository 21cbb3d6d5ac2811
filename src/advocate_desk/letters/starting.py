"""How the processes without keys are started: by a Python beside the program, or by the packaged program itself."""

import sys

DRAW_LETTERS = "--draw-letters"
LOOK_INTO_FILE = "--look-into-file"
DRAW_FILE = "--draw-file"
"""The packaged program's own words to itself, as its one argument. Nobody types them."""


def worker_command(*, packaged: bool) -> tuple[str, ...]:
    """Return what starts the process that draws letters. A packaged program has no Python to start but itself.

    Args:
        packaged: whether this is the program PyInstaller made, which looks at no PYTHON variable, no working folder
            and no home by itself; an ordinary Python is told so with ``-I``.
    """
    return _command(DRAW_LETTERS, "advocate_desk.letters.worker", packaged=packaged)


def file_worker_command(*, packaged: bool) -> tuple[str, ...]:
    """Return what starts the process that looks into one document; ``packaged`` as above."""
    return _command(LOOK_INTO_FILE, "advocate_desk.letters.file_worker", packaged=packaged)


def drawing_command(*, packaged: bool) -> tuple[str, ...]:
    """Return what starts the process that draws pages of one document; ``packaged`` as above."""
    return _command(DRAW_FILE, "advocate_desk.letters.drawing_worker", packaged=packaged)


def _command(word: str, module: str, *, packaged: bool) -> tuple[str, ...]:
    return (sys.executable, word) if packaged else (sys.executable, "-I", "-m", module)
