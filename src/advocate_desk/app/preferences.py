"""How one person likes their screen. Kept outside every vault, so it says nothing about anybody."""

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from advocate_desk.ui.theme import TEXT_SIZES, ThemeChoice

_LARGEST = 4096


@dataclass(frozen=True, slots=True)
class Preferences:
    """Scheme and text size."""

    look: ThemeChoice = ThemeChoice.SYSTEM
    scale: float = 1.0


def read_preferences(path: Path) -> Preferences:
    """Read what is kept at ``path``; what is missing or senseless is as it is at first."""
    with suppress(OSError, ValueError, TypeError, KeyError, RecursionError):
        with path.open(encoding="utf-8") as file:
            kept = json.loads(file.read(_LARGEST))
        scale = kept["scale"]
        return Preferences(ThemeChoice(kept["look"]), scale if scale in TEXT_SIZES else 1.0)
    return Preferences()


def keep_preferences(path: Path, preferences: Preferences) -> None:
    """Keep them. A computer that cannot keeps showing the usual: nothing of a case depends on it."""
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.write_text(json.dumps(asdict(preferences)), encoding="utf-8")
