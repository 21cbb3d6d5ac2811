"""The way in without a vault."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from advocate_desk.app.rules import emergency_numbers
from advocate_desk.domain.errors import KnownFailure, RecoveryWordsMistyped
from advocate_desk.services.open_vault import NewUser, NewVault
from advocate_desk.ui.door import DoorContext
from advocate_desk.ui.tasks import InlineRunner
from advocate_desk.ui.theme import Theme
from tests.support.prompts import RecordedPrompts
from tests.support.vaults import SetClock

WORDS = tuple(f"harbour{number}" for number in range(1, 25))
FIVE = "harbour lemon seven candle river"


@dataclass
class FakeSession:
    """Somebody signed in."""

    name: str
    closed: bool = False

    def close(self) -> None:
        self.closed = True


@dataclass
class FakeVaults:
    """Opens with one passphrase, and fails as it is told to."""

    passphrase: str = "a right good passphrase"
    failure: KnownFailure | None = None
    created: list[NewVault] = field(default_factory=list)
    added: list[NewUser] = field(default_factory=list)
    tried: list[tuple[Path, str, str]] = field(default_factory=list)
    clock: SetClock = field(default_factory=SetClock)

    def unlock(self, folder: Path, sign_in_name: str, passphrase: str) -> FakeSession:
        self.tried.append((folder, sign_in_name, passphrase))
        self._fail()
        return FakeSession(sign_in_name)

    def create(self, new: NewVault) -> tuple[FakeSession, tuple[str, ...]]:
        self._fail()
        self.created.append(new)
        return FakeSession(new.user_name), WORDS

    def add_user(self, session: FakeSession, new: NewUser) -> None:
        self._fail()
        self.added.append(new)

    def check_recovery_words(self, folder: Path, words: Sequence[str]) -> None:
        if tuple(words) != WORDS:
            raise RecoveryWordsMistyped

    def _fail(self) -> None:
        if self.failure is not None:
            raise self.failure


@dataclass
class RecordedPaper:
    """Remembers what was printed."""

    printed: list[Sequence[str]] = field(default_factory=list)

    def print_recovery_sheet(self, parent: QWidget, words: Sequence[str]) -> None:
        self.printed.append(words)


@dataclass
class Happened:
    """Who came in, and which vaults were taken away again."""

    opened: list[object] = field(default_factory=list)
    discarded: list[object] = field(default_factory=list)


def make_door(theme: Theme, happened: Happened | None = None, **parts: object) -> DoorContext:
    """Return a way in with fakes; any part may be given."""
    happened = happened or Happened()
    usual: dict[str, Any] = {
        "vaults": FakeVaults(),
        "known": (Path("/vaults/Northbridge team.advault"), Path("/vaults/Desk.advault")),
        "new_vaults": Path("/vaults"),
        "offer_passphrase": lambda: FIVE,
        "try_sample": lambda: FakeSession("sample"),
        "sample_hint": lambda folder: "",
        "opened": happened.opened.append,
        "discard": happened.discarded.append,
        "tasks": InlineRunner(),
        "prompts": RecordedPrompts(),
        "paper": RecordedPaper(),
        "theme": theme,
        "emergency": emergency_numbers(),
    }
    return DoorContext(**(usual | parts))
