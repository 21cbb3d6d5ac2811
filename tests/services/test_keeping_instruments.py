"""A service's own list of risk questions: added whole or not at all, and kept for what was signed on it."""

from pathlib import Path

import pytest

from advocate_desk.assets import resource
from advocate_desk.domain.answer import Answer
from advocate_desk.domain.errors import EntryRefused, RuleFileRefused
from advocate_desk.domain.risk import RiskLevel
from advocate_desk.services.assess_risk import AssessRisk, NewAssessment
from advocate_desk.services.keep_instruments import KeepInstruments
from advocate_desk.services.show_timeline import ShowTimeline
from advocate_desk.services.watch_risk import WatchRisk
from tests.services.desk import ADVOCATE, SUPERVISOR, Office

TEMPLATE = resource("risk", "template", "own-instrument.toml")
OWN = "own-instrument"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A file of the service's own, as the template has it."""
    return written(tmp_path)


def written(place: Path, **changes: str) -> Path:
    text = TEMPLATE.read_text(encoding="utf-8")
    for old, new in changes.items():
        assert LINES[old] in text
        text = text.replace(LINES[old], new, 1)
    file = place / "ours.toml"
    file.write_text(text, encoding="utf-8")
    return file


LINES = {
    "code": 'code = "own-instrument"',
    "version": "version = 1",
    "unit": 'unit = "yes_answers"',
    "source": 'source = "Who decided on these numbers"',
    "question": 'label = "Subject of the first question"',
}


def test_a_list_of_the_services_own_is_asked_with_its_own_thresholds(office: Office, own: Path) -> None:
    with office.as_user(SUPERVISOR) as session:
        KeepInstruments(session, office.rules).add(own)
    own.unlink()
    with office.as_user(ADVOCATE) as session:
        risk = AssessRisk(session, office.rules)
        codes = [one.instrument.code for one in risk.view(office.case_id).offered]
        assert codes == ["checklist-24", OWN, "stalking-screening"]
        both = {"question_1": Answer.YES, "question_2": Answer.YES}
        signed = risk.sign(NewAssessment(case_id=office.case_id, instrument=OWN, answers=both))
        assert (signed.level, signed.high_from, signed.medium_from) == (RiskLevel.HIGH, 2, 1)
        newest = risk.view(office.case_id).signed[0]
        assert newest.answers[0].label == "Subject of the first question"
        told = [one.text for one in ShowTimeline(session, office.rules).entries(office.case_id)]
        assert "Short name, for tables: 2 of 2." in told
        assert WatchRisk(session, office.rules).view(office.case_id).unanswered


@pytest.mark.parametrize(
    ("changes", "line", "told"),
    [
        ({"unit": 'unit = "points"'}, 17, "thresholds.unit"),
        ({"source": ""}, 15, "thresholds.source"),
        ({"version": 'version = "one"'}, 7, "version"),
        ({"code": "code = "}, 6, "what stands there"),
    ],
)
def test_a_file_with_a_mistake_is_refused_with_its_line_and_what_was_asked_is_asked_still(
    office: Office, tmp_path: Path, changes: dict[str, str], line: int, told: str
) -> None:
    with office.as_user(SUPERVISOR) as session:
        lists = KeepInstruments(session, office.rules)
        before = lists.view()
        with pytest.raises(RuleFileRefused, match=f"ours.toml, line {line}, cannot be used: {told}"):
            lists.add(written(tmp_path, **changes))
        assert lists.view() == before


def test_an_old_assessment_is_read_on_the_edition_it_was_made_on(office: Office, tmp_path: Path) -> None:
    with office.as_user(SUPERVISOR) as session:
        lists, risk = KeepInstruments(session, office.rules), AssessRisk(session, office.rules)
        lists.add(written(tmp_path))
        risk.sign(NewAssessment(case_id=office.case_id, instrument=OWN, answers={"question_1": Answer.YES}))
        lists.add(written(tmp_path, version="version = 2", question='label = "Another subject"'))
        line = risk.view(office.case_id).signed[0]
        assert [one.label for one in line.answers] == [
            "Subject of the first question",
            "Subject of the second question",
        ]
        assert (line.questions, line.gap) == (2, 1)
        (asked,) = [one.instrument for one in risk.view(office.case_id).offered if one.instrument.code == OWN]
        assert (asked.version, asked.questions[0].label) == (2, "Another subject")


def test_what_was_answered_on_one_edition_is_never_signed_as_another(office: Office, tmp_path: Path) -> None:
    with office.as_user(SUPERVISOR) as session:
        lists, risk = KeepInstruments(session, office.rules), AssessRisk(session, office.rules)
        lists.add(written(tmp_path))
        form = NewAssessment(case_id=office.case_id, instrument=OWN, edition=1, answers={"question_1": Answer.YES})
        lists.add(written(tmp_path, version="version = 2"))
        with pytest.raises(EntryRefused, match="new edition"):
            risk.sign(form)


def test_an_edition_that_is_there_already_is_refused(office: Office, own: Path) -> None:
    with office.as_user(SUPERVISOR) as session:
        lists = KeepInstruments(session, office.rules)
        lists.add(own)
        with pytest.raises(RuleFileRefused, match="must be higher than 1"):
            lists.add(own)


def test_the_shipped_list_comes_back_when_the_services_own_is_ended(office: Office, tmp_path: Path) -> None:
    with office.as_user(SUPERVISOR) as session:
        lists = KeepInstruments(session, office.rules)
        lists.add(written(tmp_path, code='code = "checklist-24"', version="version = 2"))
        first, *_ = lists.view().lists
        assert (first.instrument.title, len(first.own_ids)) == ("Name of the list", 1)
        assert AssessRisk(session, office.rules).view(office.case_id).high_from == 2, "not the setting of another list"
        lists.end(first.own_ids)
        back, *_ = lists.view().lists
        assert (back.instrument, back.own_ids) == (office.rules.instruments[0], ())
        assert AssessRisk(session, office.rules).view(office.case_id).signed[0].questions == 24


def test_what_is_no_text_is_refused_in_words(office: Office, tmp_path: Path) -> None:
    file = tmp_path / "ours.toml"
    file.write_bytes(b"\xff\xfe\x00")
    with office.as_user(SUPERVISOR) as session, pytest.raises(EntryRefused, match="cannot be read as text"):
        KeepInstruments(session, office.rules).add(file)
