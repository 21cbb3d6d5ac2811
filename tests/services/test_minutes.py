"""The minutes of a MARAC: one door, and nothing of them anywhere else."""

import ast
from datetime import date
from pathlib import Path

import pytest

import advocate_desk
from advocate_desk.domain.errors import EntryRefused, NeverChanged, NotFound, TextRefused
from advocate_desk.domain.marac import MaracMinutes, MaracMinutesOpened
from advocate_desk.services.gather_letter import composed
from advocate_desk.services.keep_minutes import KeepMinutes
from advocate_desk.services.referral_file import read_referral_file
from advocate_desk.services.session import Session
from advocate_desk.services.show_timeline import ShowTimeline
from tests.services.desk import ADVOCATE, Office
from tests.services.marac import meeting_of

WORDS = "Quillfeather watches the house from a grey van"
RECEIVED = date(2026, 11, 20)


@pytest.fixture
def kept(office: Office, session: Session) -> KeepMinutes:
    """Minutes of one meeting, in a case of the office."""
    minutes = KeepMinutes(session)
    minutes.keep(meeting_of(office, session).id, WORDS, RECEIVED)
    return minutes


def test_everybody_sees_that_there_are_minutes_and_no_word_of_them(kept: KeepMinutes, office: Office) -> None:
    (line,) = kept.listed(office.case_id)
    assert (line.received_on, line.kept_by, line.openings) == (RECEIVED, ADVOCATE, ())
    assert "Quillfeather" not in repr(line)


def test_opening_minutes_is_on_record_with_its_reason_before_they_are_read(
    kept: KeepMinutes, office: Office, session: Session
) -> None:
    (line,) = kept.listed(office.case_id)
    assert kept.open(line.minutes_id, "  To prepare the feedback. ") == WORDS
    (opening,) = kept.listed(office.case_id)[0].openings
    assert (opening.who, opening.reason, opening.opened_at) == (
        ADVOCATE,
        "To prepare the feedback.",
        office.clock.now(),
    )
    with session.work() as unit:
        (record,) = unit.find(MaracMinutesOpened, case_id=office.case_id)
        with pytest.raises(NeverChanged):
            unit.change(record, reason="Other.")


@pytest.mark.parametrize("reason", ["", " \n ", "x" * 501])
def test_without_a_reason_that_can_be_kept_minutes_stay_shut(kept: KeepMinutes, office: Office, reason: str) -> None:
    (line,) = kept.listed(office.case_id)
    with pytest.raises(EntryRefused):
        kept.open(line.minutes_id, reason)
    with pytest.raises(TextRefused):
        kept.open(line.minutes_id, "a\0b")
    assert kept.listed(office.case_id)[0].openings == ()


def test_minutes_never_change_and_blank_ones_are_not_kept(kept: KeepMinutes, office: Office, session: Session) -> None:
    (line,) = kept.listed(office.case_id)
    with pytest.raises(EntryRefused):
        kept.keep(line.meeting_id, " \n", RECEIVED)
    with pytest.raises(EntryRefused):
        kept.keep(line.meeting_id, "Later.", date(2026, 11, 24))
    with pytest.raises(NotFound):
        kept.keep(line.minutes_id, "Of no meeting.", RECEIVED)
    with session.work() as unit, pytest.raises(NeverChanged):
        unit.change(unit.get(MaracMinutes, line.minutes_id), text="Shorter.")
    assert len(kept.listed(office.case_id)) == 1


def test_no_search_finds_a_word_of_them(kept: KeepMinutes, office: Office, session: Session) -> None:
    kept.open(kept.listed(office.case_id)[0].minutes_id, "Zanzibar feedback")
    with session.work() as unit:
        for word in ("Quillfeather", "watches", "house", "grey", "van", "Zanzibar"):
            assert unit.search(word) == (), word
        assert [hit.case_id for hit in unit.search("Ceri")] == [office.case_id]


def test_no_timeline_quotes_them(kept: KeepMinutes, office: Office, session: Session) -> None:
    kept.open(kept.listed(office.case_id)[0].minutes_id, "Zanzibar feedback")
    told = repr(ShowTimeline(session, office.rules).entries(office.case_id))
    assert "Risk" in told
    assert "Quillfeather" not in told
    assert "grey van" not in told


def test_no_letter_is_made_of_them(approved_office: Office) -> None:
    office = approved_office
    with office.as_user(ADVOCATE) as session:
        before = _letter(office, session)
        KeepMinutes(session).keep(meeting_of(office, session).id, WORDS, RECEIVED)
        after = _letter(office, session)
    assert "Ceri Sample" in after
    assert "Quillfeather" not in after
    assert "Quillfeather" not in before


def _letter(office: Office, session: Session) -> str:
    with session.work() as unit:
        file = read_referral_file(unit, office.referral_id)
        content = composed(file, office.rules, office.clock.today())
    assert content is not None
    return content.to_json()


def test_only_one_module_of_the_program_reads_them() -> None:
    root = Path(advocate_desk.__file__).parent
    users = {
        str(file.relative_to(root))
        for file in root.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and any(name.name == "MaracMinutes" for name in node.names)
    }
    assert users == {"services/keep_minutes.py", "storage/tables.py"}
