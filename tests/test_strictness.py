"""The strictness of the tests is itself tested: each guard sees its bad example."""

import logging
import os
import socket
import tempfile
import threading
from pathlib import Path

import pytest
from nacl.bindings import crypto_pwhash_alg, crypto_pwhash_ALG_ARGON2ID13

from tests.support import planted
from tests.support.derivation import Remembered
from tests.support.environment import Computer, own_computer
from tests.support.imports import modules_loaded_by
from tests.support.leaks import no_leaked_threads, no_leaked_windows
from tests.support.logs import LogWatch, watched_logs
from tests.support.network import NetworkRefused, NetworkWatch

FAILED = pytest.fail.Exception


def test_a_key_that_was_stretched_before_is_the_true_one_and_no_other() -> None:
    words, salt, cost = b"kettle orbit", bytes(range(16)), {"opslimit": 3, "memlimit": 64 << 20}
    remembered = Remembered()
    true = crypto_pwhash_alg(32, words, salt, 3, 64 << 20, crypto_pwhash_ALG_ARGON2ID13)
    assert remembered(32, words, salt, **cost) == remembered(32, words, salt, **cost) == true
    assert remembered(32, b"kettle orbiT", salt, **cost) != true
    assert remembered(32, words, salt[::-1], **cost) != true
    assert remembered(32, words, salt, opslimit=4, memlimit=64 << 20) != true


def test_the_home_and_temporary_folder_are_the_tests_own(computer: Computer) -> None:
    assert Path.home() == computer.home
    assert Path(tempfile.gettempdir()) == computer.temp
    assert Path.cwd() == computer.work


def test_planted_data_left_in_a_temporary_file_is_seen(tmp_path: Path) -> None:
    with pytest.raises(FAILED, match=r"tmp/left\.txt"), own_computer(tmp_path / "pc") as computer:
        (computer.temp / "left.txt").write_text(planted.NOTE, encoding="utf-16-le")


def test_planted_data_in_a_file_name_is_seen(tmp_path: Path) -> None:
    with pytest.raises(FAILED, match="nobody asked for"), own_computer(tmp_path / "pc") as computer:
        (computer.home / f"{planted.NAME}.pdf").touch()


def test_an_empty_computer_passes(tmp_path: Path) -> None:
    with own_computer(tmp_path / "pc") as computer:
        (computer.home / "harmless.txt").write_text("nothing about anybody", encoding="utf-8")


@pytest.mark.parametrize("level", [logging.DEBUG, logging.INFO])
def test_planted_data_in_a_log_record_is_seen_at_every_level(level: int, log_watch: LogWatch) -> None:
    with pytest.raises(FAILED, match="personal data in the log"), watched_logs():
        logging.getLogger("advocate_desk.example").log(level, "opened %s", planted.PHONE)
    assert log_watch.leaks
    log_watch.leaks.clear()


def test_planted_data_in_a_logged_traceback_is_seen(log_watch: LogWatch) -> None:
    log_watch.expect("it went wrong")
    error = ValueError(planted.NAME)
    with pytest.raises(FAILED, match="personal data in the log"), watched_logs():
        logging.getLogger("advocate_desk.example").error("it went wrong", exc_info=error)
    log_watch.leaks.clear()


def test_a_warning_that_was_not_announced_is_seen(log_watch: LogWatch) -> None:
    log_watch.expect("something odd")
    with pytest.raises(FAILED, match="unexpected warning"), watched_logs():
        logging.getLogger("advocate_desk.example").warning("something odd")


def test_an_announced_warning_must_come() -> None:
    with pytest.raises(FAILED, match="never logged"), watched_logs() as watch:
        watch.expect("something odd")


@pytest.mark.parametrize("address", ["127.0.0.1", "192.0.2.1"])
def test_no_connection_to_any_computer_is_made(address: str, network_watch: NetworkWatch) -> None:
    with socket.socket() as sock, pytest.raises(NetworkRefused):
        sock.connect((address, 9))
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock, pytest.raises(NetworkRefused):
        sock.sendto(b"", (address, 9))
    assert network_watch.attempts == ["socket.connect", "socket.sendto"]
    network_watch.attempts.clear()


def test_no_name_is_looked_up(network_watch: NetworkWatch) -> None:
    with pytest.raises(NetworkRefused):
        socket.getaddrinfo("host.example", 443)
    assert network_watch.attempts == ["socket.getaddrinfo"]
    network_watch.attempts.clear()


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="this system has no such sockets")
def test_processes_of_this_computer_may_still_talk() -> None:
    one, other = socket.socketpair()
    with one, other:
        one.sendall(b"still here")
        assert other.recv(10) == b"still here"


def test_a_thread_left_running_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.support.leaks._SECONDS_TO_END", 0.01)
    go_on = threading.Event()
    thread = threading.Thread(target=go_on.wait, name="left-running")
    with pytest.raises(FAILED, match="left-running"), no_leaked_threads():
        thread.start()
    go_on.set()
    thread.join()


def test_a_window_left_open_is_seen(qapp: object) -> None:
    from PySide6.QtWidgets import QWidget  # noqa: PLC0415 - the other tests here do without Qt

    with pytest.raises(FAILED, match="QWidget"), no_leaked_windows():
        window = QWidget()
    window.close()
    window.deleteLater()


def test_a_fresh_process_tells_what_a_module_loads() -> None:
    loaded = modules_loaded_by(["advocate_desk.domain.referral"])
    assert "advocate_desk.domain.referral" in loaded
    assert "PySide6" not in loaded


def test_the_computers_own_zone_is_not_london() -> None:
    assert os.environ["TZ"] == "Asia/Kathmandu"
