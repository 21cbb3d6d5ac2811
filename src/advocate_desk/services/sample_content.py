"""The words and invented people of the sample month, read from resources/sample, and choices anybody can repeat."""

import random
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, TypeVar
from uuid import UUID

from advocate_desk.assets import resource
from advocate_desk.domain.dates_in_words import LONDON, in_london
from advocate_desk.domain.rulebook import Rulebook
from advocate_desk.services.ports import PhoneNumbers

ChoiceT = TypeVar("ChoiceT")
Table = dict[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class Content:
    """The files of resources/sample, as parsed."""

    service: Table
    directory: Table
    people: Table
    words: Table
    referrals: Table
    ceri: Table


def read_content() -> Content:
    """Read the files that ship."""
    return Content(
        **{name: sample_words(name) for name in ("service", "directory", "people", "words", "referrals", "ceri")}
    )


def sample_words(name: str) -> Table:
    """Return ``name``.toml of resources/sample, as parsed."""
    return tomllib.loads(resource("sample", f"{name}.toml").read_text(encoding="utf-8"))


class Draw:
    """Choices that come out the same for the same seed, so that a screenshot can be made again."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 - invents a month; guards nothing

    def one(self, choices: Sequence[ChoiceT]) -> ChoiceT:
        """Return one of ``choices``."""
        return self._random.choice(choices)

    def some(self, choices: Sequence[ChoiceT], count: int) -> list[ChoiceT]:
        """Return ``count`` different ones of ``choices``, in an order of their own."""
        return self._random.sample(choices, count)

    def between(self, low: int, high: int) -> int:
        """Return a whole number from ``low`` to ``high``."""
        return self._random.randint(low, high)

    def chance(self, one_in: int) -> bool:
        """Say yes once in ``one_in`` times."""
        return self._random.randrange(one_in) == 0


class MonthClock:
    """A clock that is put back to the days of the month, and at the end stands where it began.

    Args:
        now: the moment the month ends, aware.
    """

    def __init__(self, now: datetime) -> None:
        self._end = now.astimezone(UTC)
        self._at = self._end

    @property
    def end(self) -> datetime:
        """The moment the month ends."""
        return self._end

    def now(self) -> datetime:
        """Return the moment it stands at."""
        return self._at

    def today(self) -> date:
        """Return the day it stands at, in Europe/London."""
        return in_london(self._at).date()

    def put(self, at: datetime) -> None:
        """Put it to a moment of the month; it never runs ahead of the real one."""
        self._at = min(at, self._end)

    def day(self, days_ago: int) -> date:
        """Return the day that many days before the end; negative days lie ahead."""
        return in_london(self._end).date() - timedelta(days=days_ago)

    def moment(self, days_ago: int, hour: int, minute: int = 0) -> datetime:
        """Return an hour of London's clock on a day of the month, held back so that it is past where it must be."""
        local = datetime.combine(self.day(days_ago), time(hour, minute), LONDON).astimezone(UTC)
        return local if days_ago < 0 else min(local, self._end - timedelta(minutes=5))

    def ahead(self, days: int, hour: int, minute: int = 0) -> datetime:
        """Return an hour of London's clock that many days ahead, today's next hour where it is past already."""
        local = datetime.combine(self.day(-days), time(hour, minute), LONDON).astimezone(UTC)
        return local if days != 0 else max(local, self._end + timedelta(minutes=30))


@dataclass(frozen=True, kw_only=True, slots=True)
class Setting:
    """What every story stands on. ``agencies`` and ``services`` are by name."""

    clock: MonthClock
    rules: Rulebook
    phones: PhoneNumbers
    content: Content
    draw: Draw
    agencies: dict[str, UUID]
    services: dict[str, UUID]
