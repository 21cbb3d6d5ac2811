"""What stands in the fields of a form, written down and put back."""

import json
from collections.abc import Callable

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QAbstractSpinBox, QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from advocate_desk.ui.widgets.choices import Choices

Field = QLineEdit | QPlainTextEdit | QComboBox | QCheckBox | Choices


def fields_of(form: QWidget) -> list[Field]:
    """Return what can be typed or chosen in ``form``, in its order; passphrases are never among it."""
    found: list[Field] = []
    for widget in form.findChildren(QWidget):
        inside = isinstance(widget.parentWidget(), QComboBox | QAbstractSpinBox)
        secret = isinstance(widget, QLineEdit) and widget.echoMode() is not QLineEdit.EchoMode.Normal
        if isinstance(widget, Field) and not inside and not secret:
            found.append(widget)
    return found


def words_in(form: QWidget) -> str:
    """Write down what stands in the fields of ``form``."""
    return json.dumps({"fields": [_value(field) for field in fields_of(form)]})


def put_words(form: QWidget, body: str) -> bool:
    """Fill ``form`` with what `words_in` wrote. False, and nothing done, where it was written for another form."""
    fields, kept = fields_of(form), json.loads(body)
    if len(kept["fields"]) != len(fields):
        return False
    for field, value in zip(fields, kept["fields"], strict=True):
        _put(field, value)
    return True


def follow(form: QWidget, typed: Callable[..., None]) -> None:
    """Call ``typed`` whenever a field of ``form`` changes."""
    for field in fields_of(form):
        _changes(field).connect(typed)


def _value(field: Field) -> str | bool:
    if isinstance(field, QCheckBox):
        return field.isChecked()
    if isinstance(field, Choices):
        return field.value()
    if isinstance(field, QComboBox):
        return field.currentText()
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def _put(field: Field, value: object) -> None:
    if isinstance(field, QCheckBox):
        field.setChecked(value is True)
    elif isinstance(field, Choices):
        field.choose(str(value))
    elif isinstance(field, QComboBox):
        field.setCurrentText(str(value))
    elif isinstance(field, QLineEdit):
        field.setText(str(value))
    else:
        field.setPlainText(str(value))


def _changes(field: Field) -> SignalInstance:
    if isinstance(field, QCheckBox):
        return field.toggled
    if isinstance(field, Choices):
        return field.chosen
    if isinstance(field, QComboBox):
        return field.currentTextChanged
    return field.textChanged
