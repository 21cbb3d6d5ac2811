"""Reads and drives the desk as a screen reader does, over AT-SPI. Run by the system's own Python, which has gi.

Arguments: the file for the answers, one JSON line for each step; the command that starts the desk. Standard input: one
JSON list of steps. It starts a display of its own and ends it; the accessibility bus comes and goes with the session
bus it is run in.

Steps: ``["sees", TITLE]`` waits for a window and tells every role and name in it; ``["writes", NAME, TEXT]`` puts text
into a field; ``["presses", NAME]`` does a control's own action.
"""

# ruff: noqa: ANN401 - gi comes without types

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from typing import Any

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402 - the version comes first

PATIENCE_SECONDS = 40
ENABLE = (
    "gdbus call --session --dest org.a11y.Bus --object-path /org/a11y/bus --method org.freedesktop.DBus.Properties.Set "
    "org.a11y.Status IsEnabled <true>"
)


def started(stack: ExitStack, command: list[str], **how: Any) -> subprocess.Popen[bytes]:
    """Start a process that ends with this one."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, **how)
    stack.callback(process.wait)
    stack.callback(process.terminate)
    return process


def display(stack: ExitStack) -> str:
    """Start a display and return its name."""
    reading, writing = os.pipe()
    quiet = subprocess.DEVNULL
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1360x900x24", "-nolisten", "tcp"]
    started(stack, command, pass_fds=[writing], stderr=quiet)
    os.close(writing)
    with os.fdopen(reading) as answer:
        return f":{answer.readline().strip()}"


def within(node: Any) -> Iterator[Any]:
    """Yield an object and everything in it."""
    yield node
    for place in range(node.get_child_count()):
        child = node.get_child_at_index(place)
        if child is not None:
            yield from within(child)


def awaited(find: Callable[[], Any], what: str) -> Any:
    """Ask again until there is an answer."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        try:
            if found := find():
                return found
        except GLib.Error:
            pass  # what was asked is gone from the screen meanwhile
        time.sleep(0.1)  # why: asks again; the bus tells of no window that is not there yet
    sys.exit(f"{what} did not appear")


def windows() -> Iterator[Any]:
    """Yield the windows of every program on this bus."""
    desktop = Atspi.get_desktop(0)
    for place in range(desktop.get_child_count()):
        with suppress(GLib.Error):  # a program that has ended may still be listed
            program = desktop.get_child_at_index(place)
            if program is not None:
                yield from [program.get_child_at_index(each) for each in range(program.get_child_count())]


def window(title: str) -> Any:
    """Return the window whose title begins so, if it is shown."""
    for each in windows():
        with suppress(GLib.Error):
            if each is not None and (each.get_name() or "").startswith(title):
                return each
    return None


def shown(node: Any) -> bool:
    """Say whether an object is on the screen."""
    return bool(node.get_state_set().contains(Atspi.StateType.SHOWING))


class Reader:
    """Somebody with a screen reader, before one window at a time."""

    def __init__(self) -> None:
        self._front = ""

    def sees(self, title: str) -> list[list[str]]:
        """Wait for a window and return the role and name of all that is shown in it."""
        self._front = title
        front = awaited(lambda: window(title), title)
        return [[node.get_role_name(), node.get_name() or ""] for node in within(front) if shown(node)]

    def writes(self, name: str, text: str) -> bool:
        """Put ``text`` into the field of that name."""
        field = self._find(name, lambda node: node.get_editable_text_iface())
        return bool(field.get_editable_text_iface().set_text_contents(text))

    def presses(self, name: str) -> str:
        """Do the action of the control of that name; return what it is called."""
        control = self._find(name, lambda node: node.get_action_iface() and node.get_action_iface().get_n_actions())
        action = control.get_action_iface()
        names = [action.get_action_name(place) for place in range(action.get_n_actions())]
        place = next(each for each, word in enumerate(names) if word in {"Press", "Toggle", "press", "toggle", "click"})
        action.do_action(place)
        return str(names[place])

    def _find(self, name: str, fits: Callable[[Any], Any]) -> Any:
        def find() -> Any:
            front = window(self._front)
            found = within(front) if front else ()
            named = (each for each in found if (each.get_name() or "").startswith(name) and shown(each))
            return next((each for each in named if fits(each)), None)

        return awaited(find, name)


def main() -> None:
    """Start everything, do the steps, end everything."""
    steps = json.load(sys.stdin)
    with ExitStack() as stack:
        os.environ["DISPLAY"] = display(stack)
        subprocess.run(ENABLE.split(), check=True, stdout=subprocess.DEVNULL)
        seen = {**os.environ, "QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
        started(stack, sys.argv[2:], env=seen, stdin=subprocess.DEVNULL)
        answers = stack.enter_context(open(sys.argv[1], "w", encoding="utf-8"))
        reader = Reader()
        for verb, *words in steps:
            print(json.dumps(getattr(reader, verb)(*words)), file=answers, flush=True)


if __name__ == "__main__":
    main()
