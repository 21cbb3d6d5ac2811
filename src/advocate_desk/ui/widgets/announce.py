"""Saying something to whoever listens with a screen reader, without moving the keyboard's place."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, words: str, *, at_once: bool = False) -> None:
    """Announce ``words`` politely, or at once for what must interrupt (an error).

    Nothing where ``widget`` is covered: what a screen reader says aloud behind the cover is heard in the room.
    """
    if is_covered(widget):
        return
    event = QAccessibleAnnouncementEvent(widget, words)
    politeness = QAccessible.AnnouncementPoliteness
    event.setPoliteness(politeness.Assertive if at_once else politeness.Polite)
    QAccessible.updateAccessibility(event)


def is_covered(widget: QWidget) -> bool:
    """Say whether a window that is on the screen hides ``widget``, or was itself put away."""
    window = widget.window()
    if window.isVisible():
        return not widget.isVisible()
    return window.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
