"""One press for all tests of drawing; a worker only where processes are the matter."""

from collections.abc import Iterator

import pytest

from advocate_desk.assets import resource
from advocate_desk.letters.press import Press
from advocate_desk.letters.worker_client import LetterWorker


@pytest.fixture(scope="session")
def press() -> Press:
    """Draws in this process."""
    return Press(resource("fonts"))


@pytest.fixture
def worker() -> Iterator[LetterWorker]:
    """Draws in a process of its own, ended with the test."""
    worker = LetterWorker()
    yield worker
    worker.close()
