"""Chains that must come to an end."""

from collections.abc import Mapping


def is_circle(begin: str, leads_to: Mapping[str, str]) -> bool:
    """Say whether following ``leads_to`` from ``begin`` comes back to something passed."""
    seen: set[str] = set()
    at = begin
    while at and at not in seen:
        seen.add(at)
        at = leads_to.get(at, "")
    return bool(at)
