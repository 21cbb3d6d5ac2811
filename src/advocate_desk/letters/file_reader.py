"""The desk's side of the process that looks into documents: a bare one for each document, ended when it hangs."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence

from advocate_desk.domain.errors import FileRefused
from advocate_desk.letters.starting import file_worker_command
from advocate_desk.letters.worker_client import bare_environment

FILE_WORKER = file_worker_command(packaged=getattr(sys, "frozen", False))

_TOO_LONG = "Looking into this PDF took too long. It was not added. Print it as a PDF, then add that."
_ENDED = (
    "The process that looks into documents ended over this PDF. It was not added. Print it as a PDF, then add that."
)
_CANNOT_START = "The process that looks into documents does not start. Nothing was added. Install the program again."


class DocumentWorker:
    """Fulfils `DocumentReader`. ``command`` starts the process; ``seconds`` is how long one document may take."""

    def __init__(self, command: Sequence[str] = FILE_WORKER, seconds: float = 30) -> None:
        self._command = tuple(command)
        self._seconds = seconds

    def look(self, pdf: bytes) -> None:
        """See that a PDF does nothing by itself, carries no other file and opens without a password.

        Raises:
            FileRefused: with the reason; also where the process did not come to a verdict.
        """
        try:
            ran = subprocess.run(  # noqa: S603 - our own command, no shell
                self._command,
                input=pdf,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=os.path.abspath(os.sep),
                env=bare_environment(),
                timeout=self._seconds,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise FileRefused(_TOO_LONG) from None
        except OSError:
            raise FileRefused(_CANNOT_START) from None
        self._judge(ran.stdout)

    def _judge(self, told: bytes) -> None:
        try:
            verdict = json.loads(told)
            found, sentence = verdict["verdict"], verdict.get("sentence", _ENDED)
        except (ValueError, TypeError, KeyError, AttributeError):
            raise FileRefused(_ENDED) from None
        if found != "good":
            raise FileRefused(str(sentence))
