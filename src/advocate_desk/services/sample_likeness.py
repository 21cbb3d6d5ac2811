"""What waits to be decided in the sample month: somebody who may be here twice, and somebody close to a colleague."""

from collections.abc import Iterator, Sequence

from advocate_desk.domain.cases import CaseLink, LinkKind
from advocate_desk.domain.conflicts import Closeness
from advocate_desk.domain.identifiers import new_id
from advocate_desk.domain.record import SHARED_STREAM
from advocate_desk.domain.users import User
from advocate_desk.services.find_conflicts import PossibleConflict
from advocate_desk.services.sample_story import CaseStory, Entry, keep
from advocate_desk.services.session import Session

_ONCE, _TWICE = 2, 11
"""The advocate's cases that are of one person; the sketches make them so."""
_COLLEAGUE = "Nia Advocate"
_DAYS_AGO = 2


def likeness_entries(ceri: CaseStory, own: Sequence[CaseStory], sitting: int) -> Iterator[Entry]:
    """Return the questions, asked two days ago by the advocate's own sitting; none where she has one case alone."""
    if not own:
        return
    if len(own) > _TWICE:
        yield _repeat(own[_ONCE], own[_TWICE], "Same or like: name, phone, date of birth", sitting)
    else:
        yield _repeat(ceri, own[0], "Same or like: the referrer's word", sitting)
    yield _close_to_a_colleague(own[0], sitting)


def _repeat(one: CaseStory, other: CaseStory, why: str, sitting: int) -> Entry:
    def act(session: Session) -> None:
        link = CaseLink(
            id=new_id(session.clock.now()),
            stream_id=SHARED_STREAM,
            kind=LinkKind.POSSIBLE_DUPLICATE,
            from_case_id=other.case.case_id,
            to_case_id=one.case.case_id,
            why=why,
        )
        keep(session, [link], "possible duplicate noted")

    return Entry(sitting=sitting, at=one.setting.clock.moment(_DAYS_AGO, 12), act=act)


def _close_to_a_colleague(story: CaseStory, sitting: int) -> Entry:
    def act(session: Session) -> None:
        with session.work() as unit:
            (colleague,) = unit.find(User, display_name=_COLLEAGUE)
            unit.change(colleague, close_to=(f"{story.sketch.name}, my neighbour",))
            found = PossibleConflict(closeness=Closeness.CLOSE_TO_COLLEAGUE, why=("name",), user_id=colleague.id)
            unit.add(found.link(story.case.case_id, session.clock.now()))
            unit.commit("possible conflict noted")

    return Entry(sitting=sitting, at=story.setting.clock.moment(_DAYS_AGO, 12, 20), act=act)
