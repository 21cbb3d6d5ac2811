"""An agency of the directory in a form: labelled, chosen or left empty, or written in words where the form lets it."""

from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from advocate_desk.ui.bounded_edit import BoundedLine
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.widgets.agency_field import AgencyField
from advocate_desk.ui.widgets.fields import Field
from advocate_desk.ui.widgets.problem_summary import Problem
from advocate_desk.ui.widgets.words import Words


class AgencyLine(QWidget):
    """The field with what is known of the agency beneath it.

    Args:
        desk: knows the directory.
        label: a visible label; "&" marks the letter for Alt.
        hint: one line between them.
        or_words: whether words that name nothing in the directory are an answer, too.
    """

    typed = Signal()
    """Somebody typed or chose; not said when `show_agency` or `show_texts` does."""

    def __init__(self, desk: DeskContext, label: str, hint: str, *, or_words: bool = False) -> None:
        super().__init__()
        self._or_words = or_words
        self.agency = BoundedLine()
        self.field = Field(label, self.agency, hint)
        self.agency_checked: QLabel = Words(look="small", wrap=True)
        self.agency_warning: QLabel = Words(look="warn", wrap=True)
        self.agency_error: QLabel = self.field.error
        self.chooser = AgencyField(desk, self, or_words=or_words)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self.field, self.agency_checked, self.agency_warning):
            column.addWidget(part)
        self.agency.textEdited.connect(lambda _text: self.typed.emit())
        self.chooser.chosen.connect(self.typed)

    def agency_id(self) -> UUID | None:
        """Return the agency that was chosen, or None."""
        return self.chooser.ids()[0]

    def words(self) -> str:
        """Return what stands in the field: the name that was chosen, or what was typed."""
        return self.agency.text().strip()

    def show_agency(self, name: str, agency_id: UUID | None) -> None:
        """Show what is on record."""
        self.chooser.show_choice(name, agency_id, None)

    def texts(self) -> dict[str, Any]:
        """Return what was typed and chosen, for a draft."""
        chosen, service = (known.hex if known else "" for known in self.chooser.ids())
        return {"agency": self.agency.text(), "id": chosen, "service": service}

    def show_texts(self, kept: dict[str, Any]) -> None:
        """Put back what was typed and chosen."""
        chosen, service = (UUID(kept[name]) if kept[name] else None for name in ("id", "service"))
        self.chooser.show_choice(kept["agency"], chosen, service)

    def problem(self) -> Problem | None:
        """Return what must be mended: an agency that was typed and not chosen, where words are no answer."""
        if self._or_words or not self.words() or self.chooser.check():
            return None
        return Problem(self.agency_error.text(), self.agency)
