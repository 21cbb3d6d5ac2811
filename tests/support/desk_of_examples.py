"""A desk with something on it, for tests that walk over every screen: the sample month, on a real vault."""

from PySide6.QtWidgets import QWidget

from advocate_desk.app.around import Around
from advocate_desk.app.desk import make_desk
from advocate_desk.app.program import Program
from advocate_desk.app.screenshots import session_as
from advocate_desk.domain.users import Role
from advocate_desk.services.session import Session
from advocate_desk.ui.desk import DeskContext
from advocate_desk.ui.exhibits.exhibit import DoorExhibit, Exhibit
from advocate_desk.ui.tasks import InlineRunner
from advocate_desk.ui.theme import Theme
from tests.support.door import make_door
from tests.support.prompts import RecordedPrompts

CASES = 2
"""Enough for every screen to have something to show, and quickly made."""


def make_example_desk(program: Program, session: Session, theme: Theme, role: Role = Role.ADVOCATE) -> DeskContext:
    """Return the sample month's desk as somebody with ``role`` sees it. Its tasks answer at once."""
    around = Around(tasks=InlineRunner(), prompts=RecordedPrompts(), theme=theme)
    return make_desk(program, session_as(session, role), around, is_sample=True)


def build_exhibit(exhibit: Exhibit | DoorExhibit, program: Program, session: Session, theme: Theme) -> QWidget:
    """Return an exhibit's window, not yet shown."""
    if isinstance(exhibit, DoorExhibit):
        return exhibit.build(make_door(theme))
    return exhibit.build(make_example_desk(program, session, theme, exhibit.role))
