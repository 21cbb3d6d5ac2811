"""Where the program starts, and where the order is decided in which it is loaded.

The unlock screen stands before the services, the screens of the desk and the commands are loaded; commands that show
nothing load no Qt.
"""

import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from advocate_desk.app.bootstrap import Entrance, load_records, state_folder
from advocate_desk.letters import starting
from advocate_desk.platforms import this_platform
from advocate_desk.services.session import Session


def main() -> None:
    """Run `advocate-desk`."""
    system = this_platform()
    system.make_new_files_private()
    system.forbid_core_dumps()
    sys.exit(start(sys.argv[1:]))


def start(arguments: Sequence[str]) -> int:
    """Open the window where no command is named, else run the command; return the exit code."""
    match arguments:
        case [starting.DRAW_LETTERS]:
            return _draw_letters()
        case [starting.LOOK_INTO_FILE]:
            return _look_into_file()
        case [starting.DRAW_FILE]:
            return _draw_file()
        case []:
            return open_window(None)
        case ["--vault", folder] if not folder.startswith("-"):
            return open_window(Path(folder))
        case _:
            return _run_command(arguments)


def _draw_letters() -> int:
    """Be the letter worker of a packaged program."""
    from advocate_desk.letters.worker import main as serve  # noqa: PLC0415 - neither keys, records nor Qt beside it

    serve()
    return 0


def _look_into_file() -> int:
    """Be the process of a packaged program that looks into one document."""
    from advocate_desk.letters.file_worker import main as serve  # noqa: PLC0415 - neither keys, records nor Qt beside it

    serve()
    return 0


def _draw_file() -> int:
    """Be the process of a packaged program that draws pages of one document."""
    from advocate_desk.letters.drawing_worker import main as serve  # noqa: PLC0415 - as above

    serve()
    return 0


def open_window(vault: Path | None) -> int:
    """Open the desk at the unlock screen; where it came out of a lock, wait until the old process is gone."""
    from advocate_desk.app.around import Around  # noqa: PLC0415
    from advocate_desk.app.lock import OLD_PROCESS, OUT_OF_SIGHT, take_over  # noqa: PLC0415
    from advocate_desk.app.senses import Senses  # noqa: PLC0415
    from advocate_desk.app.window import Opened, show_desk  # noqa: PLC0415
    from advocate_desk.ui.frame.desk_window import DeskWindow  # noqa: PLC0415
    from advocate_desk.ui.lock import Lock  # noqa: PLC0415

    def open_shell(opened: Opened, around: Around, lock: Lock, senses: Senses) -> DeskWindow:
        from advocate_desk.app.desk import make_desk, make_shell  # noqa: PLC0415 - once somebody is in
        from advocate_desk.app.habits import Habits  # noqa: PLC0415
        from advocate_desk.app.program import Program  # noqa: PLC0415

        program = Program()
        running.callback(program.close)
        desk = make_desk(program, opened.session, around, is_sample=opened.is_sample)
        shell = make_shell(desk, lock, opened.place)
        Habits(desk, shell, senses)  # lives as long as the window
        return shell

    def load() -> None:
        from advocate_desk.app import desk, habits, program  # noqa: F401, PLC0415 - while the passphrase is typed

        load_records()

    locked = take_over(os.environ, sys.stdin.buffer) if sys.stdin is not None else None
    os.environ.pop(OLD_PROCESS, None)  # what this process starts did not come out of that lock
    out_of_sight = bool(os.environ.pop(OUT_OF_SIGHT, ""))
    with ExitStack() as running:
        return show_desk(
            Entrance(), open_shell, load, vault, state_folder() / "preferences.json", locked, out_of_sight=out_of_sight
        )


def _run_command(arguments: Sequence[str]) -> int:
    from advocate_desk.app.program import Program  # noqa: PLC0415
    from advocate_desk.app.terminal import TerminalProgram  # noqa: PLC0415
    from advocate_desk.cli.main import run  # noqa: PLC0415

    def draw(program: Program, session: Session, out: Path) -> Sequence[Path]:
        from advocate_desk.app.screenshots import draw_screens  # noqa: PLC0415 - Qt only where something is shown

        return draw_screens(program, session, out)

    return run(TerminalProgram(open_window, draw), arguments)
