"""What every test of the services starts from."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from advocate_desk.services.session import Session
from tests.services.desk import ADVOCATE, Office, copy_office, make_office


@pytest.fixture(scope="session")
def first_office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """The office as it was made, once; nobody works in it."""
    return make_office(tmp_path_factory.mktemp("office"))


@pytest.fixture
def office(first_office: Office, tmp_path: Path) -> Office:
    """An office of the test's own."""
    return copy_office(first_office, tmp_path)


@pytest.fixture
def session(office: Office) -> Iterator[Session]:
    """The advocate, signed in."""
    with office.as_user(ADVOCATE) as session:
        yield session
