"""Finding planted words in raw bytes, whatever they were turned into, and in every byte a process ever wrote."""

import base64
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

WATCHED = "openat,creat,rename,renameat,renameat2,memfd_create,write,pwrite64,writev,pwritev,pwritev2"
_HEX = re.compile(r"(?:\\x[0-9a-f]{2})+")
_WRITE = re.compile(r"^\d+ +(?:write|pwrite64|writev|pwritev|pwritev2)\(\d+<(?P<path>[^>]*)>, (?P<data>.*)$")
_MADE = re.compile(r"^\d+ +(?:openat|creat|memfd_create)\(.*(?:O_WRONLY|O_RDWR|O_CREAT|memfd).* = \d+<(?P<path>[^>]*)>")


def forms_of(word: str) -> dict[str, bytes]:
    """Return how ``word`` may lie in a file: two encodings, and base64 of both at its three alignments."""
    forms = {}
    for encoding in ("utf-8", "utf-16-le"):
        raw = word.encode(encoding)
        forms[encoding] = raw.lower()
        forms[f"hex of {encoding}"] = raw.hex().encode()
        for before in range(3):
            # The characters at either end depend on their neighbours; those between do not.
            coded = base64.b64encode(bytes(before) + raw)
            own = coded[-(-8 * before // 6) : 8 * (before + len(raw)) // 6]
            forms[f"base64 of {encoding}, shifted {before}"] = own.lower()
        forms[f"reversed {encoding}"] = word[::-1].encode(encoding).lower()
    return forms


def found_in(data: bytes, words: Iterable[str]) -> list[str]:
    """Return which words ``data`` holds and in which form; capitals do not matter."""
    lowered = data.lower()
    return [f"{word} ({form})" for word in words for form, needle in forms_of(word).items() if needle in lowered]


def found_under(folders: Sequence[Path], words: Sequence[str]) -> list[str]:
    """Scan every byte, and the name, of every file under ``folders``."""
    found = []
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            found += [f"name of {path.name}: {word}" for word in found_in(path.name.encode(), words)]
            if path.is_file() and not path.is_symlink():
                found += [f"{path}: {word}" for word in found_in(path.read_bytes(), words)]
    return found


def tracing(strace: str, log: Path) -> tuple[str, ...]:
    """Return what goes before a command, so that every file it makes and every byte it writes is in ``log``."""
    return (strace, "-f", "--seccomp-bpf", "-A", "-y", "-s", "2000000", "-xx", "-e", f"trace={WATCHED}", "-o", str(log))


def written(log: Path) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of every write to a file that ``log`` tells of, files deleted since included."""
    with log.open(encoding="ascii", errors="replace") as lines:
        for line in lines:
            told = _WRITE.match(line)
            path = _plain(told["path"]).decode("utf-8", "replace") if told else ""
            if told and path.startswith("/") and not path.startswith("/dev/null"):
                yield path, b"".join(_plain(part) for part in _HEX.findall(told["data"]))


def opened_for_writing(log: Path) -> set[str]:
    """Return every path that was opened or made for writing."""
    with log.open(encoding="ascii", errors="replace") as lines:
        made = [_MADE.match(line) for line in lines]
    return {_plain(one["path"]).decode("utf-8", "replace") for one in made if one}


def found_in_writes(log: Path, words: Sequence[str], asked: Sequence[Path]) -> list[str]:
    """Scan what was ever written, but to the files asked for."""
    whole: dict[str, bytearray] = {}
    for path, data in written(log):
        whole.setdefault(path, bytearray()).extend(data)
    exempt = {str(path) for path in asked}
    return [
        f"{path}: {word}" for path, data in whole.items() if path not in exempt for word in found_in(bytes(data), words)
    ]


def _plain(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", "")) if text.startswith("\\x") else text.encode()
