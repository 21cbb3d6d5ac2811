"""Paper: what is printed straight from the desk, without a file in between."""

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QImage, QPageSize, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

from advocate_desk.domain.errors import KnownFailure
from advocate_desk.services.ports import PageImage

MARGIN, COLUMNS = 25.0, 4
"""Millimetres of white on each side, and how many columns the words stand in."""


class Paper(Protocol):
    """Prints."""

    def print_recovery_sheet(self, parent: QWidget, words: Sequence[str]) -> None:
        """Ask for a printer and print the recovery words on one sheet."""
        ...


class QtPaper:
    """Prints through the system's own dialog, which is not offered to write a file."""

    def print_recovery_sheet(self, parent: QWidget, words: Sequence[str]) -> None:
        """See `Paper.print_recovery_sheet`."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName("Recovery sheet")
        printer.setFullPage(True)
        dialog = QPrintDialog(printer, parent.window())
        dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintToFile, False)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)

        def accepted() -> None:
            painter = QPainter(printer)
            draw_recovery_sheet(painter, words, printer.logicalDpiX() / 25.4)
            painter.end()

        dialog.accepted.connect(accepted)
        dialog.setModal(True)
        dialog.show()


def draw_recovery_sheet(painter: QPainter, words: Sequence[str], dots: float) -> None:
    """Draw the sheet on an A4 page, ``dots`` to the millimetre. It names no service and nobody."""

    def write(x: float, y: float, text: str, points: float, *, strong: bool = False, width: float = 160) -> None:
        letters = QFont(painter.font())
        letters.setPixelSize(round(points / 72 * 25.4 * dots))
        letters.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
        painter.setFont(letters)
        box = QRectF(x * dots, y * dots, width * dots, 60 * dots)
        painter.drawText(box, Qt.TextFlag.TextWordWrap.value, text)

    write(MARGIN, 25, "Recovery sheet", 20, strong=True)
    write(MARGIN, 38, "If every passphrase is forgotten, these 24 words are the only way back in.", 11)
    write(MARGIN, 45, "Keep this sheet locked away in the service's safe, never with the computer.", 11)
    rows = -(-len(words) // COLUMNS)
    for place, word in enumerate(words):
        column, row = divmod(place, rows)
        write(MARGIN + column * 42, 64 + row * 12, f"{place + 1}", 9, width=8)
        write(MARGIN + 8 + column * 42, 63 + row * 12, word, 13, strong=True, width=34)


DOTS_PER_INCH = 300
"""How finely pages are drawn for paper."""

PrintPages = Callable[[Sequence[PageImage]], None]
"""Puts pages drawn at `DOTS_PER_INCH` on the printer that was chosen; raises `PrinterFailed`."""


class PrinterFailed(KnownFailure):
    """The printer took nothing."""

    sentence = (
        "The printer did not take the letter, so nothing was printed. The copy stays on record as made. "
        "Look whether the printer is on, or choose another."
    )


class LetterPaper(Protocol):
    """Prints letters."""

    def choose_printer(self, parent: QWidget, *, on_chosen: Callable[[PrintPages], None]) -> None:
        """Ask which printer; call ``on_chosen`` with the way to it, or nothing when it is closed."""
        ...


class QtLetterPaper:
    """Prints through the system's own dialog, which is not offered to write a file."""

    def choose_printer(self, parent: QWidget, *, on_chosen: Callable[[PrintPages], None]) -> None:
        """See `LetterPaper.choose_printer`."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName("Letter")
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        printer.setFullPage(True)
        dialog = QPrintDialog(printer, parent.window())
        dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintToFile, False)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: on_chosen(lambda pages: print_pages(printer, pages)))
        dialog.setModal(True)
        dialog.show()


def print_pages(printer: QPrinter, pages: Sequence[PageImage]) -> None:
    """Print ``pages`` in actual size, one to a sheet, from the sheet's own corner.

    Raises:
        PrinterFailed: the printer took nothing.
    """
    printer.setFullPage(True)
    painter = QPainter()
    if not painter.begin(printer):
        raise PrinterFailed
    # Without this the pages go to the printer as JPEG, with smudges round every letter.
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    for number, page in enumerate(pages):
        if number:
            printer.newPage()
        painter.drawImage(_actual_size(printer, page), as_image(page))
    painter.end()


def as_image(page: PageImage) -> QImage:
    """Return a page as Qt draws it. The pixels are copied: nothing else needs to stay alive."""
    return QImage(page.pixels, page.width, page.height, page.stride, QImage.Format.Format_RGB32).copy()


def _actual_size(printer: QPrinter, page: PageImage) -> QRectF:
    across = printer.logicalDpiX() / DOTS_PER_INCH
    down = printer.logicalDpiY() / DOTS_PER_INCH
    return QRectF(0, 0, page.width * across, page.height * down)
