"""What watches over an open desk: use, time, the computer's sleep, the clipboard. It knows no screen."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from advocate_desk.app.computer import Computer, this_computer
from advocate_desk.app.moments import this_moment
from advocate_desk.domain.errors import KnownFailure
from advocate_desk.domain.idle import IdleTimes, Moment
from advocate_desk.domain.settings import ServiceSettings
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.dialogs.notices import tell_notices
from advocate_desk.ui.frame.clipboard import ClipboardWatch
from advocate_desk.ui.frame.departure import Why
from advocate_desk.ui.frame.idle import Idle
from advocate_desk.ui.frame.watch import Watch
from advocate_desk.ui.shell import Shell


class Habits(QObject):
    """Keeps an open desk safe while nobody looks.

    Args:
        desk: tells of changed settings.
        shell: what is covered and locked.
        watch: sees keys and mouse.
        moment: the two clocks.
        computer: says that it falls asleep or that its screen was locked.
    """

    def __init__(
        self,
        desk: DeskContext,
        shell: Shell,
        watch: Watch,
        moment: Callable[[], Moment] = this_moment,
        computer: Computer | None = None,
    ) -> None:
        super().__init__(shell)
        self._desk, self._shell = desk, shell
        self._computer = computer or this_computer()
        self.clipboard = ClipboardWatch(QGuiApplication.clipboard())
        self.idle = Idle(moment, IdleTimes())
        self._connect(watch)
        self._read_settings()
        self.idle.start()
        tell_notices(shell, desk)

    def _connect(self, watch: Watch) -> None:
        idle, shell, curtain = self.idle, self._shell, self._shell.curtain
        watch.used.connect(idle.use)
        idle.covered.connect(curtain.draw)
        idle.warned.connect(shell.cover.warn)
        idle.eased.connect(shell.cover.ease)
        idle.expired.connect(self._expired)
        shell.hidden.connect(idle.hide)
        shell.wanted_back.connect(idle.show)
        curtain.drawn.connect(self.clipboard.clear)
        self._computer.falls_asleep.connect(self._asleep)
        self._computer.screen_locked.connect(self._screen_locked)
        self._desk.navigator.settings_changed.connect(self._read_settings)

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
