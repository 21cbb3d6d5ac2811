"""Incidents and files of a case on the command line: counted and listed, and never what the desk opens on request."""

from datetime import date
from pathlib import Path

from advocate_desk.app.bootstrap import documents
from advocate_desk.domain.incidents import IncidentKind
from advocate_desk.services.keep_files import FileForm, KeepFiles
from advocate_desk.services.record_incident import NewIncident, RecordIncident
from tests.cli.house import Terminal
from tests.services.desk import ADVOCATE, Office

WHAT = "He stood at the gate and would not go."


def reference_of(terminal: Terminal) -> str:
    reference: str = terminal.signed_in("case", "list").document["cases"][0]["reference"]
    return reference


def test_incidents_are_told_with_what_they_make_due_and_distressing_words_stay_at_the_desk(
    terminal: Terminal, office: Office
) -> None:
    with office.as_user(ADVOCATE) as session:
        incidents = RecordIncident(session, office.rules)
        for day, distressing in ((9, False), (20, True)):
            new = NewIncident(
                kinds=(IncidentKind.THREATS,),
                happened_on=date(2026, 11, day),
                what=WHAT,
                distressing=distressing,
            )
            incidents.record(office.case_id, new)
    ran = terminal.signed_in("case", "show", reference_of(terminal))
    told = ran.document["incidents"]
    assert [(one["happened_on"], one["what"]) for one in told["entries"]] == [
        ("2026-11-20", None),
        ("2026-11-09", WHAT),
    ]
    assert told["entries"][0]["kinds"] == ["threats"]
    assert told["due"][0].startswith("Safe contact was gone through on")


def test_files_are_listed_and_nothing_in_them_is_printed(terminal: Terminal, office: Office, tmp_path: Path) -> None:
    path = tmp_path / "brought.txt"
    path.write_text(WHAT, encoding="utf-8")
    with office.as_user(ADVOCATE) as session:
        KeepFiles(session, documents()).add(office.case_id, path, FileForm(title="Court order"))
    ran = terminal.signed_in("case", "show", reference_of(terminal))
    (file,) = ran.document["files"]
    assert (file["title"], file["media_type"], file["added_by"]) == ("Court order", "text/plain", ADVOCATE)
    assert file["size_bytes"] == len(WHAT)
    assert WHAT not in str(ran.document)
