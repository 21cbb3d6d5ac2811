"""The recipient as a letter addresses them."""

import pytest

from advocate_desk.domain.directory import Agency, Service
from advocate_desk.domain.recipient import close_for, greeting, own_lines, recipient_lines
from advocate_desk.domain.record import SHARED_STREAM
from tests.support.records import AGENCY, numbered


def _agency(*address: str) -> Agency:
    return Agency(
        id=AGENCY,
        stream_id=SHARED_STREAM,
        name="Exampleshire Council",
        postal_address=address,
        phones=("020 7946 0330",),
        email="contact@exampleshire.example",
    )


def _service(*address: str) -> Service:
    return Service(
        id=numbered(55),
        stream_id=SHARED_STREAM,
        agency_id=AGENCY,
        name="Housing Options",
        postal_address=address,
        phones=("020 7946 0333",),
    )


_TOP = ("Private and confidential", "Duty Manager, Housing Options", "Exampleshire Council")


@pytest.mark.parametrize(
    ("address", "below"),
    [
        (
            ("Civic Centre, 1 High Street", "NORTHBRIDGE", "ZZ99 3AA"),
            ("Civic Centre, 1 High Street", "NORTHBRIDGE  ZZ99 3AA"),
        ),
        (
            ("Civic Centre", "1 High Street", "Northbridge", "zz993aa"),
            ("Civic Centre, 1 High Street", "NORTHBRIDGE  ZZ99 3AA"),
        ),
        (("1 High Street", "Northbridge ZZ99 3AA", "GB"), ("1 High Street", "NORTHBRIDGE  ZZ99 3AA")),
        (
            ("Exampleshire Council", "1 High Street", "Northbridge", "ZZ99 3AA"),
            ("1 High Street", "NORTHBRIDGE  ZZ99 3AA"),
        ),
        (("PO Box 7", "ZZ99 3AA"), ("PO BOX 7  ZZ99 3AA",)),
        (("1 High Street", "Northbridge"), ("1 High Street", "NORTHBRIDGE")),
        ((), ()),
    ],
)
def test_an_address_fits_the_window_in_at_most_five_lines(address: tuple[str, ...], below: tuple[str, ...]) -> None:
    lines = recipient_lines(_agency(*address), _service(), "Duty Manager")
    assert lines == (*_TOP, *below)
    assert len(lines) <= 5


def test_the_services_own_address_wins_over_the_agencys() -> None:
    lines = recipient_lines(_agency("9 Far Road", "FARTOWN", "ZZ99 9ZZ"), _service("1 High Street", "ZZ99 3AA"), "")
    assert lines[1:] == ("Housing Options", "Exampleshire Council", "1 HIGH STREET  ZZ99 3AA")


def test_without_a_service_the_title_stands_alone() -> None:
    assert recipient_lines(_agency(), None, "Duty  Manager")[1] == "Duty Manager"


def test_what_the_recipient_publishes_of_itself_is_listed_for_the_guard() -> None:
    assert own_lines(_agency("1 High Street"), _service()) == (
        "Exampleshire Council",
        "1 High Street",
        "020 7946 0330",
        "contact@exampleshire.example",
        "Housing Options",
        "020 7946 0333",
    )


def test_somebody_named_gets_sincerely_and_an_office_faithfully() -> None:
    assert greeting("Duty Manager") == "Dear Duty Manager"
    assert close_for("Duty Manager", is_named=False) == "Yours faithfully"
    assert close_for("A. Officer", is_named=True) == "Yours sincerely"
