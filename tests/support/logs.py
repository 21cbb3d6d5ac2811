"""Watches every log record of a test: no warning that was not announced, no personal data at any level."""

import logging
import re
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.support.planted import planted_in


class LogWatch(logging.Handler):
    """Sees every record. A test that means to cause a warning says so with `expect`."""

    def __init__(self) -> None:
        super().__init__(logging.NOTSET)
        self.leaks: list[str] = []
        self._warnings: list[str] = []
        self._expected: list[re.Pattern[str]] = []

    def expect(self, pattern: str) -> None:
        """Announce a warning or error whose text ``pattern`` is found in; it must come."""
        self._expected.append(re.compile(pattern))

    def emit(self, record: logging.LogRecord) -> None:
        """Take note of what is wrong with ``record``, if anything is."""
        text = record.getMessage()
        if record.exc_info and record.exc_info[1] is not None:
            text += "".join(traceback.format_exception(record.exc_info[1]))
        needle = planted_in(f"{text} {record.args!r}")
        if needle is not None:
            self.leaks.append(f"{record.name} ({record.levelname}) wrote {needle!r}")
        if record.levelno >= logging.WARNING:
            self._warnings.append(f"{record.name}: {text}")

    def complaints(self) -> list[str]:
        """Return, in words, what should not have been, and what was announced and did not come."""
        unexpected = [text for text in self._warnings if not any(wanted.search(text) for wanted in self._expected)]
        missing = [wanted.pattern for wanted in self._expected if not any(map(wanted.search, self._warnings))]
        return [
            *(f"personal data in the log: {leak}" for leak in self.leaks),
            *(f"unexpected warning in the log: {text}" for text in unexpected),
            *(f"announced and never logged: {pattern}" for pattern in missing),
        ]


@contextmanager
def watched_logs() -> Iterator[LogWatch]:
    """Watch the root logger at every level; fail on complaints."""
    watch = LogWatch()
    root = logging.getLogger()
    level_before = root.level
    root.addHandler(watch)
    root.setLevel(logging.DEBUG)
    try:
        yield watch
    finally:
        root.setLevel(level_before)
        root.removeHandler(watch)
    if complaints := watch.complaints():
        pytest.fail("\n".join(complaints))
