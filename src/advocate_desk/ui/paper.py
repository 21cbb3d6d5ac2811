"""Paper: what is printed straight from the desk, without a file in between."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget

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
