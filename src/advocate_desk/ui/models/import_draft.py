"""What somebody decided about a spreadsheet, as it is kept in the vault until the import is done."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from advocate_desk.domain.imports import SheetKind

Heading = tuple[SheetKind, str]
Cell = tuple[SheetKind, int, str]
Row = tuple[SheetKind, int]


@dataclass(frozen=True, kw_only=True, slots=True)
class Decisions:
    """Everything decided about the file of this ``digest``. Where it lies is written down in the vault alone."""

    path: Path
    digest: str
    sheets: Mapping[str, SheetKind | None] = field(default_factory=dict)
    matches: Mapping[Heading, str] = field(default_factory=dict)
    mended: Mapping[Cell, str] = field(default_factory=dict)
    skipped: frozenset[Row] = frozenset()

    @property
    def any(self) -> bool:
        """Whether there is anything that choosing the file anew would lose."""
        return bool(self.sheets or self.matches or self.mended or self.skipped)

    def to_text(self) -> str:
        """Return it as text, to be kept as a draft."""
        return json.dumps(
            {
                "path": str(self.path),
                "digest": self.digest,
                "sheets": list(self.sheets.items()),
                "matches": [[*heading, one] for heading, one in self.matches.items()],
                "mended": [[*cell, text] for cell, text in self.mended.items()],
                "skipped": sorted(self.skipped),
            }
        )

    @classmethod
    def from_text(cls, text: str) -> "Decisions":
        """Read what `to_text` wrote.

        Raises:
            ValueError, TypeError, KeyError: it is something else.
        """
        kept = json.loads(text)
        return cls(
            path=Path(kept["path"]),
            digest=str(kept["digest"]),
            sheets={str(name): SheetKind(kind) if kind else None for name, kind in kept["sheets"]},
            matches={(SheetKind(kind), str(heading)): str(one) for kind, heading, one in kept["matches"]},
            mended={(SheetKind(kind), int(row), str(column)): str(now) for kind, row, column, now in kept["mended"]},
            skipped=frozenset((SheetKind(kind), int(row)) for kind, row in kept["skipped"]),
        )
