"""Text fields that take no more than they can keep, so that a huge paste neither freezes nor loses anything.

The compiled forms use them, so they stand beside them and the widgets, and know neither.
"""

from PySide6.QtCore import SIGNAL, QMimeData, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QValidator
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QWidget

from advocate_desk.domain.plain_text import LONGEST

NOTE_MS = 20_000


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


class BoundedLine(QLineEdit):
    """One line. What would make it longer than it holds is refused whole, in words.

    A `QLineEdit` of Qt cuts a paste off at 32,767 characters and says nothing.

    Args:
        parent: where it stands.
        longest: characters it holds.
    """

    refused = Signal(str)
    """Too much was pasted or typed; says why and what to do. Where nobody shows it, the line itself does."""

    def __init__(self, parent: QWidget | None = None, *, longest: int = LONGEST) -> None:
        super().__init__(parent)
        self.longest = longest
        self.setMaxLength(longest + 1)  # one more than it takes, for the validator to see that it is too much
        self.setValidator(_NoLonger(self, longest))
        self.inputRejected.connect(self._refuse)

    def _refuse(self) -> None:
        sentence = f"One line holds {self.longest:,} characters, and this would be more. Nothing was changed."
        self.refused.emit(sentence)
        if self.receivers(SIGNAL("refused(QString)")):
            return
        note = _Note(self, sentence)
        self.textChanged.connect(note.deleteLater)
        said = QAccessibleAnnouncementEvent(self, sentence)
        said.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(said)


class _NoLonger(QValidator):
    """Finds invalid what is longer than ``longest``: Qt then takes the whole change back."""

    def __init__(self, line: QObject, longest: int) -> None:
        super().__init__(line)
        self._longest = longest

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Say whether ``text`` has room. What is typed is never mended."""
        fits = len(text) <= self._longest
        return (QValidator.State.Acceptable if fits else QValidator.State.Invalid), text, position


class _Note(QLabel):
    """A few words over what stands beneath a line, until something is typed in it or a while has gone by."""

    def __init__(self, line: QWidget, sentence: str) -> None:
        super().__init__(sentence, line.window(), wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.setProperty("look", "note")
        self.setMaximumWidth(max(line.width(), self.fontMetrics().averageCharWidth() * 40))
        self.adjustSize()
        self.move(line.mapTo(line.window(), QPoint(0, line.height())))
        self.show()
        QTimer.singleShot(NOTE_MS, self, self.deleteLater)
