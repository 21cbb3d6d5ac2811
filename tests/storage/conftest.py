"""A new records file for each test that asks for one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from advocate_desk.storage.records import SqlStore
from tests.support.kept import created


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the test's records file is, or will be."""
    return tmp_path / "records.1.db"


@pytest.fixture
def store(path: Path) -> Iterator[SqlStore]:
    """An open, empty records file."""
    store = created(path)
    yield store
    store.close()
