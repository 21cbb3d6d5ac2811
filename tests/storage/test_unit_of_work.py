"""One door for writes: all or nothing, nothing overwritten unseen, nothing written past the journal."""

import dataclasses
import threading
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from advocate_desk.domain.cases import Case, CaseLink, LinkKind
from advocate_desk.domain.contacts import Note
from advocate_desk.domain.directory import Agency
from advocate_desk.domain.errors import ChangedMeanwhile, NeverChanged, NotFound, TextRefused
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.people import ContactPoint, Disclosure, Person, PersonRole, PointKind
from advocate_desk.domain.record import SHARED_STREAM, Record
from advocate_desk.domain.settings import ServiceSettings
from advocate_desk.storage import journal
from advocate_desk.storage.records import SqlStore
from advocate_desk.storage.tables import KINDS
from tests.support.kept import DEVICE, NOW, Invented, all_of, fetch, keep, keep_case, opened


def test_what_was_committed_is_there_after_reopening(store: SqlStore, path: Path) -> None:
    invented = Invented(name="Siân Ŵyn Sample")
    note = invented.note("She said: «it is safe after ten» 🌿\n\ttwice")
    keep_case(store, note, invented=invented)
    store.close()
    again = opened(path)
    assert fetch(again, Person, invented.client_id).name_to_use == "Siân Ŵyn Sample"
    assert dataclasses.replace(fetch(again, Note, note.id), version=None) == note
    again.close()


def test_leaving_without_commit_keeps_nothing(store: SqlStore) -> None:
    invented = Invented()
    with store.work() as work:
        work.add(invented.case())
        work.add(invented.client())
    assert not all_of(store, Case)


def test_an_error_in_the_middle_keeps_nothing(store: SqlStore) -> None:
    invented = Invented()
    with suppress(ZeroDivisionError), store.work() as work:
        work.add(invented.case())
        work.add(invented.client())
        _ = 1 / 0
    assert not all_of(store, Case)


def test_rows_that_need_one_another_may_be_added_in_any_order(store: SqlStore) -> None:
    invented = Invented()
    child = invented.somebody(PersonRole.CHILD, "Tegan Sample")
    keep(store, invented.note("first of all"), child, invented.client(), invented.case())
    assert len(all_of(store, Person)) == 2


def test_a_row_that_points_at_nothing_keeps_nothing_and_the_next_unit_works(store: SqlStore) -> None:
    with pytest.raises(sa.exc.IntegrityError):
        keep(store, Invented().case())
    keep_case(store)
    assert len(all_of(store, Case)) == 1
    assert store.check() == ()


def test_no_row_of_a_case_can_point_into_another_case(store: SqlStore) -> None:
    one, other = keep_case(store), keep_case(store)
    point = dataclasses.replace(one.point(PointKind.PHONE, "07700 900123"), person_id=other.client_id)
    with pytest.raises(sa.exc.IntegrityError):
        keep(store, point)


def test_no_row_can_lie_in_a_stream_that_is_not_its_own(store: SqlStore) -> None:
    one, other = keep_case(store), keep_case(store)
    for stream_id in (other.id, SHARED_STREAM):
        with pytest.raises(sa.exc.IntegrityError):
            keep(store, dataclasses.replace(one.note("misplaced"), stream_id=stream_id))


def test_what_is_added_in_a_unit_may_be_changed_in_it(store: SqlStore) -> None:
    invented = Invented()
    with store.work() as work:
        client = invented.client()
        work.add(invented.case())
        work.add(client)
        work.change(client, pronouns="she")
        work.commit("opened")
    assert fetch(store, Person, invented.client_id).pronouns == "she"


def test_reads_see_what_is_committed_and_a_unit_goes_on_after_commit(store: SqlStore) -> None:
    invented = Invented()
    with store.work() as work:
        work.add(invented.case())
        work.add(invented.client())
        assert work.find(Case) == ()
        work.commit("opened")
        assert work.get(Case, invented.id).client_id == invented.client_id


def test_one_change_record_is_made_for_each_stream(store: SqlStore) -> None:
    one, other = Invented(), Invented()
    link = CaseLink(
        id=new_id(NOW),
        stream_id=SHARED_STREAM,
        kind=LinkKind.POSSIBLE_DUPLICATE,
        from_case_id=one.id,
        to_case_id=other.id,
    )
    keep(store, one.case(), one.client(), other.case(), other.client(), link)
    with store._desk.transaction() as connection:
        streams = [change.stream_id for change in journal.all_changes(connection)]
    assert streams == [one.id, other.id, SHARED_STREAM]


def test_forms_that_touch_different_fields_are_both_kept(store: SqlStore) -> None:
    invented = keep_case(store)
    opened_on = fetch(store, Person, invented.client_id)
    for fields in ({"pronouns": "she"}, {"language": "Welsh"}):
        with store.work() as work:
            work.change(opened_on, **fields)
            work.commit("saved")
    kept = fetch(store, Person, invented.client_id)
    assert (kept.pronouns, kept.language) == ("she", "Welsh")


