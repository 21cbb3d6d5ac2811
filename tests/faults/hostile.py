"""Strings that have broken other programs, and what may become of one: kept exactly, or refused in words."""

from collections.abc import Callable

from advocate_desk.domain.errors import KnownFailure

MARKUP = (
    *("<b>", "</para><para>", "<img src=/etc/hostname>", "&x;", "]]>", "<a href=javascript:alert(1)>here</a>"),
    *("<onDraw name=x/>", '<font color="red">red</font>', "{{7*7}}", "${jndi:ldap://x.example}", "{0.__class__}"),
    *("%s%n", "'; DROP TABLE person; --", "=cmd|'/c calc'!A1", "@SUM(1)", "../../etc/passwd", "a/b\\c:d*e?"),
)
HOSTILE = (
    *MARKUP,
    *("", " ", "a" * 20_000, "a" * 20_001, "word " * 200_000, "\0", "a\0b", "\x01", "\x1b[31m", "\x7f", "\x85", "\x9b"),
    *("\ud800", "\udfffa", "\u202eabc", "\u2066abc\u2069", "a\u200bb", "\ufeffabc", "e\u0301", "\u00e9", "İIıi"),
    *("Z" + "\u0301" * 1000, "👩‍👩‍👧‍👦", "عائشة", "فارسی", "ਪੰਜਾਬੀ", "Zażółć", "Siân Ŵyn", "李小龍", "\t=1", "a\nb"),
    *("CON", "x" * 300, "0001-01-01", "9999-12-31", "\u200f07700 900123", '"', "'", "NEAR(", "a* OR b", "name:x", "-"),
)


def refused_in_words(text: str, act: Callable[[], object]) -> bool:
    """Do it; say whether it was refused, and see that the refusal is a sentence that does not repeat the text."""
    try:
        act()
    except KnownFailure as refusal:
        said = str(refusal)
        assert said.endswith((".", "?"))
        assert len(said) < 400
        assert len(text.strip()) < 5 or text not in said
        return True
    return False
