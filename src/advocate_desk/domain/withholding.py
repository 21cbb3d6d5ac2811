"""What must not reach a recipient, whatever anybody agreed to: facts, contact points, and what words say.

The most protective reading wins. What is withheld from nobody in particular is withheld from everybody, and what is
withheld from a person is withheld from the agency where that person works.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from advocate_desk.domain.agreements import Withheld
from advocate_desk.domain.consent import Share
from advocate_desk.domain.consent_rules import SHARE_LABELS
from advocate_desk.domain.dates_in_words import long_date, short_date
from advocate_desk.domain.named_in_words import holds, names_of, words_of
from advocate_desk.domain.people import Person, PersonRole
from advocate_desk.domain.pronouns import joined
from advocate_desk.domain.sentences import sentence_start

_TITLES = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "prof"})


@dataclass(frozen=True, kw_only=True, slots=True)
class KeptFrom:
    """What one recipient must not have. ``because`` are the entries that say so, ``by_words`` those of words alone.

    How to make contact safely takes its contact points with it: then `every_point` is closed.
    """

    shares: frozenset[Share] = frozenset()
    points: frozenset[UUID] = frozenset()
    because: tuple[Withheld, ...] = ()

    @property
    def every_point(self) -> bool:
        """Say whether no contact point at all may reach this recipient."""
        return Share.SAFE_CONTACT in self.shares

    @property
    def by_words(self) -> tuple[Withheld, ...]:
        """Return what no rule can look for: somebody must read the letter for it."""
        return tuple(one for one in self.because if not one.shares and not one.points)

    def shares_left(self, shares: Iterable[Share]) -> tuple[Share, ...]:
        """Return which of ``shares`` this recipient may have as far as withholding goes."""
        return tuple(one for one in shares if one not in self.shares)

    def points_left(self, points: Iterable[UUID]) -> tuple[UUID, ...]:
        """Return which of ``points`` this recipient may have as far as withholding goes."""
        return () if self.every_point else tuple(one for one in points if one not in self.points)

    def entry_for_share(self, share: Share) -> Withheld | None:
        """Return the entry that closes a set of facts, or None where it is open."""
        return next((one for one in self.because if share in one.shares), None)

    def entry_for_point(self, point: UUID) -> Withheld | None:
        """Return the entry that closes a contact point, or None where it is open."""
        return next((one for one in self.because if point in one.points or Share.SAFE_CONTACT in one.shares), None)


@dataclass(frozen=True, kw_only=True, slots=True)
class Stopped:
    """One thing that must not reach a recipient. ``why`` is what the record says: for the screen, never for a log."""

    title: str
    to_do: str
    why: str


def holds_now(withheld: Withheld) -> bool:
    """Say whether an entry is in force: it is until somebody lifts it."""
    return withheld.lifted_on is None and withheld.deleted_at is None


def is_due(withheld: Withheld, today: date) -> bool:
    """Say whether somebody should look at an entry again. It holds all the same."""
    return holds_now(withheld) and withheld.review_on is not None and withheld.review_on <= today


def is_from_everybody(withheld: Withheld) -> bool:
    """Say whether an entry names nobody in particular, and so holds against any recipient."""
    return withheld.agency_id is None and withheld.person_id is None


def kept_from(withheld: Iterable[Withheld], agency_id: UUID, people: Iterable[Person]) -> KeptFrom:
    """Return what must not reach an agency.

    Args:
        withheld: every entry of the case.
        agency_id: the recipient.
        people: everybody of the case: who of them works there reads what is sent there.
    """
    there = {person.id for person in people if person.works_at_agency_id == agency_id}
    found = [one for one in withheld if holds_now(one) and _reaches(one, agency_id, there)]
    return KeptFrom(
        shares=frozenset(share for one in found for share in one.shares),
        points=frozenset(point for one in found for point in one.points),
        because=tuple(found),
    )


def _reaches(one: Withheld, agency_id: UUID, there: Collection[UUID]) -> bool:
    return is_from_everybody(one) or one.agency_id == agency_id or one.person_id in there


def stopped_shares(kept: KeptFrom, shares: Collection[Share], points: Collection[UUID]) -> tuple[Stopped, ...]:
    """Return a stop for each entry that closes something ticked for a letter. No consent and no basis opens it."""
    return tuple(stop for one in kept.because if (stop := _stop(one, shares, points)))


def _stop(one: Withheld, shares: Collection[Share], points: Collection[UUID]) -> Stopped | None:
    closed = [SHARE_LABELS[share] for share in Share if share in one.shares and share in shares]
    if any(point in one.points or Share.SAFE_CONTACT in one.shares for point in points):
        closed.append("a contact detail")
    if not closed:
        return None
    what = joined(closed)
    return Stopped(
        title=f"{sentence_start(what)} must be kept from {whom(one)}",
        to_do="Untick it. Consent does not open what is withheld.",
        why=one.why,
    )


def whom(one: Withheld) -> str:
    """Return from whom, without a name."""
    return "everybody" if is_from_everybody(one) else "this recipient"


def stopped_words(kept: KeptFrom, people: Sequence[Person], texts: Sequence[str], called: str) -> tuple[Stopped, ...]:
    """Return a stop for each set of facts that is withheld and was typed by hand: a child's name, a date of birth.

    A name of one word counts as it is written on record or in capitals alone: "may" is no child called May.

    Args:
        kept: what this recipient must not have.
        people: everybody of the case.
        texts: what somebody typed into the letter, part by part.
        called: the name the letter calls her by; it is in every letter and betrays nothing.
    """
    stops = []
    for share in (one for one in Share if one in kept.shares):
        telling = [told for told in _telling(share, people) if not holds(words_of(called), words_of(told))]
        if any(_is_in(text, told) for text in texts for told in telling):
            why = next(one.why for one in kept.because if share in one.shares)
            what = SHARE_LABELS[share]
            stops.append(
                Stopped(
                    title=f"The letter's words tell of what must be kept from this recipient: {what}",
                    to_do="Take it out, or say it in other words.",
                    why=why,
                )
            )
    return tuple(stops)


def _is_in(text: str, told: str) -> bool:
    if len(words_of(told)) > 1:
        return holds(words_of(text), words_of(told))
    as_written = words_of(text, keep_case=True)
    return any(holds(as_written, words_of(one, keep_case=True)) for one in (told, told.upper()))


def _telling(share: Share, people: Sequence[Person]) -> Iterator[str]:
    """Yield the words that give a set of facts away wherever they stand."""
    if share is Share.CHILDREN:
        yield from _called(people, PersonRole.CHILD)
    elif share is Share.OTHER_PERSON:
        yield from _called(people, PersonRole.OTHER_PERSON)
    elif share is Share.RISK_SUMMARY:
        yield from ("high risk", "medium risk", "standard risk", "MARAC")
    else:
        yield from (words for one in people if one.role is PersonRole.CLIENT for words in _own(share, one))


def _called(people: Sequence[Person], role: PersonRole) -> Iterator[str]:
    """Yield every name of those in a role, and what each begins with: a child is written about by a first name."""
    for name in (name for one in people if one.role is role for name in names_of(one)):
        yield name
        first = name.split()[0]
        if len(first) > 1 and not _TITLES.intersection(words_of(first)):
            yield first


def _own(share: Share, client: Person) -> Iterator[str]:
    if share is Share.DATE_OF_BIRTH:
        yield from (words for words in (client.legal_name, *_born(client.date_of_birth)) if words.strip())
    elif share is Share.NEEDS:
        yield from (words for words in (client.language, client.access_needs) if words.strip())


def _born(day: date | None) -> tuple[str, ...]:
    if day is None:
        return ()
    figures = f"{day:%d/%m/%Y}", f"{day.day}/{day.month}/{day.year}", f"{day:%d/%m/%y}", day.isoformat()
    return (long_date(day), short_date(day), *figures)
