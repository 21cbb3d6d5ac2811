"""Every screen and dialog can be read: in every look, at every text size, without anything moving."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QAbstractAnimation, QEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QProgressBar,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from advocate_desk.app.program import Program
from advocate_desk.services.session import Session
from advocate_desk.ui.exhibits.exhibit import DoorExhibit, Exhibit
from advocate_desk.ui.register import DOOR_EXHIBITS, EXHIBITS
from advocate_desk.ui.theme import Theme, ThemeChoice
from tests.support.accessible import settle
from tests.support.desk_of_examples import build_exhibit
from tests.support.legible import contrast, cut_off, faint

SIZES = (1.0, 1.25, 1.5, 2.0)
LOOKS = (ThemeChoice.LIGHT, ThemeChoice.DARK, ThemeChoice.HIGH_CONTRAST)
WIDTH, HEIGHT = 1280, 800
Show = Callable[[Exhibit | DoorExhibit], QWidget]

every_exhibit = pytest.mark.parametrize("exhibit", [*DOOR_EXHIBITS, *EXHIBITS], ids=lambda exhibit: exhibit.name)


@pytest.fixture
def show(sample: tuple[Program, Session], theme: Theme) -> Iterator[Show]:
    shown: list[QWidget] = []

    def build(exhibit: Exhibit | DoorExhibit) -> QWidget:
        window = build_exhibit(exhibit, *sample, theme)
        shown.append(window)
        if isinstance(window, QMainWindow):
            window.resize(WIDTH, HEIGHT)
        settle(window)
        return window

    yield build
    for window in shown:
        window.close()
        window.deleteLater()
    # A window still there would be styled anew with every later one.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@every_exhibit
def test_all_words_can_be_read_in_every_look_and_size_and_nothing_moves(
    exhibit: Exhibit | DoorExhibit, show: Show, theme: Theme
) -> None:
    window = show(exhibit)
    found = moving(window)
    for look in LOOKS:
        theme.choose(look)
        settle(window)
        found += [f"{look}: {complaint}" for complaint in faint(window)]
    for size in SIZES:
        theme.set_scale(size)
        if isinstance(window, QDialog):
            window = show(exhibit)  # a dialog is opened at the size in force
        for _round in ("widths", "heights of what wraps in them", "what scrolls around it"):
            settle(window)
        found += [f"at {size}: {complaint}" for complaint in (*cut_off(window), *too_large(window))]
    assert found == []


def moving(window: QWidget) -> list[str]:
    """Return what moves by itself."""
    animations = window.findChildren(QAbstractAnimation)
    running = [f"{one} runs" for one in animations if one.state() is QAbstractAnimation.State.Running]
    endless = [bar for bar in window.findChildren(QProgressBar) if bar.minimum() == bar.maximum()]
    return running + [f"{bar} never ends" for bar in endless]


def too_large(window: QWidget) -> list[str]:
    """Say so where a window cannot be made as small as the smallest screen."""
    least = window.minimumSizeHint()
    fits = least.width() <= WIDTH and least.height() <= HEIGHT
    return [] if fits else [f"it needs {least.width()} by {least.height()} pixels"]


def test_the_eye_finds_what_is_faint_or_cut_off_on_purpose(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    row = QHBoxLayout(window)
    pale, narrow, squeezed = QLabel("Pale words"), QLabel("Words without room"), QPushButton("A button without room")
    pale.setStyleSheet("color: #bbbbbb; background: #ffffff")
    narrow.setFixedWidth(40)
    squeezed.setFixedWidth(40)
    for widget in (pale, narrow, squeezed):
        row.addWidget(widget)
    settle(window)
    assert any("Pale words" in words for words in faint(window))
    assert len(cut_off(window)) == 2


def test_contrast_is_counted_as_wcag_counts_it() -> None:
    assert contrast(0x000000, 0xFFFFFF) == pytest.approx(21)
    assert contrast(0x767676, 0xFFFFFF) == pytest.approx(4.54, abs=0.01)
