import json
import shutil
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocate_desk.domain.directory import ServiceStatus
from advocate_desk.domain.errors import KnownFailure, NotFound, Unreadable
from advocate_desk.exchange.directory_assembly import assemble
from advocate_desk.exchange.directory_files import DirectoryFiles
from advocate_desk.exchange.directory_json import add_document
from advocate_desk.exchange.directory_tables import Standard, Tables
from advocate_desk.services.import_directory import PublishedDirectory

ORGANISATION: dict[str, Any] = {"id": "o1", "name": "Sample Refuge", "description": "", "uri": ""}
SERVICE: dict[str, Any] = {
    "id": "s1",
    "name": "Emergency beds",
    "status": "active",
    "assured_date": "2026-05-04",
    "organization": ORGANISATION,
    "phones": [{"id": "p1", "number": '"0808 2000 247"'}],
}


def read_json(tmp_path: Path, document: object) -> PublishedDirectory:
    path = tmp_path / "directory.json"
    path.write_text(json.dumps(document))
    return DirectoryFiles().read(path)


def tables(folder: Path, **files: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text)
    return folder


def package(folder: Path, **files: str) -> Path:
    usual = {
        "organizations": "id,name,description\no1,Sample Refuge,\n",
        "services": "id,organization_id,name,status\ns1,o1,Emergency beds,active\n",
    }
    return tables(folder, **{**usual, **files})


# --- what is taken ---------------------------------------------------------------------------------------


def test_a_service_is_read_with_the_organisation_inside_it(tmp_path: Path) -> None:
    read = read_json(tmp_path, SERVICE)
    (organisation,), (service,) = read.organisations, read.services
    assert (organisation.name, organisation.external_id) == ("Sample Refuge", "o1")
    assert (service.name, service.organisation_id, service.status) == ("Emergency beds", "o1", ServiceStatus.ACTIVE)
    assert service.checked_on == date(2026, 5, 4)


def test_an_organisation_is_read_with_the_services_inside_it(tmp_path: Path) -> None:
    inside = {key: value for key, value in SERVICE.items() if key != "organization"}
    read = read_json(tmp_path, {**ORGANISATION, "services": [inside]})
    assert [service.organisation_id for service in read.services] == ["o1"]


def test_a_page_of_a_list_is_read_and_told(tmp_path: Path) -> None:
    page = {"total_items": 3, "total_pages": 3, "page_number": 1, "last_page": False, "contents": [SERVICE]}
    read = read_json(tmp_path, page)
    assert len(read.services) == 1
    assert any("page 1 of 3" in sentence for sentence in read.told)


def test_a_phone_loses_the_quotes_round_it_and_nothing_else(tmp_path: Path) -> None:
    read = read_json(tmp_path, SERVICE)
    assert read.services[0].phones == ("0808 2000 247",)


def test_an_extension_is_named_after_its_number(tmp_path: Path) -> None:
    phones = [{"id": "p1", "number": "020 7946 0000", "extension": 12}]
    assert read_json(tmp_path, {**SERVICE, "phones": phones}).services[0].phones == ("020 7946 0000 ext. 12",)


def test_what_a_file_does_not_speak_of_is_told_from_what_it_leaves_blank(tmp_path: Path) -> None:
    silent = {key: value for key, value in SERVICE.items() if key != "phones"}
    assert read_json(tmp_path, silent).services[0].phones is None
    assert read_json(tmp_path, {**SERVICE, "phones": []}).services[0].phones == ()
    assert read_json(tmp_path, SERVICE).services[0].alert is None
    assert read_json(tmp_path, {**SERVICE, "alert": ""}).services[0].alert == ""


def test_a_refuge_without_an_address_is_nothing_to_speak_of(tmp_path: Path) -> None:
    assert DirectoryFiles().read(package(tmp_path / "d")).told == ()


def test_in_a_folder_the_tables_win_over_json(tmp_path: Path) -> None:
    folder = package(tmp_path / "d")
    (folder / "other.json").write_text(json.dumps({**SERVICE, "id": "s9"}))
    assert [service.external_id for service in DirectoryFiles().read(folder).services] == ["s1"]


def test_in_a_folder_without_tables_every_json_file_counts_and_they_fill_one_another(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps({**SERVICE, "alert": ""}))
    (tmp_path / "b.json").write_text(json.dumps({**SERVICE, "alert": "Closed on Monday", "name": "Another name"}))
    (tmp_path / "c.json").write_text(json.dumps({**SERVICE, "id": "s2", "name": "Advice"}))
    (tmp_path / "datapackage.json").write_text("{}")
    read = DirectoryFiles().read(tmp_path)
    assert [(service.name, service.alert) for service in read.services] == [
        ("Emergency beds", "Closed on Monday"),
        ("Advice", None),
    ]


def test_a_postal_address_is_taken_before_another_one(tmp_path: Path) -> None:
    folder = package(
        tmp_path / "d",
        locations="id,organization_id,name\nl1,o1,Office\n",
        addresses=(
            "id,location_id,address_1,city,postal_code,address_type\n"
            "a1,l1,1 Door Street,Sampleton,ZZ99 1AA,physical\na2,l1,PO Box 1,Sampleton,ZZ99 9ZZ,postal\n"
        ),
    )
    assert DirectoryFiles().read(folder).organisations[0].postal_address == ("PO Box 1", "Sampleton", "ZZ99 9ZZ")


