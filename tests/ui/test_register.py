import importlib
import inspect
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from types import ModuleType

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from advocate_desk.app.program import Program
from advocate_desk.domain.fragments import compact
from advocate_desk.domain.people import ContactPoint
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
from tests.support.strays import stray_windows
from tests.support.words_shown import words_shown

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


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """What was seen of an exhibit: in light, in dark, and with text of twice the size."""

    strays: list[str]
    """What became a window of its own on the way."""
    complaints: list[str]
    rich_labels: list[str]
    title: str
    light_foot: int
    """How light the window's lower edge is, 0 to 255."""
    dark_foot: int
    width_at_twice: int
    """The least pixels it needs."""
    words: str
    """Everything it says anywhere, as `compact` writes it."""


See = Callable[[Exhibit | DoorExhibit], Seen]


@pytest.fixture(scope="session")
def seen_before() -> dict[str, Seen]:
    """What was seen already, by the exhibit's name: each is built once for all its promises."""
    return {}


@pytest.fixture
def see(sample: tuple[Program, Session], theme: Theme, qtbot: QtBot, seen_before: dict[str, Seen]) -> See:
    def look(exhibit: Exhibit | DoorExhibit) -> Seen:
        if exhibit.name not in seen_before:
            with stray_windows() as strays:
                window = build_exhibit(exhibit, *sample, theme)
                qtbot.addWidget(window)
                seen = look_at(window, theme)
            others = [words for stray, words in strays if stray is not window]
            seen_before[exhibit.name] = replace(seen, strays=others)
        return seen_before[exhibit.name]

    return look


def look_at(window: QWidget, theme: Theme) -> Seen:
    settle(window)
    words = "\n".join(map(compact, words_shown(window)))
    stumbled, rich, title, light = complaints(window), rich_labels(window), window.windowTitle(), foot(window)
    theme.choose(ThemeChoice.DARK)
    dark = foot(window)
    theme.set_scale(2.0)
    window.resize(1280, 900)
    settle(window)
    return Seen(
        strays=[],
        complaints=stumbled,
        rich_labels=rich,
        title=title,
        light_foot=light,
        dark_foot=dark,
        width_at_twice=window.minimumSizeHint().width(),
        words=words,
    )


def foot(window: QWidget) -> int:
    image = window.grab().toImage()
    # Of several places the middle one: any one of them may lie on a letter or a line.
    edge = sorted(
        image.pixelColor(image.width() * tenth // 10, image.height() - 4).lightness() for tenth in range(1, 10)
    )
    return edge[len(edge) // 2]


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
def test_everything_can_be_named_reached_and_hit(exhibit: Exhibit | DoorExhibit, see: See) -> None:
    assert see(exhibit).complaints == []


@every_exhibit
def test_nothing_becomes_a_window_of_its_own_with_its_words_in_it_and_the_keyboard(
    exhibit: Exhibit | DoorExhibit, see: See
) -> None:
    assert see(exhibit).strays == []


@every_exhibit
def test_no_label_can_show_typed_words_as_rich_text(exhibit: Exhibit | DoorExhibit, see: See) -> None:
    assert see(exhibit).rich_labels == []


@every_exhibit
def test_no_window_title_holds_a_name(exhibit: Exhibit | DoorExhibit, see: See) -> None:
    title = see(exhibit).title
    assert title.endswith("Desk")
    assert "Sample" not in title


@pytest.fixture(scope="session")
def hidden_values(sample: tuple[Program, Session]) -> set[str]:
    """Numbers, email addresses and the first lines of addresses of everybody in the sample month."""
    with sample[1].work() as unit:
        lines = (compact(point.value.split("\n")[0]) for point in unit.find(ContactPoint))
        return {line for line in lines if len(line) >= TELLING}


TELLING = 8
"""Letters and figures: what is shorter may stand in many other words."""
SHOWN_ON_PURPOSE = {"people-address-shown", "case-revealed"}
TO_BE_SHARED = {"letter", "reviews"}
FROM_THE_FILE = {"import-2-columns", "import-3-problems", "import-4-preview", "import-5-done"}


@every_exhibit
def test_no_number_or_address_is_in_a_window_that_was_not_asked_for_it(
    exhibit: Exhibit | DoorExhibit, see: See, hidden_values: set[str]
) -> None:
    shown = any(value in see(exhibit).words for value in hidden_values)
    assert not shown or exhibit.name in SHOWN_ON_PURPOSE | TO_BE_SHARED | FROM_THE_FILE
    assert shown or exhibit.name not in SHOWN_ON_PURPOSE


@every_exhibit
def test_at_twice_the_text_size_nothing_needs_more_than_1280_pixels(exhibit: Exhibit | DoorExhibit, see: See) -> None:
    assert see(exhibit).width_at_twice <= 1280


@every_exhibit
def test_every_screen_can_be_drawn_light_and_dark(exhibit: Exhibit | DoorExhibit, see: See) -> None:
    seen = see(exhibit)
    assert seen.light_foot > seen.dark_foot


def test_a_label_shown_before_it_has_a_place_is_found(qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    with stray_windows() as strays:
        label = QLabel("Ceri")
        label.setVisible(True)
        QVBoxLayout(holder).addWidget(label)
    assert [words for _stray, words in strays] == ["QLabel 'Ceri'"]


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
