"""One way to set case and accents aside, for sorting names."""

import unicodedata


def fold(text: str) -> str:
    """Return ``text`` without case and accents, words parted by one space."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return " ".join("".join(one for one in decomposed if not unicodedata.combining(one)).split())