# --- what is refused -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"services": "id,organization_id,name,status\n"}, "no services"),
        ({"organizations": "id,name,description\n"}, "no organisations"),
        ({"services": "id,organization_id,name,status\n,o1,Beds,active\n"}, "services.csv row 2 has no id"),
        ({"services": "id,organization_id,name,status\ns1,o1, ,active\n"}, "services.csv row 2 has no name"),
        ({"organizations": "id,name,description\no1,,\n"}, "organizations.csv row 2 has no name"),
        ({"services": "id,organization_id,name,status\ns1,o1,Beds,active,more\n"}, "Row 2 of services.csv"),
        ({"services": 'id,organization_id,name,status\ns1,o1,"Beds\n'}, "services.csv"),
        ({"phones": "id,service_id,number\np1,s1,\x07\n"}, "phones.csv row 2"),
    ],
)
def test_a_directory_that_is_not_whole_is_refused_with_the_place(
    tmp_path: Path, files: dict[str, str], says: str
) -> None:
    with pytest.raises(Unreadable, match=says):
        DirectoryFiles().read(package(tmp_path / "d", **files))


@pytest.mark.parametrize("missing", ["services", "organizations"])
def test_a_directory_without_one_of_its_tables_is_refused(tmp_path: Path, missing: str) -> None:
    folder = package(tmp_path / "d")
    (folder / f"{missing}.csv").unlink()
    with pytest.raises(Unreadable):
        DirectoryFiles().read(folder)


@pytest.mark.parametrize("document", [{}, [], {"contents": []}, "text", 3, None, [1, 2], {"id": "s1", "name": "Beds"}])
def test_json_that_is_no_directory_is_refused(tmp_path: Path, document: object) -> None:
    with pytest.raises(Unreadable):
        read_json(tmp_path, document)


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe", b"[" * 200_000, b'{"a": ' + b"9" * 5000 + b"}"])
def test_json_that_is_none_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "d.json").write_bytes(data)
    with pytest.raises(Unreadable):
        DirectoryFiles().read(tmp_path / "d.json")


def test_one_table_alone_and_an_empty_folder_and_nothing_at_all_are_refused(tmp_path: Path) -> None:
    folder = package(tmp_path / "d")
    with pytest.raises(Unreadable, match="folder"):
        DirectoryFiles().read(folder / "services.csv")
    (tmp_path / "empty").mkdir()
    with pytest.raises(Unreadable):
        DirectoryFiles().read(tmp_path / "empty")
    with pytest.raises(NotFound):
        DirectoryFiles().read(tmp_path / "none")


@given(st.binary(max_size=300))
def test_any_bytes_are_a_directory_or_a_sentence(data: bytes) -> None:
    tables_ = Tables()
    with suppress(KnownFailure):
        add_document(tables_, data, "d.json", Standard.shipped())
        assemble(tables_)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "name", "services", "organization", "phones", "contents", "service_at_locations"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(_JSON)
def test_any_json_is_a_directory_or_a_sentence(document: object) -> None:
    tables_ = Tables()
    with suppress(KnownFailure):
        add_document(tables_, json.dumps(document).encode(), "d.json", Standard.shipped())
        assemble(tables_)


# --- what is told, and imported --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ({"locations": "id,organization_id,name\nl1,o9,Office\n"}, "organization_id leads to nothing"),
        ({"locations": "id,organization_id,name,latitude\nl1,o1,Office,100\n"}, "no such latitude"),
        ({"locations": "id,organization_id,name,latitude\nl1,o1,Office,north\n"}, "no such latitude"),
        ({"services": "id,organization_id,name,status,mood\ns1,o1,Beds,active,calm\n"}, "mood"),
        ({"services": "id,organization_id,name,status\ns1,o1,Beds,asleep\n"}, "status"),
        ({"services": "id,organization_id,name,assured_date\ns1,o1,Beds,2026-02-31\n"}, "assured_date"),
        ({"mystery": "id\n1\n"}, "mystery.csv"),
    ],
)
def test_what_is_odd_is_told_and_the_rest_imported(tmp_path: Path, files: dict[str, str], says: str) -> None:
    read = DirectoryFiles().read(package(tmp_path / "d", **files))
    assert any(says in sentence for sentence in read.told)
    assert len(read.services) == 1


def test_a_service_whose_organisation_is_not_there_stands_under_its_own_name(tmp_path: Path) -> None:
    read = DirectoryFiles().read(package(tmp_path / "d", services="id,organization_id,name\ns1,o9,Beds\n"))
    (stand_in,) = [organisation for organisation in read.organisations if organisation.is_stand_in]
    assert (stand_in.external_id, stand_in.name) == ("o9", "Beds")
    assert any("under its own name" in sentence for sentence in read.told)


# --- the published examples ------------------------------------------------------------------------------


@pytest.mark.parametrize("profile", ["hsds", "oruk"])
@pytest.mark.parametrize("part", ["", "service_full.json", "organization_full.json", "service_list.json"])
def test_the_published_examples_are_read(shared_data: Path, tmp_path: Path, profile: str, part: str) -> None:
    # Copied, because the folder beside a checkout may be read-only in a way that hides a write of ours.
    copy = shutil.copytree(shared_data / profile, tmp_path / profile)
    read = DirectoryFiles().read(copy / part)
    assert [organisation.name for organisation in read.organisations] == ["Example Organization Inc."]
    assert [service.name for service in read.services] == ["Community Counselling"]
    assert read.services[0].checked_on == date(2005, 1, 1)
    assert '"' not in "".join(read.services[0].phones or ())


def test_the_published_tables_hold_what_was_planted_in_them(shared_data: Path) -> None:
    read = DirectoryFiles().read(shared_data / "hsds")
    told = " ".join(read.told)
    assert "organization_id leads to nothing in these files: contacts.csv row 2, locations.csv row 2" in told
    assert "no such latitude: locations.csv row 2" in told
    assert read.services[0].phones == ("+44 1234 234567 ext. 100",)
