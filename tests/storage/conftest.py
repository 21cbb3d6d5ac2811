"""A new records file for each test that asks for one: a copy of one that was made, empty, once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from advocate_desk.storage.records import SqlStore
from tests.support.kept import created, opened


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the test's records file is, or will be."""
    return tmp_path / "records.1.db"


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What stands in a records file that was just made."""
    made = tmp_path_factory.mktemp("empty") / "records.1.db"
    created(made).close()
    return made.read_bytes()


@pytest.fixture
def store(path: Path, empty: bytes) -> Iterator[SqlStore]:
    """An open, empty records file."""
    path.touch(mode=0o600)
    path.write_bytes(empty)
    store = opened(path)
    yield store
    store.close()
