"""What watches over an open desk: use, time, the computer's sleep, the clipboard. It knows no screen."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog

from advocate_desk.app.senses import Senses
from advocate_desk.domain.errors import KnownFailure
from advocate_desk.domain.idle import IdleTimes
from advocate_desk.domain.settings import ServiceSettings
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.dialogs.notices import tell_notices
from advocate_desk.ui.frame.clipboard import ClipboardWatch
from advocate_desk.ui.frame.departure import Why
from advocate_desk.ui.frame.idle import Idle
from advocate_desk.ui.shell import Shell
from advocate_desk.ui.widgets.hide_corner import add_hide_corner


class Habits(QObject):
    """Keeps an open desk safe while nobody looks.

    Args:
        desk: tells of changed settings.
        shell: what is covered and locked.
        senses: keys and mouse, the two clocks, and a computer that says when it falls asleep or locks its screen.
    """

    def __init__(self, desk: DeskContext, shell: Shell, senses: Senses) -> None:
        super().__init__(shell)
        self._desk, self._shell = desk, shell
        self.clipboard = ClipboardWatch(QGuiApplication.clipboard())
        self.idle = Idle(senses.moment, IdleTimes())
        self._connect(senses)
        self._read_settings()
        self.idle.start()
        tell_notices(shell, desk)

    def _connect(self, senses: Senses) -> None:
        idle, shell, curtain = self.idle, self._shell, self._shell.curtain
        senses.watch.used.connect(idle.use)
        senses.watch.lock_pressed.connect(shell.lock)
        idle.covered.connect(curtain.draw)
        idle.warned.connect(shell.cover.warn)
        idle.eased.connect(shell.cover.ease)
        idle.expired.connect(self._expired)
        shell.hidden.connect(idle.hide)
        shell.wanted_back.connect(idle.show)
        curtain.drawn.connect(self.clipboard.clear)
        senses.computer.falls_asleep.connect(self._asleep)
        senses.computer.screen_locked.connect(self._screen_locked)
        self._desk.navigator.settings_changed.connect(self._read_settings)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusWindowChanged.connect(self._offer_hiding)
        application.aboutToQuit.connect(self.clipboard.clear)

    def _offer_hiding(self) -> None:
        dialog = QApplication.activeWindow()
        if isinstance(dialog, QDialog):
            add_hide_corner(self._desk.theme, dialog, self._shell.hide_now)

    def _read_settings(self) -> None:
        settings = self._desk.settings
        self._desk.tasks.run(settings.read, context=self, on_done=self._take, on_error=self._keep_usual)

    def _take(self, settings: ServiceSettings) -> None:
        self.idle.change(IdleTimes.in_minutes(cover=settings.cover_after_minutes, lock=settings.lock_after_minutes))
        self._shell.numbers = self._desk.emergency.beginning_with(settings.nation)

    def _keep_usual(self, _failure: KnownFailure) -> None:
        """Settings that cannot be read change nothing: the usual times hold."""

    def _expired(self) -> None:
        self._shell.lock(Why.HIDDEN if self._shell.is_hidden else Why.IDLE)

    def _asleep(self) -> None:
        self._shell.lock(Why.ASLEEP)

    def _screen_locked(self) -> None:
        self._shell.lock(Why.COMPUTER_LOCKED)
