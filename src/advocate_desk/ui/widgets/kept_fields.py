"""Fields that are kept as somebody leaves them, without a Save button."""

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QComboBox, QSpinBox, QWidget

from advocate_desk.ui.bounded_edit import BoundedEdit, BoundedLine
from advocate_desk.ui.theme import Theme
from advocate_desk.ui.widgets.fields import Field


class KeptField(Field):
    """A labelled field that says when it was left with another value than the one that is kept."""

    left_changed = Signal()

    def __init__(self, label: str, control: QWidget, hint: str = "") -> None:
        super().__init__(label, control, hint)
        self._kept: object = None

    def show_value(self, value: object) -> None:
        """Show what is kept."""
        self._kept = value
        self.set_error("")
        if value != self.value():
            self.put(value)

    def is_changed(self) -> bool:
        """Say whether something else stands in it than what is kept."""
        return self.value() != self._kept

    @abstractmethod
    def value(self) -> object:
        """Return what stands in it."""

    @abstractmethod
    def put(self, value: object) -> None:
        """Put ``value`` in, telling nobody."""

    @abstractmethod
    def set_read_only(self) -> None:
        """Let it be read alone."""

    def _leave(self) -> None:
        if self.is_changed():
            self.left_changed.emit()


class LineField(KeptField):
    """One line of text."""

    def __init__(self, label: str, hint: str = "") -> None:
        self.edit = BoundedLine()
        super().__init__(label, self.edit, hint)
        self.edit.editingFinished.connect(self._leave)

    def value(self) -> str:
        return self.edit.text().strip()

    def put(self, value: object) -> None:
        self.edit.setText(str(value))
        self.edit.setCursorPosition(0)

    def set_read_only(self) -> None:
        self.edit.setReadOnly(True)


class LinesEdit(BoundedEdit):
    """A few lines; says when the keyboard leaves it."""

    left = Signal()

    def __init__(self, theme: Theme, lines: int) -> None:
        super().__init__()
        self._theme, self._lines = theme, lines
        self.setTabChangesFocus(True)
        theme.changed.connect(self._size)
        self._size()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def _size(self) -> None:
        self.setFixedHeight(self._theme.px(20) * self._lines + 24)


class LinesField(KeptField):
    """Several lines, of which empty ones do not count. Its value is a tuple of lines."""

    def __init__(self, theme: Theme, label: str, lines: int, hint: str = "") -> None:
        self.edit = LinesEdit(theme, lines)
        super().__init__(label, self.edit, hint)
        self.edit.left.connect(self._leave)

    def value(self) -> tuple[str, ...]:
        return tuple(line.strip() for line in self.edit.toPlainText().splitlines() if line.strip())

    def put(self, value: object) -> None:
        self.edit.setPlainText("\n".join(str(line) for line in value) if isinstance(value, tuple) else "")

    def set_read_only(self) -> None:
        self.edit.setReadOnly(True)


class NumberField(KeptField):
    """A whole number within limits."""

    def __init__(self, label: str, least: int, most: int, suffix: str = "", hint: str = "") -> None:
        self.spin = QSpinBox()
        self.spin.setRange(least, most)
        self.spin.setSuffix(suffix)
        self.spin.setKeyboardTracking(False)
        self.spin.lineEdit().setTextMargins(9, 0, 0, 0)  # a style sheet cannot reach inside a spin box
        super().__init__(label, self.spin, hint)
        self.spin.valueChanged.connect(self._leave)

    def value(self) -> int:
        return self.spin.value()

    def put(self, value: object) -> None:
        self.spin.blockSignals(True)
        self.spin.setValue(int(str(value)))
        self.spin.blockSignals(False)

    def set_read_only(self) -> None:
        self.spin.setReadOnly(True)
        self.spin.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)


class ChoiceField(KeptField):
    """One of a few answers."""

    def __init__(self, label: str, answers: Mapping[Any, str], hint: str = "") -> None:
        self.box = QComboBox()
        for value, words in answers.items():
            self.box.addItem(words, value)
        super().__init__(label, self.box, hint)
        self.box.activated.connect(self._leave)

    def value(self) -> object:
        found: object = self.box.currentData()
        return found

    def put(self, value: object) -> None:
        self.box.setCurrentIndex(self.box.findData(value))

    def set_read_only(self) -> None:
        self.box.setEnabled(False)
