"""However the program fails, nothing it prints as an error or keeps in its log says anything of anybody (R23)."""

import csv
import os
import sys
from pathlib import Path

import pytest

from tests.faults import planted_case as case
from tests.faults.jobs import Place, is_whole
from tests.faults.traces import found_in, found_under
from tests.support.folders import contents
from tests.support.program import PROGRAM, Ran

MARKED = "Xanthippe"


@pytest.fixture
def own(place: Place, tmp_path: Path) -> Place:
    return place.another(tmp_path / "own")


def says_nothing(place: Place, ran: Ran, *words: str) -> None:
    """Assert that neither standard error nor any file the program keeps for itself holds a planted word."""
    assert ran.err.strip()
    assert found_in(ran.err.encode(), [*case.WORDS, *words]) == []
    assert "Traceback" not in ran.err
    assert found_under([place.root / "pc"], [*case.WORDS, *words]) == []


def test_thirty_kinds_of_bugs_leave_no_word_of_their_data_anywhere(own: Place) -> None:
    ran = own.terminal().start([sys.executable, "-m", "tests.faults.bugs", MARKED])
    assert ran.code == 0, ran.err
    says_nothing(own, ran)
    assert found_in(ran.out.encode(), [MARKED]) == []
    (log,) = (own.root / "pc").rglob("faults.log")
    assert log.read_text(encoding="utf-8").count("KeyError") >= 2


def test_control_a_log_that_keeps_the_words_of_a_bug_is_found(own: Place) -> None:
    (own.root / "pc" / "home" / "weak.log").write_text(f"KeyError: '{MARKED}'", encoding="utf-8")
    with pytest.raises(AssertionError):
        says_nothing(own, Ran(70, "", "That is a fault of the program."))
    with pytest.raises(AssertionError):
        says_nothing(own, Ran(70, "", f"KeyError: '{MARKED}'"))


def write_rows(path: Path, rows: int, born: str) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["Name", "DOB", "Phone", "Address", "Notes"])
        for number in range(rows):
            writer.writerow([f"{case.CLIENT} {number}", born, case.HER_PHONE, case.ADDRESS, case.NOTE * 100])
    return path


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("case", "show", case.CLIENT), 1),
        (("referral", "show", case.CLIENT), 1),
        (("letter", "render", case.CLIENT, "--out", "letter.pdf"), 1),
        (("vault", "restore", "caseload.csv", "--to", "new.advault"), 3),
        (("import", "directory", "caseload.csv"), 1),
    ],
)
def test_what_is_mistyped_or_no_such_thing_is_not_repeated(own: Place, words: tuple[str, ...], code: int) -> None:
    write_rows(own.root / "caseload.csv", 2, "14/03/1991")
    placed = [str(own.root / word) if "." in word else word for word in words]
    ran = own.terminal().type(*placed)
    assert ran.code in {1, code}
    says_nothing(own, ran)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: text.replace("14/03/1991", "31/02/1991"),
        lambda text: f'{text}"{case.NOTE}',
        lambda text: f"{text}\0{case.NOTE}",
    ],
)
def test_a_spreadsheet_that_is_refused_is_not_quoted(own: Place, spoil: object) -> None:
    path = write_rows(own.root / "caseload.csv", 2, "14/03/1991")
    path.write_text(spoil(path.read_text(encoding="utf-8")), encoding="utf-8")  # type: ignore[operator]
    before = contents(own.vault)
    ran = own.terminal().type("import", "caseload", path)
    assert ran.code == 1
    says_nothing(own, ran)
    assert contents(own.vault) == before


def test_a_disk_that_fills_up_in_an_import_says_so_and_of_nobody_anything(own: Place) -> None:
    (records,) = own.vault.glob("records.*.db")
    path = write_rows(own.root / "caseload.csv", 30, "14/03/1991")
    limit = f'ulimit -f {records.stat().st_size // 1024}; exec "$@"'
    command = [*PROGRAM, "import", "caseload", str(path), *own.terminal().options()]
    ran = own.terminal().start(["bash", "-c", limit, "bash", *command])
    assert ran.code == 1
    assert "disk" in ran.err
    says_nothing(own, ran)
    is_whole(own, own.vault)


@pytest.mark.parametrize("cut", [0, 100, 4096])
@pytest.mark.parametrize("which", ["records", "both headers"])
def test_a_vault_cut_short_is_damaged_and_left_as_it_was(own: Place, which: str, cut: int) -> None:
    for path in own.vault.glob("records.*.db" if which == "records" else "header*"):
        os.truncate(path, min(cut, path.stat().st_size - 1))
    before = contents(own.vault)
    ran = own.terminal().type("vault", "verify")
    assert ran.code == 3
    says_nothing(own, ran)
    assert contents(own.vault) == before
