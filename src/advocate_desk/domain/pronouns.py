"""How to write about somebody in their own pronouns, or in "they" where nobody has asked."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_SLOT = re.compile(r"\{([A-Za-z_ ]+)(?:\|([A-Za-z_ ]+))?\}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Pronouns:
    """One set: ``they`` need ``them`` and ``their``; ``plural`` asks for "need" over "needs"."""

    they: str
    them: str
    their: str
    plural: bool = False


THEY = Pronouns(they="they", them="them", their="their", plural=True)
_SHE = Pronouns(they="she", them="her", their="her")
_HE = Pronouns(they="he", them="him", their="his")
_KNOWN = {"she": _SHE, "her": _SHE, "he": _HE, "him": _HE, "they": THEY, "them": THEY}


def pronouns(recorded: str) -> Pronouns:
    """Return the set a record such as ``she/her`` names; "they" where it names none we know, or two.

    "She/they" is two answers: either is right, and "they" is right for both.
    """
    words = re.findall(r"[^\W\d_]+", recorded.casefold())
    named = {_KNOWN[word] for word in words if word in _KNOWN}
    strangers = [word for word in words if word not in _KNOWN and word not in {"hers", "his", "their", "theirs"}]
    return named.pop() if len(named) == 1 and not strangers else THEY


def slots(text: str) -> Sequence[str]:
    """Return the names of the slots of a sentence, such as ``name`` in "We support {name}"."""
    return [match[1] for match in _SLOT.finditer(text) if match[2] is None]


def fill(text: str, person: Pronouns, **values: str) -> str:
    """Fill the slots of a sentence of ours.

    ``{they}``, ``{them}`` and ``{their}`` take the pronouns (``{They}`` with a capital), ``{need|needs}``
    the first form after "they" and the second after "she", and every other slot its value. A value is put
    in as it is and never looked at for slots again.

    Raises:
        KeyError: a slot has no value.
    """
    words = {"they": person.they, "them": person.them, "their": person.their}
    capitals = {name.capitalize(): word.capitalize() for name, word in words.items()}
    everything = {**words, **capitals, **values}

    def fitting(match: re.Match[str]) -> str:
        if match[2] is not None:
            return match[1] if person.plural else match[2]
        return everything[match[1]]

    return _SLOT.sub(fitting, text)


def joined(parts: Sequence[str], last: str = "and") -> str:
    """Return ``a, b and c``."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"
