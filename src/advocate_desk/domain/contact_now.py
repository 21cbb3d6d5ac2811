"""The answer to "may I call, text or write now?" in three plain lines."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from advocate_desk.domain.contact_rules import Verdict, opens_in_words
from advocate_desk.domain.safe_contact import Method


@dataclass(frozen=True, kw_only=True, slots=True)
class NowLine:
    """One line: ``what`` would be done, whether it may be now, and ``why`` not, or what goes with it."""

    what: str
    allowed: bool
    why: str


_OTHER_WAYS = {Method.IN_PERSON: "In person.", Method.VIA_PROFESSIONAL: "Through a professional."}


def lines_now(ways: Mapping[Method, Verdict], now: datetime) -> tuple[NowLine, ...]:
    """Return the lines for every way of `may_reach`; the others are told only where they are open."""
    call, voicemail, text = ways[Method.CALL], ways[Method.VOICEMAIL], ways[Method.TEXT]
    lines = [
        _line("Call", call, now, "A voicemail is safe too." if voicemail.allowed else "No voicemail."),
        _line("Text", text, now, ""),
        _written(ways[Method.EMAIL], ways[Method.POST], now),
    ]
    others = [words for method, words in _OTHER_WAYS.items() if ways[method].allowed]
    if others:
        lines.append(NowLine(what="Other ways", allowed=True, why=" ".join(others)))
    return tuple(lines)


def _line(what: str, verdict: Verdict, now: datetime, with_it: str) -> NowLine:
    return NowLine(what=what, allowed=verdict.allowed, why=with_it if verdict.allowed else _why(verdict, now))


def _written(email: Verdict, post: Verdict, now: datetime) -> NowLine:
    whys = [_why(one, now) for one in (email, post) if not one.allowed]
    if len(whys) == 2:
        return NowLine(what="Write", allowed=False, why=" ".join(dict.fromkeys(whys)))
    by = "By email or by post." if not whys else "By email alone." if email.allowed else "By post alone."
    return NowLine(what="Write", allowed=True, why=" ".join([by, *whys]))


def _why(verdict: Verdict, now: datetime) -> str:
    """Return when it opens, where only the time stands against it: the rest is in the plan below."""
    return f"Not a safe time. Opens {opens_in_words(verdict.opens, now)}." if verdict.opens else verdict.why
