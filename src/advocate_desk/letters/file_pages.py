"""Pages of a PDF somebody brought, as pictures and as words."""

from collections.abc import Iterator

import pypdfium2
from pypdfium2.raw import FPDFBitmap_BGRx

from advocate_desk.services.ports import PageImage

FINEST = 144 / 72
"""Dots of the picture for each point of the page: enough to read a scanned page by at twice its width on the screen."""
LONGEST_SIDE = 2400
"""Dots. A page of a poster, or one that says it is a mile long, is drawn coarser."""
LONGEST_TEXT = 20_000
"""Characters told of one page."""


def count_pages(pdf: bytes) -> int:
    """Return how many pages a PDF has."""
    with pypdfium2.PdfDocument(pdf) as opened:
        return len(opened)


def drawn_pages(pdf: bytes, first: int, most: int) -> Iterator[tuple[PageImage, str]]:
    """Yield up to ``most`` pages from the one numbered ``first``, counted from 0, each with its words.

    Raises:
        pypdfium2.PdfiumError: it is no PDF that can be drawn.
    """
    with pypdfium2.PdfDocument(pdf) as opened:
        for index in range(first, min(first + most, len(opened))):
            page = opened[index]
            try:
                yield _image(page), _words(page)
            finally:
                page.close()


def _image(page: pypdfium2.PdfPage) -> PageImage:
    scale = min(FINEST, LONGEST_SIDE / max(*page.get_size(), 1))
    bitmap = page.render(scale=scale, force_bitmap_format=FPDFBitmap_BGRx)
    try:
        return PageImage(width=bitmap.width, height=bitmap.height, stride=bitmap.stride, pixels=bytes(bitmap.buffer))
    finally:
        bitmap.close()


def _words(page: pypdfium2.PdfPage) -> str:
    text = page.get_textpage()
    try:
        return str(text.get_text_range(0, min(text.count_chars(), LONGEST_TEXT))).replace("\r\n", "\n")
    finally:
        text.close()
