import sys
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import qInstallMessageHandler, qWarning
from pytestqt.qtbot import QtBot

from advocate_desk.app.faults import Faults
from tests.support.logs import LogWatch


@pytest.fixture
def noted() -> list[str]:
    return []


@pytest.fixture
def faults(qapp: object, noted: list[str]) -> Iterator[Faults]:
    before = sys.excepthook, threading.excepthook
    faults = Faults(lambda told: noted.append(told) or "bugs.txt")
    faults.install()
    yield faults
    sys.excepthook, threading.excepthook = before
    qInstallMessageHandler(None)


def test_a_bug_is_noted_without_what_was_on_the_screen(faults: Faults, noted: list[str]) -> None:
    told: list[str] = []
    faults.happened.connect(told.append)
    name = "Ceri Sample"
    try:
        raise ValueError(f"no such person: {name}")
    except ValueError as bug:
        faults.report(bug)
        faults.report(bug)
    assert len(told) == 1, "the same bug is told once"
    assert "bugs.txt" in told[0]
    assert len(noted) == 2
    assert "ValueError" in noted[0]
    assert name not in noted[0] + told[0]


def test_a_bug_on_another_thread_is_noted_and_told_on_this_one(qtbot: QtBot, faults: Faults, noted: list[str]) -> None:
    def fail() -> None:
        raise ZeroDivisionError

    with qtbot.waitSignal(faults.happened):
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
    assert "ZeroDivisionError" in noted[0]


def test_what_qt_complains_of_is_logged_without_its_words(faults: Faults, log_watch: LogWatch) -> None:
    log_watch.expect(r"^advocate_desk\.qt: Qt reported QtWarningMsg in default$")
    qWarning("could not draw Ceri Sample")
