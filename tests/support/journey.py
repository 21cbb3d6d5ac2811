"""A real desk in processes of its own, driven by keyboard from the test."""

import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

PATIENCE_SECONDS = 20
BUSES = ("DBUS_SYSTEM_BUS_ADDRESS", "DBUS_SESSION_BUS_ADDRESS")
_DRIVEN = Path(__file__).parent / "driven"


class Journey:
    """Whoever sits before the desk. ``process`` is the one whose window they see."""

    def __init__(self, folder: Path, *arguments: str, **variables: str) -> None:
        self._folder = folder
        os.mkfifo(folder / "answers")
        # Opened for both, so that it neither waits for a desk nor ends with one.
        self._answers = os.open(folder / "answers", os.O_RDWR)
        self._unread = b""
        self._typing: dict[int, int] = {}
        environment = {
            **os.environ,
            **{name: "unix:path=/nonexistent/bus" for name in BUSES},  # the computer's own are none of our business
            **variables,
            "DESK_DRIVEN_FROM": str(folder),
            "PYTHONPATH": os.pathsep.join(filter(None, (str(_DRIVEN), os.environ.get("PYTHONPATH")))),
        }
        self.keys: list[str] = []
        """Every key pressed so far; a text typed counts as one entry for each letter."""
        self._first = subprocess.Popen([sys.executable, "-m", "advocate_desk", *arguments], env=environment)
        self.process = 0
        self.wait_for_desk()

    def wait_for_desk(self) -> int:
        """Wait for a desk to show its window; from now on this is the one that is typed into."""
        self.process = self._answer()["process"]
        self._typing[self.process] = os.open(self._folder / str(self.process), os.O_WRONLY)
        return self.process

    def type(self, text: str) -> None:
        """Type into whatever has the keyboard."""
        self.keys += text
        self._tell({"type": text})

    def press(self, keys: str) -> None:
        """Press keys, as "Ctrl+L"."""
        self.keys.append(keys)
        self._tell({"press": keys})

    def sees(self, title: str, *words: str) -> dict[str, Any]:
        """Wait for a window whose title begins so and that shows all these words; return what is seen."""
        self._tell({"await": title, "words": list(words)})
        return self._answer()

    def shows(self, *words: str) -> dict[str, Any]:
        """Wait until the window in front, whatever it is, shows all these words; return what is seen."""
        return self.sees("", *words)

    def reach(self, name: str) -> None:
        """Press Tab until a control whose name begins so has the keyboard."""
        self._tell({"reach": name})
        answer = self._answer()
        focus = answer["focus"]
        self.keys += ["Tab"] * answer["presses"]
        assert focus.startswith(name), f"Tab leads to “{focus}”, not to “{name}”"

    @contextmanager
    def counting(self) -> Iterator[list[str]]:
        """Note the keys pressed meanwhile, in the order they were pressed."""
        before, pressed = len(self.keys), list[str]()
        yield pressed
        pressed += self.keys[before:]

    def let_it_sleep(self, seconds: float) -> None:
        """Set the desk's clock on as a sleep does, without a word to it."""
        self._tell({"sleep": seconds})

    def kill(self) -> None:
        """End the desk in front as a power cut would."""
        os.kill(self.process, signal.SIGKILL)
        if self.process == self._first.pid:
            self._first.wait(PATIENCE_SECONDS)

    def wait_for_end(self, process: int) -> None:
        """Wait until ``process``, the first desk, has ended."""
        assert process == self._first.pid
        self._first.wait(PATIENCE_SECONDS)

    def close(self) -> None:
        """End whatever runs."""
        for process, pipe in self._typing.items():
            os.close(pipe)
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        self._first.kill()
        self._first.wait()
        os.close(self._answers)

    def _tell(self, words: dict[str, Any]) -> None:
        os.write(self._typing[self.process], (json.dumps(words) + "\n").encode())

    def _answer(self) -> dict[str, Any]:
        while b"\n" not in self._unread:
            if not select.select([self._answers], [], [], PATIENCE_SECONDS)[0]:
                pytest.fail(f"the desk did not answer in time; it shows:\n{self._what_it_shows()}")
            self._unread += os.read(self._answers, 65536)
        line, _, self._unread = self._unread.partition(b"\n")
        answer: dict[str, Any] = json.loads(line)
        assert "problem" not in answer, answer
        return answer

    def _what_it_shows(self) -> str:
        self._tell({"tell": True})
        if not select.select([self._answers], [], [], PATIENCE_SECONDS)[0]:
            return "nothing: it hangs"
        answer: dict[str, Any] = json.loads(os.read(self._answers, 65536).splitlines()[-1])
        return f"{answer['shows']}\nThe keyboard is at: {answer['focus']}"


@contextmanager
def journey(folder: Path, *arguments: str, **variables: str) -> Iterator[Journey]:
    """Start the desk with ``arguments``; ``folder`` is for the pipes. Whatever still runs at the end is ended."""
    folder.mkdir()
    before = Journey(folder, *arguments, **variables)
    try:
        yield before
    finally:
        before.close()


def memory_holds(process: int, wanted: dict[str, bytes]) -> set[str]:
    """Return the names of those ``wanted`` that are anywhere in the memory of ``process``."""
    found: set[str] = set()
    with Path(f"/proc/{process}/mem").open("rb", buffering=0) as memory:
        for line in Path(f"/proc/{process}/maps").read_text(encoding="ascii", errors="replace").splitlines():
            place, rights, *_ = line.split()
            if "w" in rights:
                begin, end = (int(edge, 16) for edge in place.split("-"))
                with suppress(OSError, ValueError, OverflowError):
                    memory.seek(begin)
                    content = memory.read(end - begin)
                    found |= {name for name, words in wanted.items() if words in content}
    return found
