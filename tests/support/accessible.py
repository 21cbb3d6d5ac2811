"""What a screen reader and a keyboard would find in a window."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import SIGNAL, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QButtonGroup,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTextEdit,
    QWidget,
)

from advocate_desk.ui.bounded_edit import BoundedEdit, BoundedLine

SMALLEST = 24
"""Pixels either way (WCAG 2.2, 2.5.8)."""
SILENT = {QAccessible.Role.Client, QAccessible.Role.Pane, QAccessible.Role.NoRole, QAccessible.Role.Grouping}


def controls(window: QWidget) -> Iterator[QWidget]:
    """Yield what Tab stops at, in order."""
    first = window.nextInFocusChain()
    widget = first
    while widget is not None:
        if _stops(widget, window):
            yield widget
        widget = widget.nextInFocusChain()
        if widget is first:
            return


def _stops(widget: QWidget, window: QWidget) -> bool:
    own = widget is window or window.isAncestorOf(widget)
    tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return own and tab and widget.isVisibleTo(window) and widget.isEnabled() and widget.focusProxy() is None


def complaints(window: QWidget) -> list[str]:
    """Return what a person with a screen reader or without a mouse would stumble over."""
    found = [complaint for widget in controls(window) for complaint in _complaints(widget, window)]
    return found + _jumps(window) + _without_bounds(window)


def _without_bounds(window: QWidget) -> list[str]:
    """Name the fields that a huge paste would freeze, and those that would cut it off, shown or not."""
    edits: list[QPlainTextEdit | QTextEdit] = [*window.findChildren(QPlainTextEdit), *window.findChildren(QTextEdit)]
    loose = [edit for edit in edits if not edit.isReadOnly() and not isinstance(edit, BoundedEdit)]
    cut = [line for line in window.findChildren(QLineEdit) if _cuts(line)]
    return [f"{type(edit).__name__} {edit.accessibleName()!r} takes a paste of any size" for edit in loose] + [
        f"{type(line).__name__} {line.objectName() or line.accessibleName()!r} cuts a long paste off" for line in cut
    ]


def _cuts(line: QLineEdit) -> bool:
    """Say whether what is too long for ``line`` is lost in silence. A spin box refuses what is no number."""
    inside = isinstance(line.parentWidget(), QAbstractSpinBox)
    return not (line.isReadOnly() or inside or isinstance(line, BoundedLine))


def _complaints(widget: QWidget, window: QWidget) -> list[str]:
    described = f"{type(widget).__name__} {widget.objectName() or widget.accessibleName()!r}"
    face = QAccessible.queryAccessibleInterface(widget)
    if face is None:
        return [f"{described} cannot be seen by a screen reader"]  # type: ignore[unreachable]  # the stub knows no None
    found = []
    if not face.text(QAccessible.Text.Name).strip() and not _labelled(widget):
        found.append(f"{described} has no name")
    if face.role() in SILENT and not isinstance(widget, QAbstractScrollArea):
        found.append(f"{described} has no role ({face.role().name})")
    size = widget.size()
    if min(size.width(), size.height()) < SMALLEST and not isinstance(widget, QScrollBar):
        found.append(f"{described} is {size.width()} by {size.height()} pixels")
    if hasattr(widget, "tabChangesFocus") and not widget.tabChangesFocus():
        found.append(f"{described} keeps the Tab key")
    if isinstance(widget, QAbstractButton) and _deaf(widget):
        found.append(f"{described} does nothing when a screen reader toggles it")
    if isinstance(widget, QAbstractItemView) and widget.model() is None:
        found.append(f"{described} has no model")
    return found


def _deaf(button: QAbstractButton) -> bool:
    """Say whether only a click is listened to. A screen reader toggles what can be checked, which is no click."""
    if not button.isCheckable():
        return False
    if button.receivers(SIGNAL("clicked(bool)")) and not button.receivers(SIGNAL("toggled(bool)")):
        return True
    group: QButtonGroup | None = button.group()
    if group is None:
        return False
    clicks = ("idClicked(int)", "buttonClicked(QAbstractButton*)")
    toggles = ("idToggled(int,bool)", "buttonToggled(QAbstractButton*,bool)")
    heard = any(group.receivers(SIGNAL(each)) for each in clicks)
    return heard and not any(group.receivers(SIGNAL(each)) for each in toggles)


def _labelled(widget: QWidget) -> bool:
    """Combo boxes are named by what is chosen in them; their label is what must be there."""
    return any(label.buddy() is widget and label.text() for label in widget.window().findChildren(QLabel))


def _jumps(window: QWidget) -> list[str]:
    """Return where Tab goes up by more than a control's height within one column of widgets."""
    found = []
    stops = list(controls(window))
    for before, after in pairwise(stops):
        if before.parentWidget() is not after.parentWidget():
            continue
        up = before.mapTo(window, before.rect().topLeft()).y() - after.mapTo(window, after.rect().bottomLeft()).y()
        same_column = abs(before.x() - after.x()) < before.width()
        if up > 0 and same_column:
            found.append(f"Tab jumps up from {before.objectName()!r} to {after.objectName()!r}")
    return found


def rich_labels(window: QWidget) -> list[str]:
    """Return the labels that would show typed words as rich text."""
    return [
        f"{type(label).__name__} {label.text()!r}"
        for label in window.findChildren(QLabel)
        if label.textFormat() is not Qt.TextFormat.PlainText
    ]


def settle(window: QWidget) -> None:
    """Lay the window out as if it were on a screen."""
    window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    window.show()
    QApplication.sendPostedEvents()


def secret_fields(window: QWidget) -> list[QLineEdit]:
    """Return the fields whose text is covered."""
    return [field for field in window.findChildren(QLineEdit) if field.echoMode() is QLineEdit.EchoMode.Password]