def test_a_form_that_would_overwrite_an_unseen_change_is_refused(store: SqlStore) -> None:
    invented = keep_case(store)
    opened_on = fetch(store, Person, invented.client_id)
    for pronouns in ("she", "they"):
        with store.work() as work:
            work.change(fetched(work, opened_on), pronouns=pronouns)
            work.commit("saved")
    with store.work() as work, pytest.raises(ChangedMeanwhile):
        work.change(opened_on, pronouns="ze")
    assert fetch(store, Person, invented.client_id).pronouns == "they"


def fetched(work: object, record: Record) -> Record:
    return work.get(type(record), record.id)  # type: ignore[attr-defined, no-any-return]


def test_a_form_never_stored_cannot_change_what_is_stored(store: SqlStore) -> None:
    invented = keep_case(store)
    with store.work() as work, pytest.raises(ChangedMeanwhile):
        work.change(invented.client(), pronouns="she")


def test_saving_what_is_there_already_makes_no_change_record(store: SqlStore) -> None:
    invented = keep_case(store)
    before = fetch(store, Person, invented.client_id)
    with store.work() as work:
        work.change(before, name_to_use=before.name_to_use)
        work.commit("saved")
    assert fetch(store, Person, invented.client_id) == before


def test_going_back_to_the_kept_value_in_one_unit_changes_nothing(store: SqlStore) -> None:
    invented = keep_case(store)
    before = fetch(store, Person, invented.client_id)
    with store.work() as work:
        work.change(before, pronouns="she", language="Welsh")
        work.change(before, pronouns="")
        work.commit("saved")
    after = fetch(store, Person, invented.client_id)
    assert (after.pronouns, after.language) == ("", "Welsh")


def test_a_change_names_the_change_it_replaces(store: SqlStore) -> None:
    invented = keep_case(store)
    first = fetch(store, Person, invented.client_id).version
    assert first
    for fields in ({"language": "Welsh"}, {"pronouns": "she"}):
        with store.work() as work:
            work.change(work.get(Person, invented.client_id), **fields)
            work.commit("saved")
    with store._desk.transaction() as connection:
        *_, last = journal.all_changes(connection)
    (entity,) = last.entities()
    assert entity.fields == {"pronouns": ("she", first.hex)}


def test_a_deleted_record_is_gone_from_reads_and_can_be_brought_back(store: SqlStore) -> None:
    invented = keep_case(store)
    client = fetch(store, Person, invented.client_id)
    with store.work() as work:
        work.change(client, deleted_at=NOW)
        work.commit("deleted")
        assert work.find(Person) == ()
        with pytest.raises(NotFound):
            work.get(Person, invented.client_id)
        assert work.search("ceri") == ()
        work.change(client, language="Welsh")
        work.commit("an edit that did not see it")
    assert store.check() == ()


@pytest.mark.parametrize("kind", [kind for kind in KINDS if not kind.changeable], ids=lambda kind: kind.name)
def test_contacts_notes_decisions_letters_and_assessments_are_only_added_to(kind: object, store: SqlStore) -> None:
    assert hasattr(kind, "record")
    blank = object.__new__(kind.record)
    with store.work() as work, pytest.raises(NeverChanged):
        work.change(blank, deleted_at=NOW)


def test_the_kinds_that_are_only_added_to_are_these() -> None:
    assert {kind.name for kind in KINDS if not kind.changeable} == {
        "contacts",
        "notes",
        "risk_assessments",
        "case_moves",
        "incidents",
        "contact_overrides",
        "own_consents",
        "prompts_answered",
        "marac_minutes",
        "marac_minutes_opened",
        "marac_decisions",
        "support_reviews",
        "exported_files",
        "step_moves",
        "step_marks",
        "clock_entries",
        "enhanced_rights",
        "referral_moves",
        "referral_chases",
        "letters",
        "letter_copies",
        "point_reveals",
        "backups_made",
        "drills_done",
        "notices",
        "notices_seen",
    }
    assert {kind.name: kind.changeable for kind in KINDS if kind.name in {"consents", "case_links"}} == {
        "consents": {"withdrawn_on"},
        "case_links": {"deleted_at", "why"},
    }


def test_a_note_is_not_edited_even_in_the_unit_that_added_it(store: SqlStore) -> None:
    invented = keep_case(store)
    note = invented.note("as it was said")
    with store.work() as work:
        work.add(note)
        with pytest.raises(NeverChanged):
            work.change(note, text="otherwise")


@pytest.mark.parametrize("field", ["id", "stream_id", "case_id", "version"])
def test_no_row_moves_to_another_case(store: SqlStore, field: str) -> None:
    invented = keep_case(store)
    with store.work() as work, pytest.raises(NeverChanged):
        work.change(work.get(Person, invented.client_id), **{field: invented.id})


