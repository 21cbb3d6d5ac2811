"""An unlock that is under way when the computer falls asleep opens nothing."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import current_thread
from typing import cast

import pytest
from PySide6.QtCore import QObject, QSettings, Signal
from PySide6.QtWidgets import QApplication, QFileDialog, QMainWindow, QWidget
from shiboken6 import delete

from advocate_desk.app.senses import Senses
from advocate_desk.app.way_in import WayIn
from advocate_desk.app.window import Desk, keep_no_history
from advocate_desk.domain.idle import Moment
from advocate_desk.services.session import Session
from advocate_desk.ui.frame.watch import Watch
from advocate_desk.ui.prompts import QtPrompts
from advocate_desk.ui.theme import Theme, ThemeChoice
from tests.support.environment import Computer

VAULT = Path("/vaults/Desk.advault")


class ToldComputer(QObject):
    falls_asleep = Signal()
    screen_locked = Signal()


@dataclass
class OpenedVault:
    """A session that came out of an unlock."""

    closed: bool = False
    read: list[str] = field(default_factory=list)

    @property
    def vault(self) -> "OpenedVault":
        return self

    @property
    def folder(self) -> Path:
        return VAULT

    @property
    def store(self) -> None:
        self.read.append("records")
        raise LookupError

    def close(self) -> None:
        self.closed = True


class Nothing:
    """A way in that leads nowhere: these tests begin with its answer."""

    def note_bug(self, what: str) -> None:
        """Forget it."""


@dataclass
class Begun:
    desk: Desk
    watch: Watch
    computer: ToldComputer
    again: list[Path]
    loaded: list[str] = field(default_factory=list)
    slept: float = 0.0

    def moment(self) -> Moment:
        return Moment(with_sleep=self.slept, awake=0.0)

    def answer(self) -> OpenedVault:
        """Let the unlock that is under way succeed."""
        session = OpenedVault()
        self.desk._opened(cast("Session", session))
        self.desk._tasks.close()
        return session


@pytest.fixture
def begun(qapp: QApplication) -> Iterator[Begun]:
    again: list[Path] = []
    watch, computer = Watch(qapp), ToldComputer()
    theme = Theme(qapp, ThemeChoice.LIGHT)

    def no_shell(*_parts: object) -> QMainWindow:
        raise AssertionError("nothing may open")

    begun = Begun(cast("Desk", None), watch, computer, again)
    senses = Senses(watch, computer, begun.moment)
    begun.desk = Desk(
        cast("WayIn", Nothing()),
        no_shell,  # type: ignore[arg-type]
        lambda: begun.loaded.append(current_thread().name),
        theme,
        senses,
        begin_again=again.append,
    )
    yield begun
    begun.desk._tasks.close()


def test_the_desk_is_loaded_once_from_the_first_key_on_and_not_where_it_is_shown(
    begun: Begun,
) -> None:
    assert begun.loaded == []
    begun.watch.used.emit()
    begun.watch.used.emit()
    begun.desk._tasks.close()
    assert [name.partition("_")[0] for name in begun.loaded] == ["cpu-lane"]


@pytest.mark.parametrize("how", ["falls_asleep", "screen_locked", "without a word"])
def test_an_unlock_that_ends_after_a_sleep_is_let_go_and_a_fresh_desk_asks_again(how: str, begun: Begun) -> None:
    begun.watch.used.emit()
    if how == "without a word":
        begun.slept = 30.0
    else:
        getattr(begun.computer, how).emit()
    session = begun.answer()
    assert session.closed
    assert begun.again == [VAULT]
    assert session.read == []


def test_a_sleep_before_the_passphrase_was_typed_hinders_nothing(begun: Begun) -> None:
    begun.computer.falls_asleep.emit()
    begun.slept = 30.0
    begun.watch.used.emit()
    session = begun.answer()
    assert not session.closed
    assert begun.again == []


def files_after_saving(folder: Path) -> list[str]:
    """Return what lies in ``folder`` after the desk's own dialog for saving was used."""
    window = QWidget()
    QtPrompts().save_file(
        window, title="Save", suggested=folder / "Letter.pdf", kind="PDF (*.pdf)", on_chosen=lambda _file: None
    )
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QFileDialog)
    delete(dialog)  # it writes its history as it goes
    delete(window)
    return [path.name for path in folder.rglob("*") if path.is_file()]


def test_a_file_dialog_leaves_no_history(qapp: QApplication, tmp_path: Path, computer: Computer) -> None:
    native, user = QSettings.Format.NativeFormat, QSettings.Scope.UserScope
    QSettings.setPath(native, user, str(tmp_path))
    assert files_after_saving(tmp_path) == ["QtProject.conf"], "the control: left alone, it writes one"
    (tmp_path / "QtProject.conf").unlink()
    keep_no_history()
    assert files_after_saving(tmp_path) == []
    assert [path for path in computer.root.rglob("*") if path.is_file()] == []
