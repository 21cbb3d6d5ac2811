"""What a disk may hold after the power went: replays every write a job made, with and without what was not synced.

A kill leaves what the system had been told; a power cut may lose whatever was not synced, each write by itself, and
tear the last one at a sector. Making, renaming and removing a file count as lost until the folder itself was synced.
"""

import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

RECORDED = "openat,write,pwrite64,ftruncate,fsync,fdatasync,rename,renameat,renameat2,link,linkat,unlink,unlinkat,mkdir"
SECTOR = 512
_LINE = re.compile(r"^(?P<process>\d+) +(?P<call>[a-z0-9]+)\((?P<words>.*)\) += (?P<result>-?\d+)(?P<rest>.*)$")
_STARTED = re.compile(r"^(?P<process>\d+) +(?P<begun>[a-z0-9]+\(.*) <unfinished \.\.\.>$")
_RESUMED = re.compile(r"^(?P<process>\d+) +<\.\.\. [a-z0-9]+ resumed>(?P<rest>.*)$")
_STRING = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_OPEN_FILE = re.compile(r"^\d+<((?:\\x[0-9a-f]{2})*)(?:>|\()")


@dataclass(frozen=True, slots=True)
class Told:
    """One thing the system was told: what, to which files, and with which bytes or length."""

    what: str
    path: Path
    to: Path = Path()
    at: int = 0
    data: bytes = b""


def recording(strace: str, log: Path) -> tuple[str, ...]:
    """Return what goes before a command, so that `told_of` can read all it told the system."""
    return (strace, "-f", "--seccomp-bpf", "-y", "-s", "2000000", "-xx", "-e", f"trace={RECORDED}", "-o", str(log))


def told_of(log: Path, under: Path) -> list[Told]:
    """Return, in order, all that concerns files under ``under``."""
    told = [one for line in _whole_lines(log) if (found := _LINE.match(line)) for one in _read(found, line)]
    return [one for one in told if one.path.is_relative_to(under)]


def _whole_lines(log: Path) -> Iterator[str]:
    begun: dict[str, str] = {}
    for line in log.read_text(encoding="ascii", errors="replace").splitlines():
        if started := _STARTED.match(line):
            begun[started["process"]] = started["begun"]
        elif resumed := _RESUMED.match(line):
            yield f"{resumed['process']} {begun.pop(resumed['process'], '')}{resumed['rest']}"
        else:
            yield line


def _read(found: re.Match[str], line: str) -> Iterator[Told]:
    call, words, result = found["call"], found["words"], int(found["result"])
    if result < 0:
        return
    strings = [_plain(one) for one in _STRING.findall(words)]
    paths = [Path(one.decode("utf-8", "replace")) for one in strings[:2]]
    opened = _OPEN_FILE.match(words)
    file = Path(_plain(opened[1]).decode("utf-8", "replace")) if opened else Path()
    numbers = [int(word) for word in re.findall(r", (\d+)(?=,|$)", words)]
    if call == "openat":
        if "O_CREAT" in words:
            yield Told("make", paths[0])
        if "O_TRUNC" in words:
            yield Told("cut", paths[0])
    elif call == "pwrite64":
        yield Told("write", file, at=numbers[-1], data=strings[0][:result])
    elif call == "write":
        yield Told("append", file, data=strings[0][:result])
    elif call == "ftruncate":
        yield Told("cut", file, at=numbers[-1])
    elif call in {"fsync", "fdatasync"}:
        yield Told("sync", file)
    elif call.startswith("rename"):
        yield Told("move", paths[0], paths[1])
    elif call.startswith("link"):
        yield Told("link", paths[0], paths[1])
    elif call.startswith("unlink"):
        yield Told("remove", paths[0])
    elif call == "mkdir":
        yield Told("folder", paths[0])


def _plain(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))


@dataclass(slots=True)
class File:
    """A file as the platter has it, and what it was told since the last sync."""

    content: bytearray = field(default_factory=bytearray)
    waiting: list[Told] = field(default_factory=list)
    appended: int = 0

    def synced(self) -> None:
        for told in self.waiting:
            _do(self.content, told)
        self.waiting.clear()

    def with_only(self, kept: Iterable[Told]) -> bytes:
        content = bytearray(self.content)
        for told in kept:
            _do(content, told)
        return bytes(content)


def _do(content: bytearray, told: Told) -> None:
    if told.what == "cut":
        del content[told.at :]
        content.extend(bytes(told.at - len(content)))
        return
    content.extend(bytes(max(0, told.at - len(content))))
    content[told.at : told.at + len(told.data)] = told.data


