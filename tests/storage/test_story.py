from advocate_desk.domain.people import Person
from advocate_desk.storage.records import SqlStore
from tests.support.kept import USER, fetch, keep_case


def test_the_story_of_a_record_is_told_the_newest_first_with_who_and_what(store: SqlStore) -> None:
    invented = keep_case(store)
    for pronouns in ("she/her", "they/them"):
        with store.work() as unit:
            unit.change(unit.get(Person, invented.client_id), pronouns=pronouns)
            unit.commit("changed for a test")
    client = fetch(store, Person, invented.client_id)
    with store.work() as unit:
        newest, before, first = unit.story(client)
    assert dict(newest.fields) == {"pronouns": "they/them"}
    assert dict(before.fields) == {"pronouns": "she/her"}
    assert (newest.is_first, first.is_first) == (False, True)
    assert first.fields["name_to_use"]
    assert {one.actor_id for one in (newest, before, first)} == {USER}
    assert newest.at > before.at > first.at
