"""The calendar on the command line."""

from pathlib import Path

from icalendar import Calendar

from tests.cli.house import Terminal


def test_ones_own_dates_go_to_a_file_and_never_over_another(terminal: Terminal, tmp_path: Path) -> None:
    file = tmp_path / "dates.ics"
    told = terminal.signed_in("calendar", "export", str(file)).document
    events = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    assert told == {"file": str(file), "entries": len(events)}
    kept = file.read_bytes()
    assert terminal.signed_in("calendar", "export", str(file)).code != 0
    assert file.read_bytes() == kept
