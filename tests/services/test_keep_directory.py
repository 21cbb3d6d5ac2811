from datetime import date

import pytest

from advocate_desk.domain.directory import Agency, Service, ServiceStatus
from advocate_desk.domain.errors import ChangedMeanwhile, EntryRefused, NotAllowed, TextRefused
from advocate_desk.services.keep_directory import AgencyForm, KeepDirectory, ServiceForm, checked_words, is_stale
from advocate_desk.services.session import Session
from tests.services.desk import ADVOCATE, LETTERS, Office

TODAY = date(2026, 11, 23)
HOSTILE = "<b>Refuge</b> & 'Co' \u202e ŵŷ"


@pytest.fixture
def directory(session: Session) -> KeepDirectory:
    return KeepDirectory(session)


def council(directory: KeepDirectory) -> Agency:
    return directory.agency(directory.agencies("council")[0].agency_id).agency


@pytest.mark.parametrize(
    ("checked_on", "words"),
    [
        (None, "Details never checked"),
        (TODAY, "Details checked 23 November 2026"),
        (date(2026, 5, 24), "Details checked 24 May 2026"),
        (date(2026, 5, 23), "Details checked 6 months ago"),
        (date(2025, 3, 23), "Details checked 20 months ago"),
        (date(2027, 3, 23), "Details checked 23 March 2027"),
    ],
)
def test_details_older_than_half_a_year_say_so_in_words(checked_on: date | None, words: str) -> None:
    assert checked_words(checked_on, TODAY) == words
    assert is_stale(checked_on, TODAY) is (
        words not in {"Details checked 23 November 2026", "Details checked 24 May 2026"}
    )


@pytest.mark.parametrize("typed", ["hous", "counc hous", "0333", "020 7946 0333", "EXAMPLESHIRE", ""])
def test_an_agency_is_found_by_its_name_its_services_and_its_numbers(directory: KeepDirectory, typed: str) -> None:
    assert [line.name for line in directory.agencies(typed)] == ["Exampleshire Council"]


def test_what_is_in_no_agency_finds_none(directory: KeepDirectory) -> None:
    assert directory.agencies("counc zebra") == ()


def test_a_phone_stands_as_it_was_published(directory: KeepDirectory) -> None:
    agency_id = directory.save_agency(AgencyForm(name="Helpline", phones=("0808 2000 247", "  ", " 18000 020 ")), None)
    assert directory.agency(agency_id).agency.phones == ("0808 2000 247", "18000 020")
    assert directory.agencies("helpline")[0].phone == "0808 2000 247"


def test_a_refuge_without_an_address_is_kept_as_it_is(directory: KeepDirectory) -> None:
    agency_id = directory.save_agency(AgencyForm(name="A refuge"), None)
    view = directory.agency(agency_id)
    assert view.agency.postal_address == ()
    directory.mark_checked(agency_id)
    assert not directory.agency(agency_id).stale


def test_any_name_is_kept_letter_by_letter(directory: KeepDirectory) -> None:
    agency_id = directory.save_agency(AgencyForm(name=HOSTILE), None)
    assert directory.agency(agency_id).agency.name == HOSTILE


@pytest.mark.parametrize("name", ["", "   ", "\n"])
def test_an_agency_needs_a_name(directory: KeepDirectory, name: str) -> None:
    with pytest.raises(EntryRefused):
        directory.save_agency(AgencyForm(name=name), None)
    assert len(directory.agencies()) == 1


def test_text_that_cannot_be_kept_is_refused_whole(directory: KeepDirectory) -> None:
    with pytest.raises(TextRefused):
        directory.save_agency(AgencyForm(name="Kept", phones=("020\x00",)), None)
    assert len(directory.agencies()) == 1


def test_only_what_changed_is_written_so_two_people_may_mend_two_things(directory: KeepDirectory) -> None:
    opened = council(directory)
    form = {"phones": opened.phones, "postal_address": opened.postal_address}
    directory.save_agency(AgencyForm(name="Exampleshire County Council", email=opened.email, **form), opened)
    directory.save_agency(AgencyForm(name=opened.name, email="new@exampleshire.example", **form), opened)
    kept = council(directory)
    assert (kept.name, kept.email) == ("Exampleshire County Council", "new@exampleshire.example")
    with pytest.raises(ChangedMeanwhile):
        directory.save_agency(AgencyForm(name="Another name", email=opened.email, **form), opened)


def test_a_service_closes_and_opens_again(directory: KeepDirectory) -> None:
    agency = council(directory)
    form = ServiceForm(name="Drop-in", status=ServiceStatus.TEMPORARILY_CLOSED, alert="Ring before you refer.")
    directory.save_service(form, agency.id, None)
    kept = drop_in(directory)
    assert kept.status is ServiceStatus.TEMPORARILY_CLOSED
    directory.save_service(ServiceForm(name="Drop-in", status=ServiceStatus.ACTIVE), agency.id, kept)
    assert (drop_in(directory).status, drop_in(directory).alert) == (ServiceStatus.ACTIVE, "")


def drop_in(directory: KeepDirectory) -> Service:
    services = directory.agency(council(directory).id).services
    return next(service for service in services if service.name == "Drop-in")


def test_details_checked_today_can_be_taken_back_one_by_one(directory: KeepDirectory) -> None:
    agency = council(directory)
    before = directory.mark_checked(agency.id)
    view = directory.agency(agency.id)
    assert {one.checked_on for one in (view.agency, *view.services)} == {TODAY}
    directory.set_checked(agency.id, before)
    view = directory.agency(agency.id)
    assert {one.name: one.checked_on for one in view.services} == {
        "Housing Options": date(2026, 11, 3),
        "Evening shelter": None,
    }


def test_an_agency_whose_every_service_is_closed_is_shown_to_take_nobody(directory: KeepDirectory) -> None:
    agency_id = directory.save_agency(AgencyForm(name="Closed house"), None)
    directory.save_service(ServiceForm(name="Beds", status=ServiceStatus.DEFUNCT), agency_id, None)
    line = directory.agencies("closed house")[0]
    assert not line.takes_people
    assert directory.agencies("council")[0].takes_people


def test_who_reads_no_case_changes_no_directory(office: Office) -> None:
    with office.as_user(LETTERS) as session:
        directory = KeepDirectory(session)
        with pytest.raises(NotAllowed):
            directory.agencies()
        with pytest.raises(NotAllowed):
            directory.save_agency(AgencyForm(name="A new one"), None)
    with office.as_user(ADVOCATE) as session:
        assert len(KeepDirectory(session).agencies()) == 1
