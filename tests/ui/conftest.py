from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from advocate_desk.app.bootstrap import make_sample
from advocate_desk.app.program import Program
from advocate_desk.services.session import Session
from advocate_desk.ui.theme import Theme, ThemeChoice
from tests.support.desk_of_examples import CASES


@pytest.fixture(scope="session")
def shared_theme(qapp: QApplication) -> Theme:
    return Theme(qapp, ThemeChoice.LIGHT)


@pytest.fixture
def theme(shared_theme: Theme) -> Iterator[Theme]:
    """The theme, light and of usual size at the start of every test."""
    yield shared_theme
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
