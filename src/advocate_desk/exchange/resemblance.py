"""How alike two names are, by RapidFuzz."""

from rapidfuzz import fuzz
from rapidfuzz.utils import default_process


class NameResemblance:
    """Compares names with case, marks and the order of their words set aside; a slip of the pen costs little."""

    def score(self, one: str, other: str) -> float:
        """Return 0 (nothing alike) to 100 (the same)."""
        first, second = default_process(one), default_process(other)
        if not (first and second):
            return 0.0
        together = fuzz.ratio(first.replace(" ", ""), second.replace(" ", ""))
        return max(fuzz.token_sort_ratio(first, second), together)
