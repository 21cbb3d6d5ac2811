"""What was copied from the desk goes again; what another program copied stays."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from advocate_desk.ui.frame import clipboard as room
from advocate_desk.ui.frame.clipboard import HINT, ClipboardWatch

NUMBER = "07700 900123"


@pytest.fixture
def clipboard(qapp: QApplication) -> Iterator[QClipboard]:
    clipboard = qapp.clipboard()
    clipboard.clear()
    yield clipboard
    clipboard.clear()


@pytest.fixture
def watch(clipboard: QClipboard) -> ClipboardWatch:
    return ClipboardWatch(clipboard, owns=lambda _mode: True)  # offscreen, the clipboard does not know whose it is


def test_what_is_copied_is_marked_as_not_to_be_kept(clipboard: QClipboard, watch: ClipboardWatch, qtbot: QtBot) -> None:
    field = QLineEdit(NUMBER)
    qtbot.addWidget(field)
    field.selectAll()
    field.copy()
    assert clipboard.text() == NUMBER
    assert bytes(clipboard.mimeData().data(HINT).data()) == b"secret"
    assert watch.waits


def test_it_is_cleared_when_its_time_is_over(
    clipboard: QClipboard, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert room.CLEARED_AFTER_MS == 30_000
    monkeypatch.setattr(room, "CLEARED_AFTER_MS", 10)
    watch = ClipboardWatch(clipboard, owns=lambda _mode: True)
    clipboard.setText(NUMBER)
    qtbot.waitUntil(lambda: clipboard.text() == "")
    assert not watch.waits


def test_it_is_cleared_at_once_when_the_desk_asks(clipboard: QClipboard, watch: ClipboardWatch) -> None:
    clipboard.setText(NUMBER)
    watch.clear()
    assert clipboard.text() == ""


def test_what_another_program_copied_is_not_touched(clipboard: QClipboard) -> None:
    watch = ClipboardWatch(clipboard, owns=lambda _mode: False)
    theirs = QMimeData()
    theirs.setText("a shopping list")
    clipboard.setMimeData(theirs)
    assert not watch.waits
    watch.clear()
    assert clipboard.text() == "a shopping list"
    assert not clipboard.mimeData().hasFormat(HINT)
