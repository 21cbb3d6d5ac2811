"""What the services need of whoever looks into documents and draws them, as a protocol."""

from dataclasses import dataclass
from typing import Protocol

from advocate_desk.services.ports import PageImage


@dataclass(frozen=True, kw_only=True, slots=True, repr=False)
class DrawnPages:
    """Some pages of a document as pictures and as words, from the page numbered ``first`` (from 0) of ``total``."""

    first: int
    total: int
    images: tuple[PageImage, ...]
    words: tuple[str, ...]


class DocumentReader(Protocol):
    """Looks into documents and draws them, each time in a process of its own that holds no key."""

    def look(self, pdf: bytes) -> None:
        """See that a PDF does nothing by itself, carries no other file and opens without a password.

        Raises:
            FileRefused: with the reason.
        """
        ...

    def draw(self, pdf: bytes, first: int) -> DrawnPages:
        """Return a few pages from the one numbered ``first``, counted from 0.

        Raises:
            Unreadable: it cannot be drawn here.
        """
        ...
