"""The process that draws pages of one document: ``python -I -m advocate_desk.letters.drawing_worker``.

It holds no key and can write no file. It reads what is asked and the document as two frames, answers with a frame that
says what it drew and one frame of pixels for each page, and ends: what a hostile document did to it harms no other.
"""

import json
import os
from typing import BinaryIO

from pypdfium2 import PdfiumError

from advocate_desk.letters.file_pages import count_pages, drawn_pages
from advocate_desk.letters.frames import read_frame, write_frame
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
        serve(asked, told)


def serve(asked: BinaryIO, told: BinaryIO) -> None:
    """Answer one question; a document that cannot be drawn is answered with no pages at all."""
    question, pdf = read_frame(asked), read_frame(asked)
    if question is None or pdf is None:
        return
    wanted = json.loads(question)
    try:
        pages = list(drawn_pages(pdf, int(wanted["first"]), int(wanted["most"])))
        total = count_pages(pdf)
    except (PdfiumError, ValueError, MemoryError):
        pages, total = [], 0
    sizes = [[page.width, page.height, page.stride] for page, _words in pages]
    write_frame(told, json.dumps({"total": total, "sizes": sizes, "words": [words for _page, words in pages]}).encode())
    for page, _words in pages:
        write_frame(told, page.pixels)


if __name__ == "__main__":
    main()
