"""The process that looks into one document: ``python -I -m advocate_desk.letters.file_worker``.

It holds no key and can write no file. It reads a document from its standard input until that ends, says what it found
on its standard output, and ends: what a hostile document did to it harms no other.
"""

import json
import os
import traceback

from advocate_desk.domain.errors import FileRefused
from advocate_desk.letters.pdf_look import look_into
from advocate_desk.platforms import this_platform

_MEMORY = 1024**3
_CPU_SECONDS = 20


def main() -> None:
    """Serve once."""
    system = this_platform()
    system.forbid_core_dumps()
    system.limit_resources(memory_bytes=_MEMORY, cpu_seconds=_CPU_SECONDS, file_bytes=0)
    # By their numbers: a packaged program without a terminal may have no sys.stdin.
    with os.fdopen(0, "rb") as asked, os.fdopen(1, "wb") as told:
        told.write(json.dumps(answer(asked.read())).encode("ascii"))


def answer(pdf: bytes) -> dict[str, str]:
    """Return the verdict: "good", "refused" with the sentence a person reads, or "broken" with the program's place.

    Never a word of the document.
    """
    try:
        look_into(pdf)
    except FileRefused as refusal:
        return {"verdict": "refused", "sentence": str(refusal)}
    except Exception as bug:
        frame = traceback.extract_tb(bug.__traceback__)[-1]
        where = f"{type(bug).__name__}, {os.path.basename(frame.filename)} line {frame.lineno}"
        return {"verdict": "broken", "where": where}
    return {"verdict": "good"}


if __name__ == "__main__":
    main()
