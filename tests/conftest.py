"""Makes every test strict: its own computer, no network, a clean log, nothing left behind.

Neither Qt nor SQLAlchemy is imported here; pytest-qt itself does load Qt before the first test. A test that
promises what a room does *not* load asks a fresh process: `tests.support.imports.modules_loaded_by`.
"""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings

from tests.support.derivation import remember_keys
from tests.support.environment import Computer, own_computer, settle_the_process
from tests.support.leaks import no_leaked_threads, no_leaked_windows
from tests.support.logs import LogWatch, watched_logs
from tests.support.network import NetworkWatch

ROOT = Path(__file__).resolve().parent.parent

settle_the_process()
remember_keys()
settings.register_profile("quick", deadline=None, max_examples=50)
settings.load_profile("quick")

_numbers = count()
_network = NetworkWatch()
_network.install()


@pytest.fixture(scope="session", autouse=True)
def _session_computer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Lead whatever runs between tests, and fixtures that live longer than one, away from the real home."""
    with own_computer(tmp_path_factory.mktemp("session") / "pc"):
        yield


@pytest.fixture(autouse=True)
def computer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Computer]:
    """The test's own home, temporary and working folder. Files a test asks for belong in ``tmp_path``."""
    with own_computer(tmp_path_factory.getbasetemp() / f"pc{next(_numbers)}") as computer:
        yield computer


@pytest.fixture(autouse=True)
def log_watch() -> Iterator[LogWatch]:
    """Every log record of the test; ``log_watch.expect(pattern)`` announces a warning."""
    with watched_logs() as watch:
        yield watch


@pytest.fixture(autouse=True)
def network_watch() -> Iterator[NetworkWatch]:
    """Attempts to reach a network; one that was swallowed fails the test all the same."""
    _network.attempts.clear()
    yield _network
    if _network.attempts:
        pytest.fail(f"tried to reach a network: {_network.attempts}")


@pytest.fixture(autouse=True)
def _nothing_left_running(request: pytest.FixtureRequest) -> Iterator[None]:
    if request.node.get_closest_marker("keeps_threads"):
        yield
        return
    with no_leaked_threads():
        yield


@pytest.fixture(autouse=True)
def _nothing_left_open() -> Iterator[None]:
    with no_leaked_windows():
        yield


@pytest.fixture(scope="session")
def repository() -> Path:
    """The checkout's top folder."""
    return ROOT


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of example files that stands beside a checkout; the test is skipped where it does not."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the example files (../shared/data) are not beside this checkout")
    return folder
