"""What the computer says about itself: it goes to sleep, or its own screen is locked.

On Linux that comes over the two message buses of the desktop, which are sockets on this computer alone: from logind
on the system's bus, from the desktop's screen saver on the session's. Where a bus or a service is not there, nothing
is ever said, and the desk leans on its own clock (`domain.idle`). Windows and macOS say nothing here yet: there the
clock alone makes a computer that slept wake up locked.
"""

import sys
from collections.abc import Sequence
from typing import Protocol, cast

from PySide6.QtCore import SLOT, QObject, Signal, SignalInstance, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusUnixFileDescriptor

LOGIN = ("org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager")
LOGIN_SESSION = "org.freedesktop.login1.Session"
SCREEN_SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.cinnamon.ScreenSaver")


class Computer(Protocol):
    """What the desk listens to. The signals are Qt's."""

    falls_asleep: SignalInstance
    screen_locked: SignalInstance


class SilentComputer(QObject):
    """A computer that says nothing of itself."""

    falls_asleep = Signal()
    screen_locked = Signal()


class BusComputer(QObject):
    """Listens on the buses of a Linux desktop.

    While it holds an inhibitor, logind waits with sleeping until the process ends or five seconds are over.

    Args:
        system: the bus of logind.
        session: the bus of the desktop.
    """

    falls_asleep = Signal()
    screen_locked = Signal()

    def __init__(self, system: QDBusConnection, session: QDBusConnection) -> None:
        super().__init__()
        self._buses = system, session
        self._inhibitor: QDBusUnixFileDescriptor | None = None
        if system.isConnected():
            _service, path, manager = LOGIN
            system.connect("", path, manager, "PrepareForSleep", self, _slot("_sleep(bool)"))
            system.connect("", "", LOGIN_SESSION, "Lock", self, _slot("_lock()"))
            self._ask_for_time(system)
        if session.isConnected():
            for name in SCREEN_SAVERS:
                session.connect("", "", name, "ActiveChanged", self, _slot("_screen(bool)"))

    @property
    def holds_up_sleep(self) -> bool:
        """Whether logind waits for us."""
        return self._inhibitor is not None and self._inhibitor.isValid()

    def _ask_for_time(self, system: QDBusConnection) -> None:
        service, path, manager = LOGIN
        ask = QDBusMessage.createMethodCall(service, path, manager, "Inhibit")
        ask.setArguments(["sleep", "Advocate Desk", "Locks before the computer sleeps", "delay"])
        system.callWithCallback(ask, self, _slot("_given(QDBusMessage)"))

    @Slot(QDBusMessage)
    def _given(self, answer: QDBusMessage) -> None:
        given = cast("Sequence[object]", answer.arguments())
        if given and isinstance(given[0], QDBusUnixFileDescriptor):
            self._inhibitor = given[0]

    @Slot(bool)
    def _sleep(self, begins: bool) -> None:
        # The inhibitor is not let go here: it ends with the process, and that is what the computer should wait for.
        # The end of a sleep locks too: a desk still open then has missed the beginning.
        self.falls_asleep.emit()

    @Slot()
    def _lock(self) -> None:
        self.screen_locked.emit()

    @Slot(bool)
    def _screen(self, active: bool) -> None:
        if active:
            self.screen_locked.emit()


def _slot(signature: str) -> bytes:
    """Return the name of a slot as QtDBus takes it: text, whatever its type hints say. Bytes connect to nothing."""
    return cast("bytes", SLOT(signature))


if sys.platform == "linux":

    def this_computer() -> Computer:
        """Return what this computer tells."""
        return BusComputer(QDBusConnection.systemBus(), QDBusConnection.sessionBus())

else:

    def this_computer() -> Computer:
        """Return what this computer tells: nothing yet."""
        return SilentComputer()
