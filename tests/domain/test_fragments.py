"""A contact point is recognised however it is spaced, cased, punctuated or cut to its telling part."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocate_desk.domain.fragments import PROBE_LENGTHS, compact, fragments, probe, probes_in
from advocate_desk.domain.people import ContactPoint, PointKind

ID = UUID(int=1)


def point(kind: PointKind, value: str, digits: str = "") -> ContactPoint:
    return ContactPoint(id=ID, stream_id=ID, case_id=ID, person_id=ID, kind=kind, value=value, digits=digits)


def betrays(text: str, of: ContactPoint) -> bool:
    """Say whether a letter with ``text`` gives the point away, by way of the probes as the index does."""
    compacted = compact(f"Dear colleague, {text} Yours sincerely.")
    pieces = probes_in(compacted)
    return any(probe(fragment) in pieces and fragment in compacted for fragment in fragments(of))


PHONE = point(PointKind.PHONE, "07700 900123", "447700900123")
ADDRESS = point(PointKind.ADDRESS, "12 Sample Street,\nSampleton\nZZ99 1AB")


@pytest.mark.parametrize(
    "text",
    [
        "07700 900123",
        "0 7 7 0 0 9 0 0 1 2 3",
        "+44 7700 900 123",
        "+44 (0)7700-900-123",
        "0044 7700 900123",
        "07700/900.123",
    ],
)
def test_a_phone_number_is_recognised_however_it_is_written(text: str) -> None:
    assert betrays(text, PHONE)


@pytest.mark.parametrize(
    "text", ["０７７００ ９００１２３", "07700\u00a0900123", "07700\n900123"]
)  # wide figures, odd spaces
def test_wide_figures_and_odd_spaces_hide_nothing(text: str) -> None:
    assert betrays(text, PHONE)


@pytest.mark.parametrize("text", ["07700 900124", "900123", "the year 2026"])
def test_another_number_is_not_taken_for_it(text: str) -> None:
    assert not betrays(text, PHONE)


@pytest.mark.parametrize(
    "text", ["12 sample street", "12, SAMPLE STREET", "12SampleStreet", "at ZZ99 1AB", "zz991ab", "Z Z 9 9 1 A B"]
)
def test_an_address_is_recognised_by_its_first_line_or_its_postcode(text: str) -> None:
    assert betrays(text, ADDRESS)


@pytest.mark.parametrize("text", ["14 Sample Street", "in Sampleton", "ZZ99 1AC", "ZZ99"])
def test_a_town_or_a_neighbour_is_not_taken_for_it(text: str) -> None:
    assert not betrays(text, ADDRESS)


def test_a_first_line_that_is_no_place_by_itself_needs_the_next() -> None:
    flat = point(PointKind.ADDRESS, "Flat 2\n7 Sample Road\nSampleton")
    assert not betrays("She has a flat. 2 rooms.", flat)
    assert betrays("Flat 2, 7 Sample Road", flat)


def test_an_address_on_one_line_is_parted_at_its_commas() -> None:
    assert betrays("31 Sample Close", point(PointKind.ADDRESS, "31 Sample Close, Sampleton, ZZ99 2CD"))


@pytest.mark.parametrize("kind", [PointKind.SCHOOL, PointKind.WORKPLACE])
def test_a_school_or_workplace_is_recognised_by_its_name(kind: PointKind) -> None:
    assert betrays("collected from ST. SAMPLE'S PRIMARY", point(kind, "St Sample’s Primary\nSampleton"))


def test_an_email_address_is_recognised_whole() -> None:
    email = point(PointKind.EMAIL, "ceri.sample@mail.example")
    assert betrays("Ceri.Sample @ mail.example", email)
    assert not betrays("someone@mail.example", email)


def test_a_number_nobody_could_read_is_still_guarded() -> None:
    assert betrays("0117 496 0777", point(PointKind.PHONE, "0117 496 0777"))
    assert betrays("ext. 12345", point(PointKind.PHONE, "12345"))


def test_a_foreign_number_is_recognised_with_and_without_its_country() -> None:
    dublin = point(PointKind.PHONE, "+353 20 912 3456", "353209123456")
    assert betrays("(020) 912 3456", dublin)
    assert betrays("+353 20 912 3456", dublin)


def test_accents_hide_nothing() -> None:
    assert betrays("7 Llŷn Sampl Road", point(PointKind.ADDRESS, "7 Llyn Sampl Road"))


@pytest.mark.parametrize("value", ["", "-", "ab", "\n\n"])
def test_what_is_too_short_to_tell_anything_guards_nothing(value: str) -> None:
    for kind in PointKind:
        assert fragments(point(kind, value)) == ()


@given(
    kind=st.sampled_from(PointKind), value=st.text(max_size=60), before=st.text(max_size=20), after=st.text(max_size=20)
)
def test_every_point_is_found_in_a_text_that_holds_it_as_typed(
    kind: PointKind, value: str, before: str, after: str
) -> None:
    kept = point(kind, value)
    if fragments(kept):
        assert betrays(f"{before} {value} {after}", kept)


@given(fragment=st.text(alphabet="abcxyz0123", min_size=PROBE_LENGTHS[-1], max_size=20))
def test_a_probe_is_among_the_probes_of_any_text_around_its_fragment(fragment: str) -> None:
    assert probe(fragment) in probes_in(f"zz{fragment}9")
