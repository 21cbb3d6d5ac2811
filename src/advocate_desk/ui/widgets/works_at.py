"""Where somebody works: in words, and the agency of the directory where it is one."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from advocate_desk.ui.bounded_edit import BoundedLine
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.people_words import FIELD_WORDS
from advocate_desk.ui.widgets.agency_line import AgencyLine
from advocate_desk.ui.widgets.fields import Field
from advocate_desk.ui.widgets.problem_summary import Problem

WHY = "What must be kept from this person is kept from that agency too."


class WorksAt(QWidget):
    """Two fields: the words, and the agency, which is chosen from the directory or left empty."""

    typed = Signal()
    """Somebody changed one; not said when `show_place` or `show_texts` does."""

    def __init__(self, desk: DeskContext) -> None:
        super().__init__()
        self.words = BoundedLine()
        self.words_field = Field(FIELD_WORDS["works_at"], self.words, "In words. For example, night shifts at a depot.")
        self.line = AgencyLine(desk, "Agency from the directory", WHY)
        self.agency = self.line.agency
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for part in (self.words_field, self.line):
            column.addWidget(part)
        self.words.textEdited.connect(lambda _text: self.typed.emit())
        self.line.typed.connect(self.typed)

    def agency_id(self) -> UUID | None:
        """Return the agency that was chosen, or None."""
        return self.line.agency_id()

    def show_place(self, words: str, agency: str, agency_id: UUID | None) -> None:
        """Show what is on record."""
        self.words.setText(words)
        self.words.setCursorPosition(0)
        self.line.show_agency(agency, agency_id)

    def texts(self) -> dict[str, Any]:
        """Return what was typed and chosen, for a draft."""
        chosen = self.agency_id()
        return {"words": self.words.text(), "agency": self.agency.text(), "id": chosen.hex if chosen else ""}

    def show_texts(self, kept: dict[str, Any]) -> None:
        """Put back what was typed and chosen."""
        self.show_place(kept["words"], kept["agency"], UUID(kept["id"]) if kept["id"] else None)

    def problem(self) -> Problem | None:
        """Return what must be mended: an agency that was typed and not chosen."""
        return self.line.problem()
