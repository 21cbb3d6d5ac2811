"""How the process that draws letters is started: by a Python beside the program, or by the packaged program itself."""

import sys

DRAW_LETTERS = "--draw-letters"
"""The packaged program's own word to itself, as its one argument. Nobody types it."""


def worker_command(*, packaged: bool) -> tuple[str, ...]:
    """Return what starts the worker. A packaged program has no Python to start but itself.

    Args:
        packaged: whether this is the program PyInstaller made, which looks at no PYTHON variable, no working folder
            and no home by itself; an ordinary Python is told so with ``-I``.
    """
    if packaged:
        return (sys.executable, DRAW_LETTERS)
    return (sys.executable, "-I", "-m", "advocate_desk.letters.worker")
