"""The recipient as a letter addresses them: five lines for the window, a greeting, and the close that fits it."""

import re
from collections.abc import Iterable

from advocate_desk.domain.directory import Agency, Service
from advocate_desk.domain.named_in_words import holds, names_of, words_of
from advocate_desk.domain.people import Person

MARK = "Private and confidential"
"""The first of the five lines. It names nobody and no subject."""

_POSTCODE = re.compile(r"\b([A-Z]{1,2}[0-9][0-9A-Z]?)\s*([0-9][A-Z]{2})\s*$", re.IGNORECASE)
_COUNTRIES = frozenset({"gb", "uk", "united kingdom", "great britain", "england", "wales", "scotland"})


def recipient_lines(agency: Agency, service: Service | None, title: str) -> tuple[str, ...]:
    """Return at most five lines: the mark, who opens it, the organisation, the street, ``TOWN  POSTCODE``.

    Args:
        agency: the organisation; its address is used where the service has none.
        service: the part of it that is asked, if one is.
        title: who opens the letter there, such as "Duty Manager", or a person's name.
    """
    address = (service.postal_address if service else ()) or agency.postal_address
    addressee = ", ".join(part for part in (one_line(title), one_line(service.name) if service else "") if part)
    street, town = _street_and_town(_without_names(address, agency, service))
    lines = (MARK, addressee, one_line(agency.name), street, town)
    return tuple(dict.fromkeys(line for line in lines if line))


def own_lines(agency: Agency, service: Service | None) -> tuple[str, ...]:
    """Return what the recipient publishes of itself: names, addresses, phones and email.

    The leak guard lets these stand in the recipient block, and nowhere else.
    """
    lines: list[str] = []
    for one in (agency, service):
        if one is not None:
            lines += [one.name, *one.postal_address, *one.phones, one.email]
    return tuple(line for line in lines if line.strip())


def is_somebody(agency: Agency, service: Service | None, people: Iterable[Person]) -> bool:
    """Say whether what is called an agency bears the whole name of one of ``people``: somebody, and no agency."""
    lines = [agency.name, agency.other_name, *([service.name] if service else [])]
    named = [words for person in people for name in names_of(person) if len(words := words_of(name)) > 1]
    return any(holds(words_of(line), words) for line in lines for words in named)


def greeting(addressee: str) -> str:
    """Return ``Dear Duty Manager``."""
    return f"Dear {one_line(addressee)}"


def close_for(addressee: str, is_named: bool) -> str:
    """Return the close that fits: sincerely to somebody by name, faithfully to an office."""
    return "Yours sincerely" if is_named and addressee.strip() else "Yours faithfully"


def one_line(text: str) -> str:
    """Return ``text`` on one line, its spaces alike."""
    return " ".join(text.split())


def _without_names(address: Iterable[str], agency: Agency, service: Service | None) -> list[str]:
    named = {agency.name.casefold().strip(), *([service.name.casefold().strip()] if service else [])}
    lines = [one_line(line) for line in address]
    return [line for line in lines if line and line.casefold() not in named | _COUNTRIES]


def _street_and_town(lines: list[str]) -> tuple[str, str]:
    """Part an address. The last line with a postcode ends it; what stands on or above that line is the town."""
    if not lines:
        return "", ""
    *above, last = lines
    match = _POSTCODE.search(last)
    if match is None:
        return ", ".join(above), last.upper()
    postcode = f"{match[1]} {match[2]}".upper()
    town = last[: match.start()].strip(" ,")
    if not town and above:
        town = above.pop()
    return ", ".join(above), f"{town.upper()}  {postcode}".strip()
