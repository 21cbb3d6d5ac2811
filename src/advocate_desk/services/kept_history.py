"""Incidents, and documents and pictures, as the timeline tells them: by a neutral headline."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from advocate_desk.domain.attachments import Attachment, ExportedFile
from advocate_desk.domain.incident_words import kinds_words
from advocate_desk.domain.incidents import Incident
from advocate_desk.services.case_history import Happening, midday
from advocate_desk.services.ports import UnitOfWork

INCIDENT, FILE = "incident", "file"
_REMOVED = "one since removed"


def incident_happening(entry: Incident) -> Happening:
    """Return one entry of an incident, on the last day it may have been; without a day, when it was written down."""
    day = entry.happened_until or entry.happened_on
    about = "" if day else f", {entry.about_when.strip() or 'day not known'}"
    kinds = kinds_words(entry.kinds)
    return Happening(
        happened_at=midday(day) if day else entry.recorded_at,
        recorded_at=entry.recorded_at,
        kind=INCIDENT,
        headline=f"Incident{about}: {kinds[:1].lower()}{kinds[1:]}",
        text=entry.what,
        distressing=entry.distressing,
        whole_day=day is not None,
        record_id=entry.id,
        corrects_id=entry.corrects_id,
        actor_id=entry.author_id,
    )


def file_happenings(unit: UnitOfWork, case_id: UUID) -> Iterator[Happening]:
    """Yield every file that was added and is kept, and every copy that was taken out, of files since removed too."""
    kept = unit.find(Attachment, case_id=case_id)
    titles = {one.id: one.title for one in kept}
    for one in kept:
        yield _of_file(one.added_at, one.added_by, f"File added: {one.title}", one.note)
    for copy in unit.find(ExportedFile, case_id=case_id):
        as_it_came = ", as it came" if copy.as_it_came else ""
        title = titles.get(copy.attachment_id, _REMOVED)
        yield _of_file(copy.exported_at, copy.exported_by, f"File exported: {title}{as_it_came}", f"Why: {copy.reason}")


def _of_file(at: datetime, by: UUID, headline: str, text: str) -> Happening:
    return Happening(happened_at=at, recorded_at=at, kind=FILE, headline=headline, text=text, actor_id=by)