@dataclass(slots=True)
class Disk:
    """Files and folders by name, as they are and as they would be found."""

    names: dict[Path, File] = field(default_factory=dict)
    folders: set[Path] = field(default_factory=set)
    found: dict[Path, File] = field(default_factory=dict)
    """What a power cut would leave of the names: those whose folder was synced."""
    found_folders: set[Path] = field(default_factory=set)
    syncs: bool = True
    """False for a program that never syncs, which is what the replay must catch."""

    @classmethod
    def of(cls, root: Path, *, syncs: bool = True) -> "Disk":
        """Read what is there before the job begins."""
        disk = cls(syncs=syncs)
        for path in root.rglob("*"):
            if path.is_dir():
                disk.folders.add(path)
            elif path.is_file():
                disk.names[path] = File(bytearray(path.read_bytes()))
        disk.found, disk.found_folders = dict(disk.names), set(disk.folders)
        return disk

    def tell(self, told: Told) -> None:
        """Do what the job told the system."""
        match told.what:
            case "make":
                self.names.setdefault(told.path, File())
            case "folder":
                self.folders.add(told.path)
            case "move":
                self._move(told.path, told.to)
            case "link":
                self.names[told.to] = self.names[told.path]
            case "remove":
                self.names.pop(told.path, None)
            case "sync" if self.syncs:
                self._sync(told.path)
            case "append" | "write" | "cut":
                self._change(told)

    def _change(self, told: Told) -> None:
        file = self.names.setdefault(told.path, File())
        if told.what == "append":
            told = Told("write", told.path, at=file.appended, data=told.data)
        file.appended = told.at if told.what == "cut" else told.at + len(told.data)
        file.waiting.append(told)

    def _move(self, path: Path, to: Path) -> None:
        if path in self.folders:
            self.folders = {_moved(one, path, to) for one in self.folders}
            self.names = {_moved(one, path, to): file for one, file in self.names.items()}
        else:
            self.names[to] = self.names.pop(path)

    def _sync(self, path: Path) -> None:
        if path in self.names:
            self.names[path].synced()
            return
        # A folder: its own names are found from now on, and those of folders moved into it.
        for held in (self.found, self.names):
            for one in [one for one in held if one.parent == path]:
                if one in self.names:
                    self.found[one] = self.names[one]
                else:
                    self.found.pop(one, None)
        moved = {one for one in self.folders if one.parent == path}
        self.found_folders = {one for one in self.found_folders if one.parent != path} | moved
        for one in moved - {folder.parent for folder in self.found}:
            self.found.update({name: file for name, file in self.names.items() if one in name.parents})
            self.found_folders |= {folder for folder in self.folders if one in folder.parents}

    def leftovers(self) -> Iterator[tuple[str, Callable[[], "Found"]]]:
        """Yield what may be found after a cut at this moment: a word for it, and what makes it."""
        for names, files, folders in (
            ("old names", self.found, self.found_folders),
            ("new names", self.names, self.folders),
        ):
            yield f"{names}, nothing unsynced", partial(_found, files, folders, {}, whole=False)
            yield f"{names}, all", partial(_found, files, folders, {}, whole=True)
            for at, file in files.items():
                for number, told in enumerate(file.waiting):
                    only = partial(_found, files, folders, {at: [told]}, whole=False)
                    yield f"{names}, only {number} of {at.name}", only
                    torn = [*file.waiting[:number], replace(told, data=told.data[:SECTOR])]
                    yield (
                        f"{names}, torn at {number} of {at.name}",
                        partial(_found, files, folders, {at: torn}, whole=True),
                    )


Found = tuple[dict[Path, bytes], set[Path]]
"""Files with their content, and folders."""


def _found(files: dict[Path, File], folders: set[Path], special: dict[Path, list[Told]], *, whole: bool) -> Found:
    content = {at: file.with_only(special.get(at, file.waiting if whole else ())) for at, file in files.items()}
    return content, set(folders)


def _moved(one: Path, path: Path, to: Path) -> Path:
    return to / one.relative_to(path) if one == path or path in one.parents else one


def lay(root: Path, found: Found, first: Path) -> None:
    """Write what a power cut left, recorded under ``first``, to ``root``."""
    files, folders = found
    shutil.rmtree(root, ignore_errors=True)
    root.mkdir()
    for folder in sorted(folders):
        (root / folder.relative_to(first)).mkdir(parents=True, exist_ok=True, mode=0o700)
    for path, content in files.items():
        place = root / path.relative_to(first)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
        place.chmod(0o600)
