"""A text field that takes no more than it can keep, so that a huge paste neither freezes nor loses anything.

The compiled forms use it, so it stands beside them and the widgets, and knows neither.
"""

from PySide6.QtCore import QMimeData, Signal
from PySide6.QtWidgets import QPlainTextEdit

from advocate_desk.domain.plain_text import LONGEST


class BoundedEdit(QPlainTextEdit):
    """A plain text field. A paste that would make it longer than a field holds is refused whole, in words."""

    refused = Signal(str)
    """A paste was refused; says why and what to do. Whoever holds the field shows it beside it."""

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take a paste or a drop, if there is room for it."""
        pasted = len(source.text())
        kept = self.document().characterCount() - len(self.textCursor().selectedText())
        if kept + pasted <= LONGEST:
            super().insertFromMimeData(source)
            return
        self.refused.emit(
            f"This would be {kept + pasted:,} characters, and one field holds {LONGEST:,}. Nothing was pasted. "
            "Split it into several entries."
        )
