"""A desk without a vault: everything around the services, and a place for fakes of those."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QApplication

from advocate_desk.app.rules import emergency_numbers
from advocate_desk.domain.users import Role
from advocate_desk.services.ports import Draft
from advocate_desk.ui.desk import DeskContext, Who
from advocate_desk.ui.navigator import Navigator, Place
from advocate_desk.ui.tasks import InlineRunner
from advocate_desk.ui.theme import Theme, ThemeChoice
from advocate_desk.ui.typed_draft import CURSOR
from tests.support.prompts import RecordedPrompts

JO = UUID("00000000-0000-7000-8000-0000000000a1")


@dataclass(frozen=True)
class FixedClock:
    """Always the same moment: Monday 23 November 2026, 10:42 in London."""

    moment: datetime = datetime(2026, 11, 23, 10, 42, tzinfo=UTC)

    def now(self) -> datetime:
        return self.moment

    def today(self) -> date:
        return self.moment.date()


@dataclass
class RecordedLock:
    """Remembers where the user was when they locked."""

    places: list[Place] = field(default_factory=list)
    out_of_sight: list[bool] = field(default_factory=list)

    def lock(self, place: Place, *, out_of_sight: bool = False) -> None:
        self.places.append(place)
        self.out_of_sight.append(out_of_sight)


@dataclass
class MemoryDrafts:
    """`KeepDrafts` in memory. ``kept`` are the words of forms; where the keyboard was lies apart."""

    kept: dict[str, str] = field(default_factory=dict)
    cursor: dict[str, str] = field(default_factory=dict)

    def keep(self, key: str, body: str) -> None:
        self._of(key)[key] = body

    def load(self, key: str) -> Draft | None:
        held = self._of(key)
        return Draft(key=key, body=held[key], saved_at=FixedClock().now()) if key in held else None

    def erase(self, key: str) -> None:
        self._of(key).pop(key, None)

    def _of(self, key: str) -> dict[str, str]:
        return self.cursor if key == CURSOR else self.kept


def make_desk(application: QApplication, theme: Theme | None = None, **services: object) -> DeskContext:
    """Return a desk with the given fakes. A service that is not given is missing: using it fails the test.

    Besides services, ``who``, ``prompts``, ``tasks`` and ``clock`` may be given.
    """
    usual: dict[str, Any] = {
        "who": Who(user_id=JO, name="Jo Advocate", role=Role.ADVOCATE, is_sample=True),
        "caseload": None,
        "cases": None,
        "contacts": None,
        "referrals": None,
        "reviews": None,
        "letters": None,
        "today": None,
        "opening": None,
        "people": None,
        "reveals": None,
        "plans": None,
        "consents": None,
        "risk": None,
        "timeline": None,
        "directory": None,
        "imports": None,
        "backups": None,
        "users": None,
        "settings": None,
        "safety": None,
        "way": None,
        "drafts": MemoryDrafts(),
        "clock": FixedClock(),
        "tasks": InlineRunner(),
        "prompts": RecordedPrompts(),
        "navigator": Navigator(),
        "theme": theme or Theme(application, ThemeChoice.LIGHT),
        "emergency": emergency_numbers(),
    }
    return DeskContext(**(usual | services))
