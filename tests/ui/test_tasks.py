import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from advocate_desk.domain.errors import DiskFull, KnownFailure
from advocate_desk.ui.tasks import InlineRunner, Lane, Lanes, ProgramFault


class Heard:
    def __init__(self) -> None:
        self.bugs: list[Exception] = []
        self.done: list[object] = []
        self.failed: list[KnownFailure] = []


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def lanes(qapp: object, heard: Heard) -> Iterator[Lanes]:
    lanes = Lanes(heard.bugs.append)
    yield lanes
    lanes.close()


def test_work_is_done_on_another_thread_and_answered_on_this_one(qtbot: QtBot, lanes: Lanes, heard: Heard) -> None:
    here = QThread.currentThread()
    answered_on: list[QThread] = []
    context = QObject()

    def done(thread: object) -> None:
        heard.done.append(thread)
        answered_on.append(QThread.currentThread())

    lanes.run(threading.get_ident, context=context, on_done=done, on_error=heard.failed.append)
    qtbot.waitUntil(lambda: bool(heard.done))
    assert heard.done != [threading.get_ident()]
    assert answered_on == [here]


def test_the_records_are_only_ever_touched_by_one_thread(qtbot: QtBot, lanes: Lanes, heard: Heard) -> None:
    context = QObject()
    for _ in range(5):
        lanes.run(threading.get_ident, context=context, on_done=heard.done.append, on_error=heard.failed.append)
    qtbot.waitUntil(lambda: len(heard.done) == 5)
    assert len(set(heard.done)) == 1


def test_a_newer_search_replaces_the_one_that_waits_and_the_one_that_runs(
    qtbot: QtBot, lanes: Lanes, heard: Heard
) -> None:
    context, gate, begun = QObject(), threading.Event(), threading.Event()
    searched: list[str] = []

    def search(text: str) -> str:
        begun.set()
        gate.wait(5)
        searched.append(text)
        return text

    def ask(text: str) -> None:
        lanes.run(
            lambda: search(text),
            context=context,
            on_done=heard.done.append,
            on_error=heard.failed.append,
            replace="search",
        )

    ask("c")
    assert begun.wait(5)
    ask("ce")
    ask("cer")
    gate.set()
    qtbot.waitUntil(lambda: bool(heard.done))
    lanes.run(lambda: "end", context=context, on_done=heard.done.append, on_error=heard.failed.append)
    qtbot.waitUntil(lambda: len(heard.done) == 2)
    assert searched == ["c", "cer"]
    assert heard.done == ["cer", "end"]


def test_an_answer_for_a_closed_screen_is_dropped(qtbot: QtBot, lanes: Lanes, heard: Heard) -> None:
    closed, alive = QObject(), QObject()
    gate = threading.Event()
    lanes.run(lambda: gate.wait(5), context=closed, on_done=heard.done.append, on_error=heard.failed.append)
    delete(closed)
    gate.set()
    lanes.run(lambda: "alive", context=alive, on_done=heard.done.append, on_error=heard.failed.append)
    qtbot.waitUntil(lambda: bool(heard.done))
    assert heard.done == ["alive"]


def test_a_known_failure_reaches_the_screen_that_asked(qtbot: QtBot, lanes: Lanes, heard: Heard) -> None:
    def full() -> None:
        raise DiskFull

    context = QObject()
    lanes.run(full, context=context, on_done=heard.done.append, on_error=heard.failed.append, lane=Lane.CPU)
    qtbot.waitUntil(lambda: bool(heard.failed))
    assert isinstance(heard.failed[0], DiskFull)
    assert not heard.bugs


def test_a_bug_is_told_apart_and_the_screen_is_not_left_waiting(qtbot: QtBot, lanes: Lanes, heard: Heard) -> None:
    def bug() -> None:
        raise ZeroDivisionError

    context = QObject()
    lanes.run(bug, context=context, on_done=heard.done.append, on_error=heard.failed.append)
    qtbot.waitUntil(lambda: bool(heard.failed))
    assert isinstance(heard.bugs[0], ZeroDivisionError)
    assert isinstance(heard.failed[0], ProgramFault)


def test_the_inline_runner_answers_at_once(qapp: object, heard: Heard) -> None:
    def full() -> None:
        raise DiskFull

    context = QObject()
    InlineRunner().run(lambda: 7, context=context, on_done=heard.done.append, on_error=heard.failed.append)
    InlineRunner().run(full, context=context, on_done=heard.done.append, on_error=heard.failed.append)
    assert heard.done == [7]
    assert isinstance(heard.failed[0], DiskFull)
