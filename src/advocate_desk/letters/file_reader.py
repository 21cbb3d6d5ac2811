"""The desk's side of the processes that look into documents and draw them: a bare one for each, ended when it hangs."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from io import BytesIO

from advocate_desk.domain.errors import FileRefused, Unreadable
from advocate_desk.letters.frames import read_frame, write_frame
from advocate_desk.letters.starting import drawing_command, file_worker_command
from advocate_desk.letters.worker_client import bare_environment
from advocate_desk.services.document_ports import DrawnPages
from advocate_desk.services.ports import PageImage

DRAWING_WORKER = drawing_command(packaged=getattr(sys, "frozen", False))
PAGES_AT_ONCE = 4
FILE_WORKER = file_worker_command(packaged=getattr(sys, "frozen", False))

_TOO_LONG = "Looking into this PDF took too long. It was not added. Print it as a PDF, then add that."
_ENDED = (
    "The process that looks into documents ended over this PDF. It was not added. Print it as a PDF, then add that."
)
_CANNOT_DRAW = "This PDF cannot be shown here. It is kept as it was; export it for a reason to open it elsewhere."
_CANNOT_START = "The process that looks into documents does not start. Nothing was added. Install the program again."


class DocumentWorker:
    """Fulfils `DocumentReader`.

    Args:
        command: starts the process that looks.
        seconds: how long one document may take, to be looked into and to be drawn.
        drawing: starts the process that draws.
    """

    def __init__(
        self, command: Sequence[str] = FILE_WORKER, seconds: float = 30, drawing: Sequence[str] = DRAWING_WORKER
    ) -> None:
        self._command, self._drawing = tuple(command), tuple(drawing)
        self._seconds = seconds

    def look(self, pdf: bytes) -> None:
        """See that a PDF does nothing by itself, carries no other file and opens without a password.

        Raises:
            FileRefused: with the reason; also where the process did not come to a verdict.
        """
        try:
            told = self._ask(self._command, pdf)
        except subprocess.TimeoutExpired:
            raise FileRefused(_TOO_LONG) from None
        except OSError:
            raise FileRefused(_CANNOT_START) from None
        self._judge(told)

    def draw(self, pdf: bytes, first: int) -> DrawnPages:
        """Return a few pages from the one numbered ``first``, counted from 0.

        Raises:
            Unreadable: it cannot be drawn here.
        """
        question = BytesIO()
        write_frame(question, json.dumps({"first": first, "most": PAGES_AT_ONCE}).encode("ascii"))
        write_frame(question, pdf)
        try:
            return _drawn(self._ask(self._drawing, question.getvalue()), first)
        except (subprocess.TimeoutExpired, OSError, EOFError, ValueError, TypeError, KeyError):
            raise Unreadable(_CANNOT_DRAW) from None

    def _ask(self, command: Sequence[str], question: bytes) -> bytes:
        """Return what a fresh process answers."""
        return subprocess.run(  # noqa: S603 - our own command, no shell
            command,
            input=question,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=os.path.abspath(os.sep),
            env=bare_environment(),
            timeout=self._seconds,
            check=False,
        ).stdout

    def _judge(self, told: bytes) -> None:
        try:
            verdict = json.loads(told)
            found, sentence = verdict["verdict"], verdict.get("sentence", _ENDED)
        except (ValueError, TypeError, KeyError, AttributeError):
            raise FileRefused(_ENDED) from None
        if found != "good":
            raise FileRefused(str(sentence))


def _drawn(told: bytes, first: int) -> DrawnPages:
    """Read what the drawing process answered, which a hostile document may have got hold of: sizes must agree.

    Raises:
        ValueError, EOFError, KeyError, TypeError: it is nothing that can be shown.
    """
    answer = BytesIO(told)
    head = json.loads(read_frame(answer) or b"")
    images, total = [], int(head["total"])
    for width, height, stride in head["sizes"][:PAGES_AT_ONCE]:
        pixels = read_frame(answer) or b""
        if not (width > 0 and height > 0 and 4 * width <= stride and len(pixels) == stride * height):
            raise ValueError
        images.append(PageImage(width=width, height=height, stride=stride, pixels=pixels))
    if not images:
        raise ValueError
    return DrawnPages(first=first, total=total, images=tuple(images), words=tuple(map(str, head["words"])))