def test_a_sample_vault_never_becomes_a_real_one(store: SqlStore) -> None:
    keep(store, ServiceSettings(service_name="Sample Service", is_sample=True))
    with store.work() as work, pytest.raises(NeverChanged):
        work.change(work.find(ServiceSettings)[0], is_sample=False)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM notes",
        "UPDATE people SET pronouns = ''",
        "INSERT INTO changes (position) VALUES (1)",
        "  delete from people",
        "/* quietly */ DELETE FROM people",
        "WITH one AS (SELECT 1) DELETE FROM people",
        "REPLACE INTO drafts VALUES ('a', 'b', 'c', 1)",
        "DROP TABLE notes",
        "VACUUM",
    ],
)
def test_a_statement_that_did_not_come_through_a_door_is_refused(store: SqlStore, statement: str) -> None:
    keep_case(store)
    with pytest.raises(NeverChanged), store._desk.transaction() as connection:
        connection.exec_driver_sql(statement)
    assert len(all_of(store, Person)) == 1


def test_bulk_statements_of_the_toolkit_are_refused_too(store: SqlStore) -> None:
    keep_case(store)
    people = next(kind.table for kind in KINDS if kind.record is Person)
    for statement in (sa.delete(people), sa.update(people).values(pronouns="she"), sa.insert(people).values(id=DEVICE)):
        with pytest.raises(NeverChanged), store._desk.transaction() as connection:
            connection.execute(statement)
    assert fetch(store, Person, all_of(store, Person)[0].id).pronouns == ""


@pytest.mark.parametrize("text", ["nul \0 within", "half a pair \ud83d", "\udc00"])
def test_text_that_cannot_be_kept_exactly_is_refused_in_words_and_not_repeated(store: SqlStore, text: str) -> None:
    invented = keep_case(store)
    with store.work() as work:
        with pytest.raises(TextRefused, match=r"Character \d+ of this text cannot be kept") as refused:
            work.add(invented.note(text))
        with pytest.raises(TextRefused):
            work.change(work.get(Person, invented.client_id), known_as=(text,))
        work.commit("nothing")
    assert text not in str(refused.value)
    assert not all_of(store, Note)


def test_a_moment_without_its_zone_is_refused(store: SqlStore) -> None:
    invented = keep_case(store)
    with store.work() as work, pytest.raises(ValueError, match="zone"):
        work.add(invented.note("when?", happened_at=datetime(2026, 11, 23, 10, 30)))


def test_a_moment_is_kept_to_the_microsecond_in_utc(store: SqlStore) -> None:
    invented = Invented()
    moment = datetime(1999, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)
    note = invented.note("long ago", happened_at=moment)
    keep_case(store, note, invented=invented)
    assert fetch(store, Note, note.id).happened_at == moment


def test_find_narrows_orders_and_limits(store: SqlStore) -> None:
    one, other = Invented(), Invented()
    keep_case(store, *(one.note(text) for text in ("b", "a", "c")), invented=one)
    keep_case(store, other.note("d"), invented=other)
    with store.work() as work:
        assert [note.text for note in work.find(Note, case_id=one.id, order_by=("-text",))] == ["c", "b", "a"]
        assert [note.text for note in work.find(Note, text=("a", "d"), order_by=("text",))] == ["a", "d"]
        assert [note.text for note in work.find(Note, order_by=("text",), limit=1)] == ["a"]
        assert work.find(Note, corrects_id=None, text=()) == ()
        assert len(work.find(Note, corrects_id=None)) == 4


def test_contact_points_can_be_found_by_their_kind(store: SqlStore) -> None:
    invented = Invented()
    email = invented.point(PointKind.EMAIL, "ceri@sample.example")
    keep_case(store, email, invented.point(PointKind.PHONE, "07700 900123"), invented=invented)
    with store.work() as work:
        assert [point.id for point in work.find(ContactPoint, kind=PointKind.EMAIL)] == [email.id]


def test_a_second_unit_in_the_same_thread_is_a_fault_that_shows(store: SqlStore) -> None:
    with store.work(), pytest.raises(RuntimeError, match="open already"), store.work():
        pass
    keep_case(store)


def test_another_thread_waits_for_its_turn(store: SqlStore) -> None:
    done = threading.Event()

    def work_elsewhere() -> None:
        keep_case(store)
        done.set()

    with store.work() as work:
        thread = threading.Thread(target=work_elsewhere)
        thread.start()
        assert not work.find(Case)
        assert not done.is_set()
    thread.join()
    assert len(all_of(store, Case)) == 1


def test_a_directory_entry_lies_in_the_shared_stream_alone(store: SqlStore) -> None:
    agency = Agency(id=new_id(NOW), stream_id=SHARED_STREAM, name="Sample Homes", phones=("020 7946 0123",))
    keep(store, agency)
    assert fetch(store, Agency, agency.id).phones == ("020 7946 0123",)
    with pytest.raises(sa.exc.IntegrityError):
        keep(store, dataclasses.replace(agency, id=new_id(NOW), stream_id=new_id(NOW)))


def test_what_nobody_has_set_stays_not_to_be_disclosed(store: SqlStore) -> None:
    invented = Invented()
    point = invented.point(PointKind.EMAIL, "ceri@sample.example")
    keep_case(store, point, invented=invented)
    assert fetch(store, ContactPoint, point.id).disclosure is Disclosure.DO_NOT_DISCLOSE
