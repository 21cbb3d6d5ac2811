"""What may be kept with a case is told by what it is, not by what it is called."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocate_desk.domain.attachment_rules import (
    LARGEST,
    LONGEST_REASON,
    LONGEST_TITLE,
    export_reason,
    file_title,
    media_type_of,
    picture_of,
)
from advocate_desk.domain.attachments import MediaType
from advocate_desk.domain.errors import FileRefused, TextRefused
from tests.support.pictures import SCANNED, jpeg, png, segment

KNOWN = [
    (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", MediaType.PDF),
    (SCANNED, MediaType.JPEG),
    (png(), MediaType.PNG),
    (b"She rang at ten.\r\n\tTwice.", MediaType.TEXT),
    ("\ufeffCaernarfon, Siân, محمد, 李".encode(), MediaType.TEXT),
    (b"a page\x0canother", MediaType.TEXT),
]
UNKNOWN = [
    b"PK\x03\x04 a document of an office program",
    b"MZ\x90\0 a program",
    b"\x7fELF",
    b"GIF89a\x01\0",
    b"BM\x3a\0\0\0",
    b"\0\0\0\x18ftypheic",
    "in two bytes a letter".encode("utf-16"),
    b"caf\xe9",
    b"a bell \x07",
    b"nothing after \0",
    b"\x1b[2Jan order to a terminal",
    b" %PDF-1.7 not at its beginning\0",
]


@pytest.mark.parametrize(("content", "kind"), KNOWN)
def test_a_file_is_known_by_its_first_bytes(content: bytes, kind: MediaType) -> None:
    assert media_type_of(content) is kind


@pytest.mark.parametrize("content", UNKNOWN)
def test_what_is_none_of_the_four_kinds_is_refused(content: bytes) -> None:
    with pytest.raises(FileRefused, match="Only PDF, JPEG, PNG and plain text"):
        media_type_of(content)


def test_a_file_is_neither_empty_nor_larger_than_may_be() -> None:
    with pytest.raises(FileRefused, match="empty"):
        media_type_of(b"")
    assert media_type_of(b"a" * LARGEST) is MediaType.TEXT
    with pytest.raises(FileRefused, match="larger than 25 MB"):
        media_type_of(b"a" * (LARGEST + 1))


@given(st.binary(max_size=100))
def test_whatever_comes_has_a_kind_or_is_refused(content: bytes) -> None:
    with suppress(FileRefused):
        assert media_type_of(content) in MediaType


def test_a_picture_is_looked_through_and_a_text_stays() -> None:
    picture = picture_of(jpeg(segment(0xFE, b"where")), MediaType.JPEG)
    assert picture
    assert picture.content == SCANNED
    assert picture_of(png(), MediaType.PNG)
    assert picture_of(b"words", MediaType.TEXT) is None
    assert picture_of(b"%PDF-1.7", MediaType.PDF) is None


@pytest.mark.parametrize("typed", ["", " ", "\t\n  ", "\u00a0\u2003", "\u200b\u200d", "\u202e", "\ufeff"])
def test_a_name_that_is_only_spaces_is_none(typed: str) -> None:
    with pytest.raises(FileRefused, match="Give the file a name"):
        file_title(typed)
    with pytest.raises(FileRefused, match="Say in a few words why"):
        export_reason(typed)


def test_a_name_is_one_line_of_a_length_that_can_be_read() -> None:
    assert file_title("  Non-molestation\norder,  November ") == "Non-molestation order, November"
    assert file_title("a" * LONGEST_TITLE)
    with pytest.raises(FileRefused, match="200 characters"):
        file_title("a" * (LONGEST_TITLE + 1))
    with pytest.raises(FileRefused, match="500 characters"):
        export_reason("a" * (LONGEST_REASON + 1))
    with pytest.raises(TextRefused):
        file_title("a\0b")
