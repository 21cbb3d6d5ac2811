from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from advocate_desk.ui.theme import Theme, ThemeChoice


@pytest.fixture(scope="session")
def shared_theme(qapp: QApplication) -> Theme:
    return Theme(qapp, ThemeChoice.LIGHT)


@pytest.fixture
def theme(shared_theme: Theme) -> Iterator[Theme]:
    """The theme, light and of usual size at the start of every test."""
    yield shared_theme
    shared_theme.choose(ThemeChoice.LIGHT)
    shared_theme.set_scale(1.0)
