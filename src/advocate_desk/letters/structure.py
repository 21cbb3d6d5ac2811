"""The letter as a tree of tagged parts, so that a screen reader follows what the eye sees."""

from collections.abc import Iterator
from enum import StrEnum


class Role(StrEnum):
    """The standard structure types of PDF (ISO 32000-1, 14.8.4) that a letter uses."""

    DOCUMENT = "Document"
    TITLE = "H1"
    SECTION = "H2"
    PARAGRAPH = "P"
    TABLE = "Table"
    ROW = "TR"
    ROW_HEADING = "TH"
    CELL = "TD"


class Element:
    """One part. Its ``marks`` are filled while painting: page index and marked-content number."""

    __slots__ = ("children", "marks", "role")

    def __init__(self, role: Role) -> None:
        self.role = role
        self.children: list[Element] = []
        self.marks: list[tuple[int, int]] = []

    def add(self, role: Role) -> "Element":
        """Append a part and return it."""
        child = Element(role)
        self.children.append(child)
        return child

    def leaves(self) -> Iterator["Element"]:
        """Yield the parts that hold words, in reading order."""
        if not self.children:
            yield self
        for child in self.children:
            yield from child.leaves()
