"""Incidents, files and exports on the timeline: a neutral headline, and nothing lost by a correction or a removal."""

from datetime import date, timedelta
from pathlib import Path

from advocate_desk.app.bootstrap import documents
from advocate_desk.domain.incidents import IncidentKind
from advocate_desk.services.keep_files import FileForm, KeepFiles
from advocate_desk.services.record_incident import NewIncident, RecordIncident
from advocate_desk.services.session import Session
from advocate_desk.services.show_timeline import Entry, EntryKind, ShowTimeline
from tests.services.desk import ADVOCATE, Office

WHAT = "He stood at the gate and would not go."


def told(office: Office, session: Session, kind: EntryKind) -> list[Entry]:
    return [one for one in ShowTimeline(session, office.rules).entries(office.case_id) if one.kind is kind]


def threat(**changes: object) -> NewIncident:
    typed: dict[str, object] = {"kinds": (IncidentKind.THREATS,), "happened_on": date(2026, 11, 9), "what": WHAT}
    return NewIncident(**{**typed, **changes})  # type: ignore[arg-type]


def test_an_incident_stands_at_its_day_under_a_neutral_headline(office: Office, session: Session) -> None:
    incidents = RecordIncident(session, office.rules)
    incidents.record(office.case_id, threat(distressing=True))
    incidents.record(office.case_id, threat(happened_on=None, about_when="before the move"))
    undated, dated = told(office, session, EntryKind.INCIDENT)
    assert (dated.headline, dated.text, dated.distressing) == ("Incident: threats", WHAT, True)
    assert dated.whole_day
    assert dated.happened_at.date() == date(2026, 11, 9)
    assert undated.headline == "Incident, before the move: threats"
    assert (undated.happened_at, undated.who) == (undated.recorded_at, ADVOCATE)


def test_a_corrected_incident_is_one_entry_that_keeps_what_it_said(office: Office, session: Session) -> None:
    incidents = RecordIncident(session, office.rules)
    first = incidents.record(office.case_id, threat())
    office.clock.later(minutes=5)
    incidents.correct(first.id, threat(kinds=(IncidentKind.STALKING,)))
    (entry,) = told(office, session, EntryKind.INCIDENT)
    assert entry.headline == "Incident: stalking"
    assert [before.headline for before in entry.earlier] == ["Incident: threats"]


def test_a_file_and_every_copy_taken_out_are_told_and_a_removal_hides_no_export(
    office: Office, session: Session, tmp_path: Path
) -> None:
    files, path = KeepFiles(session, documents()), tmp_path / "brought.txt"
    path.write_text("An order.", encoding="utf-8")
    file_id = files.add(office.case_id, path, FileForm(title="Court order", note="As she brought it"))
    office.clock.later(minutes=5)
    files.export(file_id, tmp_path / "copy.txt", "Her solicitor asked")
    exported, added = told(office, session, EntryKind.FILE)
    assert (added.headline, added.text, added.who) == ("File added: Court order", "As she brought it", ADVOCATE)
    assert (exported.headline, exported.text) == ("File exported: Court order", "Why: Her solicitor asked")
    assert exported.happened_at - added.happened_at == timedelta(minutes=5)
    files.remove(file_id)
    (left,) = told(office, session, EntryKind.FILE)
    assert left.headline == "File exported: one since removed"
