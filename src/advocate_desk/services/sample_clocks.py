"""Clocks of the sample month, each state at least once: resources/sample/clocks.toml."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import partial
from uuid import UUID

from advocate_desk.domain.clock_entries import ClockEntryKind
from advocate_desk.domain.near_dates import read_time
from advocate_desk.domain.pathway import PathwayStep
from advocate_desk.domain.people import Person, PersonRole
from advocate_desk.services.keep_clocks import EntryForm, KeepClocks, KeyDateForm
from advocate_desk.services.keep_pathway import KeepPathway, NewStep
from advocate_desk.services.sample_content import Table, sample_words
from advocate_desk.services.sample_moves import RECORDED_DAYS_AGO, after_a_moment, follow, story_of
from advocate_desk.services.sample_referral_story import Sittings
from advocate_desk.services.sample_story import CaseStory, Entry
from advocate_desk.services.session import Session

LINE = "criminal_line"


def clock_entries(ceri: CaseStory, own: Sequence[CaseStory], sittings: Sittings) -> Iterator[Entry]:
    """Return everything about clocks, each at its moment; of a case that is not there, nothing."""
    at = ceri.setting.clock.moment(RECORDED_DAYS_AGO, 17, 30)
    for number, words in enumerate(sample_words("clocks")["line"]):
        if (story := story_of(words, ceri, own)) is not None:
            act = partial(_line, story, words)
            yield Entry(sitting=sittings.author, at=at + timedelta(minutes=5 * number), act=act)


def _line(story: CaseStory, words: Table, session: Session) -> None:
    case_id, clock = story.case.case_id, story.setting.clock
    step_id = _step(story, words, session)
    clocks = KeepClocks(session, story.setting.rules)
    kinds = {kind.code: kind for kind in story.setting.rules.way.key_dates}
    for day in words.get("day", ()):
        form = KeyDateForm(
            code=day["code"],
            on=clock.day(day["days_ago"]) if "days_ago" in day else None,
            at=read_time(day["at"]) if "at" in day else None,
            step_id=step_id if kinds[day["code"]].is_of_line else None,
            told_by=day.get("told_by", ""),
            proof=day.get("proof", ""),
            note=day.get("note", ""),
        )
        clocks.add_date(case_id, form)
    for said in words.get("entry", ()):
        _record(clocks, case_id, said, story)


def _record(clocks: KeepClocks, case_id: UUID, said: Table, story: CaseStory) -> None:
    """Record something about a clock; in a month of few cases a line of another stands in its place, without it."""
    day = story.setting.clock.day
    every = (one.clock for one in clocks.view(case_id).every)
    found = next((one for one in every if one.duty.code == said["duty"] and one.is_open), None)
    if found is not None:
        form = EntryForm(
            kind=ClockEntryKind(said["kind"]),
            on=day(said["days_ago"]) if "days_ago" in said else None,
            told_by=said.get("told_by", ""),
            note=said.get("note", ""),
        )
        after_a_moment(story.setting.clock)
        clocks.record(case_id, found.duty.code, found.start_id, form)


def _step(story: CaseStory, words: Table, session: Session) -> UUID | None:
    """Return the line it is about, with its moves; one that the month has already is left as it stands."""
    case_id = story.case.case_id
    with session.work() as unit:
        steps = unit.find(PathwayStep, case_id=case_id, code=words.get("step", LINE), order_by=("position", "id"))
        others = unit.find(Person, case_id=case_id, role=PersonRole.OTHER_PERSON, order_by=("id",))
    if steps or "move" not in words:
        return steps[0].id if steps else None
    pathway = KeepPathway(session, story.setting.rules)
    step_id = pathway.add(
        case_id, NewStep(code=LINE, about_id=others[0].id if others else None, about="The other person")
    )
    follow(pathway, step_id, words["move"], story.setting.clock)
    return step_id
