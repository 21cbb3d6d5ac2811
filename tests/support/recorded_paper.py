"""A printer that is never there, and remembers what it was given."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtWidgets import QWidget

from advocate_desk.services.ports import PageImage
from advocate_desk.ui.paper import PrinterFailed, PrintPages


@dataclass
class RecordedPaper:
    """Prints letters into a list; without ``has_printer`` the user closes the dialog."""

    has_printer: bool = True
    is_broken: bool = False
    printed: list[Sequence[PageImage]] = field(default_factory=list)

    def choose_printer(self, parent: QWidget, *, on_chosen: Callable[[PrintPages], None]) -> None:
        if self.has_printer:
            on_chosen(self._print)

    def _print(self, pages: Sequence[PageImage]) -> None:
        if self.is_broken:
            raise PrinterFailed
        self.printed.append(pages)
