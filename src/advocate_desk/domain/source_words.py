"""Where a rule comes from, in words: what was read, how sure that is, and when somebody last looked."""

from datetime import date, timedelta

from advocate_desk.domain.dates_in_words import long_date
from advocate_desk.domain.rule_table import Evidence, Provenance

OLD_AFTER = timedelta(days=365)
"""A rule nobody looked at for longer is to be checked, however well it was read."""
_SURE = {
    Evidence.READ: "",
    Evidence.PARTLY_READ: "Partly read at its source: check before relying on it.",
    Evidence.GENERAL_KNOWLEDGE: "We think so, and have not read it at its source: check.",
    Evidence.LOCAL: "It differs by area: check locally.",
    Evidence.DESIGN: "A choice of this program, not a rule of law.",
}


def source_words(provenance: Provenance, today: date) -> str:
    """Return ``Source: … Checked on 24 November 2026. We think so, …``. Never called advice."""
    old = today - provenance.checked_on > OLD_AFTER
    parts = (
        f"Source: {provenance.source.rstrip('.')}.",
        f"Looked at on {long_date(provenance.checked_on)}{', more than a year ago: check' if old else ''}.",
        _SURE[provenance.evidence],
    )
    return " ".join(part for part in parts if part)
