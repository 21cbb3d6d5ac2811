import importlib
import inspect
import pkgutil
from collections.abc import Callable
from types import ModuleType

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from advocate_desk.app.program import Program
from advocate_desk.services.session import Session
from advocate_desk.ui import dialogs, screens
from advocate_desk.ui.exhibits.exhibit import DoorExhibit, Exhibit
from advocate_desk.ui.register import DOOR_EXHIBITS, EXHIBITS
from advocate_desk.ui.routes import ROUTES
from advocate_desk.ui.screen import Screen
from advocate_desk.ui.screens.case_section import CaseSection
from advocate_desk.ui.screens.door_page import DoorPage
from advocate_desk.ui.theme import Theme, ThemeChoice
from advocate_desk.ui.widgets.side_sheet import SideSheet
from tests.support.accessible import complaints, rich_labels, settle
from tests.support.desk_of_examples import build_exhibit

BASES = {Screen, DoorPage, CaseSection, QDialog, SideSheet}


def shown_in(package: ModuleType) -> set[type]:
    """Return every screen and dialog that a room of ui defines."""
    found = set()
    for module in pkgutil.iter_modules(package.__path__, package.__name__ + "."):
        for kind in vars(importlib.import_module(module.name)).values():
            if inspect.isclass(kind) and kind.__module__ == module.name and issubclass(kind, tuple(BASES)):
                found.add(kind)
    # What others are derived from is not shown itself.
    return found - BASES - {base for kind in found for base in kind.__mro__[1:]}


Show = Callable[[Exhibit | DoorExhibit], QWidget]


@pytest.fixture
def show(sample: tuple[Program, Session], theme: Theme, qtbot: QtBot) -> Show:
    def build(exhibit: Exhibit | DoorExhibit) -> QWidget:
        window = build_exhibit(exhibit, *sample, theme)
        qtbot.addWidget(window)
        settle(window)
        return window

    return build


every_exhibit = pytest.mark.parametrize("exhibit", [*DOOR_EXHIBITS, *EXHIBITS], ids=lambda exhibit: exhibit.name)


def test_no_screen_or_dialog_can_be_forgotten() -> None:
    exhibited = {exhibit.shows for exhibit in (*EXHIBITS, *DOOR_EXHIBITS)}
    assert shown_in(screens) | shown_in(dialogs) == exhibited


def test_every_screen_of_an_open_vault_can_be_reached() -> None:
    assert {screen for screen in shown_in(screens) if issubclass(screen, Screen)} == set(ROUTES.values())


def test_pictures_have_names_of_their_own() -> None:
    names = [exhibit.name for exhibit in (*EXHIBITS, *DOOR_EXHIBITS)]
    assert len(set(names)) == len(names)


@every_exhibit
def test_everything_can_be_named_reached_and_hit(exhibit: Exhibit | DoorExhibit, show: Show, theme: Theme) -> None:
    assert complaints(show(exhibit)) == []


@every_exhibit
def test_no_label_can_show_typed_words_as_rich_text(exhibit: Exhibit | DoorExhibit, show: Show, theme: Theme) -> None:
    assert rich_labels(show(exhibit)) == []


@every_exhibit
def test_no_window_title_holds_a_name(exhibit: Exhibit | DoorExhibit, show: Show, theme: Theme) -> None:
    window = show(exhibit)
    assert window.windowTitle().endswith("Desk")
    assert "Sample" not in window.windowTitle()


@every_exhibit
def test_at_twice_the_text_size_nothing_needs_more_than_1280_pixels(
    exhibit: Exhibit | DoorExhibit, show: Show, theme: Theme
) -> None:
    theme.set_scale(2.0)
    window = show(exhibit)
    window.resize(1280, 900)
    settle(window)
    assert window.minimumSizeHint().width() <= 1280


@every_exhibit
def test_every_screen_can_be_drawn_light_and_dark(exhibit: Exhibit | DoorExhibit, show: Show, theme: Theme) -> None:
    window = show(exhibit)
    light = window.grab().toImage()
    theme.choose(ThemeChoice.DARK)
    dark = window.grab().toImage()
    foot = light.width() // 2, light.height() - 4
    assert light.pixelColor(*foot).lightness() > dark.pixelColor(*foot).lightness()


def test_the_audit_finds_what_is_wrong_on_purpose(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    nameless, tiny, rich = QLineEdit(), QPushButton("x"), QLabel("<b>Ceri</b>")
    tiny.setStyleSheet("min-height: 0; margin: 0; padding: 0")
    tiny.setFixedSize(14, 14)
    for widget in (nameless, tiny, rich):
        column.addWidget(widget)
    settle(window)
    found = "\n".join(complaints(window))
    assert "has no name" in found
    assert "14 by 14" in found
    assert rich_labels(window)
