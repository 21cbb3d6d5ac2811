"""The leak guard: finds protected addresses and numbers in a letter, whatever their spacing or case.

A *do not disclose* point is always a stop. A *may be shared* point is a stop unless it was ticked for this
letter and her consent covers it. Every point of the other person and of other cases is a stop. What is
*free* passes, unless it is withheld from this recipient. Unset counts as *do not disclose*.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from advocate_desk.domain.fragments import compact, fragments
from advocate_desk.domain.letter import LetterContent
from advocate_desk.domain.letter_parts import ACROSS, RECIPIENT, LetterPart, letter_parts
from advocate_desk.domain.people import ContactPoint, Disclosure, PointKind


class Owner(StrEnum):
    """Whose a contact point is, seen from the letter's case."""

    CLIENT = "client"
    CHILD = "child"
    SUPPORTER = "supporter"
    OTHER_PERSON = "other_person"
    OTHER_CASE = "other_case"


@dataclass(frozen=True, kw_only=True, slots=True)
class GuardedPoint:
    """A contact point and whose it is."""

    point: ContactPoint
    owner: Owner


@dataclass(frozen=True, kw_only=True, slots=True)
class Leak:
    """A protected point found in a letter. ``sentence`` says which kind and where, never the value."""

    point_id: UUID
    owner: Owner
    place: str
    sentence: str


_ANYWHERE = 8
"""A word shorter than this must stand by itself to count: a workplace called "Pub" is not in "public"."""

_KINDS = {
    PointKind.PHONE: "phone number",
    PointKind.EMAIL: "email address",
    PointKind.ADDRESS: "address",
    PointKind.SCHOOL: "school",
    PointKind.WORKPLACE: "workplace",
}


def find_leaks(
    content: LetterContent,
    guarded: Sequence[GuardedPoint],
    *,
    ticked: Collection[UUID] = (),
    consented: Collection[UUID] = (),
    recipient_lines: Sequence[str] = (),
    withheld: Collection[UUID] = (),
) -> tuple[Leak, ...]:
    """Return every protected point in a letter, once for each part it is in, in the letter's order.

    Args:
        content: the letter, every word of which is looked at.
        guarded: the contact points of this case, and those of other cases that may be in it.
        ticked: the points ticked for this letter.
        consented: the points her consent lets this recipient have.
        recipient_lines: what the recipient publishes of itself (address, phones, email); it may stand in the
            recipient block, and nowhere else.
        withheld: the points that must not reach this recipient, whatever was agreed.
    """
    own = _Text(recipient_lines)
    stopped = [(point, why) for point in guarded if (why := _why_stopped(point, ticked, consented, withheld))]
    leaks: list[Leak] = []
    for part in letter_parts(content):
        texts = [_Text(reading) for reading in part.readings]
        known = {leak.point_id for leak in leaks} if part.place == ACROSS else set()
        for one, why in stopped:
            found = [piece for piece in fragments(one.point) if any(text.holds(piece) for text in texts)]
            if part.place == RECIPIENT:
                found = [piece for piece in found if not own.holds(piece)]
            if found and one.point.id not in known:
                leaks.append(_leak(one, why, part))
    return tuple(leaks)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Why:
    """Why a point is stopped: what stands after its kind in the sentence, and what to do."""

    said: str
    to_do: str = "Take it out."


_STRANGERS = {
    Owner.OTHER_PERSON: _Why(said="of the other person"),
    Owner.OTHER_CASE: _Why(said="from another case"),
}
_NEVER = _Why(said="marked Do not disclose")
_NOT_TICKED = _Why(said="that is not ticked for this letter", to_do="Tick it or take it out.")
_NOT_AGREED = _Why(said="that no consent for this letter covers", to_do="Ask for consent or take it out.")
_WITHHELD = _Why(said="that must be kept from this recipient")


def _why_stopped(
    one: GuardedPoint, ticked: Collection[UUID], consented: Collection[UUID], withheld: Collection[UUID]
) -> _Why | None:
    if one.owner in _STRANGERS:
        return _STRANGERS[one.owner]
    if one.point.id in withheld:
        return _WITHHELD
    if one.point.disclosure is Disclosure.FREE:
        return None
    if one.point.disclosure is not Disclosure.MAY_BE_SHARED:
        return _NEVER
    if one.point.id not in ticked:
        return _NOT_TICKED
    return None if one.point.id in consented else _NOT_AGREED


def _leak(one: GuardedPoint, why: _Why, part: LetterPart) -> Leak:
    where = f"“{part.place}”" if part.is_titled else part.place
    sentence = f"Stop: {_whose(one)} {why.said} is in {where}. {why.to_do}"
    return Leak(point_id=one.point.id, owner=one.owner, place=part.place, sentence=sentence)


def _whose(one: GuardedPoint) -> str:
    kind = _KINDS[one.point.kind]
    if one.owner in {Owner.CHILD, Owner.SUPPORTER}:
        return f"a {one.owner}'s {kind}"
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


class _Text:
    """A text as the guard reads it: letters and figures alone, and where its words begin and end."""

    def __init__(self, texts: Sequence[str]) -> None:
        pieces = [piece for text in texts for word in text.split() if (piece := compact(word))]
        self._compact = "".join(pieces)
        self._edges = set(_edges(pieces))

    def holds(self, fragment: str) -> bool:
        """Say whether ``fragment`` is in the text; a short plain word or number must stand by itself."""
        must_stand_alone = len(fragment) < _ANYWHERE and (fragment.isalpha() or fragment.isdigit())
        start = self._compact.find(fragment)
        while start >= 0:
            if not must_stand_alone or {start, start + len(fragment)} <= self._edges:
                return True
            start = self._compact.find(fragment, start + 1)
        return False


def _edges(pieces: Sequence[str]) -> Iterator[int]:
    place = 0
    yield place
    for piece in pieces:
        place += len(piece)
        yield place
