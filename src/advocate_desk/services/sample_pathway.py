"""Steps of the sample month beyond those a case opens with, as far as they have come: resources/sample/pathway.toml."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import partial
from uuid import UUID

from advocate_desk.domain.people import Person, PersonRole
from advocate_desk.domain.users import User
from advocate_desk.services.keep_pathway import KeepPathway, MarkForm, NewStep
from advocate_desk.services.sample_content import Table, sample_words
from advocate_desk.services.sample_moves import RECORDED_DAYS_AGO, after_a_moment, follow, story_of
from advocate_desk.services.sample_referral_story import Sittings
from advocate_desk.services.sample_story import CaseStory, Entry
from advocate_desk.services.session import Session


def pathway_entries(ceri: CaseStory, own: Sequence[CaseStory], sittings: Sittings) -> Iterator[Entry]:
    """Return every step, each at its moment; of a case that is not there, nothing.

    What is about the other person is recorded by whoever supervises: it is kept from her own advocate.
    """
    words, clock = sample_words("pathway"), ceri.setting.clock
    at = clock.moment(RECORDED_DAYS_AGO, 18)
    for number, line in enumerate(words["line"]):
        if (story := story_of(line, ceri, own)) is not None:
            sitting = sittings.supervisor if "apart" in line else sittings.author
            when = at + timedelta(minutes=8 * number)
            yield Entry(sitting=sitting, at=when, act=partial(_line, story, line, None))


def _line(story: CaseStory, words: Table, part_of: UUID | None, session: Session) -> None:
    """Add a step with what happened to it and what belongs to it."""
    pathway, clock = KeepPathway(session, story.setting.rules), story.setting.clock
    step_id = pathway.add(story.case.case_id, _new(story, words, part_of, session))
    follow(pathway, step_id, words.get("move", ()), clock)
    for mark in words.get("mark", ()):
        after_a_moment(clock)
        pathway.mark(
            step_id,
            MarkForm(
                mark=mark["mark"],
                is_set=True,
                happened_on=clock.day(mark["days_ago"]),
                told_by=mark.get("told_by", ""),
                note=mark.get("note", ""),
            ),
        )
    for part in words.get("part", ()):
        _line(story, part, step_id, session)


def _new(story: CaseStory, words: Table, part_of: UUID | None, session: Session) -> NewStep:
    with session.work() as unit:
        people = unit.find(Person, case_id=story.case.case_id, order_by=("id",))
        staff = {one.display_name: one.id for one in unit.find(User)}
    role = PersonRole(words["who"]) if "who" in words else None
    about = next((one.id for one in people if one.role is role), None)
    return NewStep(
        code=words["code"],
        about=words.get("about", ""),
        about_id=about,
        part_of_id=part_of,
        worker_id=staff[words["apart"]] if "apart" in words else None,
    )
