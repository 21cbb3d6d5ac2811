"""The process that draws letters: ``python -I -m advocate_desk.letters.worker``.

It holds no key, reads letters from its standard input and writes PDFs to its standard output until the input
ends. It can write no file. ReportLab runs any settings file it finds in the home or working folder, so its
client gives it neither; `worker_client` has the other half.
"""

import json
import os
import traceback
from typing import BinaryIO

from advocate_desk.assets import resource
from advocate_desk.domain.errors import LetterFailed
from advocate_desk.domain.letter import LetterContent
from advocate_desk.letters.frames import read_frame, write_frame
from advocate_desk.letters.press import Press
from advocate_desk.platforms import this_platform

_MEMORY = 1024**3
_CPU_SECONDS = 900
"""In the process's whole life: some ten thousand letters. Its client starts another then."""


def main() -> None:
    """Serve until the input ends."""
    requests, answers = _private_pipes()
    press = Press(resource("fonts"))
    system = this_platform()
    system.forbid_core_dumps()
    system.limit_resources(memory_bytes=_MEMORY, cpu_seconds=_CPU_SECONDS, file_bytes=0)
    while (request := read_frame(requests)) is not None:
        verdict, pdf = answer(press, request)
        write_frame(answers, json.dumps(verdict).encode())
        write_frame(answers, pdf)


def answer(press: Press, request: bytes) -> tuple[dict[str, str], bytes]:
    """Return the verdict on one letter, and its PDF or nothing.

    Verdicts are "drawn", "refused" with the sentence a person reads, and "broken" with the place in the
    program: never a word of the letter.
    """
    try:
        content = LetterContent.from_json(request.decode("utf-8", "surrogatepass"))
        return {"verdict": "drawn"}, press.draw(content)
    except LetterFailed as refusal:
        return {"verdict": "refused", "sentence": str(refusal)}, b""
    except Exception as bug:
        frame = traceback.extract_tb(bug.__traceback__)[-1]
        where = f"{type(bug).__name__}, {os.path.basename(frame.filename)} line {frame.lineno}"
        return {"verdict": "broken", "where": where}, b""


def _private_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Keep the two pipes to ourselves: whatever prints or reads by accident reaches neither."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1):
        os.dup2(nowhere, descriptor)
    os.close(nowhere)
    return requests, answers


if __name__ == "__main__":
    main()
