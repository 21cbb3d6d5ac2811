"""What a section of a case is.

The case screen stands around its sections: name, chips, safe-contact banner, tabs. A section is one tab. Its place is
``Place("case", case_id, part)``; ``part`` "" is the summary. To add one, derive it and list it in `case.SECTIONS`.
"""

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from advocate_desk.services.show_case import CaseSummary
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.screen import Width
from advocate_desk.ui.typed_draft import keep_all
from advocate_desk.ui.widgets.page import ScrollPage


class CaseSection(QWidget):
    """One section of one case. Its constructor builds widgets and reads nothing; `refresh` reads in the background.

    Args:
        desk: the services.
        case_id: whose case.
    """

    part = ""
    """What a `Place` calls it."""
    title = ""
    """Its tab. Never a name."""

    changed = Signal()
    """Something was kept that the frame around shows too (name, chips, banner): it reads again."""
    log_asked = Signal(object)
    """The log sheet is wanted: with the entry it is to put right (`services.show_timeline.Entry`), or None."""

    def __init__(self, desk: DeskContext, case_id: UUID) -> None:
        super().__init__()
        self.desk, self.case_id = desk, case_id
        self.setAccessibleName(self.title)

    def refresh(self) -> None:
        """Read what is shown, in the background, and show it. Called each time the section comes to the front."""

    def show_summary(self, summary: CaseSummary) -> None:
        """Take what the frame around has just read about the case. Called each time it reads."""

    def main_action(self) -> QAction | None:
        """Return the one main action, which Ctrl+Enter triggers."""
        return None

    def keys(self) -> tuple[tuple[str, str], ...]:
        """Return this section's own keys for the list of shortcuts."""
        return ()

    def search_field(self) -> QWidget | None:
        """Return the field that `/` goes to."""
        return None

    def first_focus(self) -> QWidget | None:
        """Return what takes the keyboard when the section comes to the front."""
        return None

    def reflow(self, width: Width) -> None:
        """Arrange the section for the room there is."""

    def lead_with(self, head: QWidget) -> None:
        """Show ``head`` at the top of what scrolls here: there is too little room to keep it in sight."""
        page = self.findChild(ScrollPage)
        if page is not None:
            page.body.insertWidget(0, head)

    def keep_draft(self, then: Callable[[], None]) -> None:
        """Keep what is half typed here, and call ``then`` once it is safe; also when keeping it failed."""
        keep_all([self], then)
