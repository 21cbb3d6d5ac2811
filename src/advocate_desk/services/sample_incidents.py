"""What was done to Ceri, as she and the police told it: resources/sample/ceri_incidents.toml."""

from collections.abc import Iterator
from functools import partial

from advocate_desk.domain.incidents import IncidentKind, ToldBy
from advocate_desk.domain.people import Person, PersonRole
from advocate_desk.services.record_incident import NewIncident, RecordIncident
from advocate_desk.services.sample_content import Table, sample_words
from advocate_desk.services.sample_referral_story import Sittings
from advocate_desk.services.sample_story import CaseStory, Entry
from advocate_desk.services.session import Session


def incident_entries(story: CaseStory, sittings: Sittings) -> Iterator[Entry]:
    """Return each incident at the moment it was written down, all of them before her safe contact was gone through."""
    words = sample_words("ceri_incidents")
    for incident in words["incident"]:
        at = story.setting.clock.moment(incident["recorded_days_ago"], *incident["at"])
        yield Entry(sitting=sittings.author, at=at, act=partial(_record, story, incident))


def _record(story: CaseStory, words: Table, session: Session) -> None:
    clock, case_id = story.setting.clock, story.case.case_id
    with session.work() as unit:
        people = unit.find(Person, case_id=case_id)
    of_role = {role: tuple(one.id for one in people if one.role is role) for role in PersonRole}
    RecordIncident(session, story.setting.rules).record(
        case_id,
        NewIncident(
            kinds=tuple(map(IncidentKind, words["kinds"])),
            happened_on=clock.day(words["days_ago"]),
            happened_until=clock.day(words["until_days_ago"]) if "until_days_ago" in words else None,
            about_when=words.get("about_when", ""),
            by_whom=of_role[PersonRole.OTHER_PERSON],
            who_was_there=of_role[PersonRole.CHILD] if words.get("children_there") else (),
            who_was_there_as_text=words.get("who_was_there", ""),
            what=words["what"],
            told_to=words["told_to"],
            police_reference=words.get("police_reference", ""),
            told_by=ToldBy(words["told_by"]),
            distressing=words.get("distressing", False),
        ),
    )
