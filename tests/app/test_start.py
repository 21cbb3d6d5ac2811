import json
import subprocess
import sys

from tests.support.environment import Computer
from tests.support.imports import modules_loaded_by

HEAVY = {
    "sqlalchemy",
    "alembic",
    "sqlcipher3",
    "reportlab",
    "pikepdf",
    "openpyxl",
    "phonenumbers",
    "rapidfuzz",
    "holidays",
}
LATER = {"advocate_desk.cli.main", "advocate_desk.ui.shell", "advocate_desk.services.show_case", "advocate_desk.vault"}
STARTS_AND_TELLS = """
import json, os, sys
from PySide6.QtWidgets import QApplication
def told():
    shown = [window.windowTitle() for window in QApplication.topLevelWidgets() if window.isVisible()]
    print(json.dumps([shown, [*sys.modules]]), flush=True)
    return 0
QApplication.exec = staticmethod(told)
from advocate_desk.app.main import main
main()
"""


def shown_and_loaded(*arguments: str) -> tuple[list[str], set[str]]:
    """Start the program as its users do, and return the titles of its windows and everything it has loaded by then."""
    command = [sys.executable, "-c", STARTS_AND_TELLS, *arguments]
    shown, loaded = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return shown, set(loaded)


def test_the_program_shows_unlock_before_it_loads_the_records_the_letters_or_the_desk(computer: Computer) -> None:
    shown, loaded = shown_and_loaded("--vault", str(computer.home / "Desk.advault"))
    assert shown == ["Unlock – Advocate Desk"]
    assert not (HEAVY | LATER) & (loaded | {module.partition(".")[0] for module in loaded})


def test_a_computer_without_a_vault_begins_with_first_run(computer: Computer) -> None:
    shown, _loaded = shown_and_loaded()
    assert shown == ["Set up – Advocate Desk"]


def test_a_command_that_shows_nothing_loads_no_window(computer: Computer) -> None:
    asks = "import sys; from advocate_desk.app.main import start; start(['vault', 'info', 'nowhere']); "
    asks += "sys.exit('PySide6' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asks], capture_output=True, check=False).returncode == 0


def test_the_unlock_screen_stands_without_the_records_or_the_letters() -> None:
    assert not HEAVY & {module.partition(".")[0] for module in modules_loaded_by(["advocate_desk.app.window"])}
