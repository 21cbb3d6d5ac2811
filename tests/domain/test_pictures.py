"""A picture is kept as it was seen, without a word of where, when and with what it was taken."""

import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocate_desk.domain.errors import FileRefused
from advocate_desk.domain.jpeg_picture import read_jpeg
from advocate_desk.domain.picture import (
    DAMAGED,
    MOST_PIXELS,
    TOO_MANY_PIXELS,
    UNUSUAL,
    Picture,
    exif_of,
    orientation_in,
)
from advocate_desk.domain.png_picture import read_png
from tests.support.pictures import PLACE, SCANNED, chunk, exif, jpeg, png, segment, sized_jpeg

TOLD = b"Exampleshire Refuge, the blue door"
"""Words a camera, a phone or a program might add."""
JPEG_TELLS = {
    "a comment": segment(0xFE, TOLD),
    "an XMP packet": segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + TOLD),
    "a colour profile": segment(0xE2, b"ICC_PROFILE\0\1\1" + TOLD),
    "notes of an editor": segment(0xED, b"Photoshop 3.0\0" + TOLD),
    "an Adobe block too long": segment(0xEE, b"Adobe" + TOLD),
    "a thumbnail": segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\2\2" + TOLD),
    "another thumbnail": segment(0xE0, b"JFXX\0\x10" + TOLD),
    "an unknown block": segment(0xE9, TOLD),
}
PNG_TELLS = {
    "a text": chunk(b"tEXt", b"Location\0" + TOLD),
    "a packed text": chunk(b"zTXt", b"Location\0\0" + zlib.compress(TOLD)),
    "a text in any script": chunk(b"iTXt", b"Location\0\0\0\0\0" + TOLD),
    "a time": chunk(b"tIME", struct.pack(">HBBBBB", 2026, 11, 23, 10, 42, 0)),
    "a colour profile": chunk(b"iCCP", b"name\0\0" + zlib.compress(TOLD)),
    "a chunk of somebody's own": chunk(b"myPl", TOLD),
    "a colour chunk too long": chunk(b"gAMA", TOLD),
}


def refused(why: str, content: bytes) -> None:
    reader = read_png if content.startswith(b"\x89PNG") else read_jpeg
    with pytest.raises(FileRefused) as told:
        reader(content)
    assert str(told.value) == why


@pytest.mark.parametrize("tells", JPEG_TELLS)
def test_what_a_jpeg_tells_beside_the_picture_is_taken_out(tells: str) -> None:
    kept = read_jpeg(jpeg(JPEG_TELLS[tells]))
    assert TOLD not in kept.content
    assert kept.content.endswith(SCANNED[2:])
    assert len(kept.content) <= len(SCANNED) + 18, "the opening of a JFIF picture at most"


@pytest.mark.parametrize("tells", PNG_TELLS)
def test_what_a_png_tells_beside_the_picture_is_taken_out(tells: str) -> None:
    assert read_png(png(PNG_TELLS[tells])).content == png()


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_place_goes_and_how_the_camera_was_held_stays(orientation: int, order: str) -> None:
    camera = jpeg(exif(orientation, order), behind=PLACE)
    assert PLACE in camera
    kept = read_jpeg(camera)
    assert PLACE not in kept.content
    assert b"\x88\x25" not in kept.content, "the entry that points at the place"
    assert kept.orientation == read_jpeg(kept.content).orientation == orientation
    block = exif(orientation, order)[10:]
    held = read_png(png(chunk(b"eXIf", block), behind=PLACE))
    assert PLACE not in held.content
    assert held.orientation == read_png(held.content).orientation == orientation


def test_a_picture_that_tells_nothing_stays_as_it_is_to_the_last_byte() -> None:
    assert read_jpeg(SCANNED) == Picture(SCANNED, 1, 1, 1)
    plain = png(chunk(b"gAMA", struct.pack(">I", 45455)), chunk(b"sRGB", b"\0"))
    assert read_png(plain) == Picture(plain, 3, 2, 1)


def test_the_second_picture_and_the_short_film_behind_a_picture_go() -> None:
    assert read_jpeg(jpeg(behind=SCANNED + TOLD)).content == SCANNED
    assert read_png(png(behind=png() + TOLD)).content == png()
    moving = png(chunk(b"acTL", bytes(8)), chunk(b"fcTL", bytes(26)))
    assert read_png(moving).content == png()


@pytest.mark.parametrize(("width", "height"), [(30_000, 30_000), (65_500, 65_500), (8001, 8000)])
def test_a_picture_that_unpacks_to_hundreds_of_megapixels_is_refused_by_its_header(width: int, height: int) -> None:
    assert width * height > MOST_PIXELS
    refused(TOO_MANY_PIXELS, sized_jpeg(width, height))
    refused(TOO_MANY_PIXELS, png(width=width, height=height, data=b"never looked at"))


def test_the_largest_picture_that_may_be_is_taken() -> None:
    assert read_jpeg(sized_jpeg(8000, 8000)).width == 8000


