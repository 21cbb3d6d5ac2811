"""Who is bound up with whom, so that nobody works on both sides of one story, and no side learns of the other.

Both parties of one story come to one service; so do sisters, neighbours, and a colleague's own family. This module
says what two people of two cases are to one another and how surely it is they. It decides nothing: what is found is a
question for a supervisor. Evidence: design, after domain.md section 8 (both parties in one service; relatives on the
staff); checked 2026-11-23.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from advocate_desk.domain.directory import Agency
from advocate_desk.domain.duplicates import find_postcode, without_postcode
from advocate_desk.domain.likeness import (
    Agreement,
    Likeness,
    Score,
    compare_births,
    compare_names,
    compare_places,
    weigh,
)
from advocate_desk.domain.name_forms import plain_words
from advocate_desk.domain.people import PersonRole
from advocate_desk.domain.users import User

A_HOUSE_OF_MANY = 4
"""An address that more cases share than this is a refuge or a hostel, and binds nobody to anybody."""
_TELLING_WORDS = 2
_HOUSE_NUMBER = re.compile(r"\d+[a-z]?", re.IGNORECASE)


class Closeness(StrEnum):
    """What somebody of one case is to somebody of another, to a colleague, or to an agency."""

    BOTH_SIDES = "both_sides"
    SAME_OTHER_PERSON = "same_other_person"
    ONE_FAMILY = "one_family"
    ONE_HOME = "one_home"
    COLLEAGUE = "colleague"
    CLOSE_TO_COLLEAGUE = "close_to_colleague"
    AGENCY_STAFF = "agency_staff"


CLOSENESS_WORDS = {
    Closeness.BOTH_SIDES: "Both sides of one story may be with us",
    Closeness.SAME_OTHER_PERSON: "The other person may be the same",
    Closeness.ONE_FAMILY: "Somebody of one case may be in the other too",
    Closeness.ONE_HOME: "The same address or number",
    Closeness.COLLEAGUE: "Somebody here may be a colleague",
    Closeness.CLOSE_TO_COLLEAGUE: "Somebody here may be close to a colleague",
    Closeness.AGENCY_STAFF: "The other person may work at an agency of the directory",
}

_CLIENT, _CHILD, _OTHER, _SUPPORTER = PersonRole.CLIENT, PersonRole.CHILD, PersonRole.OTHER_PERSON, PersonRole.SUPPORTER
_MEETING = {
    frozenset({_CLIENT, _OTHER}): Closeness.BOTH_SIDES,
    frozenset({_SUPPORTER, _OTHER}): Closeness.BOTH_SIDES,
    frozenset({_CHILD, _OTHER}): Closeness.BOTH_SIDES,
    frozenset({_OTHER}): Closeness.SAME_OTHER_PERSON,
    frozenset({_CHILD}): Closeness.ONE_FAMILY,
    frozenset({_CLIENT, _CHILD}): Closeness.ONE_FAMILY,
    frozenset({_CLIENT, _SUPPORTER}): Closeness.ONE_FAMILY,
}
"""What it is where one person stands in two cases. Two clients are one person twice; supporters are free to be many."""


def meeting(mine: PersonRole, theirs: PersonRole) -> Closeness | None:
    """Return what it means that one person is ``mine`` in one case and ``theirs`` in another; None: nothing."""
    return _MEETING.get(frozenset({mine, theirs}))


def may_be_one(mine: Likeness, theirs: Likeness, score: Score, *, little_known: bool) -> tuple[str, ...]:
    """Return what speaks for two being one person, in words; () where nobody need be asked.

    ``little_known``: one of them is somebody's other person, of whom often a name is all that is known. Then the name
    is enough, unless the births differ: to miss it can kill, and to ask costs a minute.
    """
    weighed = weigh(mine, theirs, score)
    if weighed.is_asked:
        return weighed.why
    if mine.phones & theirs.phones:
        return ("phone",)
    return ("name",) if little_known and named_alike(mine, theirs, score) else ()


def named_alike(mine: Likeness, theirs: Likeness, score: Score) -> bool:
    """Say whether two have a name alike, of two words or more, and no birth that tells them apart."""
    telling = tuple(name for name in mine.names if len(plain_words(name)) >= _TELLING_WORDS)
    alike = compare_names(telling, theirs.names, score) in {Agreement.SAME, Agreement.LIKE}
    return alike and compare_births(mine.born_on, theirs.born_on) is not Agreement.DIFFERS


def one_house(mine: Likeness, theirs: Likeness, score: Score) -> bool:
    """Say whether two addresses are one: alike in words, and the same in every figure."""
    if not (mine.address.strip() and theirs.address.strip()):
        return False
    if mine.postcode and theirs.postcode and mine.postcode != theirs.postcode:
        return False
    figures = [sorted(_HOUSE_NUMBER.findall(one.address.casefold())) for one in (mine, theirs)]
    return figures[0] == figures[1] and compare_places(mine, theirs, score) is Agreement.SAME


@dataclass(frozen=True, kw_only=True, slots=True)
class OfStaff:
    """A colleague, or somebody close to one, as they can be known again."""

    user_id: UUID
    closeness: Closeness
    likeness: Likeness
    email: str = ""


def of_staff(user: User, digits: Callable[[str], str]) -> tuple[OfStaff, ...]:
    """Return a colleague and everybody they said they must not work with. ``digits`` reads phone numbers."""
    line = digits(user.direct_line) if user.direct_line else ""
    themselves = Likeness(
        case_id=user.id,
        names=(user.display_name,),
        born_on=None,
        phones=frozenset({line} if line else ()),
        postcode="",
    )
    return (
        OfStaff(user_id=user.id, closeness=Closeness.COLLEAGUE, likeness=themselves, email=user.email.casefold()),
        *(
            OfStaff(
                user_id=user.id,
                closeness=Closeness.CLOSE_TO_COLLEAGUE,
                likeness=read_close_to(user.id, line, digits),
            )
            for line in user.close_to
        ),
    )


def read_close_to(user_id: UUID, line: str, digits: Callable[[str], str]) -> Likeness:
    """Read a line such as ``Dana Example, my sister, 07700 900321, 4 Friend Street ZZ99 7QQ``; the name is first."""
    name, *rest = (part.strip() for part in line.split(","))
    phones = {part: digits(part) for part in rest}
    places = [part for part in rest if not phones[part] and any(sign.isdigit() for sign in part)]
    address = " ".join(places)
    return Likeness(
        case_id=user_id,
        names=(name,) if name else (),
        born_on=None,
        phones=frozenset(one for one in phones.values() if one),
        postcode=find_postcode(address),
        address=without_postcode(address).strip(),
    )


def works_at_one_of(agency_id: UUID | None, works_at: str, agencies: Iterable[Agency]) -> Agency | None:
    """Return the agency of the directory that somebody works at, as it was chosen or as the words name it."""
    words = plain_words(works_at)
    return next(
        (one for one in agencies if one.id == agency_id or (works_at.strip() and _is_named(one, words))),
        None,
    )


def _is_named(agency: Agency, words: tuple[str, ...]) -> bool:
    names = (plain_words(name) for name in (agency.name, agency.other_name) if name.strip())
    return any(len(name) > 1 and set(name) <= set(words) for name in names)
