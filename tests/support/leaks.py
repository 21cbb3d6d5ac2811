"""Finds what a test left running or open: threads, and windows if Qt is loaded at all."""

import gc
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

_SECONDS_TO_END = 5.0
_QT_KEEPS_FOR_ITSELF = {"QTipLabel"}


@contextmanager
def no_leaked_threads() -> Iterator[None]:
    """Fail if a thread that was begun inside does not end."""
    before = set(threading.enumerate())
    yield
    begun = [thread for thread in threading.enumerate() if thread not in before]
    # A thread of Qt's pool that ran Python once is a "dummy" to Python for ever after; it is not ours to end.
    ours = [thread for thread in begun if not isinstance(thread, threading._DummyThread)]
    for thread in ours:
        thread.join(_SECONDS_TO_END)
    if left := [thread.name for thread in ours if thread.is_alive()]:
        pytest.fail(f"threads left running: {left}")


def _open_windows() -> dict[int, str]:
    """Return the address and class of every window; empty while nobody has loaded Qt's widgets."""
    widgets, core, shiboken = (sys.modules.get(name) for name in ("PySide6.QtWidgets", "PySide6.QtCore", "shiboken6"))
    if widgets is None or core is None or shiboken is None or widgets.QApplication.instance() is None:
        return {}
    core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete.value)
    return {
        shiboken.getCppPointer(window)[0]: type(window).__name__
        for window in widgets.QApplication.topLevelWidgets()
        if window.metaObject().className() not in _QT_KEEPS_FOR_ITSELF
    }


def _forget_what_was_copied() -> None:
    """Empty the clipboard. What Python put there and nobody took away is freed after Python, which ends the process."""
    gui = sys.modules.get("PySide6.QtGui")
    if gui is not None and isinstance(gui.QGuiApplication.instance(), gui.QGuiApplication):
        gui.QGuiApplication.clipboard().clear()


@contextmanager
def no_leaked_windows() -> Iterator[None]:
    """Fail if a window that was made inside still exists; empty the clipboard."""
    before = _open_windows()
    yield
    _forget_what_was_copied()
    if _open_windows().keys() - before.keys():
        gc.collect()
        left = [name for address, name in _open_windows().items() if address not in before]
        if left:
            pytest.fail(f"windows left open: {left}")
