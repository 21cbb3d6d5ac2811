"""Sees every key and movement of the mouse on its way to a window, whatever is open: use, hiding, locking, help.

Only what is delivered to a `QWindow` counts. A filter on the whole application would see a key again at each widget
it passes on its way up, and would cost 12 microseconds at every event there is. An open menu or list takes the keys
for itself without being the focus window, so it is looked for after whatever may have opened it.

Qt hears the other keys of the desk only while it takes one of its windows to be active. These are heard in whatever
window they arrive, also in the moment in which one window has lost the keyboard and Qt knows of no other yet.
"""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QWindow
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from advocate_desk.domain.hide_keys import PRESSES, HideKey, HideKeys

HIDE_KEYS = ("Ctrl+Shift+H",)
EMERGENCY_KEYS = ("F9", "Ctrl+Shift+E")
LOCK_KEYS = ("Ctrl+L",)
_USES = {
    QEvent.Type.KeyPress,
    QEvent.Type.KeyRelease,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.TabletPress,
}
_OPENS = {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease}
_HIDES = {Qt.Key.Key_Escape: HideKey.ESCAPE, Qt.Key.Key_Shift: HideKey.SHIFT}


class Watch(QObject):
    """Follows every window that has the keyboard or had it once.

    Args:
        application: whose windows.
        seconds: a clock for the pauses between presses.
    """

    used = Signal()
    hide_pressed = Signal()
    hide_counted = Signal(int)
    """How many of three presses are done, 0 when another key came between."""
    emergency_pressed = Signal()
    lock_pressed = Signal()

    def __init__(self, application: QGuiApplication, seconds: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._seconds = seconds
        self._presses = HideKeys()
        self._windows: list[QWindow] = []
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(self._follow_popup)
        self._heard = {
            QKeySequence(each)[0]: pressed  # type: ignore[index]  # the stub knows no index
            for keys, pressed in (
                (HIDE_KEYS, self.hide_pressed),
                (EMERGENCY_KEYS, self.emergency_pressed),
                (LOCK_KEYS, self.lock_pressed),
            )
            for each in keys
        }
        application.focusWindowChanged.connect(self._follow)
        self._follow(application.focusWindow())

    @property
    def windows(self) -> tuple[QWindow, ...]:
        """The windows whose keys are seen."""
        return tuple(window for window in self._windows if isValid(window))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _USES and (isinstance(event, QKeyEvent) or QGuiApplication.focusWindow() is not None):
            self.used.emit()  # a pointer that passes over the desk on its way about another program uses nothing
        if event.type() in _OPENS:
            self._soon.start()
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and not event.isAutoRepeat():
            return self._pressed(event)
        return False

    def _pressed(self, event: QKeyEvent) -> bool:
        pressed = self._heard.get(event.keyCombination())
        if pressed is not None:
            pressed.emit()
            return True
        done = self._presses.press(_hide_key(event), self._seconds())
        self.hide_counted.emit(done)
        if done >= PRESSES:
            self.hide_pressed.emit()
            return True
        return False

    def _follow(self, window: QWindow | None) -> None:
        self._windows = list(self.windows)
        self._add(window)

    def _follow_popup(self) -> None:
        popup = QApplication.activePopupWidget()
        if popup is not None:
            self._add(popup.windowHandle())

    def _add(self, window: QWindow | None) -> None:
        if window is not None and window not in self._windows:
            window.installEventFilter(self)
            self._windows.append(window)


def _hide_key(event: QKeyEvent) -> HideKey:
    """Return what a key counts as; Shift counts only when no other modifier is held."""
    others = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    return HideKey.OTHER if others.value else _HIDES.get(Qt.Key(event.key()), HideKey.OTHER)
