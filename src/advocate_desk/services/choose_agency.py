"""Agencies and their services as the referral editor offers them: what to know before choosing one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from advocate_desk.domain.dates_in_words import long_date
from advocate_desk.domain.directory import Agency, Service, ServiceStatus
from advocate_desk.domain.fragments import compact

_DETAILS_GO_STALE_AFTER = timedelta(days=183)


@dataclass(frozen=True, kw_only=True, slots=True)
class AgencyChoice:
    """An agency (or one service of it) as the editor offers it. ``refusal`` says why it cannot be chosen."""

    agency: Agency
    service: Service | None
    label: str
    checked_line: str
    warning: str
    refusal: str


def choices(
    agencies: Sequence[Agency], services: Sequence[Service], text: str, today: date
) -> tuple[AgencyChoice, ...]:
    """Return what ``text`` may mean: every word of it begins a word or stands in a name; the closest first."""
    words = [compact(word) for word in text.split()]
    offered = [(_rank(words, one), one) for one in _all(agencies, services, today)]
    found = [(rank, one) for rank, one in offered if rank is not None]
    found.sort(key=lambda pair: (bool(pair[1].refusal), pair[0], pair[1].label.casefold()))
    return tuple(one for _, one in found)


def refusal(service: Service | None) -> str:
    """Return why a referral to this service cannot be started, or "" where it can (HSDS 3 status)."""
    if service is not None and service.status in {ServiceStatus.INACTIVE, ServiceStatus.DEFUNCT}:
        return "This service no longer takes people. Choose another."
    return ""


def _all(agencies: Sequence[Agency], services: Sequence[Service], today: date) -> Iterator[AgencyChoice]:
    by_id = {agency.id: agency for agency in agencies}
    for agency in agencies:
        yield _choice(agency, None, today)
    for service in services:
        if service.agency_id in by_id:
            yield _choice(by_id[service.agency_id], service, today)


def _choice(agency: Agency, service: Service | None, today: date) -> AgencyChoice:
    checked_on = service.checked_on if service else agency.checked_on
    return AgencyChoice(
        agency=agency,
        service=service,
        label=f"{service.name}, {agency.name}" if service else agency.name,
        checked_line=f"Details checked {long_date(checked_on)}" if checked_on else "Details never checked",
        warning=_warning(service, checked_on, today),
        refusal=refusal(service),
    )


def details_are_old(checked_on: date | None, today: date) -> bool:
    """Say whether an agency's details are to be confirmed before anything goes there.

    They are where nobody checked them in half a year, or on a day still to come, for then a clock was wrong.
    """
    return checked_on is None or checked_on > today or today - checked_on > _DETAILS_GO_STALE_AFTER


def _warning(service: Service | None, checked_on: date | None, today: date) -> str:
    parts = []
    if service is not None and service.status is ServiceStatus.TEMPORARILY_CLOSED:
        parts.append("Closed for now. Ring before you refer.")
    if service is not None and service.alert:
        parts.append(service.alert)
    if details_are_old(checked_on, today):
        parts.append("Check the details before you send anything.")
    return " ".join(parts)


def _rank(words: Sequence[str], choice: AgencyChoice) -> int | None:
    """Return how well a choice fits, 0 best, or None where a word stands in none of its names."""
    agency, service = choice.agency, choice.service
    names = [agency.name, agency.other_name, *([service.name, service.other_name] if service else [])]
    every = [compact(word) for name in names for word in name.split()]
    whole = compact(" ".join(names))
    rank = 0
    for word in words:
        if any(one.startswith(word) for one in every):
            continue
        if word not in whole:
            return None
        rank += 1
    return rank
