"""A private message bus, and somebody on it who speaks as the computer would."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtDBus import QDBusConnection, QDBusMessage


@dataclass(frozen=True, slots=True)
class Bus:
    """A bus and a connection to speak on it."""

    address: str
    speaker: QDBusConnection

    def says(self, path: str, interface: str, signal: str, *words: object) -> None:
        """Emit a signal."""
        message = QDBusMessage.createSignal(path, interface, signal)
        message.setArguments(list(words))
        assert self.speaker.send(message)

    def sleep_begins(self) -> None:
        """Speak as logind before the computer sleeps."""
        self.says("/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep", True)

    def sleep_ends(self) -> None:
        """Speak as logind when the computer is awake again."""
        self.says("/org/freedesktop/login1", "org.freedesktop.login1.Manager", "PrepareForSleep", False)

    def session_locks(self) -> None:
        """Speak as logind when the session is locked."""
        self.says("/org/freedesktop/login1/session/_31", "org.freedesktop.login1.Session", "Lock")

    def screen_saver(self, name: str, active: bool) -> None:
        """Speak as a desktop's screen saver."""
        self.says(f"/{name.replace('.', '/')}", name, "ActiveChanged", active)


def daemon() -> str | None:
    """Return where the bus' program is, if it is here."""
    return shutil.which("dbus-daemon")


@contextmanager
def private_bus(folder: Path, name: str = "speaker") -> Iterator[Bus]:
    """Run a bus of our own, with its socket in ``folder``, which nobody else hears."""
    program = daemon()
    assert program is not None
    command = [program, "--session", "--nofork", "--print-address", f"--address=unix:path={folder / 'bus'}"]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        assert running.stdout is not None
        address = running.stdout.readline().strip()
        speaker = QDBusConnection.connectToBus(address, name)
        assert speaker.isConnected()
        yield Bus(address, speaker)
        QDBusConnection.disconnectFromBus(name)
    finally:
        running.terminate()
        running.wait()
        if running.stdout is not None:
            running.stdout.close()
