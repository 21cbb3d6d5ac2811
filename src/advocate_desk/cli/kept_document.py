"""Incidents and files of one case as documents and as words. What happened, and files themselves, are for the desk."""

from collections.abc import Sequence

from advocate_desk.cli.case_document import as_day, as_moment
from advocate_desk.cli.output import Document
from advocate_desk.domain.incident_words import kinds_words, when_words
from advocate_desk.services.incident_lines import IncidentLine
from advocate_desk.services.keep_files import FileView
from advocate_desk.services.record_incident import IncidentsView


def incidents_document(view: IncidentsView) -> Document:
    """Return the incidents as ``case show --json`` prints them, the newest first."""
    return {
        "due": list(view.due),
        "together": list(view.together),
        "entries": [_incident_document(line) for line in view.lines],
    }


def files_document(files: Sequence[FileView]) -> list[Document]:
    """Return the documents and pictures as ``case show --json`` prints them; never what is in them."""
    return [
        {
            "id": str(one.attachment_id),
            "title": one.title,
            "note": one.note,
            "media_type": one.media_type.value,
            "size_bytes": one.size_bytes,
            "added_at": as_moment(one.added_at),
            "added_by": one.added_by_name,
            "has_original": one.has_original,
        }
        for one in files
    ]


def kept_words(view: IncidentsView, files: Sequence[FileView]) -> list[str]:
    """Return both as lines to read: what is due and what the incidents say together first."""
    lines = [*view.due, *view.together]
    lines += [
        f"Incident, {when_words(line.known)}: {kinds_words(line.known.incident.kinds).lower()}." for line in view.lines
    ]
    return [*lines, *(f"File: {one.title} ({one.media_type.value})" for one in files)]


def _incident_document(line: IncidentLine) -> Document:
    incident = line.known.incident
    return {
        "id": str(incident.id),
        "kinds": [kind.value for kind in incident.kinds],
        "happened_on": as_day(incident.happened_on),
        "happened_until": as_day(incident.happened_until),
        "about_when": incident.about_when,
        "by_whom": line.by_whom,
        "who_was_there": line.who_was_there,
        "what": None if incident.distressing else incident.what,
        "distressing": incident.distressing,
        "told_by": incident.told_by.value,
        "told_to": incident.told_to,
        "police_reference": incident.police_reference,
        "known_at": as_moment(line.known.known_at),
        "written_by": line.written_by,
        "corrected": bool(line.before),
    }
