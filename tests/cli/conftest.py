"""What every test of the command line starts from: the services' office, and a terminal at it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from advocate_desk.app.bootstrap import renderer
from advocate_desk.services.ports import LetterRenderer
from tests.cli.house import House, Terminal
from tests.services.desk import PASSPHRASE, Office, approve, copy_office, make_office, sent_for_review


@pytest.fixture(scope="session")
def draws() -> Iterator[LetterRenderer]:
    """The real process that draws letters."""
    worker = renderer()
    yield worker
    worker.close()


@pytest.fixture(scope="session")
def first_office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """The office as it was made, once; nobody works in it."""
    return make_office(tmp_path_factory.mktemp("office"))


@pytest.fixture(scope="session")
def first_approved_office(first_office: Office, tmp_path_factory: pytest.TempPathFactory) -> Office:
    """The office with a referral the supervisor approved, made once."""
    office = copy_office(first_office, tmp_path_factory.mktemp("approved"))
    office.referral_id = sent_for_review(office)
    approve(office)
    return office


@pytest.fixture
def office(first_office: Office, tmp_path: Path) -> Office:
    """An office of the test's own."""
    return copy_office(first_office, tmp_path)


@pytest.fixture
def approved_office(first_approved_office: Office, tmp_path: Path) -> Office:
    """An office of the test's own, with an approved referral."""
    return copy_office(first_approved_office, tmp_path)


def _terminal(office: Office, draws: LetterRenderer, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    passphrase_file = tmp_path / "passphrase"
    passphrase_file.write_text(f"{PASSPHRASE}\n")
    return Terminal(House(tmp_path / "state", office.rules, draws), office.folder, passphrase_file, capsys)


@pytest.fixture
def terminal(office: Office, draws: LetterRenderer, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Terminal:
    """A terminal at the office."""
    return _terminal(office, draws, tmp_path, capsys)


@pytest.fixture
def terminal_with_letter(
    approved_office: Office, draws: LetterRenderer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Terminal:
    """A terminal at the office with an approved referral."""
    return _terminal(approved_office, draws, tmp_path, capsys)
