"""Finding people by a name that may be misspelt: by its sound, its beginnings and its ends, the nearest first."""

from advocate_desk.domain.likeness import words_alike
from advocate_desk.domain.likeness_keys import wide_keys
from advocate_desk.domain.name_forms import plain_words
from advocate_desk.domain.people import Person
from advocate_desk.services.ports import Resemblance, UnitOfWork

_LOOKED_AT = 200
_HEARD_ALIKE = 50.0


def find_named(unit: UnitOfWork, name: str, resemblance: Resemblance, most: int = 10) -> tuple[Person, ...]:
    """Return the people whose name is nearest to ``name``, at most ``most`` of them."""
    nearest = unit.known_by(wide_keys((name,)), _LOOKED_AT)
    place = {person_id: number for number, person_id in enumerate(nearest)}
    people = unit.find(Person, id=nearest)
    return tuple(sorted(people, key=lambda one: (-_nearness(name, one, resemblance), place[one.id])))[:most]


def _nearness(name: str, person: Person, resemblance: Resemblance) -> float:
    """Return how near the nearest of a person's names is: how alike in letters, and how many of the words are heard."""
    wanted = plain_words(name)
    names = (plain_words(one) for one in (person.name_to_use, person.legal_name, *person.known_as))
    return max((_of_words(wanted, words, resemblance) for words in names if words), default=0.0)


def _of_words(wanted: tuple[str, ...], words: tuple[str, ...], resemblance: Resemblance) -> float:
    heard = sum(any(words_alike(one, other, resemblance.score) for other in words) for one in wanted)
    letters = resemblance.score(" ".join(wanted), " ".join(words))
    return letters + _HEARD_ALIKE * heard / max(len(wanted), len(words), 1)
