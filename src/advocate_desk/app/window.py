"""The desk's window, from the unlock screen on."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QSettings
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from advocate_desk.app.around import Around
from advocate_desk.app.computer import this_computer
from advocate_desk.app.faults import Faults
from advocate_desk.app.front_door import make_door
from advocate_desk.app.lock import PLACE_DRAFT, ProcessLock, begin_again
from advocate_desk.app.moments import this_moment
from advocate_desk.app.preferences import Preferences, keep_preferences, read_preferences
from advocate_desk.app.senses import Senses
from advocate_desk.app.way_in import WayIn
from advocate_desk.domain.errors import KnownFailure
from advocate_desk.domain.idle import slept_between
from advocate_desk.services.keep_drafts import KeepDrafts
from advocate_desk.services.session import Session
from advocate_desk.ui.frame.desk_window import DeskWindow
from advocate_desk.ui.frame.watch import Watch
from advocate_desk.ui.front import FrontWindow
from advocate_desk.ui.lock import Lock
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.prompts import QtPrompts
from advocate_desk.ui.tasks import Lane, Lanes
from advocate_desk.ui.theme import Theme

LOCKED = {
    True: ("info", "Locked.", "No process on this computer holds the key."),
    False: ("danger", "The desk could not be locked.", "An earlier process still runs. Shut this computer down."),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Opened:
    """A vault somebody has just opened. ``place`` is where they were when it was last locked."""

    session: Session
    is_sample: bool
    place: Place | None


OpenShell = Callable[[Opened, Around, Lock, Senses], DeskWindow]
"""Builds the window of an open vault."""


def show_desk(
    way_in: WayIn,
    open_shell: OpenShell,
    load: Callable[[], object],
    vault: Path | None,
    preferences: Path,
    locked: bool | None = None,
    *,
    out_of_sight: bool = False,
) -> int:
    """Open the desk at the unlock screen and return the exit code when it is closed.

    Args:
        way_in: what the unlock screen stands on.
        open_shell: builds the window that follows it.
        load: loads what that needs, on another thread.
        vault: which vault to offer first; None for the usual ones.
        preferences: the file that keeps how this person likes their screen.
        locked: what `app.lock.take_over` found, if this process came out of a lock.
        out_of_sight: leave the first window minimised.
    """
    application = QApplication(["advocate-desk"])
    application.setApplicationName("Advocate Desk")
    keep_no_history()
    QGuiApplication.setDesktopFileName("advocate-desk")
    liked = read_preferences(preferences)
    theme = Theme(application, liked.look, liked.scale)
    desk = Desk(way_in, open_shell, load, theme, Senses(Watch(application), this_computer(), this_moment))
    theme.changed.connect(lambda: keep_preferences(preferences, Preferences(theme.choice, theme.scale)))
    desk.show_front(vault, locked, out_of_sight=out_of_sight)
    try:
        return application.exec()  # why: the one event loop of the program
    finally:
        desk.close()


def keep_no_history() -> None:
    """Let Qt's file dialogs write down nowhere which folders they were in.

    They do so in a file of Qt's own on Linux. On Windows and macOS, where this has no effect, it is the registry and
    the user's defaults.
    """
    QSettings.setPath(QSettings.Format.NativeFormat, QSettings.Scope.UserScope, os.devnull)


class Desk(QObject):
    """One run of the program: the front window, then the shell.

    Args:
        way_in: what the unlock screen stands on.
        open_shell: builds the window that follows it.
        load: loads what that needs, once, on another thread.
        theme: how it looks.
        senses: keys, mouse, clocks, and what the computer says of itself.
        make_lock: builds the lock of an open vault; None for the one that ends this process.
        begin_again: leaves this process for a fresh one at the unlock screen of a vault.
    """

    def __init__(
        self,
        way_in: WayIn,
        open_shell: OpenShell,
        load: Callable[[], object],
        theme: Theme,
        senses: Senses,
        make_lock: Callable[[Session, Lanes], Lock] | None = None,
        begin_again: Callable[[Path], object] = begin_again,
    ) -> None:
        super().__init__()
        self._way_in, self._open_shell = way_in, open_shell
        self._load: Callable[[], object] | None = load
        self._faults = Faults(way_in.note_bug)
        self._faults.happened.connect(self._tell)
        self._tasks = Lanes(self._faults.report)
        self._prompts = QtPrompts()
        self._around = Around(tasks=self._tasks, prompts=self._prompts, theme=theme)
        self._make_lock = make_lock or _ending_process
        self._session: Session | None = None
        self._senses, self._begin_again = senses, begin_again
        self._used = senses.moment()
        self._must_lock = False
        senses.watch.used.connect(self._note_use)
        for warning in (senses.computer.falls_asleep, senses.computer.screen_locked):
            warning.connect(self._note_warning)
        self.window: DeskWindow | None = None

    def show_front(self, vault: Path | None, locked: bool | None, *, out_of_sight: bool = False) -> None:
        """Show unlock or first run."""
        self._faults.install()
        here = self._way_in.vaults_here()
        known = (vault, *(each for each in here if each != vault)) if vault else here
        door = make_door(self._way_in, self._around, known=known, opened=self._opened)
        front = FrontWindow(door)
        if locked is not None:
            front.unlock.set_status(*LOCKED[locked])
        self._bring(front)
        if out_of_sight:
            front.showMinimized()

    def close(self) -> None:
        """Finish what runs and let go of the vault."""
        self._tasks.close()
        if self._session is not None:
            self._session.close()

    def _note_use(self) -> None:
        self._used, self._must_lock = self._senses.moment(), False
        load, self._load = self._load, None
        if load is not None:
            # From the first key on: the unlock screen stands sooner without it, and the passphrase is still typed.
            self._tasks.run(load, context=self, on_done=_loaded, on_error=self._fail, lane=Lane.CPU)

    def _note_warning(self) -> None:
        self._must_lock = True

    def _opened(self, session: Session) -> None:
        if self._must_lock or slept_between(self._used, self._senses.moment()):
            # The key that began this was pressed before the computer slept: whoever is there now did not press it.
            session.close()
            self._begin_again(session.vault.folder)
            return
        self._session = session
        self._tasks.run(lambda: _read(session), context=self, on_done=self._show_shell, on_error=self._fail)

    def _show_shell(self, opened: Opened) -> None:
        lock = self._make_lock(opened.session, self._tasks)
        self._bring(self._open_shell(opened, self._around, lock, self._senses))

    def _bring(self, window: DeskWindow) -> None:
        before, self.window = self.window, window
        watch = self._senses.watch
        watch.hide_pressed.connect(window.hide_now)
        watch.hide_counted.connect(window.show_hide_cue)
        watch.emergency_pressed.connect(window.show_emergency_numbers)
        window.show()
        if before is not None:
            before.close()
            before.deleteLater()

    def _fail(self, failure: KnownFailure) -> None:
        self._tell(str(failure))

    def _tell(self, sentence: str) -> None:
        if self.window is not None:
            self._prompts.show_problem(self.window, title="Advocate Desk", sentence=sentence)


def _loaded(_nothing: object) -> None:
    """What was loaded stands; nobody waits for it."""


def _read(session: Session) -> Opened:
    drafts = KeepDrafts(session)
    kept = drafts.load(PLACE_DRAFT)
    drafts.erase(PLACE_DRAFT)
    place = Place.from_text(kept.body) if kept else None
    return Opened(session=session, is_sample=session.settings().is_sample, place=place)


def _ending_process(session: Session, tasks: Lanes) -> Lock:
    return ProcessLock(session.vault.folder, KeepDrafts(session), tasks)
