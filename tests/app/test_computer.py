"""What the computer says about itself, on a bus of the test's own."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusUnixFileDescriptor, QDBusVirtualObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from advocate_desk.app.computer import SCREEN_SAVERS, BusComputer
from tests.support.bus import Bus, daemon, private_bus

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="only Linux desktops have these buses"),
    pytest.mark.skipif(daemon() is None, reason="needs dbus-daemon"),
]


@pytest.fixture
def bus(tmp_path: Path, qapp: QApplication) -> Iterator[Bus]:
    with private_bus(tmp_path) as bus:
        yield bus


@pytest.fixture
def computer(bus: Bus) -> Iterator[BusComputer]:
    names = "our-system", "our-session"
    yield BusComputer(*(QDBusConnection.connectToBus(bus.address, name) for name in names))
    for name in names:
        QDBusConnection.disconnectFromBus(name)


def test_the_desk_hears_that_the_computer_falls_asleep(bus: Bus, computer: BusComputer, qtbot: QtBot) -> None:
    with qtbot.waitSignal(computer.falls_asleep):
        bus.sleep_begins()


def test_the_end_of_a_sleep_is_heard_too(bus: Bus, computer: BusComputer, qtbot: QtBot) -> None:
    with qtbot.waitSignal(computer.falls_asleep):
        bus.sleep_ends()


def test_the_desk_hears_that_the_session_is_locked(bus: Bus, computer: BusComputer, qtbot: QtBot) -> None:
    with qtbot.waitSignal(computer.screen_locked):
        bus.session_locks()


@pytest.mark.parametrize("name", SCREEN_SAVERS)
def test_the_desk_hears_every_screen_saver_begin_and_not_end(
    name: str, bus: Bus, computer: BusComputer, qtbot: QtBot
) -> None:
    heard: list[str] = []
    computer.screen_locked.connect(lambda: heard.append("locked"))
    bus.screen_saver(name, False)
    with qtbot.waitSignal(computer.screen_locked):
        bus.screen_saver(name, True)
    assert heard == ["locked"]


class Logind(QDBusVirtualObject):
    """Hands out the end of a pipe to whoever asks for time before a sleep, as logind does."""

    def __init__(self, file: int) -> None:
        super().__init__()
        self.file, self.asked = file, []

    def introspect(self, _path: str) -> str:
        return ""

    def handleMessage(self, message: QDBusMessage, connection: QDBusConnection) -> bool:
        self.asked.append((message.member(), message.arguments()))
        return connection.send(message.createReply(QDBusUnixFileDescriptor(self.file)))


def test_the_desk_asks_for_a_moment_before_a_sleep_and_holds_what_it_is_given(bus: Bus, qtbot: QtBot) -> None:
    reading, writing = os.pipe()
    logind = Logind(writing)
    assert bus.speaker.registerVirtualObject("/org/freedesktop/login1", logind)
    assert bus.speaker.registerService("org.freedesktop.login1")
    ours = QDBusConnection.connectToBus(bus.address, "ours")
    computer = BusComputer(ours, ours)
    qtbot.waitUntil(lambda: computer.holds_up_sleep)
    assert logind.asked == [("Inhibit", ["sleep", "Advocate Desk", "Locks before the computer sleeps", "delay"])]
    QDBusConnection.disconnectFromBus("ours")
    for end in (reading, writing):
        os.close(end)


def test_a_computer_without_any_bus_says_nothing_and_nothing_breaks(qapp: QApplication) -> None:
    nowhere = QDBusConnection.connectToBus("unix:path=/nonexistent/bus", "nowhere")
    assert not nowhere.isConnected()
    BusComputer(nowhere, nowhere)
    QDBusConnection.disconnectFromBus("nowhere")
