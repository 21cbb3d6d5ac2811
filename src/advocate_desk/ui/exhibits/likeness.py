"""Who is this: what a worker and what a supervisor has to decide."""

from advocate_desk.domain.cases import LinkKind
from advocate_desk.domain.users import Role
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.exhibits.exhibit import Exhibit, in_frame, screen_alone
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.screens.who_is_this import WhoIsThisScreen


def _conflict(desk: DeskContext) -> Place:
    waiting = desk.safety.questions.waiting()
    question = next(one for one in waiting if one.link.kind is LinkKind.POSSIBLE_CONFLICT)
    return Place(WhoIsThisScreen.key, None, question.link.id.hex)


LIKENESS: tuple[Exhibit, ...] = (
    screen_alone(WhoIsThisScreen),
    in_frame("who-is-this-conflict", WhoIsThisScreen, _conflict, Role.SUPERVISOR),
)