def test_a_picture_without_a_size_is_damaged() -> None:
    refused(DAMAGED, sized_jpeg(0, 5))
    refused(DAMAGED, png(width=0))


@pytest.mark.parametrize("whole", [SCANNED, jpeg(exif(6)), png(), png(chunk(b"tEXt", b"a\0b"))])
def test_a_picture_cut_anywhere_is_refused(whole: bytes) -> None:
    for length in range(8, len(whole)):
        with pytest.raises(FileRefused):
            (read_png if whole.startswith(b"\x89PNG") else read_jpeg)(whole[:length])


def test_a_png_with_any_byte_changed_is_refused() -> None:
    whole = png(chunk(b"tEXt", b"a\0b"))
    for at in range(len(whole)):
        with pytest.raises(FileRefused):
            read_png(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])


@pytest.mark.parametrize(
    "hurt",
    [
        png(data=zlib.compress(bytes(19))),
        png(data=zlib.compress(bytes(21))),
        png(data=zlib.compress(bytes(50_000_000))),
        png(data=zlib.compress(bytes(20)) + TOLD),
        png(data=zlib.compress(bytes(20))[:-1]),
        png(data=b""),
        png(kind=(7, 2, 0)),
        png(kind=(8, 5, 0)),
        png(kind=(8, 2, 2)),
        png().replace(b"IDAT", b"IDAX"),
        png(chunk(b"IDAT", b""), chunk(b"tEXt", b"")),
        png(chunk(b"IHDR", bytes(13))),
    ],
)
def test_a_png_that_does_not_hold_what_its_header_says_is_refused(hurt: bytes) -> None:
    refused(DAMAGED, hurt)


def test_an_interlaced_png_is_counted_as_it_is_packed() -> None:
    # Adam7 of 3 by 2: passes of 1x1, none, none, 1x1, none, 1x1 and 3x1 pixels; each row begins with a filter.
    rows = ((1, 1), (1, 1), (1, 1), (1, 3))
    data = bytes(sum(height * (1 + 3 * width) for height, width in rows))
    with_data = png(data=zlib.compress(data), kind=(8, 2, 1))
    assert read_png(with_data).content == with_data


@pytest.mark.parametrize("marker", [0xC3, 0xC9, 0xCC, 0xDC, 0xDE, 0xF0, 0x01])
def test_a_jpeg_of_a_kind_no_camera_makes_is_refused(marker: int) -> None:
    refused(UNUSUAL, jpeg(segment(marker, bytes(9))))


def test_a_png_with_a_part_that_must_be_understood_and_is_not_is_refused() -> None:
    refused(UNUSUAL, png(chunk(b"XPRT", b"")))


def test_a_jpeg_of_hundreds_of_scans_is_refused() -> None:
    scan = SCANNED[SCANNED.index(b"\xff\xda") : -2]
    assert read_jpeg(SCANNED[:-2] + scan * 99 + SCANNED[-2:])
    refused(UNUSUAL, SCANNED[:-2] + scan * 100 + SCANNED[-2:])


@pytest.mark.parametrize("marker", [0xDB, 0xC4])
def test_nothing_hides_in_a_table_of_a_jpeg(marker: int) -> None:
    refused(DAMAGED, jpeg(segment(marker, TOLD)))
    refused(DAMAGED, jpeg(segment(marker, b"")))


@given(st.binary(max_size=200), st.integers(0, 200))
def test_whatever_bytes_come_they_are_read_or_refused_in_words(noise: bytes, at: int) -> None:
    for whole, reader in ((jpeg(exif(6)), read_jpeg), (png(chunk(b"tEXt", b"a\0b")), read_png)):
        for content in (whole[:at] + noise + whole[at:], whole[:at] + noise, whole[:8] + noise):
            try:
                kept = reader(content)
            except FileRefused:
                continue
            assert reader(kept.content) == kept, "what is kept tells nothing more"


@given(
    st.lists(
        st.tuples(st.sampled_from([*range(0xE1, 0xF0), 0xFE]), st.binary(max_size=60).map(lambda some: some + PLACE)),
        max_size=6,
    ),
    st.integers(1, 8),
)
def test_wherever_a_place_is_planted_it_is_gone(segments: list[tuple[int, bytes]], orientation: int) -> None:
    planted = [segment(marker, body) for marker, body in segments]
    kept = read_jpeg(jpeg(*planted, before=exif(orientation), behind=PLACE))
    assert PLACE not in kept.content
    assert kept.orientation in range(1, 9)


@given(st.binary(max_size=80))
def test_a_block_of_a_camera_that_is_not_well_made_says_nothing(block: bytes) -> None:
    assert orientation_in(block) in range(1, 9)
    assert orientation_in(b"II*\0" + block) in range(1, 9)


def test_the_block_of_ours_says_how_to_turn_and_nothing_else() -> None:
    assert exif_of(1) == b""
    for orientation in range(2, 9):
        assert orientation_in(exif_of(orientation)) == orientation
        assert len(exif_of(orientation)) == 26
