"""Incidents in words: what kinds there are, when one was, and what several of them say together."""

from collections.abc import Iterator, Sequence

from advocate_desk.domain.dates_in_words import long_date
from advocate_desk.domain.incident_rules import Escalation, KnownIncident, Repeat
from advocate_desk.domain.incidents import IncidentKind, ToldBy
from advocate_desk.domain.marac_criteria import MaracCriteria
from advocate_desk.domain.sentences import sentence_start

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


def kinds_words(kinds: Sequence[IncidentKind]) -> str:
    """Return ``Threats, unwanted contact``: the headline of an incident, which tells no more than what kind it was."""
    words = ", ".join(KIND_WORDS[kind] for kind in kinds)
    return sentence_start(words)


def repeat_words(found: Repeat, name: str, criteria: MaracCriteria) -> str:
    """Return what a repeat asks for. ``name`` is the other person's, "" where nobody knows it."""
    referred = f" of {long_date(found.referral.referred_on)}" if found.referral.referred_on else ""
    within_words = f"within {criteria.repeat_months} months of the MARAC referral{referred}"
    if found.other_id is None:
        return (
            f"May be a repeat: an incident {within_words} does not say who did it. "
            "By the same other person it goes back to MARAC, whatever the score."
        )
    who = name or "the same other person"
    return f"Repeat: an incident by {who} {within_words}. It goes back to MARAC, whatever the score."


def escalation_words(found: Escalation, criteria: MaracCriteria) -> str:
    """Return what says that things get worse; "" where nothing does."""
    return f"Potential escalation: {', '.join(_signs(found, criteria))}." if found.is_met else ""


def undated_words(undated: Sequence[KnownIncident]) -> str:
    """Return how many no rule can count, so that nobody takes silence for safety; "" where all have a day."""
    if not undated:
        return ""
    count = "1 incident has" if len(undated) == 1 else f"{len(undated)} incidents have"
    return f"{count} no day and cannot be counted by day. Ask about when it was."


def _signs(found: Escalation, criteria: MaracCriteria) -> Iterator[str]:
    count = len(found.counted)
    yield f"{'1 incident' if count == 1 else f'{count} incidents'} in the past {criteria.escalation_months} months"
    if found.more_often:
        yield "more often than before"
    if found.graver:
        yield f"for the first time {' and '.join(KIND_WORDS[kind] for kind in found.new_grave_kinds)}"
