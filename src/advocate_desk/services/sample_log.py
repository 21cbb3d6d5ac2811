"""A month of contacts for one invented case: half of them talk, a third attempt, some are written down late."""

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from advocate_desk.domain.contacts import ContactKind, ContactResult, Direction
from advocate_desk.services.sample_content import Setting, Table
from advocate_desk.services.sample_sketch import Sketch

_OF_HER, _OF_HIM = frozenset({"she", "her", "hers"}), frozenset({"he", "him", "his"})
_LATE_BY = timedelta(days=1, hours=2)
_MONTH = 30
_TIMED = frozenset({ContactKind.CALL, ContactKind.IN_PERSON})


@dataclass(frozen=True, kw_only=True, slots=True)
class DrawnContact:
    """One entry of the log, before it is kept."""

    happened_at: datetime
    recorded_at: datetime
    kind: ContactKind
    direction: Direction
    result: ContactResult
    minutes: int | None
    summary: str
    distressing: bool
    corrects_the_one_before: bool = False


def drawn_log(setting: Setting, sketch: Sketch, count: int) -> list[DrawnContact]:
    """Draw ``count`` contacts, in the order they are written down; the last of ten corrects the one before."""
    drawn = [_drawn(setting, sketch, number) for number in range(count)]
    drawn.sort(key=lambda contact: contact.recorded_at)
    if count >= 10:
        before, last = drawn[-2:]
        text = setting.draw.one(
            [one for one in setting.content.words["correction"]["texts"] if fits(one, sketch.pronouns)]
        )
        drawn[-1] = replace(
            before, recorded_at=last.recorded_at, summary=text, distressing=False, corrects_the_one_before=True
        )
    return drawn


def fits(text: str, pronouns: str) -> bool:
    """Say whether words about a person fit these pronouns; most were written of a woman and a man she fears."""
    words = set(re.findall(r"[a-z]+", text.lower()))
    if pronouns == "he/him":
        return not words & (_OF_HER | _OF_HIM)
    return pronouns != "they/them" or not words & _OF_HER


def _drawn(setting: Setting, sketch: Sketch, number: int) -> DrawnContact:
    draw, words = setting.draw, setting.content.words["contact"]
    (kind, direction, result), text = draw.one([one for one in _all_texts(words) if fits(one[1], sketch.pronouns)])
    upsetting = words[kind][direction][result].get("distressing", ())
    distressing = bool(upsetting) and sketch.pronouns == "she/her" and draw.chance(5)
    happened_at = _when(setting, sketch, number)
    later = _LATE_BY if draw.chance(12) else timedelta(minutes=draw.between(2, 40))
    return DrawnContact(
        happened_at=happened_at,
        recorded_at=min(happened_at + later, setting.clock.end - timedelta(seconds=30)),
        kind=kind,
        direction=direction,
        result=result,
        minutes=draw.between(5, 50) if result is ContactResult.SPOKE and kind in _TIMED else None,
        summary=draw.one(upsetting) if distressing else text,
        distressing=distressing,
    )


def _when(setting: Setting, sketch: Sketch, number: int) -> datetime:
    """Spread contacts over the case's month: the first on the day it opened, the rest anywhere up to yesterday."""
    draw, clock = setting.draw, setting.clock
    first = min(sketch.opened_days_ago, _MONTH)
    days_ago = first if number == 0 else draw.between(sketch.closed_days_ago or 1, first)
    opened = clock.moment(sketch.opened_days_ago, 9, 30)
    return max(clock.moment(days_ago, draw.between(9, 16), draw.between(0, 59)), opened)


def _all_texts(words: Table) -> list[tuple[tuple[ContactKind, Direction, ContactResult], str]]:
    return [
        ((ContactKind(kind), Direction(direction), ContactResult(result)), text)
        for kind, directions in words.items()
        for direction, results in directions.items()
        for result, entries in results.items()
        for text in entries["texts"]
    ]
