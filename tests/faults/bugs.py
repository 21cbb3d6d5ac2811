"""Runs one command many times, each time with another bug whose message, cause or object holds a planted word.

``python -m tests.faults.bugs WORD``: ends with 0 when every run ended with 70.
"""

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from advocate_desk.app.main import start
from advocate_desk.app.terminal import TerminalProgram
from advocate_desk.cli.exit_codes import ExitCode

_KINDS = (
    *(ValueError, TypeError, KeyError, IndexError, AttributeError, RuntimeError, LookupError, ArithmeticError),
    *(AssertionError, NotImplementedError, StopIteration, MemoryError, RecursionError, NameError, BufferError),
    *(OSError, FileNotFoundError, PermissionError, TimeoutError, ConnectionError, ImportError, SyntaxError),
)


def bugs(word: str) -> Iterator[Callable[[], object]]:
    """Yield what raises, each in its own way, with ``word`` somewhere in the error."""
    for kind in _KINDS:
        yield lambda kind=kind: _raise(kind(word))
    yield lambda: word.encode("ascii", "strict") if not word.isascii() else int(word)
    yield f"{word}\ud800".encode
    yield lambda: {}[word]  # type: ignore[misc]
    yield lambda: getattr(word, word)
    yield lambda: word + 1  # type: ignore[operator]
    yield lambda: _chained(word)
    yield lambda: _noted(word)
    yield lambda: _raise(ExceptionGroup(word, [ValueError(word)]))
    yield Path(f"/nowhere/{word}").read_bytes
    yield lambda: eval(f"{word} +")


def _raise(error: BaseException) -> object:
    raise error


def _chained(word: str) -> object:
    try:
        raise KeyError(word)
    except KeyError as error:
        raise RuntimeError(f"no {word}") from error


def _noted(word: str) -> object:
    error = RuntimeError(word)
    error.add_note(f"it was about {word}")
    raise error


def main(word: str) -> int:
    codes = []
    for bug in bugs(word):
        TerminalProgram.vaults = lambda _self, bug=bug: bug()  # type: ignore[method-assign,assignment,misc]
        codes.append(start(["vault", "info", "somewhere", "--json"]))
    return 0 if len(codes) >= 30 and set(codes) == {ExitCode.BUG} else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
