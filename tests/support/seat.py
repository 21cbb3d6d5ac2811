"""Somebody seated at the desk of the office, on its real vault. Everything asked of the desk is done at once."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from advocate_desk.app.around import Around
from advocate_desk.app.desk import make_desk
from advocate_desk.app.program import Program
from advocate_desk.services.session import Session
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.navigator import Place
from advocate_desk.ui.tasks import InlineRunner
from advocate_desk.ui.theme import Theme
from tests.services.desk import Office
from tests.support.prompts import RecordedPrompts


@dataclass
class Seat:
    """The desk, what it asked and said, and where it wanted to go."""

    session: Session
    desk: DeskContext
    prompts: RecordedPrompts
    went: list[Place] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    undo: list[Callable[[], object]] = field(default_factory=list)

    def hear(self, words: str, undo: Callable[[], object] | None) -> None:
        """Remember a passing message, and its Undo."""
        self.said.append(words)
        if undo is not None:
            self.undo.append(undo)


@contextmanager
def seated(office: Office, name: str, theme: Theme) -> Iterator[Seat]:
    """Let somebody sit down."""
    program, prompts = Program(), RecordedPrompts()
    with office.as_user(name) as session:
        around = Around(tasks=InlineRunner(), prompts=prompts, theme=theme)
        seat = Seat(session, make_desk(program, session, around, is_sample=False), prompts)
        seat.desk.navigator.went.connect(seat.went.append)
        seat.desk.navigator.said.connect(seat.hear)
        yield seat
    program.close()
