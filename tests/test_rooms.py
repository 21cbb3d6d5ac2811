"""What each room loads, seen in a fresh Python. The import contracts are about names; this is about what happens."""

import ast
import sys
from pathlib import Path

import pytest

import advocate_desk
from tests.support.imports import modules_loaded_by

PACKAGE = Path(advocate_desk.__file__).parent

QT = {"PySide6", "shiboken6"}
SQL = {"sqlalchemy", "sqlcipher3", "alembic"}
PDF = {"reportlab", "pikepdf", "pypdfium2"}
KEYS = {"nacl"}

NEVER_LOADED_BY = {
    "domain": QT | SQL | PDF | KEYS | {"openpyxl", "click", "phonenumbers", "rapidfuzz", "holidays"},
    "services": QT | SQL | PDF | KEYS | {"openpyxl", "click"},
    "storage": QT | PDF | KEYS,
    "letters": QT | SQL | KEYS,
    "vault": QT | SQL | PDF,
    "exchange": QT | SQL | PDF | KEYS,
    "cli": QT | SQL | PDF | KEYS,
    "ui": SQL | PDF | KEYS,
}


def modules_of(room: str) -> list[str]:
    files = sorted((PACKAGE / room).rglob("*.py"))
    names = [".".join(file.relative_to(PACKAGE.parent).with_suffix("").parts) for file in files]
    # Alembic runs these itself, with a connection of its own.
    return [name.removesuffix(".__init__") for name in names if ".migrations." not in name]


@pytest.mark.parametrize(("room", "never"), NEVER_LOADED_BY.items(), ids=NEVER_LOADED_BY)
def test_a_room_does_not_load_what_belongs_to_another(room: str, never: set[str]) -> None:
    loaded = {name.partition(".")[0] for name in modules_loaded_by(modules_of(room))}
    assert loaded & never == set()


def test_every_room_is_looked_at() -> None:
    rooms = {folder.name for folder in PACKAGE.iterdir() if (folder / "__init__.py").exists()}
    assert rooms - {"app"} == NEVER_LOADED_BY.keys()


def test_the_domain_imports_the_standard_library_alone() -> None:
    imported = set()
    for file in (PACKAGE / "domain").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                imported.update(alias.name.partition(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                module = node.module or ""
                imported.add("domain" if module.startswith("advocate_desk.domain") else module.partition(".")[0])
    assert imported - sys.stdlib_module_names == {"domain"}
