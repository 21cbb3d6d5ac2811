from pathlib import Path
from textwrap import dedent

import pytest

from tools.check_sizes import complaints, medians

ROOM = Path("src/advocate_desk/services/example.py")

BAD = {
    "a file over 500 lines": ("x = 1\n" * 501, "501 lines"),
    "a function over 60 lines": (
        "def long() -> None:\n" + "    x = 1\n" * 60,
        "long has 61 lines",
    ),
    "a parameter without a type": ("def f(a) -> None: ...", "f has no type for: a"),
    "a keyword without a type": ("def f(*, a) -> None: ...", "f has no type for: a"),
    "open arguments without a type": ("def f(*args, **more) -> None: ...", "no type for: args, more"),
    "a result without a type": ("def f(a: int): ...", "f has no type for: return"),
    "a method without a type": ("class C:\n    def f(self, a) -> None: ...", "f has no type for: a"),
    "a static method without a type": ("class C:\n    @staticmethod\n    def f(a) -> None: ...", "no type for: a"),
    "a late import": ("def f() -> None:\n    from advocate_desk.storage import engine", "inside a function"),
    "a late import by another spelling": ("def f() -> None:\n    import advocate_desk.storage", "inside a function"),
    "a late relative import": ("def f() -> None:\n    from . import engine", "inside a function"),
    "an import for types alone": ("from typing import TYPE_CHECKING", "TYPE_CHECKING"),
    "a hidden import": ("import typing\nif typing.TYPE_CHECKING: ...", "TYPE_CHECKING"),
    "a sleep": ("import time\ntime.sleep(1)", "calls time.sleep"),
    "a turn of the event loop": ("app.processEvents()", "calls app.processEvents"),
    "a second event loop": ("Dialog(parent).exec()", "without a '# why:'"),
    "a fixed wait in a test": ("qtbot.wait(100)", "calls qtbot.wait"),
}

GOOD = {
    "a file of 500 lines": "x = 1\n" * 500,
    "a function of 60 lines": "def long() -> None:\n" + "    x = 1\n" * 59,
    "a whole signature": "class C:\n    def f(self, a: int, *rest: str, b: bool = True, **more: int) -> None: ...",
    "a class method": "class C:\n    @classmethod\n    def f(cls, a: int) -> None: ...",
    "a late import of somebody else's": "def f() -> None:\n    import json",
    "a wait with its reason": "import time\ntime.sleep(1)  # why: the clock of the file system ticks once a second",
    "a wait for something": "qtbot.waitUntil(lambda: True)\nthread.wait()",
    "the word in a text": "words = 'processEvents and time.sleep(1)'",
}


@pytest.mark.parametrize(("source", "words"), BAD.values(), ids=BAD)
def test_what_must_not_be_is_found(source: str, words: str) -> None:
    found = complaints(ROOM, source)
    assert len(found) == 1
    assert found[0].startswith(f"{ROOM}:")
    assert words in found[0]


@pytest.mark.parametrize("source", GOOD.values(), ids=GOOD)
def test_what_may_be_is_left_alone(source: str) -> None:
    assert complaints(ROOM, source) == []


def test_only_the_composition_root_may_import_a_room_late() -> None:
    source = "def f() -> None:\n    from advocate_desk.storage import engine"
    assert complaints(Path("src/advocate_desk/app/bootstrap.py"), source) == []
    assert complaints(Path("src/advocate_desk/app/main.py"), source) == []
    assert complaints(Path("src/advocate_desk/app/window.py"), source)


def test_the_medians_are_of_files_and_of_functions() -> None:
    short = "def f() -> None: ...\n"
    long = dedent(
        """
        def g() -> None:
            x = 1

            y = 2
        """
    )
    assert medians([short, short, long, ""]) == (1, 1)
