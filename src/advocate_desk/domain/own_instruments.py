"""A service's own lists of risk questions: each edition is a record, and is kept for the assessments made on it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from uuid import UUID

from advocate_desk.domain.errors import RuleFileRefused
from advocate_desk.domain.record import SHARED_STREAM, Record
from advocate_desk.domain.risk_instrument import Instrument, instruments_in_force, read_instrument
from advocate_desk.domain.rulebook import Rulebook

LONGEST_FILE = 200_000
"""Characters; the longest list in use has some ten thousand."""


@dataclass(frozen=True, kw_only=True, slots=True)
class InstrumentFile(Record):
    """One edition of a service's own list, word for word as its file had it. It never changes; it may be ended."""

    stream_id: UUID = SHARED_STREAM
    file: str
    text: str
    added_at: datetime
    added_by: UUID
    ended_on: date | None = None


def with_own(rules: Rulebook, files: Sequence[InstrumentFile]) -> Rulebook:
    """Return the rules with a service's own lists over those that ship.

    Of a list the newest edition that was not ended is asked. A file this program cannot read is left out, and the
    shipped list stays; editions that are not asked any more are kept under ``earlier``.
    """
    if not files:
        return rules
    layers = _layered(rules.instruments, _texts(files))
    return replace(rules, instruments=layers.instruments, earlier=layers.earlier)


def refused(rules: Rulebook, files: Sequence[InstrumentFile]) -> tuple[RuleFileRefused, ...]:
    """Return why files cannot be used that were not ended; a newer program may have kept them."""
    return _layered(rules.instruments, _texts(files)).refused


def guard_edition(new: Instrument, rules: Rulebook, file: str) -> None:
    """Refuse an edition that would be taken for one that is kept already.

    Raises:
        RuleFileRefused: an edition with this number, or a higher one, is there; or a list that gives a level would be
            replaced by one that gives none.
    """
    known = [one for one in (*rules.instruments, *rules.earlier) if one.code == new.code]
    newest = max((one.version for one in known), default=0)
    if new.version <= newest:
        raise RuleFileRefused(file, "version", f"must be higher than {newest}, the newest edition that is kept here")
    if new.is_screening and any(not one.is_screening for one in known):
        raise RuleFileRefused(file, "code", "is of an instrument that gives a level, and this one gives none")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Layers:
    instruments: tuple[Instrument, ...]
    earlier: tuple[Instrument, ...]
    refused: tuple[RuleFileRefused, ...]


def _texts(files: Sequence[InstrumentFile]) -> tuple[tuple[str, str, bool], ...]:
    """Return name, text and whether it is asked of every edition, in the order they came."""
    in_order = sorted(files, key=lambda one: (one.added_at, one.id))
    return tuple((one.file, one.text, one.ended_on is None) for one in in_order)


@lru_cache(maxsize=4)
def _layered(shipped: tuple[Instrument, ...], files: tuple[tuple[str, str, bool], ...]) -> _Layers:
    """Read the editions. The same few files are asked for again and again."""
    asked: dict[str, tuple[int, str, str]] = {}
    editions: list[Instrument] = []
    bad: list[RuleFileRefused] = []
    for file, text, is_asked in files:
        try:
            edition = read_instrument(text, file)
        except RuleFileRefused as why:
            bad += [why] if is_asked else []
            continue
        editions.append(edition)
        if is_asked:
            asked[edition.code] = max(asked.get(edition.code, (0, "", "")), (edition.version, file, text))
    own = {f"{number}. {file}": text for number, (_, file, text) in enumerate(asked.values())}
    instruments, also_bad = instruments_in_force(shipped, own)
    earlier = tuple(one for one in (*shipped, *editions) if one not in instruments)
    return _Layers(instruments=instruments, earlier=earlier, refused=(*bad, *also_bad))
