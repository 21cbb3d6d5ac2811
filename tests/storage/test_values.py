"""Whatever a field may hold is kept exactly; what it may not hold is refused at once."""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.errors import TextRefused
from advocate_desk.storage.values import canonical, field

_TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
_KINDS: tuple[tuple[Any, st.SearchStrategy[Any]], ...] = (
    (str, _TEXT),
    (int, st.integers(-(2**63), 2**63 - 1)),
    (bool, st.booleans()),
    (UUID, st.uuids()),
    (date, st.dates()),
    (datetime, st.datetimes(timezones=st.just(UTC))),
    (Answer, st.sampled_from(Answer)),
    (date | None, st.none() | st.dates()),
    (tuple[str, ...], st.lists(_TEXT).map(tuple)),
    (tuple[UUID, ...], st.lists(st.uuids()).map(tuple)),
    (Mapping[str, Answer], st.dictionaries(_TEXT, st.sampled_from(Answer))),
)


@pytest.mark.parametrize(("annotation", "values"), _KINDS, ids=lambda one: str(one)[:40])
@given(data=st.data())
def test_a_value_survives_the_journal_exactly(
    annotation: object, values: st.SearchStrategy[Any], data: st.DataObject
) -> None:

    kept = field("one", annotation)
    value = data.draw(values)
    assert kept.from_plain(json.loads(canonical(kept.to_plain(value)))) == value


@pytest.mark.parametrize(
    ("annotation", "value"),
    [
        (str, 1),
        (str, None),
        (int, "1"),
        (int, True),
        (int, 1.0),
        (bool, 1),
        (UUID, "01a20854957e7a56a1cca254c595236a"),
        (date, datetime(2026, 1, 1, tzinfo=UTC)),
        (datetime, date(2026, 1, 1)),
        (tuple[str, ...], ["a"]),
        (tuple[str, ...], "a"),
        (Mapping[str, Answer], {1: Answer.YES}),
        (Mapping[str, Answer], ()),
    ],
)
def test_a_value_of_another_type_is_refused(annotation: object, value: object) -> None:
    with pytest.raises(TypeError):
        field("one", annotation).to_plain(value)


@pytest.mark.parametrize(
    ("annotation", "value"),
    [(int, 2**63), (Answer, "perhaps"), (Mapping[str, Answer], {"q1": "perhaps"}), (datetime, datetime(2026, 1, 1))],
)
def test_a_value_out_of_range_is_refused(annotation: object, value: object) -> None:
    with pytest.raises(ValueError, match=r"64 bits|not a valid|zone"):
        field("one", annotation).to_plain(value)


@pytest.mark.parametrize("text", ["\0", "a\0b", chr(0xD800), chr(0xDFFF), "x" * 50 + "\udc00"])
def test_a_text_that_would_not_come_back_the_same_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(TextRefused, match=f"Character {len(text) if text != 'a' + chr(0) + 'b' else 2} "):
        field("one", str).to_plain(text)


@pytest.mark.parametrize("annotation", [float, bytes, dict[str, str], str | int, tuple[str, str], object])
def test_a_type_nobody_thought_of_is_refused_when_the_program_starts(annotation: object) -> None:
    with pytest.raises(TypeError, match="cannot be kept"):
        field("one", annotation)


def test_a_moment_of_another_zone_is_the_same_moment() -> None:
    kept = field("at", datetime)
    nepal = datetime(2026, 11, 23, 16, 15, tzinfo=timezone(timedelta(hours=5, minutes=45)))
    assert kept.to_plain(nepal) == kept.to_plain(datetime(2026, 11, 23, 10, 30, tzinfo=UTC))
