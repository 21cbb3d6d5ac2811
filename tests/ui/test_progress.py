import threading

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from advocate_desk.domain.errors import DiskFull, KnownFailure
from advocate_desk.services.ports import Progress
from advocate_desk.ui.dialogs.progress import run_with_progress
from advocate_desk.ui.tasks import InlineRunner, Lanes
from advocate_desk.ui.theme import Theme


def test_long_work_shows_how_far_it_is_and_stops_when_asked(qtbot: QtBot, theme: Theme) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    lanes = Lanes(lambda bug: None)
    go_on, results = threading.Event(), []

    def work(progress: Progress) -> str:
        progress(340, 900)
        go_on.wait(5)
        return "all" if progress(341, 900) else "stopped"

    dialog = run_with_progress(
        parent, theme, lanes, "Making a backup", work, on_done=results.append, on_error=lambda _failure: None
    )
    qtbot.waitUntil(lambda: dialog.count.text() == "340 of 900")
    dialog.stop.click()
    assert dialog.isVisible()
    assert dialog.count.text() == "Stopping"
    with qtbot.waitSignal(dialog.finished):
        go_on.set()
    assert results == ["stopped"]
    lanes.close()


def test_a_failure_closes_the_dialog_and_reaches_whoever_asked(qtbot: QtBot, theme: Theme) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    failures: list[KnownFailure] = []

    def full(_progress: Progress) -> None:
        raise DiskFull

    dialog = run_with_progress(
        parent, theme, InlineRunner(), "Making a backup", full, on_done=lambda _done: None, on_error=failures.append
    )
    assert isinstance(failures[0], DiskFull)
    assert not dialog.isVisible()
