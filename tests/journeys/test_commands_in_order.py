"""The commands in the order somebody needs them, on the shared files, through the real program."""

from pathlib import Path

import pytest

from tests.faults import planted_case as case
from tests.support.environment import Computer
from tests.support.program import AtTerminal, Ran


def done(ran: Ran) -> Ran:
    assert ran.code == 0, ran.err
    assert ran.document is not None
    return ran


def test_from_a_new_vault_to_a_rebuilt_one_on_the_shared_files(
    computer: Computer, repository: Path, tmp_path: Path, shared_data: Path
) -> None:
    case.write_passphrases(tmp_path)
    desk = AtTerminal(repository, tmp_path / "a.advault", "Alex Administrator", tmp_path / "passphrase")
    made = done(desk.type("vault", "create", desk.vault, "--service", "Some Service", "--recovery-out", tmp_path / "r"))
    assert made.document["user"] == "Alex Administrator"
    for profile in ("hsds", "oruk"):
        told = done(desk.type("import", "directory", shared_data / profile)).document
        # The two standards publish the same example: the second time it is known by its id.
        assert (sum(told["agencies"].values()), sum(told["services"].values())) == (1, 1)
    file = shared_data / "caseload.csv"
    refused = desk.type("import", "caseload", file)
    assert (refused.code, refused.document["imported"], refused.document["refused"]) == (1, 0, 14)
    taken = done(desk.type("import", "caseload", file, "--skip-refused")).document
    assert (taken["rows_read"], taken["imported"], taken["possible_duplicates"]) == (416, 402, 13)
    found = done(desk.type("case", "find", "Nicola Roberts")).document["cases"]
    assert found[0]["name"] == "Nicola Roberts"
    assert not any(one["safe_to_call"] for one in found)
    done(desk.type("vault", "backup", "--to", tmp_path / "b.adbackup"))
    done(desk.type("vault", "restore", tmp_path / "b.adbackup", "--to", tmp_path / "restored.advault"))
    assert done(desk.type("vault", "verify")).document["verified"] is True
    done(desk.type("vault", "rebuild", "--to", tmp_path / "rebuilt.advault"))
    for name in ("restored", "rebuilt"):
        other = AtTerminal(repository, tmp_path / f"{name}.advault", desk.user, desk.passphrase_file)
        assert done(other.type("case", "find", "Nicola Roberts")).document["cases"] == found
    assert not [path for path in computer.root.rglob("*") if path.is_file() and b"Nicola" in path.read_bytes()]


@pytest.mark.parametrize("cases", [3])
def test_the_sample_is_made_without_a_window_and_its_letter_rendered_again(
    computer: Computer, repository: Path, tmp_path: Path, cases: int
) -> None:
    desk = AtTerminal(repository, tmp_path, "", tmp_path / "passphrase")
    command = ["demo", "--out", str(tmp_path / "sample"), "--cases", str(cases), "--no-window", "--json"]
    told = done(desk.plain(*command)).document
    assert {Path(name).suffix for name in told["screens"]} == {".png"}
    assert told["letters"]
    assert all(Path(name).read_bytes().startswith(b"%PDF") for name in told["letters"])
    advocate = next(user["name"] for user in told["users"] if user["role"] == "advocate")
    desk.passphrase_file.write_text(told["passphrase"], encoding="utf-8")
    inside = AtTerminal(repository, Path(told["vault"]), advocate, desk.passphrase_file)
    referrals = done(inside.type("referral", "list")).document["referrals"]
    approved = [one for one in referrals if one["review"] == "approved" and one["progress"] == "not_sent"]
    done(inside.type("letter", "render", approved[0]["id"], "--out", tmp_path / "again.pdf"))
    waiting = next(one for one in referrals if one["review"] not in {"approved"})
    stopped = inside.type("letter", "render", waiting["id"], "--out", tmp_path / "never.pdf")
    assert stopped.code == 7
    assert stopped.document["error"]["reasons"]
    assert not (tmp_path / "never.pdf").exists()
