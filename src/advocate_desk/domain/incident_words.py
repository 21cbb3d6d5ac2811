"""Incidents in words: what kinds there are, and when one was."""

from advocate_desk.domain.dates_in_words import long_date
from advocate_desk.domain.incident_rules import KnownIncident
from advocate_desk.domain.incidents import IncidentKind, ToldBy

KIND_WORDS = {
    IncidentKind.PHYSICAL: "physical violence",
    IncidentKind.SEXUAL: "sexual violence",
    IncidentKind.THREATS: "threats",
    IncidentKind.STRANGULATION: "strangulation or choking",
    IncidentKind.WEAPON: "a weapon or object used",
    IncidentKind.CONTROLLING: "controlling behaviour",
    IncidentKind.EMOTIONAL: "emotional abuse",
    IncidentKind.ECONOMIC: "economic abuse",
    IncidentKind.STALKING: "stalking",
    IncidentKind.HARASSMENT: "harassment",
    IncidentKind.ONLINE: "abuse online or by devices",
    IncidentKind.UNWANTED_CONTACT: "unwanted contact",
    IncidentKind.BREACH_OF_ORDER: "an order or bail condition broken",
    IncidentKind.CHILD_CONTACT: "through contact with children",
    IncidentKind.PROPERTY: "damage to property",
    IncidentKind.HONOUR_BASED: "so-called honour-based abuse",
    IncidentKind.FORCED_MARRIAGE: "forced marriage",
    IncidentKind.FGM: "female genital mutilation",
    IncidentKind.OTHER: "something else",
}
TOLD_BY_WORDS = {
    ToldBy.HER: "told by the person",
    ToldBy.CHILD: "told by a child",
    ToldBy.POLICE: "told by the police",
    ToldBy.OTHER_SERVICE: "told by another service",
    ToldBy.FAMILY_OR_FRIEND: "told by family or a friend",
    ToldBy.SEEN_OR_HEARD: "seen or heard by us",
    ToldBy.OTHER: "told by somebody else",
}


def when_words(known: KnownIncident) -> str:
    """Return ``3 November 2026``, ``between 1 and 3 November 2026`` in full days, or the words it was told in."""
    first, last = known.first_day, known.last_day
    if first is None or last is None:
        return known.incident.about_when.strip() or "day not known"
    return long_date(first) if first == last else f"between {long_date(first)} and {long_date(last)}"
