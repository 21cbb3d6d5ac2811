"""A name half heard: the right person stands among the first three."""

from collections import Counter

from advocate_desk.exchange.resemblance import NameResemblance
from advocate_desk.services.find_named import find_named
from advocate_desk.storage.records import SqlStore
from tests.support.kept import Invented
from tests.support.misspelt import caseload, misspelt

ASKED = 200


def test_of_two_hundred_misspelt_names_the_right_person_is_among_the_first_three(store: SqlStore) -> None:
    people = {name: Invented(name=name) for name in caseload()}
    with store.work() as work:
        for one in people.values():
            work.add(one.case())
            work.add(one.client())
        work.commit("caseload")
    missed: Counter[str] = Counter()
    by_words_alone = 0
    with store.work() as work:
        for name, way, typed in misspelt(ASKED):
            found = [person.id for person in find_named(work, typed, NameResemblance(), 3)]
            missed[way] += people[name].client_id not in found
            by_words_alone += people[name].id in [hit.case_id for hit in work.search(typed, 3)]
    right = ASKED - sum(missed.values())
    print(f"{right} of {ASKED} by sound and spelling, {by_words_alone} by words alone; missed: {missed}")
    assert right >= 0.95 * ASKED
    assert right > 2 * by_words_alone
