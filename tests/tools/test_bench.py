"""The measurements compare like with like. On a caseload this small their figures mean nothing."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from advocate_desk.app import bootstrap
from advocate_desk.app.rules import rulebook
from advocate_desk.domain.cases import Case, CaseLink
from advocate_desk.domain.contacts import Contact
from advocate_desk.services.list_caseload import ListCaseload
from advocate_desk.services.open_case import OpenCase
from advocate_desk.services.open_vault import OpenVaults
from advocate_desk.services.ports import CaseloadFilter
from advocate_desk.services.show_case import ShowCase
from advocate_desk.services.show_today import NextAct, ShowToday
from advocate_desk.storage.copying import check_copy
from advocate_desk.storage.engine import connect
from tests.support.vaults import keeper
from tools.bench.big_vault import ADMINISTRATOR, ADVOCATE, PASSPHRASE, BigVault, Size, big_vault
from tools.bench.desk_rows import at_the_desk
from tools.bench.full_case_row import full_case
from tools.bench.import_row import importing
from tools.bench.keeping_row import backing_up
from tools.bench.known_again_row import checking
from tools.bench.letter_rows import letters
from tools.bench.record_rows import finding, listing, opening_a_case, saving_a_contact, search_raw
from tools.bench.start_row import child_environment, till_painted
from tools.bench.today_row import today_of_one

SMALL = Size(cases=12, notes_each=2)


@pytest.fixture
def vault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[BigVault]:
    monkeypatch.setattr("tools.bench.big_vault._MOST_AT_FIRST", 4)
    clock = bootstrap.SystemClock()
    vaults = OpenVaults(keeper(tmp_path / "state"), bootstrap.LateStores(bootstrap.device_id(), clock), clock)
    with big_vault(vaults, tmp_path, SMALL) as made:
        yield made


def test_the_caseload_is_as_large_as_it_says(vault: BigVault) -> None:
    counts = [
        vault.raw.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("cases", "notes", "changes")
    ]
    assert counts == [12, 24, 3 + 12]
    assert len(set(vault.cases)) == 12


def test_cases_written_again_are_listed_opened_and_found_like_any_other(vault: BigVault) -> None:
    cases = ListCaseload(vault.session)
    listed = cases.page(CaseloadFilter())
    assert {row.case_id for row in listed.rows} == set(vault.cases)
    for row in listed.rows:
        assert row.case_id in {found.case_id for found in cases.find(row.name).rows}
        ShowCase(vault.session, rulebook()).summary(row.case_id)


def test_one_advocate_of_many_holds_one_case_of_each_block_and_has_clocks_in_it(vault: BigVault) -> None:
    row = today_of_one(vault, rulebook(), 2)
    assert row.within == 100.0
    vault.sign_in(ADVOCATE)
    late = [one for one in ShowToday(vault.session, rulebook()).view().items if one.act is NextAct.CHASE_CLOCK]
    assert len({one.case_id for one in late}) == 3


def test_the_limit_of_a_search_finds_the_same_cases(vault: BigVault) -> None:
    with vault.session.work() as unit:
        found = {hit.case_id.hex for hit in unit.search("sample")}
    assert {case_id for case_id, _why in search_raw(vault.raw, "sample")} == found
    assert len(found) == 12


def test_the_limit_of_a_save_writes_as_many_rows(vault: BigVault) -> None:
    tables = ("contacts", "changes", "search_entries")
    before = [vault.raw.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables]
    row = saving_a_contact(vault, rounds=3)
    after = [vault.raw.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables]
    assert [later - earlier for earlier, later in zip(before, after, strict=True)] == [3, 3, 3]
    with vault.session.work() as unit:
        assert len(unit.find(Contact)) == before[0] + 2 * 3
    assert row.limit is not None


def test_every_measurement_of_records_and_letters_gives_a_figure(vault: BigVault, tmp_path: Path) -> None:
    rules = rulebook()
    with closing(bootstrap.renderer()) as renderer:
        rows = [
            finding(vault, 3),
            listing(vault, 3),
            opening_a_case(ShowCase(vault.session, rules), vault.cases, 3),
            full_case(vault, rules, bootstrap.documents(), 3),
            checking(vault, OpenCase(vault.session, bootstrap.phone_numbers(), bootstrap.resemblance()), 3),
            *letters(vault, renderer, rules, tmp_path, 3),
        ]
    assert all(row.ours > 0 for row in rows)
    assert len(list(tmp_path.glob("*.pdf"))) == 3


def test_the_limit_of_a_backup_holds_the_same_records_and_both_leave_no_file(vault: BigVault, tmp_path: Path) -> None:
    seen: list[int] = []

    def look(path: Path, key: bytes) -> None:
        check_copy(path, key)
        driver = connect(path, key)
        seen.append(driver.execute("SELECT count(*) FROM notes").fetchone()[0])
        driver.close()

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("tools.bench.keeping_row.check_copy", look)
        row = backing_up(vault, tmp_path, 2)
    assert seen == [24, 24]
    assert row.limit is not None
    assert not list(tmp_path.glob("*.adbackup"))
    assert not list(tmp_path.glob("*.export"))


def test_the_moment_a_window_is_painted_is_told(tmp_path: Path) -> None:
    assert till_painted(child_environment(tmp_path), "bare") > 0


def test_the_moment_the_unlock_screen_is_painted_is_told(tmp_path: Path) -> None:
    assert till_painted(child_environment(tmp_path), "program") > 0


@pytest.fixture
def place(vault: BigVault) -> Path:
    """The vault's folder, let go of here so that the desk may open it."""
    folder = vault.session.vault.folder
    vault.session.close()
    return folder


def test_who_locks_at_a_case_comes_back_to_it_and_each_moment_is_told(place: Path) -> None:
    seen = at_the_desk("lock", place)
    assert seen["lock"] < seen["unlock screen"] < seen["last key"] < seen["place"]


def test_the_list_is_gone_through_and_told_in_figures(place: Path) -> None:
    seen = at_the_desk("list", place)
    assert seen["last key"] < seen["list asked"] < seen["list"]
    assert seen["rows passed"] > 0
    assert seen["page"] > 0


def test_an_import_and_its_limit_write_the_same_rows(tmp_path: Path) -> None:
    clock = bootstrap.SystemClock()
    vaults = OpenVaults(keeper(tmp_path / "state"), bootstrap.LateStores(bootstrap.device_id(), clock), clock)
    row = importing(vaults, tmp_path, 60)
    assert row.limit is not None
    assert row.ours > 0
    session = vaults.unlock(tmp_path / "import.advault", ADMINISTRATOR, PASSPHRASE)
    core = connect(tmp_path / "core.db", session.vault.records_key)
    with session.work() as work:
        assert len(work.find(Case)) == core.execute("SELECT count(*) FROM cases").fetchone()[0] == 60
        assert len(work.find(CaseLink)) == core.execute("SELECT count(*) FROM case_links").fetchone()[0] >= 1
    core.close()
    session.close()
