"""Who must never interpret: family, friends, anybody of the case, and whom she ruled out.

Source: the domain's list of harms (honour-based abuse: never relatives or community interpreters); from general
knowledge. A child or a sister who interprets hears everything, and may be asked about it at home.
"""

from collections.abc import Sequence

from advocate_desk.domain.named_in_words import any_held, holds, somebody_named, words_of
from advocate_desk.domain.people import Person

_FAMILY = (
    *("mother", "father", "mum", "mam", "dad", "parent", "parents", "stepmother", "stepfather"),
    *("sister", "brother", "daughter", "son", "child", "children", "stepson", "stepdaughter"),
    *("aunt", "auntie", "aunty", "uncle", "cousin", "niece", "nephew"),
    *("grandmother", "grandfather", "grandma", "grandad", "nan", "relative", "relatives", "family"),
    *("husband", "wife", "partner", "boyfriend", "girlfriend", "ex", "friend", "friends", "neighbour", "neighbours"),
)
_NEVER = "Family, friends and people of the case never interpret. Ask for an interpreter from an agency."
_OTHERWISE = "Where it only sounds like that, write the interpreter's agency and number instead."
_NAMED = f"This names somebody in this case. {_NEVER} {_OTHERWISE}"
_RELATED = f"This reads as somebody of the family or a friend. {_NEVER} {_OTHERWISE}"
_RULED_OUT = f"The record says that this person must never interpret. {_NEVER}"


def why_never_interpreter(said: str, people: Sequence[Person]) -> str:
    """Return why whoever ``said`` names must not have interpreted; "" where nothing is known against them.

    Args:
        said: what somebody typed as the interpreter of an agreement; "" where none was needed.
        people: everybody of the case.
    """
    if not said.strip():
        return ""
    if any(_rules_out(one.never_interpreter, said) for one in people):
        return _RULED_OUT
    if somebody_named(said, people):
        return _NAMED
    return _RELATED if any_held(said, _FAMILY) else ""


def _rules_out(never: str, said: str) -> bool:
    return holds(words_of(never), words_of(said))
