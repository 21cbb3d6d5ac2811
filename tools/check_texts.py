"""Looks through every committed text for what must not be there.

No package registry's address and no path of somebody's machine. No phone number and no postcode that could be
a person's: numbers come from the ranges Ofcom keeps for invented people, postcodes from ZZ99, and the national
helplines are named; a line that must hold something else says `# why:`. And every TOML and JSON file can be read.
"""

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

# Written with brackets so that this file does not hold what it looks for. Ceri is invented.
REGISTRY = re.compile(
    r"pyp[i][.]org|python[h]osted|registry[.]npm|npm[j]s[.]|deb[.]debia[n]|snapshot[.]debia[n]|crates[.]io", re.I
)
MACHINE_PATH = re.compile(r"(?<![\w.~])/(?:work|root|home/(?!ceri/)[a-z]\w*|Users/\w+|tmp/\w+)/|[A-Z]:\\Users\\\w+")

PHONE = re.compile(r"(?<![\w.+-])(?:\+?44 ?(?:\(0\) ?)?|0)[1-9](?:[ -]?\d){8,9}(?![\w-]|[ .]\d)")
# Ofcom keeps these for drama: nobody has one.
INVENTED_NUMBERS = re.compile(
    r"07700900\d{3}|02079460\d{3}|01632960\d{3}|01(?:1[345678]|[23456]1)4960\d{3}|01914980\d{3}|02896496\d{3}"
    r"|02920180\d{3}|08081570\d{3}|03069990\d{3}"
)
NO_NUMBERS = {
    "0123456789",  # the figures
    "01234234567",  # of the examples that come with the Human Services Data Specification
}
HELPLINES = {
    "08082000247",  # National Domestic Abuse Helpline
    "08088010800",  # Live Fear Free
    "08000271234",  # Scotland's Domestic Abuse and Forced Marriage Helpline
    "08088021414",  # Domestic and Sexual Abuse Helpline, Northern Ireland
    "08088010327",  # Men's Advice Line
    "01823334244",  # ManKind Initiative
    "08009995428",  # Galop
    "08085002222",  # Rape and Sexual Abuse Support Line
    "08088029999",  # the same, before
    "08088010302",  # Rape Crisis Scotland
    "08088020300",  # National Stalking Helpline
    "08005999247",  # Karma Nirvana
    "02070080151",  # Forced Marriage Unit
    "02070081500",  # Forced Marriage Unit, out of hours
    "08000283550",  # NSPCC FGM helpline
    "08088005000",  # NSPCC
    "08088010331",  # NAPAC
    "08088010818",  # The Survivors Trust
    "03456000459",  # Revenge Porn Helpline
    "08088024040",  # Respect Phoneline
    "08081689111",  # Victim Support
    "03000606699",  # Unwanted Prisoner Contact
    "08088088141",  # Hourglass
    "08000121700",  # Modern Slavery and Exploitation Helpline
    "08009702070",  # NCDV
}
"""National lines that anybody may ring."""

POSTCODE = re.compile(r"\b(?!ZZ99)[A-Z]{1,2}\d[A-Z\d]? \d[ABD-HJLNP-UW-Z]{2}\b")

DRAWINGS = {".svg"}
LOCKS = re.compile(r"requirements(-\w+)?\.txt")


def committed_files(root: Path) -> list[Path]:
    """Return every file git keeps, relative to ``root``, and those about to be added."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=root, capture_output=True, check=True).stdout.decode()
    return sorted(Path(name) for name in listed.split("\0") if name and (root / name).is_file())


def place_complaints(line: str) -> Iterator[str]:
    """Find addresses and paths that tie the project to a machine or a registry."""
    if found := REGISTRY.search(line):
        yield f"names a package registry: {found[0]}"
    if found := MACHINE_PATH.search(line):
        yield f"names a place on somebody's machine: {found[0]}"


def person_complaints(line: str) -> Iterator[str]:
    """Find phone numbers and postcodes that could be somebody's."""
    for found in PHONE.finditer(line):
        digits = re.sub(r"^(?:\+?44(?:\(0\))?|0)", "0", re.sub(r"[ -]", "", found[0]))
        if digits not in HELPLINES | NO_NUMBERS and not INVENTED_NUMBERS.fullmatch(digits):
            yield f"holds a phone number that could be somebody's: {found[0]}"
    for found in POSTCODE.finditer(line):
        yield f"holds a postcode that could be somebody's: {found[0]}"


def reading_complaints(path: Path, text: str) -> Iterator[str]:
    """Find data files that cannot be read."""
    try:
        if path.suffix == ".toml":
            tomllib.loads(text)
        elif path.suffix == ".json":
            json.loads(text)
    except ValueError as error:
        yield f"{path}: cannot be read: {error}"


def complaints(path: Path, text: str) -> list[str]:
    """Return everything wrong with one text, as ``path:line: words``."""
    found = list(reading_complaints(path, text))
    holds_words = path.suffix not in DRAWINGS and not LOCKS.fullmatch(path.name)
    for number, line in enumerate(text.splitlines(), start=1):
        of_person = holds_words and "# why:" not in line
        of_line = [*place_complaints(line), *(person_complaints(line) if of_person else ())]
        found += [f"{path}:{number}: {words}" for words in of_line]
    return found


def texts(root: Path) -> Iterator[tuple[Path, str]]:
    """Read every committed file that is text."""
    for path in committed_files(root):
        content = (root / path).read_bytes()
        if b"\0" not in content:
            yield path, content.decode("utf-8", errors="replace")


def main() -> int:
    """Check the checkout; return 1 when something is wrong."""
    found = [line for path, text in texts(ROOT) for line in complaints(path, text)]
    print("\n".join(found) or "No registry, no machine and nobody's number is named; every data file can be read.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
