"""What every test of the services starts from."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from advocate_desk.app.bootstrap import phone_numbers, renderer
from advocate_desk.services.ports import LetterRenderer, PhoneNumbers
from advocate_desk.services.session import Session
from tests.services.desk import ADVOCATE, Office, approve, copy_office, make_office, sent_for_review


@pytest.fixture(scope="session")
def first_office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """The office as it was made, once; nobody works in it."""
    return make_office(tmp_path_factory.mktemp("office"))


@pytest.fixture
def office(first_office: Office, tmp_path: Path) -> Office:
    """An office of the test's own."""
    return copy_office(first_office, tmp_path)


@pytest.fixture(scope="session")
def first_sent_office(first_office: Office, tmp_path_factory: pytest.TempPathFactory) -> Office:
    """The office with a referral that waits for review, made once."""
    office = copy_office(first_office, tmp_path_factory.mktemp("sent"))
    office.referral_id = sent_for_review(office)
    return office


@pytest.fixture(scope="session")
def first_approved_office(first_sent_office: Office, tmp_path_factory: pytest.TempPathFactory) -> Office:
    """The office with a referral the supervisor approved, made once."""
    office = copy_office(first_sent_office, tmp_path_factory.mktemp("approved"))
    approve(office)
    return office


@pytest.fixture
def sent_office(first_sent_office: Office, tmp_path: Path) -> Office:
    """An office of the test's own, with a referral that waits for review."""
    return copy_office(first_sent_office, tmp_path)


@pytest.fixture
def approved_office(first_approved_office: Office, tmp_path: Path) -> Office:
    """An office of the test's own, with an approved referral."""
    return copy_office(first_approved_office, tmp_path)


@pytest.fixture
def session(office: Office) -> Iterator[Session]:
    """The advocate, signed in."""
    with office.as_user(ADVOCATE) as session:
        yield session


@pytest.fixture(scope="session")
def phones() -> PhoneNumbers:
    """The real reader of phone numbers."""
    return phone_numbers()


@pytest.fixture(scope="session")
def draws() -> Iterator[LetterRenderer]:
    """The real process that draws letters."""
    worker = renderer()
    yield worker
    worker.close()
