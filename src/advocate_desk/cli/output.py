"""What a command prints: words for a person, or one JSON document for a program."""

import json
import sys
import unicodedata
from collections.abc import Callable, Mapping, Sequence

from advocate_desk.cli.exit_codes import ExitCode

Document = Mapping[str, object]


class Output:
    """Standard output and error, as the common options ask for them."""

    def __init__(self) -> None:
        self.as_json = False
        self.quiet = False
        self._has_answered = False

    def answer(self, document: Document, words: Sequence[str]) -> None:
        """Print a command's result: ``document`` with --json, else ``words``. Called once."""
        self._has_answered = True
        if self.as_json:
            # Escaped, so that no terminal or pipe can fail on a name's letters.
            sys.stdout.write(json.dumps(document, indent=2) + "\n")
        elif not self.quiet:
            sys.stdout.write("".join(f"{printable(line)}\n" for line in words))
        sys.stdout.flush()

    def fail(self, code: ExitCode, sentence: str, reasons: Sequence[str] = ()) -> None:
        """Print why a command failed: a sentence on standard error and, with --json, a document too."""
        lines = reasons or (sentence,)
        sys.stderr.write("".join(f"{printable(line)}\n" for line in lines))
        if self.as_json and not self._has_answered:
            document = {"error": {"code": int(code), "sentence": sentence, "reasons": list(reasons)}}
            self.answer(document, ())

    def say(self, sentence: str) -> None:
        """Say something beside the result, on standard error."""
        if not self.quiet:
            sys.stderr.write(f"{printable(sentence)}\n")

    def warn(self, sentence: str) -> None:
        """Say on standard error what must not go unnoticed, --quiet or not."""
        sys.stderr.write(f"{printable(sentence)}\n")

    def progress(self, doing: str) -> Callable[[int, int], bool] | None:
        """Return a bar for long work; None where nobody would see it."""
        if self.quiet or not sys.stderr.isatty():
            return None

        def show(done: int, total: int) -> bool:
            sys.stderr.write(f"\r{doing} {done} of {total}" + ("\n" if done >= total else ""))
            sys.stderr.flush()
            return True

        return show


def printable(text: str) -> str:
    """Return ``text`` with control characters made visible, so that no record can steer a terminal."""
    return "".join(_UNSEEN if _steers(character) else character for character in text)


_UNSEEN = "\N{REPLACEMENT CHARACTER}"
_TURNS_THE_LINE = frozenset(range(0x202A, 0x202F)) | frozenset(range(0x2066, 0x206A))
"""Unicode's explicit direction controls: with them a line can be made to read as another."""


def _steers(character: str) -> bool:
    if character in "\n\t":
        return False
    return unicodedata.category(character) in {"Cc", "Cs"} or ord(character) in _TURNS_THE_LINE
