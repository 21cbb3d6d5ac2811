"""Where the keyboard is in a form: which field, and where in its words. Written down and found again in a new window.

A field is known by its kind and its name, and by which of that name it is: pages that are built when they are first
turned to stand in another order the next time.
"""

import json

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget


def cursor_in(form: QWidget) -> str:
    """Return the place of the keyboard within ``form`` as text, "" where it is elsewhere."""
    field = form.window().focusWidget()
    if field is None or not (field is form or form.isAncestorOf(field)) or _is_secret(field):
        return ""
    same = _fields(form, type(field).__name__, _name(field))
    if field not in same:
        return ""
    return json.dumps([type(field).__name__, _name(field), same.index(field), _position(field)])


def put_cursor(form: QWidget, text: str) -> bool:
    """Put the keyboard where `cursor_in` found it; False where there is no such field now."""
    try:
        match json.loads(text):
            case [str(kind), str(name), int(number), int(position)]:
                fields = _fields(form, kind, name)
            case _:
                return False
    except ValueError:
        return False
    if not 0 <= number < len(fields):
        return False
    field = fields[number]
    field.setFocus(Qt.FocusReason.OtherFocusReason)
    if isinstance(field, QLineEdit):
        field.setCursorPosition(position)
    elif isinstance(field, QPlainTextEdit):
        cursor = field.textCursor()
        cursor.setPosition(min(position, len(field.toPlainText())))
        field.setTextCursor(cursor)
    return True


def _fields(form: QWidget, kind: str, name: str) -> list[QWidget]:
    """Return the fields of one kind and name that the keyboard can reach, in their order."""
    return [
        widget
        for widget in form.findChildren(QWidget)
        if type(widget).__name__ == kind and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and _name(widget) == name
    ]


def _name(widget: QWidget) -> str:
    face = QAccessible.queryAccessibleInterface(widget)
    return face.text(QAccessible.Text.Name) if face else ""


def _position(field: QWidget) -> int:
    if isinstance(field, QLineEdit):
        return field.cursorPosition()
    return field.textCursor().position() if isinstance(field, QPlainTextEdit) else 0


def _is_secret(field: QWidget) -> bool:
    return isinstance(field, QLineEdit) and field.echoMode() is not QLineEdit.EchoMode.Normal
