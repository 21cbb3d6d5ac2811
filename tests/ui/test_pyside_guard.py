"""Watches the release of PySide6 we stand on (docs/adr/0003)."""

import sys

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

CALLS = 1_000
NOISE = 50


def references_to_none_kept(calls: int, line: QLineEdit) -> int:
    before = sys.getrefcount(None)
    for _ in range(calls):
        line.setText("")
    return sys.getrefcount(None) - before


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is never freed from Python 3.12 on")
def test_calling_qt_does_not_use_up_the_references_to_none(qtbot: QtBot) -> None:
    line = QLineEdit()
    qtbot.addWidget(line)
    references_to_none_kept(CALLS, line)  # fills whatever is filled once
    assert abs(references_to_none_kept(CALLS, line)) < NOISE
