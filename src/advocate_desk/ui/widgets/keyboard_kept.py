"""Keeps the keyboard where it is while what it is on is built anew."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLayout, QWidget


@contextmanager
def keyboard_kept(rows: QLayout) -> Iterator[None]:
    """Build the controls of ``rows`` anew inside.

    Where one of them had the keyboard, the one of the same name has it afterwards, or else the one in its place; where
    there is none any more, what comes next in the window. Else nothing would have it, and no key of a screen be heard.
    """
    before, holder = _controls(rows), QApplication.focusWidget()
    yield
    if holder is None or holder not in before:
        return
    after = _controls(rows)
    named = (control for control in after if control.accessibleName() == holder.accessibleName())
    wanted = next(named, after[min(before.index(holder), len(after) - 1)] if after else None)
    if wanted is not None:
        _show_now(wanted)
        wanted.setFocus()
    else:
        holder.hide()  # Qt hands the keyboard on from what is hidden, not from what is deleted


def _controls(rows: QLayout) -> list[QWidget]:
    """Return what Tab stops at in ``rows``, however deep."""
    found: list[QWidget] = []
    for item in filter(None, map(rows.itemAt, range(rows.count()))):
        if (inner := item.layout()) is not None:
            found += _controls(inner)
        elif (widget := item.widget()) is not None:
            found += [each for each in (widget, *widget.findChildren(QWidget)) if _is_stop(each)]
    return found


def _show_now(widget: QWidget) -> None:
    """Show what a layout would show in the next turn, for the keyboard goes to nothing that is not in sight."""
    parent = widget.parentWidget()
    if parent is not None and not parent.isVisible() and not parent.isWindow():
        _show_now(parent)
    hidden_by_hand = widget.isHidden() and widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
    if parent is not None and not hidden_by_hand:
        widget.show()


def _is_stop(widget: QWidget) -> bool:
    return bool(widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value) and widget.isEnabled()
