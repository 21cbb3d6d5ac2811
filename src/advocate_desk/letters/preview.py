"""A letter's pages as pictures, from memory to memory."""

import pypdfium2
from pypdfium2.raw import FPDFBitmap_BGRx

from advocate_desk.services.ports import PageImage

_POINTS_PER_INCH = 72


def page_images(pdf: bytes, dots_per_inch: int) -> tuple[PageImage, ...]:
    """Return every page of one of our own PDFs. Not for two threads at once: PDFium has one state."""
    with pypdfium2.PdfDocument(pdf) as opened:
        return tuple(_image(opened, index, dots_per_inch / _POINTS_PER_INCH) for index in range(len(opened)))


def _image(opened: pypdfium2.PdfDocument, index: int, scale: float) -> PageImage:
    page = opened[index]
    bitmap = page.render(scale=scale, force_bitmap_format=FPDFBitmap_BGRx)
    try:
        return PageImage(width=bitmap.width, height=bitmap.height, stride=bitmap.stride, pixels=bytes(bitmap.buffer))
    finally:
        bitmap.close()
        page.close()
