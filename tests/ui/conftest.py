from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from advocate_desk.app.bootstrap import make_sample
from advocate_desk.app.program import Program
from advocate_desk.services.session import Session
from advocate_desk.ui.theme import Theme, ThemeChoice
from tests.services.desk import Office, copy_office, make_office
from tests.support.desk_of_examples import CASES
from tests.support.seat import Seat, seated


@pytest.fixture(scope="session")
def shared_theme(qapp: QApplication) -> Theme:
    return Theme(qapp, ThemeChoice.LIGHT)


@pytest.fixture
def theme(shared_theme: Theme) -> Iterator[Theme]:
    """The theme, light and of usual size at the start of every test."""
    yield shared_theme
    # Closed windows still wait to be deleted; they need no other look first.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    shared_theme.choose(ThemeChoice.LIGHT)
    shared_theme.set_scale(1.0)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Program, Session]]:
    """The sample month, made once, open as its advocate."""
    program = Program()
    session = make_sample(tmp_path_factory.mktemp("sample") / "sample.advault", CASES)
    yield program, session
    session.close()
    program.close()


@pytest.fixture(scope="session")
def first_office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """The office as it was made, once; nobody works in it."""
    return make_office(tmp_path_factory.mktemp("office"))


@pytest.fixture
def office(first_office: Office, tmp_path: Path) -> Office:
    """An office of the test's own."""
    return copy_office(first_office, tmp_path)


@pytest.fixture
def sit_down(office: Office, theme: Theme) -> Iterator[Callable[[str], Seat]]:
    """Let somebody of the office sit down at the desk; they get up after the test."""
    with ExitStack() as seats:
        yield lambda name: seats.enter_context(seated(office, name, theme))
