"""Numbers and addresses that are never to be used, however they are written down a second time.

A case says so in two ways: somebody marked it not safe, or it belongs to the other person. Whatever leads to the same
phone, inbox or door is then barred for everybody in the case.
"""

import re
from collections.abc import Collection, Sequence
from uuid import UUID

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.directory import Agency, Service
from advocate_desk.domain.fragments import compact, fragments, postcodes
from advocate_desk.domain.people import ContactPoint, PointKind

NEVER_TO_BE_USED = (
    "This number or address is never to be used: it is written down as not safe, or as the other person's. "
    "Where that is wrong, mend it under People first."
)
SAID_NO = frozenset({Answer.NO, Answer.PREFER_NOT_TO_SAY})
_NUMBER_ALONE = re.compile(r"[0-9 +().-]*")
_PART_ENDS = re.compile(r"[\n,]")


def never_used(points: Sequence[ContactPoint], others: Collection[UUID]) -> tuple[ContactPoint, ...]:
    """Return the points of a case that nobody is reached on.

    Args:
        points: every point of the case; deleted ones do not count.
        others: the ids of those she is at risk from. What is theirs is barred, whatever it is marked.
    """
    return tuple(
        point for point in points if point.deleted_at is None and (point.safe in SAID_NO or point.person_id in others)
    )


def is_barred(point: ContactPoint, points: Sequence[ContactPoint], others: Collection[UUID]) -> bool:
    """Say whether ``point`` leads to what is never to be used. What is said of other kinds of point is set aside."""
    return any(same_place(point, one) for one in never_used(points, others))


def leads_to_never_used(point: ContactPoint, points: Sequence[ContactPoint], others: Collection[UUID]) -> bool:
    """Say whether ``point`` is itself marked so, or leads to what is."""
    return point.safe in SAID_NO or point.person_id in others or is_barred(point, points, others)


def recipient_never_used(
    agency: Agency, service: Service | None, points: Sequence[ContactPoint], others: Collection[UUID]
) -> bool:
    """Say whether a letter, a call or an email to an agency would end where nobody of the case is to be reached."""
    barred = never_used(points, others)
    reached = [one for one in (agency, service) if one is not None]
    addresses = ["\n".join(one.postal_address) for one in reached if one.postal_address]
    lines = {compact(line) for one in reached for line in (*one.phones, one.email)} - {""}
    return any(_leads_there(point, addresses, lines) for point in barred)


def same_place(one: ContactPoint, other: ContactPoint) -> bool:
    """Say whether two points lead to the same phone, inbox or door.

    Phones are the same by their figures, however the country code is written; addresses by their first line with the
    same postcode, or where one has no postcode by the first line alone. Two spellings of a street are not known as one.
    """
    if one.kind is PointKind.PHONE or other.kind is PointKind.PHONE:
        return one.kind is other.kind and _same_phone(one, other)
    if one.kind is PointKind.EMAIL or other.kind is PointKind.EMAIL:
        return one.kind is other.kind and compact(one.value) == compact(other.value)
    return same_address(one.value, other.value)


def same_address(one: str, other: str) -> bool:
    """Say whether two addresses, as they are written, are of one door."""
    if one == other:
        return True
    first, first_of_other = _first_line(one), _first_line(other)
    if first != first_of_other or not first:
        return False
    codes, codes_of_other = set(postcodes(one)), set(postcodes(other))
    return not codes or not codes_of_other or not codes.isdisjoint(codes_of_other)


def _leads_there(point: ContactPoint, addresses: Sequence[str], lines: Collection[str]) -> bool:
    match point.kind:
        case PointKind.PHONE:
            return any(line.endswith(figures) for line in lines for figures in fragments(point))
        case PointKind.EMAIL:
            return compact(point.value) in lines
        case _:
            return any(same_address(point.value, address) for address in addresses)


def _same_phone(one: ContactPoint, other: ContactPoint) -> bool:
    if one.digits and other.digits and _NUMBER_ALONE.fullmatch(one.value) and _NUMBER_ALONE.fullmatch(other.value):
        return one.digits == other.digits
    return not set(fragments(one)).isdisjoint(fragments(other))


def _first_line(address: str) -> str:
    return next((part for part in map(compact, _PART_ENDS.split(address)) if part), "")
