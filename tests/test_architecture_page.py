"""docs/architecture.md must be true: its rooms are the package's, and its six files are where a referral goes."""

import re
import tomllib
from pathlib import Path

PACKAGE = "src/advocate_desk"


def page(repository: Path) -> str:
    return (repository / "docs" / "architecture.md").read_text(encoding="utf-8")


def test_every_room_of_the_package_is_on_the_page_and_no_other(repository: Path) -> None:
    told = set(re.findall(r"^\| `(\w+)/` \|", page(repository), flags=re.MULTILINE))
    there = {folder.parent.name for folder in (repository / PACKAGE).glob("*/__init__.py")}
    assert told == there


def test_the_page_tells_the_same_order_of_imports_as_the_contract(repository: Path) -> None:
    contracts = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
    layers = contracts["contracts"][0]["layers"]
    [told] = re.findall(r"`(app → .*?)`", page(repository))
    assert [set(re.findall(r"\w+", layer)) for layer in layers] == [
        set(re.findall(r"\w+", layer)) for layer in told.split(" → ")
    ]


def test_every_file_and_folder_the_page_names_is_there(repository: Path) -> None:
    named = re.findall(r"`([a-z_]+/[a-z_/]*(?:\.py|\.md)?)`", page(repository))
    roots = [repository / root for root in (PACKAGE, f"{PACKAGE}/ui", "", "tests")]
    missing = [name for name in named if not any((root / name).exists() for root in roots)]
    assert missing == []
