"""A field for a passphrase: it can be shown, pasted into, and it says when Caps Lock seems to be on."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton


class SecretField(QObject):
    """Makes a line edit, its Show button and its Caps Lock hint work together.

    Qt does not say whether Caps Lock is on; a letter that comes out other than Shift would have it does.

    Args:
        field: where it is typed.
        reveal: the checkable button beside it.
        caps: the hint, or None.
        twins: further fields that are shown and hidden together with it.
    """

    def __init__(self, field: QLineEdit, reveal: QPushButton, caps: QLabel | None, *twins: QLineEdit) -> None:
        super().__init__(field)
        self._fields = (field, *twins)
        self._reveal, self._caps = reveal, caps
        reveal.setCheckable(True)
        reveal.toggled.connect(self._show)
        for each in self._fields:
            each.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
            each.installEventFilter(self)
        self._show(False)
        self._say_caps(False)

    def hide_again(self) -> None:
        """Cover what was typed."""
        self._reveal.setChecked(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            self._look_at(event)
        return False

    def _look_at(self, event: QKeyEvent) -> None:
        typed = event.text()
        if event.key() == Qt.Key.Key_CapsLock:
            self._say_caps(False)
        elif len(typed) == 1 and typed.isalpha() and typed.upper() != typed.lower():
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._say_caps(typed.isupper() != shift)

    def _say_caps(self, on: bool) -> None:
        if self._caps is not None:
            self._caps.setVisible(on)

    def _show(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        for field in self._fields:
            field.setEchoMode(mode)
        self._reveal.setText("&Hide" if shown else "Sho&w")
        self._reveal.setAccessibleName("Hide passphrase" if shown else "Show passphrase")
