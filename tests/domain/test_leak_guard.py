"""The leak guard: what it must find, however it is written, and what it must let pass."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advocate_desk.domain.answer import Answer
from advocate_desk.domain.leak_guard import GuardedPoint, Leak, Owner, find_leaks
from advocate_desk.domain.letter import Block, BlockKind, LetterContent, Letterhead
from advocate_desk.domain.letter_composing import compose
from advocate_desk.domain.letter_parts import letter_parts, letter_text
from advocate_desk.domain.people import ContactPoint, Disclosure, PointKind
from tests.support.letters import facts, housing
from tests.support.records import numbered, phone

_CLEAN = compose(housing(), facts(shares=(), ticked=()))
_WHY = "Why she needs this"
_HOME = phone(
    kind=PointKind.ADDRESS,
    digits="",
    value="14 Hidden Lane\nMillbrook\nZZ99 7QX",
    disclosure=Disclosure.DO_NOT_DISCLOSE,
)
_MOBILE = phone(disclosure=Disclosure.DO_NOT_DISCLOSE)


def _saying(text: str, place: str = _WHY) -> LetterContent:
    return replace(_CLEAN, blocks=(*_CLEAN.blocks, Block(kind=BlockKind.PARAGRAPH, place=place, text=text)))


def _found(content: LetterContent, point: ContactPoint, owner: Owner = Owner.CLIENT) -> tuple[Leak, ...]:
    return find_leaks(content, [GuardedPoint(point=point, owner=owner)])


def test_a_letter_without_any_of_it_is_clean() -> None:
    assert not _found(_CLEAN, _HOME)
    assert not _found(_CLEAN, _MOBILE)


@pytest.mark.parametrize(
    "written",
    [
        "14 Hidden Lane, Millbrook, ZZ99 7QX",
        "She stays at 14 hidden  lane now",
        "post code zz997qx",
        "Z Z 9 9 - 7 Q X",
        "14, HIDDEN LANE",
        "14\u00a0Hídden Láne",
        "１４ Ｈｉｄｄｅｎ Ｌａｎｅ",
        "14 Hid\u200bden Lane",
        "14 Hidden\nLane",
        "z.z.9.9.7.q.x",
    ],
)
def test_an_address_is_found_whatever_its_spacing_case_and_marks(written: str) -> None:
    leaks = _found(_saying(f"Please note: {written}. Thank you."), _HOME)
    assert [leak.place for leak in leaks] == [_WHY]


@pytest.mark.parametrize(
    "written",
    ["07700900123", "07700 900 123", "+44 7700 900123", "+44 (0)7700 900123", "0044-7700-900-123", "077 009 00 123"],
)
def test_a_number_is_found_however_it_is_written(written: str) -> None:
    assert _found(_saying(f"Ring {written}."), _MOBILE)
    assert _found(_saying(f"Ring {written}."), replace(_MOBILE, digits="", value="07700 900123"))


def test_an_email_address_is_found() -> None:
    email = phone(kind=PointKind.EMAIL, digits="", value="Ceri.Sample@mail.example")
    assert _found(_saying("Write to ceri.sample @ mail.example"), email)


def test_the_sentence_names_the_kind_and_the_place_and_never_the_value() -> None:
    (leak,) = _found(_saying("14 Hidden Lane"), _HOME)
    assert leak.sentence == "Stop: an address marked Do not disclose is in “Why she needs this”. Take it out."
    assert leak.point_id == _HOME.id
    for word in ("14", "Hidden", "7QX", "Millbrook"):
        assert word not in leak.sentence


@pytest.mark.parametrize(
    ("point", "owner", "sentence"),
    [
        (_MOBILE, Owner.CLIENT, "Stop: a phone number marked Do not disclose is in"),
        (replace(_MOBILE, kind=PointKind.SCHOOL), Owner.CHILD, "Stop: a child's school marked Do not disclose is in"),
        (_MOBILE, Owner.SUPPORTER, "Stop: a supporter's phone number marked Do not disclose is in"),
        (_MOBILE, Owner.OTHER_PERSON, "Stop: a phone number of the other person is in"),
        (_MOBILE, Owner.OTHER_CASE, "Stop: a phone number from another case is in"),
    ],
)
def test_each_kind_and_owner_is_named(point: ContactPoint, owner: Owner, sentence: str) -> None:
    value = replace(point, value="07700 900123", digits="447700900123" if point.kind is PointKind.PHONE else "")
    (leak,) = _found(_saying("07700 900123"), value, owner)
    assert leak.sentence.startswith(sentence)
    assert leak.owner is owner


@pytest.mark.parametrize(
    ("disclosure", "owner", "ticked", "consented", "stopped"),
    [
        (disclosure, owner, ticked, consented, stopped)
        for owner in Owner
        for disclosure in Disclosure
        for ticked in (False, True)
        for consented in (False, True)
        for stopped in [
            owner in {Owner.OTHER_PERSON, Owner.OTHER_CASE}
            or disclosure is Disclosure.DO_NOT_DISCLOSE
            or (disclosure is Disclosure.MAY_BE_SHARED and not (ticked and consented))
        ]
    ],
)
def test_a_point_passes_only_as_its_mark_its_tick_and_her_consent_let_it(
    disclosure: Disclosure, owner: Owner, ticked: bool, consented: bool, stopped: bool
) -> None:
    point = replace(_MOBILE, disclosure=disclosure)
    leaks = find_leaks(
        _saying("07700 900123"),
        [GuardedPoint(point=point, owner=owner)],
        ticked={point.id} if ticked else set(),
        consented={point.id} if consented else set(),
    )
    assert bool(leaks) is stopped


def test_a_point_nobody_has_marked_counts_as_do_not_disclose() -> None:
    unset = ContactPoint(
        id=numbered(20),
        stream_id=numbered(100),
        case_id=numbered(100),
        person_id=numbered(1),
        kind=PointKind.PHONE,
        value="07700 900123",
        safe=Answer.YES,
    )
    (leak,) = _found(_saying("07700 900123"), unset)
    assert "marked Do not disclose" in leak.sentence


def test_what_lacks_a_tick_or_consent_says_which() -> None:
    point = replace(_MOBILE, disclosure=Disclosure.MAY_BE_SHARED)
    (unticked,) = _found(_saying("07700 900123"), point)
    assert "not ticked for this letter" in unticked.sentence
    guarded = [GuardedPoint(point=point, owner=Owner.CLIENT)]
    (unagreed,) = find_leaks(_saying("07700 900123"), guarded, ticked={point.id})
    assert "no consent for this letter covers" in unagreed.sentence


_PLACES = {
    "the sender's details": replace(
        _CLEAN,
        letterhead=Letterhead(service_name="S", strapline="", sender_lines=("14 Hidden", "Lane"), phone=""),
    ),
    "the marking": replace(_CLEAN, marking="14 Hidden Lane"),
    "the recipient": replace(_CLEAN, recipient_lines=("Private", "14 Hidden Lane")),
    "the reference": replace(_CLEAN, reference="14 Hidden Lane"),
    "the date": replace(_CLEAN, date_line="14 Hidden Lane"),
    "how it is sent": replace(_CLEAN, sent_by="To 14 Hidden Lane"),
    "the greeting": replace(_CLEAN, greeting="Dear 14 Hidden Lane"),
    "the subject": replace(_CLEAN, subject="14 Hidden Lane"),
    "Why she needs this": _saying("14 Hidden Lane"),
    "About her": replace(
        _CLEAN,
        blocks=(Block(kind=BlockKind.FACTS, place="About her", title="About her", facts=(("At", "14 Hidden Lane"),)),),
    ),
    "the close": replace(_CLEAN, close="14 Hidden Lane"),
    "the signature": replace(_CLEAN, signature_lines=("Jo", "14 Hidden", "Lane")),
    "the approval line": replace(_CLEAN, approval_line="Seen at 14 Hidden Lane"),
}


@pytest.mark.parametrize("place", list(_PLACES))
def test_every_part_of_the_letter_is_looked_at_and_named(place: str) -> None:
    assert [leak.place for leak in _found(_PLACES[place], _HOME)] == [place]


def test_no_word_of_a_letter_escapes_the_guard() -> None:
    texts = {
        "letterhead": ("service_name", "strapline", "sender_lines", "phone"),
        "block": ("title", "text", "facts"),
    }
    assert {field.name for field in fields(Letterhead)} == set(texts["letterhead"])
    assert {field.name for field in fields(Block)} == {"kind", "place", *texts["block"]}
    unread = {"template", "template_version", "language", "window_offset", "is_sample"}
    read = {field.name for field in fields(LetterContent)} - unread - {"letterhead", "blocks"}
    for name in read:
        value = ("NEEDLE",) if name.endswith("_lines") else "NEEDLE"
        assert "NEEDLE" in letter_text(replace(_CLEAN, **{name: value})), name


def test_an_address_down_a_table_or_over_two_lines_or_two_parts_is_found() -> None:
    rows = (("First", "14 Hidden"), ("Second", "Lane"))
    table = replace(_CLEAN, blocks=(Block(kind=BlockKind.FACTS, place="About", title="About", facts=rows),))
    assert [leak.place for leak in _found(table, _HOME)] == ["About"]
    torn = replace(
        _CLEAN,
        blocks=(
            Block(kind=BlockKind.PARAGRAPH, place="One", text="She is at 14 Hidden"),
            Block(kind=BlockKind.HEADING, place="Two", title="Two"),
            Block(kind=BlockKind.PARAGRAPH, place="Two", text="Lane, until Friday."),
        ),
    )
    (leak,) = _found(torn, _HOME)
    assert leak.sentence.endswith("is in the letter, from one part into the next. Take it out.")


def test_a_point_in_two_parts_is_told_for_each() -> None:
    content = replace(_saying("14 Hidden Lane"), subject="14 Hidden Lane")
    assert [leak.place for leak in _found(content, _HOME)] == ["the subject", _WHY]


_OFFICE = replace(_HOME, kind=PointKind.WORKPLACE, value="Civic Centre, 1 High Street\nNorthbridge\nZZ99 3AA")
_OWN = ("Exampleshire Council", "Civic Centre, 1 High Street", "NORTHBRIDGE", "ZZ99 3AA")


def test_the_recipients_own_address_may_stand_in_the_recipient_block_and_nowhere_else() -> None:
    guarded = [GuardedPoint(point=_OFFICE, owner=Owner.OTHER_PERSON)]
    assert not find_leaks(_CLEAN, guarded, recipient_lines=_OWN)
    assert [leak.place for leak in find_leaks(_CLEAN, guarded)] == ["the recipient"]
    (leak,) = find_leaks(_saying("He works at 1 High Street, ZZ99 3AA"), guarded, recipient_lines=_OWN)
    assert leak.place == _WHY


def test_another_address_in_the_recipient_block_is_a_leak_even_beside_their_own() -> None:
    lines = (*_CLEAN.recipient_lines[:3], "14 Hidden Lane", "MILLBROOK  ZZ99 7QX")
    (leak,) = find_leaks(
        replace(_CLEAN, recipient_lines=lines),
        [GuardedPoint(point=_HOME, owner=Owner.CLIENT)],
        recipient_lines=_OWN,
    )
    assert leak.place == "the recipient"


@pytest.mark.parametrize(
    ("value", "text", "found"),
    [
        ("Pub", "We ask the public.", False),
        ("Pub", "She works in the pub.", True),
        ("Pub", "She works in the P U B.", True),
        ("999", "Ref 19990.", False),
        ("999", "Ring 999.", True),
    ],
)
def test_a_short_word_or_number_counts_only_where_it_stands_by_itself(value: str, text: str, found: bool) -> None:
    point = replace(_HOME, kind=PointKind.WORKPLACE, value=value)
    assert bool(_found(_saying(text), point)) is found


@pytest.mark.parametrize("written", ["7 Sample Road", "Rose Court", "Flat 2, Rose Court"])
def test_a_street_below_the_name_of_a_building_is_found_too(written: str) -> None:
    home = replace(_HOME, value="Rose Court\n7 Sample Road\nMillbrook\nZZ99 7QX")
    assert _found(_saying(f"She is at {written}."), home)


@pytest.mark.parametrize("written", ["07700 900123", "01632 960 777"])
def test_two_numbers_kept_in_one_field_are_both_guarded(written: str) -> None:
    both = replace(_MOBILE, digits="", value="07700 900123 or 01632 960777 (sister)")
    assert _found(_saying(f"Ring {written}."), both)
    assert _found(_saying(f"Ring {written}."), replace(both, digits="447700900123"))


def test_typed_text_is_never_read_as_a_pattern() -> None:
    strange = replace(_HOME, kind=PointKind.WORKPLACE, value=".* [a-z]+ (")
    assert not _found(_saying("Anything at all."), strange)


@given(
    st.lists(st.sampled_from([" ", "-", ".", "\u00a0", "\n", "(", "/", "\u200b"]), min_size=10, max_size=10),
    st.booleans(),
    st.sampled_from(["", "0", "+44", "0044", "+44 (0)"]),
)
def test_no_marks_between_the_figures_hide_a_number(marks: list[str], leading: bool, prefix: str) -> None:
    written = prefix + "".join(digit + mark for digit, mark in zip("7700900123", marks, strict=True))
    assert _found(_saying(f"Ring {written}" if leading else written), _MOBILE)


@given(st.text(max_size=60), st.text(max_size=60), st.randoms(use_true_random=False))
def test_a_postcode_is_found_between_any_two_texts(before: str, after: str, random: object) -> None:
    written = "".join(random.choice([letter.lower(), f" {letter}"]) for letter in "ZZ997QX")  # type: ignore[attr-defined]
    assert _found(_saying(f"{before} {written} {after}"), _HOME)


def test_each_part_has_its_place_once_but_for_what_is_torn() -> None:
    places = [part.place for part in letter_parts(_CLEAN) if part.place != "the letter, from one part into the next"]
    assert len(places) == len(set(places))
