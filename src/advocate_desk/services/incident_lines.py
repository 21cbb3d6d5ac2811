"""Incidents as a list shows them, and the checks they make due."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from advocate_desk.domain.contact_rules import incident_since
from advocate_desk.domain.dates_in_words import long_date
from advocate_desk.domain.incident_rules import KnownIncident, since
from advocate_desk.domain.incidents import Incident
from advocate_desk.domain.people import shown_name
from advocate_desk.domain.pronouns import pronouns
from advocate_desk.services.case_file import CaseFile

_REMOVED = "somebody since removed from the case"


@dataclass(frozen=True, kw_only=True, slots=True)
class IncidentLine:
    """One incident with its people by name. ``before`` is what it said before it was corrected, the newest first."""

    known: KnownIncident
    by_whom: str
    who_was_there: str
    written_by: str
    before: tuple[Incident, ...] = ()


def incident_lines(file: CaseFile, known: Sequence[KnownIncident]) -> tuple[IncidentLine, ...]:
    """Return ``known``, of the case of ``file``, as lines in the same order."""
    by_id = {one.id: one for one in file.incidents}
    return tuple(
        IncidentLine(
            known=one,
            by_whom=_named(file, one.incident.by_whom, one.incident.by_whom_as_text),
            who_was_there=_named(file, one.incident.who_was_there, one.incident.who_was_there_as_text),
            written_by=file.name_of(one.incident.author_id),
            before=tuple(_before(one.incident, by_id)),
        )
        for one in known
    )


def due_checks(file: CaseFile, known: Sequence[KnownIncident]) -> Iterator[str]:
    """Yield each check that an incident since made due, with what to do. What was never done is told elsewhere."""
    plan, signed, person = file.plan, file.assessment, pronouns(file.client.pronouns)
    if plan is not None and plan.checked_on is not None and incident_since(plan, file.incidents):
        yield (
            f"Safe contact was gone through on {long_date(plan.checked_on)}, before an incident. "
            f"Nothing in it counts as safe until it is gone through again with {person.them}."
        )
    if signed is not None and since(known, signed.assessed_on, signed.recorded_at):
        yield f"Risk was assessed on {long_date(signed.assessed_on)}, before an incident. Assess it again."


def _named(file: CaseFile, ids: Sequence[UUID], as_text: str) -> str:
    people = [shown_name(person) if (person := file.person(one)) else _REMOVED for one in ids]
    return ", ".join([*people, *([as_text] if as_text else [])])


def _before(incident: Incident, by_id: Mapping[UUID, Incident]) -> Iterator[Incident]:
    seen = {incident.id}
    while (earlier := incident.corrects_id) is not None and earlier in by_id and earlier not in seen:
        seen.add(earlier)
        incident = by_id[earlier]
        yield incident
