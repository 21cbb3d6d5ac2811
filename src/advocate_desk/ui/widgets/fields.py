"""A labelled field: label, the field itself, a hint, and its error in words."""

from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from advocate_desk.ui.bounded_edit import BoundedEdit, BoundedLine
from advocate_desk.ui.widgets.announce import announce
from advocate_desk.ui.widgets.words import Words, restyle


class Field(QWidget):
    """One labelled field.

    Args:
        label: a visible label; "&" marks the letter for Alt.
        control: the field. It is named by the label.
        hint: one line between them, with an example where a form matters.
    """

    def __init__(self, label: str, control: QWidget, hint: str = "") -> None:
        super().__init__()
        self.control = control
        self.label = Words(label, "field")
        self.label.setBuddy(control)
        self.hint = Words(hint, "small", wrap=True)
        if not hint:
            self.hint.hide()
        self.error = Words(look="danger", wrap=True)
        self.error.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (self.label, self.hint, control, self.error):
            column.addWidget(part)
        control.setAccessibleDescription(hint)
        if isinstance(control, BoundedEdit | BoundedLine):
            say_refusals(control, self.error)

    def set_error(self, sentence: str) -> None:
        """Show how to mend what is wrong; "" when nothing is."""
        show_field_error(self.control, self.error, sentence)


def show_field_error(control: QWidget, error: QLabel, sentence: str) -> None:
    """Mark ``control`` as wrong and say how to mend it in ``error`` beside it; "" takes both away."""
    error.setText(sentence)
    error.setVisible(bool(sentence))
    control.setProperty("wrong", bool(sentence))
    restyle(control)
    if sentence:
        control.setAccessibleDescription(sentence)
        announce(control, sentence, at_once=True)


def say_refusals(edit: BoundedEdit | BoundedLine, error: QLabel) -> None:
    """Say in ``error`` beside ``edit`` why a paste was refused, until something else is typed."""
    told = ""

    def refuse(sentence: str) -> None:
        nonlocal told
        told = sentence
        show_field_error(edit, error, sentence)

    def take_back() -> None:
        if told and error.text() == told:
            show_field_error(edit, error, "")

    edit.refused.connect(refuse)
    edit.textChanged.connect(take_back)


def all_filled(*fields: tuple[QLineEdit, QLabel, str]) -> bool:
    """Show the sentence by every field that is empty; put the keyboard into the first of them."""
    empty = [field for field, error, sentence in fields if not _is_filled(field, error, sentence)]
    if empty:
        empty[0].setFocus()
    return not empty


def _is_filled(field: QLineEdit, error: QLabel, sentence: str) -> bool:
    filled = bool(field.text().strip())
    show_field_error(field, error, "" if filled else sentence)
    return filled
