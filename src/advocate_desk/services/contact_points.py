"""Which number or address a contact of ours used, named so that two can be told apart and never by its value."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from advocate_desk.domain.contact_rules import method_of
from advocate_desk.domain.contact_then import as_known_at
from advocate_desk.domain.contacts import Contact, ContactKind
from advocate_desk.domain.hidden_points import KIND_WORDS
from advocate_desk.domain.people import ContactPoint
from advocate_desk.domain.safe_contact import TO_A_POINT
from advocate_desk.services.case_file import CaseFile

REMOVED = "Used: a number or address that was removed since."


def open_points(file: CaseFile, kind: ContactKind, at: datetime) -> dict[UUID, str]:
    """Return the client's numbers or addresses that were open to this kind of contact at a moment, named apart."""
    method = method_of(kind)
    if method not in TO_A_POINT:
        return {}
    plan, incidents = as_known_at(file.plan, file.incidents, at)
    then, own = replace(file, plan=plan, incidents=incidents), _own(file)
    names = named_apart(own)
    return {point.id: names[point.id] for point in own if then.may_reach(method, at, point).allowed}


def used_words(file: CaseFile, contact: Contact) -> str:
    """Return which number or address an entry of the log used; "" where it says none, or there is one alone."""
    if contact.point_id is None:
        return ""
    own = _own(file)
    used = next((point for point in own if point.id == contact.point_id), None)
    if used is None:
        return REMOVED
    is_alone = sum(point.kind is used.kind for point in own) == 1
    return "" if is_alone else f"Used: {named_apart(own)[used.id]}."


def named_apart(points: Sequence[ContactPoint]) -> dict[UUID, str]:
    """Return each by its kind and note, and those that share both by their places in the list: ``Phone 2``."""
    plain = {point.id: _name(point) for point in points}
    alike, seen, named = Counter(plain.values()), Counter[str](), {}
    for point_id, name in plain.items():
        seen[name] += 1
        named[point_id] = name if alike[name] == 1 else f"{name} {seen[name]}"
    return named


def _own(file: CaseFile) -> list[ContactPoint]:
    return [point for point in file.points if point.person_id == file.client.id]


def _name(point: ContactPoint) -> str:
    note = " ".join(point.note.split())
    return f"{KIND_WORDS[point.kind]} ({note})" if note else KIND_WORDS[point.kind]
