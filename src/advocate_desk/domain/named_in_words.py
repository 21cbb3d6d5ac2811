"""Whether words somebody typed name somebody of a case: accents, case and punctuation set aside, word by word."""

import unicodedata
from collections.abc import Iterable, Sequence

from advocate_desk.domain.people import Person

Words = tuple[str, ...]


def words_of(text: str, *, keep_case: bool = False) -> Words:
    """Return the words of ``text`` for comparing: casefolded, without accents; an apostrophe parts no word."""
    decomposed = unicodedata.normalize("NFKD", text).replace("'", "").replace("’", "")
    decomposed = decomposed if keep_case else decomposed.casefold()
    kept = "".join(one if one.isalnum() else " " for one in decomposed if not unicodedata.combining(one))
    return tuple(kept.split())


def holds(words: Words, wanted: Words) -> bool:
    """Say whether ``wanted`` stands in ``words``, in one piece. Nothing is held by nothing."""
    length = len(wanted)
    return bool(wanted) and any(words[at : at + length] == wanted for at in range(len(words) - length + 1))


def names_of(person: Person) -> tuple[str, ...]:
    """Return every name ``person`` is on record under."""
    return tuple(name for name in (person.name_to_use, person.legal_name, *person.known_as) if name.strip())


def somebody_named(text: str, people: Iterable[Person]) -> Person | None:
    """Return whom of ``people`` a text could name, or None.

    A text names somebody who is in it by any whole name, and somebody whose name it is a part of ("Pat" may be
    Pat Pretend). A shared surname with another first name names nobody.
    """
    said = words_of(text)
    return next((one for one in people if any(_could_be(said, words_of(name)) for name in names_of(one))), None)


def _could_be(said: Words, name: Words) -> bool:
    return holds(said, name) or (bool(said) and holds(name, said))


def any_held(text: str, wanted: Sequence[str]) -> bool:
    """Say whether a text holds any of ``wanted``, word by word."""
    said = words_of(text)
    return any(holds(said, words_of(one)) for one in wanted)
