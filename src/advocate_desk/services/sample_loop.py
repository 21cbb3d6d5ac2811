"""What closes the loop in Ceri's case: a referral that answers a need, and two signposts."""

from collections.abc import Iterator
from functools import partial

from advocate_desk.domain.referral import Referral
from advocate_desk.domain.support_plan import SupportNeed
from advocate_desk.services.keep_signposts import KeepSignposts, NewSignpost
from advocate_desk.services.sample_content import Table, sample_words
from advocate_desk.services.sample_referral_story import Sittings
from advocate_desk.services.sample_story import CaseStory, Entry
from advocate_desk.services.session import Session

_ANSWERED = "Emergency housing", "housing"
"""The referral, by its purpose, and the area of the need it answers."""


def loop_entries(story: CaseStory, sittings: Sittings) -> Iterator[Entry]:
    """Return everything that closes the loop, each at its moment."""
    words, clock, author = sample_words("ceri_plan"), story.setting.clock, sittings.author
    for place, one in enumerate(words["signpost"]):
        at = clock.moment(one["days_ago"], 14, 30 + place)
        yield Entry(sitting=author, at=at, act=partial(_signpost, story, one))
        if "heard" in one:
            yield Entry(sitting=author, at=clock.moment(one["heard"], 14, 30), act=partial(_hear, story, one))
    yield Entry(sitting=sittings.author_again, at=clock.moment(1, 17, 30), act=partial(_answer_need, story))


def _signpost(story: CaseStory, one: Table, session: Session) -> None:
    with session.work() as unit:
        needs = unit.find(SupportNeed, case_id=story.case.case_id)
    KeepSignposts(session).record(
        NewSignpost(
            case_id=story.case.case_id,
            to=one["to"],
            why=one["why"],
            on=session.clock.today(),
            how=one["how"],
            need_id=next((need.id for need in needs if need.area == one.get("area")), None),
        )
    )


def _hear(story: CaseStory, one: Table, session: Session) -> None:
    keep = KeepSignposts(session)
    found = next(line.signpost for line in keep.view(story.case.case_id) if line.signpost.to == one["to"])
    keep.hear(found, one["came_of_it"], session.clock.today())


def _answer_need(story: CaseStory, session: Session) -> None:
    purpose, area = _ANSWERED
    with session.work() as unit:
        needs = unit.find(SupportNeed, case_id=story.case.case_id, area=area)
        for referral in unit.find(Referral, case_id=story.case.case_id, purpose=purpose):
            unit.change(referral, need_id=needs[0].id)
        unit.commit("a referral answers a need")
