"""The parts of a window, and the keyboard's way through them."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget


def focus_first(pane: QWidget) -> None:
    """Give the keyboard to the first control of ``pane``."""
    widget = pane.nextInFocusChain()
    while widget is not None and widget is not pane:
        if (
            pane.isAncestorOf(widget)
            and widget.isVisibleTo(pane)
            and widget.isEnabled()
            and widget.focusPolicy().value & 1
        ):
            widget.setFocus()
            return
        widget = widget.nextInFocusChain()


def focus_pane(panes: Sequence[QWidget], holder: QWidget | None, step: int) -> None:
    """Give the keyboard to the pane ``step`` after the one that ``holder`` is in, where it was last."""
    here = next((place for place, pane in enumerate(panes) if holder and pane.isAncestorOf(holder)), -1)
    pane = panes[(here + step) % len(panes)]
    last = pane.focusWidget()
    if last is not None and last.isVisibleTo(pane):
        last.setFocus()
    else:
        focus_first(pane)
