"""The desk's side of the letter worker: starts it bare, asks it, ends it when it hangs."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from typing import BinaryIO

from advocate_desk.domain.errors import LetterFailed
from advocate_desk.domain.letter import LetterContent
from advocate_desk.letters.frames import read_frame, write_frame
from advocate_desk.letters.preview import page_images
from advocate_desk.letters.starting import worker_command
from advocate_desk.services.ports import PageImage

WORKER = worker_command(packaged=getattr(sys, "frozen", False))

_TOO_LONG = (
    "Drawing this letter took too long and was stopped. Nothing was changed. Shorten its longest part, then try again."
)
_ENDED = "The process that draws letters ended twice on this letter. Nothing was changed. Shorten it, then try again."
_CANNOT_START = "The process that draws letters does not start. Nothing was changed. Install the program again."
_BROKEN = (
    "This letter could not be drawn because of a fault in the program ({where}). Nothing was changed. "
    "Please report it with the words in brackets; they say nothing about anybody."
)


class LetterWorker:
    """Fulfils `LetterRenderer` with a process that is kept running, so that a letter is quick.

    ``command`` starts it; ``seconds`` is how long one letter may take by the clock on the wall.
    """

    def __init__(self, command: Sequence[str] = WORKER, seconds: float = 10) -> None:
        self._command = tuple(command)
        self._seconds = seconds
        self._turn = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Begin to start the process, so that the first letter need not wait for it. Returns at once."""
        with self._turn:
            self._running()

    def render(self, content: LetterContent) -> bytes:
        """Return the PDF of ``content``; one letter at a time.

        Raises:
            LetterFailed: with the reason a person can act on.
        """
        request = content.to_json().encode("utf-8", "surrogatepass")
        with self._turn:
            answer = self._asked(request) or self._asked(request)
            if answer is None:
                raise LetterFailed(_ENDED)
            verdict, pdf = answer
            if verdict["verdict"] == "broken":
                self._end()
        if verdict["verdict"] == "drawn":
            return pdf
        raise LetterFailed(verdict.get("sentence") or _BROKEN.format(where=verdict["where"]))

    def pages(self, pdf: bytes, dots_per_inch: int) -> tuple[PageImage, ...]:
        """Return the pages as pictures."""
        with self._turn:
            return page_images(pdf, dots_per_inch)

    def close(self) -> None:
        """End the process. A later letter would start another."""
        with self._turn:
            self._end()

    def _asked(self, request: bytes) -> tuple[dict[str, str], bytes] | None:
        """Return the verdict and the PDF, or None if the process ended before it gave them."""
        process = self._running()
        overdue = threading.Event()

        def stop() -> None:
            overdue.set()
            process.kill()

        clock = threading.Timer(self._seconds, stop)
        clock.start()
        try:
            return _exchange(process, request)
        except (OSError, EOFError, ValueError):
            self._end()
            if overdue.is_set():
                raise LetterFailed(_TOO_LONG) from None
            return None
        finally:
            clock.cancel()
            clock.join()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is not None:
            self._end()
        if self._process is None:
            self._process = _started(self._command)
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in _pipes(process):
            with suppress(OSError):  # what was never written need not be
                pipe.close()
        process.wait()


def _started(command: Sequence[str]) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(  # noqa: S603 - our own command, no shell
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=os.path.abspath(os.sep),
            env=bare_environment(),
            close_fds=True,
        )
    except OSError:
        raise LetterFailed(_CANNOT_START) from None


def bare_environment() -> dict[str, str]:
    """Return all the environment the worker gets: a home that is not there, and what Windows cannot miss.

    Only an administrator could make that home: ReportLab runs ``.reportlab_settings`` and ``.reportlab_mods`` of
    whatever home it is told of.
    """
    kept = {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}
    nowhere = os.path.join(kept.get("SYSTEMROOT", os.sep), "nonexistent")
    return {"HOME": nowhere, "USERPROFILE": nowhere, "LANG": "C.UTF-8", **kept}


def _exchange(process: subprocess.Popen[bytes], request: bytes) -> tuple[dict[str, str], bytes]:
    requests, answers = _pipes(process)
    write_frame(requests, request)
    verdict, pdf = read_frame(answers), read_frame(answers)
    if verdict is None or pdf is None:
        raise EOFError
    return json.loads(verdict), pdf


def _pipes(process: subprocess.Popen[bytes]) -> tuple[BinaryIO, BinaryIO]:
    if process.stdin is None or process.stdout is None:
        raise EOFError
    return process.stdin, process.stdout  # type: ignore[return-value]  # IO[bytes], buffered
